package id.tanggap.query.law;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.projection.Views;

/** Keeps the law. */
public final class LawProjection {

    public void apply(DomainEvent event, long position, long sequence, Views views) {
        LawView before = views.law();
        LawView after = before.with(event, position, sequence);
        if (after != before) {
            views.put(after);
        }
    }
}
