package id.tanggap.infra.eventstore;

import id.tanggap.infra.moving.LinesFile;
import id.tanggap.infra.moving.MovingFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole event history in a file, and out of it into an empty store, whatever kind of store either is.
 *
 * <p><b>Promised</b>: the same events make the same file, byte for byte. Nothing is written before all of the file was read
 * and found whole, unaltered, and in order. An import that ended well was read back from the store and compared; one that
 * did not leaves a store that no platform opens ({@link ImportMark}), and goes on if it is run again with the same file.
 *
 * <p><b>Not promised</b>: an import while somebody else writes to the store. It notices, and fails.
 */
public final class MovingEvents {

    private static final String FORMAT = "tanggap-events";

    private static final int PAGE = 1_000;

    /** One write: well below what a document of MongoDB may have. */
    private static final int MOST_BYTES = 4 << 20;

    private MovingEvents() {
    }

    /** What was moved: how many events, and the digest of the file. */
    public record Moved(long events, String sha256) {
    }

    /** Writes all events up to the present head to a file that does not exist yet. The store may go on meanwhile. */
    public static Moved export(EventLog log, Path to) {
        ImportMark.refuseUnfinished(log);
        long head = log.head();
        if (head < 0) {
            throw new MovingFailed("there is no event to export");
        }
        LinesFile.Ending ending = file(to).write(lines -> {
            Iterator<StoredEvent> stored = stored(log);
            for (long position = 0; position <= head; position++) {
                StoredEvent event = stored.hasNext() ? stored.next() : null;
                if (event == null || event.position() != position) {
                    throw new MovingFailed("the event at position %d is missing from the store; nothing was exported"
                            .formatted(position));
                }
                lines.write(event);
            }
        });
        return new Moved(ending.count(), ending.sha256());
    }

    /**
     * Loads a file into a store that is empty, or in which an import of the same file was interrupted. Called by the one
     * thread that writes to the log.
     *
     * @throws MovingFailed if the file is not whole, or not in order, or the store is not empty: then nothing was written;
     *                      or if the store did not take it: then the mark stays
     */
    public static Moved importInto(EventLog log, Path from) {
        Optional<String> begun = ImportMark.unfinished(log);
        if (begun.isEmpty() && log.head() >= 0) {
            throw new MovingFailed(("the event store is not empty, it holds %d events (a platform that was started once has "
                    + "some): a history can be imported into an empty store only").formatted(log.head() + 1));
        }
        LinesFile<StoredEvent> file = file(from);
        LinesFile.Ending ending = file.read((line, event) -> check(from, line, event));
        if (ending.count() == 0) {
            throw new MovingFailed(from + " holds no event");
        }
        if (begun.filter(digest -> !digest.equals(ending.sha256())).isPresent()) {
            throw new MovingFailed(("the event store holds half an import of another file (SHA-256 %s): import that one, "
                    + "or begin with an empty store").formatted(begun.get()));
        }
        ImportMark.begin(log, ending.sha256());
        bring(file, log);
        // once more: now all of it is there to be compared
        bring(file, log);
        if (log.head() != ending.count() - 1) {
            throw new MovingFailed("somebody else wrote to the event store meanwhile: begin anew with an empty one");
        }
        ImportMark.end(log, ending.sha256());
        return new Moved(ending.count(), ending.sha256());
    }

    private static LinesFile<StoredEvent> file(Path path) {
        return new LinesFile<>(path, FORMAT, StoredEvent.class);
    }

    private static void check(Path file, long line, StoredEvent event) {
        long expected = line - 2;
        if (event.position() != expected) {
            throw MovingFailed.at(file, line, "the event at position %d should stand here, this one is at %d: %s".formatted(
                    expected, event.position(), event.position() > expected ? "events are missing"
                            : "events are repeated or not in their order"));
        }
        String missing = event.stream() == null ? "stream" : event.eventId() == null ? "eventId"
                : event.recordedAt() == null ? "recordedAt" : event.name() == null ? "name"
                : event.payload() == null ? "payload" : event.metadata() == null ? "metadata" : null;
        if (missing != null) {
            throw MovingFailed.at(file, line, missing + " is missing");
        }
        if (event.recordedAt().getNano() % 1_000 != 0) {
            throw MovingFailed.at(file, line, "recordedAt is finer than a microsecond, which no store keeps");
        }
    }

    /** Compares what is there with the file, and writes what is not. */
    private static void bring(LinesFile<StoredEvent> file, EventLog log) {
        long present = log.head();
        Iterator<StoredEvent> stored = stored(log);
        Batch batch = new Batch(log, file.path());
        file.read((line, event) -> {
            if (event.position() > present) {
                batch.add(event);
            } else if (!stored.hasNext() || !same(event, stored.next())) {
                throw MovingFailed.at(file.path(), line, ("the event store holds another event at position %d: "
                        + "begin anew with an empty one").formatted(event.position()));
            }
        });
        batch.write();
    }

    private static boolean same(StoredEvent one, StoredEvent other) {
        return one.position() == other.position() && Objects.equals(one.aggregateType(), other.aggregateType())
                && one.stream().equals(other.stream()) && one.sequence() == other.sequence()
                && one.eventId().equals(other.eventId()) && one.recordedAt().equals(other.recordedAt())
                && one.name().equals(other.name()) && Objects.equals(one.revision(), other.revision())
                && Arrays.equals(one.payload(), other.payload()) && Arrays.equals(one.metadata(), other.metadata());
    }

    /** Page by page. */
    private static Iterator<StoredEvent> stored(EventLog log) {
        return new Iterator<>() {

            private Iterator<StoredEvent> page = List.<StoredEvent>of().iterator();
            private long last = -1;

            @Override
            public boolean hasNext() {
                if (!page.hasNext()) {
                    page = log.readFrom(last, PAGE).iterator();
                }
                return page.hasNext();
            }

            @Override
            public StoredEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                StoredEvent event = page.next();
                last = event.position();
                return event;
            }
        };
    }

    /** Events that are written together. */
    private static final class Batch {

        private final EventLog log;
        private final Path file;
        private final List<NewEvent> events = new ArrayList<>();
        private long first;
        private long bytes;

        Batch(EventLog log, Path file) {
            this.log = log;
            this.file = file;
        }

        void add(StoredEvent event) {
            if (events.isEmpty()) {
                first = event.position();
            }
            events.add(new NewEvent(event.aggregateType(), event.stream(), event.sequence(), event.eventId(),
                    event.recordedAt(), event.name(), event.revision(), event.payload(), event.metadata()));
            bytes += event.payload().length + event.metadata().length;
            if (events.size() == PAGE || bytes >= MOST_BYTES) {
                write();
            }
        }

        void write() {
            if (events.isEmpty()) {
                return;
            }
            switch (log.write(List.of(new Append(events, Map.of()))).getFirst()) {
                case Outcome.Accepted(long position) when position == first -> {
                    events.clear();
                    bytes = 0;
                }
                case Outcome.Accepted(long position) -> throw new MovingFailed(("somebody else writes to the event store "
                        + "(the event at position %d came to stand at %d): stop all platforms on it and begin anew with an "
                        + "empty one").formatted(first, position));
                case Outcome.Conflict(int event, String reason) -> throw MovingFailed.at(file, first + event + 2,
                        "the event cannot stand beside the earlier ones, " + reason
                                + ": no store has written this file; begin anew with an empty store");
                case Outcome.StaleRead _ -> throw new IllegalStateException("an import has no conditions");
            }
        }
    }
}
