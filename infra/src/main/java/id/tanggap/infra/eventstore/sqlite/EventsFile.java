package id.tanggap.infra.eventstore.sqlite;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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
    private static final int WAL_BYTES_KEPT = 64 << 20;

    // Small columns first: SQLite reads a row from its start and need not touch a payload's pages to see them.
    // latest_recorded_at never decreases, which makes "the first event recorded at or after" a binary search by position.
    private static final String[] TABLES = {
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
            ) STRICT, WITHOUT ROWID""",
            "PRAGMA user_version = " + SCHEMA};

    private EventsFile() {
    }

    /** Makes the file if it is missing, so durably that a power cut right afterwards leaves it in its folder. */
    static void prepare(Path file) throws SQLException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean missing = !Files.exists(file);
        if (!missing && !Files.isWritable(file)) {
            // SQLite would open it all the same, and the first append would fail instead of the start.
            throw new AccessDeniedException(file.toString());
        }
        try (Connection connection = openForWriting(file)) {
            int version = version(connection);
            if (version > SCHEMA) {
                throw new SQLException("%s was written by a newer version of Tanggap (schema %d, this one knows %d); start that version"
                        .formatted(file, version, SCHEMA));
            }
            if (version == READABLE) {
                throw new SQLException("%s was written by a version of Tanggap that kept personal data readable, which this one refuses to go on with; begin with a new data folder"
                        .formatted(file));
            }
            if (version == IDS_AS_TEXT) {
                throw new SQLException(("%s was written by a version of Tanggap that stored ids as text, which this one cannot "
                        + "read; begin with a new data folder").formatted(file));
            }
            if (version == 0) {
                create(connection);
            }
        }
        if (missing) {
            force(folder);
            force(folder.getParent());
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.executeUpdate(sql);
            }
        }
        connection.commit();
    }

    /**
     * WAL lets readers read while the writer writes; FULL flushes the log at every commit, before anybody sees it. A process
     * that is killed, and a machine that loses power, both find at the next opening exactly what was committed.
     */
    static Connection openForWriting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setBusyTimeout(5_000);
        config.setJournalSizeLimit(WAL_BYTES_KEPT);
        // Else the driver asks for the row's id after every insert, which costs nearly as much as the insert.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Makes the entries of a folder durable; the folder may be as new as the file in it. */
    private static void force(Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
