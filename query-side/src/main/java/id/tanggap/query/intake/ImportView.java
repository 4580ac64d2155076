package id.tanggap.query.intake;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How far an import has come. A pure fold of its events.
 *
 * @param lines       how many lines the file has after its header
 * @param throughLine every line up to this one is dealt with, counting the header as 1
 * @param imported    complaints that the import added
 * @param known       lines whose complaint was there already
 * @param refused     lines that could not be taken
 * @param failure     why it cannot go on
 */
public record ImportView(ImportId id, long sequence, ImportFormat format, String file, String sha256, long lines,
                         ZoneId zone, State state, long throughLine, long imported, long known, long refused,
                         Instant startedAt, Instant changedAt, Optional<Text> failure) {

    /** Whether an import goes on. */
    public enum State { RUNNING, FINISHED, FAILED }

    public static ImportView begin(ImportEvent.Started e) {
        Instant at = e.provenance().recordedAt();
        return new ImportView(e.importId(), 0, e.format(), e.file(), e.sha256(), e.lines(), e.zone(), State.RUNNING, 1,
                0, 0, 0, at, at, Optional.empty());
    }

    /** @param sequence of the event in the import's stream */
    public ImportView evolve(ImportEvent event, long sequence) {
        Instant at = event.provenance().recordedAt();
        return switch (event) {
            case ImportEvent.Started _ -> throw new IllegalStateException("started twice: " + id);
            case ImportEvent.Advanced e -> new ImportView(id, sequence, format, file, sha256, lines, zone, state,
                    e.throughLine(), imported + e.imported(), known + e.known(), refused + e.refused().size(),
                    startedAt, at, failure);
            case ImportEvent.Finished _ -> state(sequence, State.FINISHED, at, Optional.empty());
            case ImportEvent.Failed e -> state(sequence, State.FAILED, at, Optional.of(e.reason()));
        };
    }

    private ImportView state(long sequence, State now, Instant at, Optional<Text> why) {
        return new ImportView(id, sequence, format, file, sha256, lines, zone, now, throughLine, imported, known,
                refused, startedAt, at, why);
    }
}
