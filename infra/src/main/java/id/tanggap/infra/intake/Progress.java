package id.tanggap.infra.intake;

import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * How far an import has come, straight from its events.
 *
 * @param throughLine every line up to this one is dealt with
 */
record Progress(ImportEvent.Started started, long throughLine, boolean ended) {

    static Optional<Progress> of(ImportId id, EventStore events) {
        Progress progress = null;
        var history = events.readEvents(id.toString());
        while (history.hasNext()) {
            if (history.next().getPayload() instanceof ImportEvent event) {
                progress = switch (event) {
                    case ImportEvent.Started e -> new Progress(e, 1, false);
                    case ImportEvent.Advanced e -> new Progress(progress.started, e.throughLine(), false);
                    case ImportEvent.Finished _, ImportEvent.Failed _ ->
                            new Progress(progress.started, progress.throughLine, true);
                };
            }
        }
        return Optional.ofNullable(progress);
    }
}
