package id.tanggap.query.office;

import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.projection.Views;

/** Keeps the offices. */
public final class OfficeProjection {

    public void apply(OfficeEvent event, long sequence, Views views) {
        views.put(event instanceof OfficeEvent.Registered registered ? OfficeView.begin(registered)
                : views.office(event.office()).orElseThrow(() ->
                        new IllegalStateException("no registration came before this event")).evolve(event, sequence));
    }
}
