package id.tanggap.infra.views;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * The schema of {@code views.db}. Everything in it can be made again from the events, so a file of another schema is not
 * converted but made anew.
 */
final class ViewsFile {

    static final int SCHEMA = 1;

    private static final int CACHE_KIBIBYTES = 64 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;

    // A complaint's number is the position of its submission. Each index ends with the number by itself (it is the
    // rowid), so that lists have a total order and go on exactly where they stopped.
    private static final String[] TABLES = {
            "CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT",
            "INSERT INTO progress VALUES (1, -1)",
            """
            CREATE TABLE complaint (
              number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, code TEXT NOT NULL, office BLOB,
              status INTEGER NOT NULL, class INTEGER, category TEXT NOT NULL, submitted INTEGER NOT NULL,
              doc TEXT NOT NULL) STRICT""",
            "CREATE INDEX complaint_by_code ON complaint (code)",
            "CREATE INDEX complaint_by_time ON complaint (submitted)",
            "CREATE INDEX complaint_by_office ON complaint (office, submitted)",
            "CREATE INDEX complaint_by_office_status ON complaint (office, status, submitted)",
            "CREATE INDEX complaint_by_status ON complaint (status, submitted)",
            "CREATE INDEX complaint_by_class ON complaint (class, submitted)",
            "CREATE INDEX complaint_by_category ON complaint (category, submitted)",
            """
            CREATE TABLE timeline (
              complaint INTEGER NOT NULL, position INTEGER NOT NULL, doc TEXT NOT NULL,
              PRIMARY KEY (complaint, position)) STRICT, WITHOUT ROWID""",
            "CREATE TABLE office (id BLOB PRIMARY KEY, name TEXT NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE import (id BLOB PRIMARY KEY, started INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE refused_line (
              import BLOB NOT NULL, line INTEGER NOT NULL, doc TEXT NOT NULL,
              PRIMARY KEY (import, line)) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE cell (
              period INTEGER NOT NULL, office BLOB NOT NULL, class INTEGER NOT NULL, tally TEXT NOT NULL,
              first_response BLOB NOT NULL, resolution BLOB NOT NULL,
              PRIMARY KEY (period, office, class)) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE backlog (
              office BLOB NOT NULL, class INTEGER NOT NULL, day INTEGER NOT NULL, open INTEGER NOT NULL,
              PRIMARY KEY (office, class, day)) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE dead_letter (
              stream TEXT NOT NULL, position INTEGER NOT NULL, event TEXT NOT NULL, cause TEXT NOT NULL,
              at INTEGER NOT NULL, attempts INTEGER NOT NULL,
              PRIMARY KEY (stream, position)) STRICT, WITHOUT ROWID""",
            "PRAGMA user_version = " + SCHEMA};

    private ViewsFile() {
    }

    /** Opens the file for writing and makes the tables if there are none. */
    static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A power cut may cost the last batches, never the consistency of the file; they are then applied again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setBusyTimeout(5_000);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            if (version(connection) == 0) {
                connection.setAutoCommit(false);
                for (String table : TABLES) {
                    statement.execute(table);
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
        return connection;
    }

    /** 0 for a new file. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("PRAGMA user_version")) {
            return version.getInt(1);
        }
    }
}
