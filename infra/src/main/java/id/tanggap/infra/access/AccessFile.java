package id.tanggap.infra.access;

import id.tanggap.infra.sqlite.NewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** The schema of {@code access.db} and how it is opened for writing. */
final class AccessFile {

    static final int SCHEMA = 1;

    private static final int CACHE_KIBIBYTES = 4 << 10;

    private static final String[] SCHEMA_1 = {
            """
            CREATE TABLE access (
              number INTEGER PRIMARY KEY,
              at     INTEGER NOT NULL, -- microseconds since 1970, UTC; never decreases
              actor  TEXT NOT NULL,
              look   BLOB NOT NULL,    -- JSON
              hash   BLOB NOT NULL     -- SHA-256 over the hash before, number, at and look
            ) STRICT""",
            "CREATE INDEX access_by_actor ON access (actor)",
            "CREATE INDEX access_by_time ON access (at)",
            // which complaints and inspections a look was at, to be found by; the look itself says it too
            """
            CREATE TABLE access_subject (
              subject BLOB NOT NULL, number INTEGER NOT NULL,
              PRIMARY KEY (subject, number)) STRICT, WITHOUT ROWID""",
            """
            CREATE TRIGGER access_is_never_changed BEFORE UPDATE ON access
            BEGIN SELECT RAISE(ABORT, 'what is on record is never changed'); END""",
            """
            CREATE TRIGGER access_is_never_deleted BEFORE DELETE ON access
            BEGIN SELECT RAISE(ABORT, 'what is on record is never deleted'); END""",
            // REPLACE would delete the row it replaces without asking the trigger above.
            """
            CREATE TRIGGER access_is_added_at_the_end BEFORE INSERT ON access
            WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM access)
              OR NEW.at < (SELECT coalesce(max(at), NEW.at) FROM access)
            BEGIN SELECT RAISE(ABORT, 'the record only goes on at its end'); END""",
            """
            CREATE TRIGGER access_subject_is_never_changed BEFORE UPDATE ON access_subject
            BEGIN SELECT RAISE(ABORT, 'what is on record is never changed'); END""",
            """
            CREATE TRIGGER access_subject_is_never_deleted BEFORE DELETE ON access_subject
            BEGIN SELECT RAISE(ABORT, 'what is on record is never deleted'); END""",
            """
            CREATE TRIGGER access_subject_is_added_with_its_access BEFORE INSERT ON access_subject
            WHEN NEW.number <> (SELECT coalesce(max(number), 0) FROM access)
            BEGIN SELECT RAISE(ABORT, 'the record only goes on at its end'); END""",
            "PRAGMA user_version = " + SCHEMA};

    private AccessFile() {
    }

    /** Makes the file if it is missing, so durably that a power cut right afterwards leaves it in its folder. */
    static void prepare(Path file) throws SQLException, IOException {
        boolean missing = !Files.exists(file);
        try (Connection connection = openForWriting(file); Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                version = row.getInt(1);
            }
            if (version > SCHEMA) {
                throw new SQLException("%s was written by a newer version of Tanggap (schema %d, this one knows %d); start that version"
                        .formatted(file, version, SCHEMA));
            }
            if (version == 0) {
                connection.setAutoCommit(false);
                for (String sql : SCHEMA_1) {
                    statement.executeUpdate(sql);
                }
                connection.commit();
            }
        }
        if (missing) {
            NewFiles.makeDurable(file);
        }
    }

    /** A commit is on the disk before anybody hears of it. */
    static Connection openForWriting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setBusyTimeout(5_000);
        config.setGetGeneratedKeys(false);
        return config.createConnection("jdbc:sqlite:" + file);
    }
}
