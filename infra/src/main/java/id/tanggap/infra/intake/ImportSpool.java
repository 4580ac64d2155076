package id.tanggap.infra.intake;

import id.tanggap.command.intake.ImportFiles;
import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The files of imports that have not ended, and whose turn each of them is. Which imports are still to be done is which files
 * are there: a file goes when its import has ended.
 */
public interface ImportSpool extends ImportFiles {

    /**
     * Nobody else works through this import, until it is closed or this node has been silent for so long that others take it
     * for dead.
     */
    interface Turn extends AutoCloseable {

        /** The import's file, on this node's disk; empty if there is none any more. */
        Optional<Path> file() throws IOException;

        /** The import has ended: its file goes. */
        void end() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The imports that have a file. */
    List<ImportId> all() throws IOException;

    /** Whether an import that has a file and has not started never will: nobody is about to hand it in. */
    boolean isLeftBehind(ImportId id) throws IOException;

    /**
     * This node's turn at an import; empty if another node has it.
     *
     * @param lost called, on any thread, if others take this node for dead although it is not
     */
    Optional<Turn> take(ImportId id, Runnable lost) throws IOException;

    /** After how long a time of idleness to look for what other nodes left undone; empty if there are no others. */
    Optional<Duration> othersLeaveThings();
}
