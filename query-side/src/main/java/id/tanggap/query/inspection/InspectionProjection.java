package id.tanggap.query.inspection;

import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.query.projection.Views;

/** Keeps the inspections. */
public final class InspectionProjection {

    public void apply(InspectionEvent event, long position, long sequence, Views views) {
        views.put(event instanceof InspectionEvent.Opened opened ? InspectionView.begin(position, opened)
                : views.inspection(event.inspection()).orElseThrow(() ->
                        new IllegalStateException("no opening came before this event")).evolve(event, sequence));
    }
}
