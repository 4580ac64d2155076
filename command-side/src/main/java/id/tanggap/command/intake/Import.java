package id.tanggap.command.intake;

import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportId;

/**
 * An import as far as decisions need it.
 *
 * @param lines       how many there are to deal with
 * @param throughLine number of the last line that is dealt with, 1 (the header) at first
 * @param done        how many lines are dealt with
 */
record Import(ImportId id, Phase phase, long lines, long throughLine, long done) {

    /** How an import stands. */
    enum Phase {
        /** Lines are still to be dealt with. */
        RUNNING,
        /** Every line is dealt with. */
        FINISHED,
        /** Cannot go on; what was imported stays. */
        FAILED
    }

    static Import begin(ImportEvent.Started e) {
        return new Import(e.importId(), Phase.RUNNING, e.lines(), 1, 0);
    }

    Import evolve(ImportEvent event) {
        return switch (event) {
            case ImportEvent.Started _ -> throw new IllegalStateException("started twice: " + id);
            case ImportEvent.Advanced e -> new Import(id, phase, lines, e.throughLine(),
                    done + e.imported() + e.known() + e.refused().size());
            case ImportEvent.Finished _ -> new Import(id, Phase.FINISHED, lines, throughLine, done);
            case ImportEvent.Failed _ -> new Import(id, Phase.FAILED, lines, throughLine, done);
        };
    }
}
