package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.sqlite.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The schema of {@code events.db} and how it is opened for writing. */
final class EventsFile {

    static final int SCHEMA = 3;

    /** Before personal data was sealed. Events cannot be changed, so nothing can be made of such a file. */
    private static final int READABLE = 1;

    /** Before ids were stored as bytes. */
    private static final int IDS_AS_TEXT = 2;

    static final String TAKEN = "the place in the stream, or the event id, is taken";

    private static final int CACHE_KIBIBYTES = 32 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;

    // Small columns first: SQLite reads a row from its start and need not touch a payload's pages to see them.
    // latest_recorded_at never decreases, which makes "the first event recorded at or after" a binary search by position.
    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE event (
              position           INTEGER PRIMARY KEY,
              stream             ANY NOT NULL, -- see Id
              sequence           INTEGER NOT NULL,
              event_id           ANY NOT NULL, -- see Id
              recorded_at        INTEGER NOT NULL, -- microseconds since 1970, UTC
              latest_recorded_at INTEGER NOT NULL, -- greatest recorded_at up to and including this event
              aggregate_type     TEXT,
              name               TEXT NOT NULL,
              revision           TEXT,
              payload            BLOB NOT NULL,
              metadata           BLOB NOT NULL
            ) STRICT""",
            "CREATE UNIQUE INDEX event_place ON event (stream, sequence)",
            "CREATE UNIQUE INDEX event_identity ON event (event_id)",
            """
            CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
            """
            CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
            // REPLACE would delete the row it replaces without asking the trigger above: so nothing is inserted over
            // anything, and positions have no gap whoever inserts.
            """
            CREATE TRIGGER event_is_added_at_the_end BEFORE INSERT ON event
            WHEN NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM event)
            BEGIN SELECT RAISE(ABORT, 'events are only added at the end'); END""",
            """
            CREATE TRIGGER event_takes_a_free_place BEFORE INSERT ON event
            WHEN EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND sequence = NEW.sequence)
              OR EXISTS (SELECT 1 FROM event WHERE event_id = NEW.event_id)
            BEGIN SELECT RAISE(ABORT, '%s'); END""".formatted(TAKEN),
            """
            CREATE TABLE snapshot (
              stream         TEXT PRIMARY KEY,
              sequence       INTEGER NOT NULL,
              event_id       TEXT NOT NULL,
              recorded_at    INTEGER NOT NULL,
              aggregate_type TEXT,
              name           TEXT NOT NULL,
              revision       TEXT,
              payload        BLOB NOT NULL,
              metadata       BLOB NOT NULL
            ) STRICT, WITHOUT ROWID""");

    private EventsFile() {
    }

    private static SqliteFile of(Path file) {
        return new SqliteFile(file, SCHEMA, TABLES, CACHE_KIBIBYTES, CHECKPOINT_PAGES);
    }

    /** Makes the file if it is missing. */
    static void prepare(Path path) throws SQLException, IOException {
        SqliteFile file = of(path);
        int version = Files.exists(path) && Files.isWritable(path) ? file.version() : 0;
        if (version == READABLE) {
            throw new SQLException("%s was written by a version of Tanggap that kept personal data readable, which this one refuses to go on with; begin with a new data folder"
                    .formatted(path));
        }
        if (version == IDS_AS_TEXT) {
            throw new SQLException(("%s was written by a version of Tanggap that stored ids as text, which this one cannot "
                    + "read; begin with a new data folder").formatted(path));
        }
        file.prepare();
    }

    static Connection openForWriting(Path path) throws SQLException {
        return of(path).connect();
    }
}
