package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.ViewsJson;
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

    static final int SCHEMA = ViewsJson.SCHEMA;

    private static final int CACHE_KIBIBYTES = 64 << 10;
    private static final int CACHE_KIBIBYTES_TO_MAKE = 512 << 10;
    private static final int CHECKPOINT_PAGES = 20_000;

    /** Beside the one that asks for an index. */
    private static final int SORTING_THREADS = 2;
    /** They get something to sort, in a temporary file, whenever what is read for an index fills this. */
    private static final int SORTED_KIBIBYTES = 8 << 10;

    // A complaint's number is the position of its submission; time and number are the total order of lists, so that they
    // go on exactly where they stopped. What stands behind the number in an index is there to be looked at: a list by
    // office and class reads the office's entries in order and opens no row but those it gives. Status stands behind no
    // number, because every index it stands in is rewritten whenever it changes. Whether one is withheld hardly ever does.
    private static final String[] TABLES = {
            // Up to where everything is applied; the last event that was, which tells one history from another. The version
            // counts transactions from a number that no other file began with, so that it never comes again.
            """
            CREATE TABLE progress (
              id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, event_position INTEGER, event TEXT,
              version INTEGER NOT NULL) STRICT""",
            "INSERT INTO progress (id, position, version) VALUES (1, -1, random() / 2)",
            """
            CREATE TABLE complaint (
              number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, code TEXT NOT NULL, office BLOB,
              status INTEGER NOT NULL, class INTEGER, category TEXT NOT NULL, submitted INTEGER NOT NULL,
              due INTEGER, withheld INTEGER NOT NULL,
              owed INTEGER, officer TEXT, drafted INTEGER NOT NULL) STRICT""",
            // What was submitted, and what became of it, by the complaint's number: an event rewrites the second only.
            "CREATE TABLE submission (number INTEGER PRIMARY KEY, doc BLOB NOT NULL) STRICT",
            "CREATE TABLE state (number INTEGER PRIMARY KEY, doc BLOB NOT NULL) STRICT",
            // In the order of events, so that a replay writes at one end; what belongs to one complaint is few seeks away.
            "CREATE TABLE timeline (position INTEGER PRIMARY KEY, complaint INTEGER NOT NULL, doc BLOB NOT NULL) STRICT",
            // What was asked about a complaint's reporter and is not decided, by the event that asked.
            """
            CREATE TABLE request (
              kind INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
              PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID""",
            // Whose reporter's data was erased: what their timelines said is taken out.
            "CREATE TABLE erased (complaint INTEGER PRIMARY KEY) STRICT",
            "CREATE TABLE office (id BLOB PRIMARY KEY, name TEXT NOT NULL, doc BLOB NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE inspection (
              number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, complaint BLOB, office BLOB, status INTEGER NOT NULL,
              doc BLOB NOT NULL) STRICT""",
            // which offices know of it
            """
            CREATE TABLE inspection_sent (
              office BLOB NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (office, number)) STRICT, WITHOUT ROWID""",
            "CREATE TABLE import (id BLOB PRIMARY KEY, started INTEGER NOT NULL, doc BLOB NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE calendar (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, doc BLOB NOT NULL) STRICT",
            // which event changed the law last; the rulebook, once it is open
            """
            CREATE TABLE law (
              id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, rulebook_sequence INTEGER NOT NULL,
              rulebook BLOB) STRICT""",
            "INSERT INTO law (id, version, rulebook_sequence) VALUES (1, -1, -1)",
            """
            CREATE TABLE refused_line (
              import BLOB NOT NULL, line INTEGER NOT NULL, doc BLOB NOT NULL,
              PRIMARY KEY (import, line)) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE cell (
              period INTEGER NOT NULL, office BLOB NOT NULL, class INTEGER NOT NULL, tally TEXT NOT NULL,
              first_response BLOB NOT NULL, resolution BLOB NOT NULL,
              first_response_working BLOB NOT NULL, resolution_working BLOB NOT NULL,
              PRIMARY KEY (period, office, class)) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE backlog (
              office BLOB NOT NULL, class INTEGER NOT NULL, day INTEGER NOT NULL, open INTEGER NOT NULL,
              PRIMARY KEY (office, class, day)) STRICT, WITHOUT ROWID""",
            // Which complaints were counted: what a batch counts at an office on a day, by the first event among it.
            """
            CREATE TABLE counted (
              office BLOB NOT NULL, day INTEGER NOT NULL, position INTEGER NOT NULL, doc BLOB NOT NULL,
              PRIMARY KEY (office, day, position)) STRICT, WITHOUT ROWID""",
            // Of the transaction that last changed an office's cells of a period, or its backlog: who has read them before
            // sees that they are still the same.
            """
            CREATE TABLE cell_version (
              period INTEGER NOT NULL, office BLOB NOT NULL, version INTEGER NOT NULL,
              PRIMARY KEY (period, office)) STRICT, WITHOUT ROWID""",
            "CREATE TABLE backlog_version (office BLOB PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE dead_letter (
              position INTEGER PRIMARY KEY, stream TEXT NOT NULL, sequence INTEGER NOT NULL, event TEXT NOT NULL,
              cause TEXT NOT NULL, at INTEGER NOT NULL, attempts INTEGER NOT NULL) STRICT""",
            "PRAGMA user_version = " + SCHEMA};

    /** What lists and timelines are found by; written row by row, or all at once when a file is being made. */
    private static final String[] INDEXES = {
            "CREATE INDEX complaint_by_code ON complaint (code)",
            "CREATE INDEX complaint_by_time ON complaint (submitted, number, withheld)",
            "CREATE INDEX complaint_by_office ON complaint (office, submitted, number, class, category, withheld)",
            "CREATE INDEX complaint_by_office_status "
                    + "ON complaint (office, status, submitted, number, class, category, withheld)",
            "CREATE INDEX complaint_by_status ON complaint (status, submitted, number, class, category, withheld)",
            "CREATE INDEX complaint_by_class ON complaint (class, submitted, number, withheld)",
            "CREATE INDEX complaint_by_category ON complaint (category, submitted, number, class, withheld)",
            // what staff must do next: little at a time of all that there ever was
            "CREATE INDEX complaint_by_owed ON complaint (office, withheld, owed, number, officer, drafted) "
                    + "WHERE owed IS NOT NULL",
            "CREATE INDEX complaint_by_due ON complaint (due) WHERE due IS NOT NULL",
            "CREATE INDEX inspection_by_complaint ON inspection (complaint) WHERE complaint IS NOT NULL",
            "CREATE INDEX inspection_by_office ON inspection (office) WHERE office IS NOT NULL",
            "CREATE INDEX timeline_by_complaint ON timeline (complaint)"};

    private ViewsFile() {
    }

    /** Opens the file for writing, in transactions, and makes the tables if there are none. */
    static Connection open(Path file) throws SQLException {
        SQLiteConfig config = config(CACHE_KIBIBYTES);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A power cut may cost the last batches, never the consistency of the file; they are then applied again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        return open(file, config, true);
    }

    /**
     * Opens a new file to be filled from the first event: without indexes, and without a journal, so that nothing that was
     * written can be taken back. After a crash or a fault it is worth nothing; {@link #complete} makes it a file like any
     * other.
     */
    static Connection openToMake(Path file) throws SQLException {
        SQLiteConfig config = config(CACHE_KIBIBYTES_TO_MAKE);
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        return open(file, config, false);
    }

    /** @param folder where there is room for temporary files; their usual place may be small */
    static void complete(Connection connection, Path folder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA threads = " + SORTING_THREADS);
            statement.execute("PRAGMA cache_size = -" + SORTED_KIBIBYTES);
            putTemporaryFiles(folder.toString(), statement);
            try {
                for (String index : INDEXES) {
                    statement.execute(index);
                }
            } finally {
                putTemporaryFiles("", statement);
            }
            connection.commit();
        }
    }

    /** Those of the whole process. @param folder empty for the usual place */
    private static void putTemporaryFiles(String folder, Statement statement) throws SQLException {
        statement.execute("PRAGMA temp_store_directory = '" + folder.replace("'", "''") + "'");
    }

    private static SQLiteConfig config(int cacheKibibytes) {
        SQLiteConfig config = new SQLiteConfig();
        config.setCacheSize(-cacheKibibytes);
        config.setBusyTimeout(5_000);
        // Nobody asks for the key of a row; the driver would query it after every insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection open(Path file, SQLiteConfig config, boolean withIndexes) throws SQLException {
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            connection.setAutoCommit(false);
            if (version(connection) == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                if (withIndexes) {
                    for (String index : INDEXES) {
                        statement.execute(index);
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.close();
            throw e;
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
