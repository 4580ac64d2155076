package id.tanggap.command.intake;

import id.tanggap.kernel.intake.ImportId;

/** Started imports wait here for their turn. */
@FunctionalInterface
public interface ImportQueue {

    /** The import goes on when those before it have ended. To add it again changes nothing. */
    void add(ImportId id);
}
