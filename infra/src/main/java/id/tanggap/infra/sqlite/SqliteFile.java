package id.tanggap.infra.sqlite;

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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file of the platform's, whose commits are on the disk before anybody hears of them.
 *
 * @param schema          its version
 * @param sql             makes it from nothing
 * @param cacheKibibytes  of each connection
 * @param checkpointPages so many pages of the write-ahead log are gathered before they are written into the file; what the
 *                        log takes on the disk is kept to four times as many
 * @param upgrades        what makes each version, by its number, of the one before it; of those that can be gone on with
 */
public record SqliteFile(Path path, int schema, List<String> sql, int cacheKibibytes, int checkpointPages,
                         Map<Integer, List<String>> upgrades) {

    private static final int PAGE_BYTES = 4_096;

    /** With as short a log as SQLite suggests. */
    public SqliteFile(Path path, int schema, List<String> sql, int cacheKibibytes) {
        this(path, schema, sql, cacheKibibytes, 1_000);
    }

    public SqliteFile(Path path, int schema, List<String> sql, int cacheKibibytes, int checkpointPages) {
        this(path, schema, sql, cacheKibibytes, checkpointPages, Map.of());
    }

    /** The same, for files of earlier versions too. @param upgrades what makes each version of the one before it */
    public SqliteFile upgradedBy(Map<Integer, List<String>> upgrades) {
        return new SqliteFile(path, schema, sql, cacheKibibytes, checkpointPages, upgrades);
    }

    /**
     * Makes the file (and its folder) if it is missing, so durably that a power cut right afterwards leaves it there; upgrades
     * it if it is of an earlier version, wholly or not at all.
     *
     * @throws SQLException also if the file is of a newer version than this
     * @throws IOException  also if it cannot be written
     */
    public void prepare() throws SQLException, IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean missing = !Files.exists(path);
        if (!missing && !Files.isWritable(path)) {
            // SQLite would open it all the same, and the first write would fail instead of the start
            throw new AccessDeniedException(path.toString());
        }
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > schema) {
                throw new SQLException("%s was written by a newer version of Tanggap (schema %d, this one knows %d); start that version"
                        .formatted(path, version, schema));
            }
            if (version < schema) {
                connection.setAutoCommit(false);
                for (String each : version == 0 ? sql : upgradeFrom(version)) {
                    statement.executeUpdate(each);
                }
                statement.executeUpdate("PRAGMA user_version = " + schema);
                connection.commit();
            }
        }
        if (missing) {
            force(folder);
            force(folder.getParent());
        }
    }

    private List<String> upgradeFrom(int version) throws SQLException {
        if (!IntStream.rangeClosed(version + 1, schema).allMatch(upgrades::containsKey)) {
            throw new SQLException("%s was written by an older version of Tanggap (schema %d), which this one cannot go on with"
                    .formatted(path, version));
        }
        return IntStream.rangeClosed(version + 1, schema).boxed().flatMap(next -> upgrades.get(next).stream()).toList();
    }

    /** What is made of a file that this process has to itself. */
    @FunctionalInterface
    public interface Opening<T> {

        /** @param lock to be given back when the file is closed */
        T of(ProcessLock lock) throws SQLException, IOException;
    }

    /**
     * {@linkplain #prepare() Prepares} the file and opens it for this process alone. The lock is given back if either fails.
     *
     * @throws IOException also if another process, or this one, has it already
     */
    public <T> T openAlone(Opening<T> opening) throws SQLException, IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        ProcessLock lock = ProcessLock.on(path);
        try {
            prepare();
            return opening.of(lock);
        } catch (SQLException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** The version of the schema that the file has, 0 if it has none. */
    public int version() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return version(statement);
        }
    }

    /** Makes the entries of a folder durable; the folder may be as new as the file in it. */
    private static void force(Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /**
     * To write with. WAL lets readers read while somebody writes; FULL flushes the log at every commit, before anybody sees it: a
     * process that is killed, and a machine that loses power, both find at the next opening exactly what was committed. What is
     * deleted is overwritten.
     */
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-cacheKibibytes);
        config.setBusyTimeout(5_000);
        config.setJournalSizeLimit(4 * checkpointPages * PAGE_BYTES);
        // Else the driver asks for the row's id after every insert, which costs nearly as much as the insert.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + path);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("PRAGMA wal_autocheckpoint = " + checkpointPages);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
