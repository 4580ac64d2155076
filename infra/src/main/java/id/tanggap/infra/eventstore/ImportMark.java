package id.tanggap.infra.eventstore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in an event log while a history is being imported, so that half a history never looks like a whole one: it is
 * durable before the first event is, and no event store opens on a log that has it.
 *
 * <p>It is kept where snapshots are, under a name that no stream has: every log can keep it, and no event is spent on it.
 */
public final class ImportMark {

    static final String STREAM = "tanggap/import";

    private static final String BEGUN = "tanggap.import-begun";
    private static final String DONE = "tanggap.import-done";

    private ImportMark() {
    }

    /** The log holds the beginning of an import, and nothing else. */
    public static final class Unfinished extends EventLogException {

        private static final long serialVersionUID = 1L;

        Unfinished() {
            super("the event store holds half an import: run import-events again with the same file, which goes on where it "
                    + "ended, or throw this store away and begin with an empty one");
        }
    }

    /** The digest of the file of which an import was begun here and has not ended. */
    public static Optional<String> unfinished(EventLog log) {
        return log.readSnapshot(STREAM).filter(mark -> mark.name().equals(BEGUN))
                .map(mark -> new String(mark.payload(), StandardCharsets.US_ASCII));
    }

    /** @throws Unfinished if an import was begun here and has not ended */
    public static void refuseUnfinished(EventLog log) {
        if (unfinished(log).isPresent()) {
            throw new Unfinished();
        }
    }

    /** Durable when it returns. Writer's thread only. */
    public static void begin(EventLog log, String digest) {
        store(log, 0, BEGUN, digest);
    }

    /** Durable when it returns. Writer's thread only. */
    public static void end(EventLog log, String digest) {
        store(log, 1, DONE, digest);
    }

    private static void store(EventLog log, long sequence, String name, String digest) {
        log.storeSnapshot(new NewEvent(null, STREAM, sequence, STREAM + "/" + sequence, Instant.EPOCH, name, null,
                digest.getBytes(StandardCharsets.US_ASCII), new byte[0]));
    }
}
