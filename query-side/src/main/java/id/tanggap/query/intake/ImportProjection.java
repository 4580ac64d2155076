package id.tanggap.query.intake;

import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.query.projection.Views;

/** Keeps the progress of imports and the lines that they could not take. */
public final class ImportProjection {

    public void apply(ImportEvent event, long sequence, Views views) {
        views.put(event instanceof ImportEvent.Started started ? ImportView.begin(started)
                : views.imported(event.importId()).orElseThrow(() ->
                        new IllegalStateException("no start came before this event")).evolve(event, sequence));
        if (event instanceof ImportEvent.Advanced advanced) {
            advanced.refused().forEach(line -> views.add(event.importId(), line));
        }
    }
}
