package id.tanggap.infra.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file of the platform's, whose commits are on the disk before anybody hears of them.
 *
 * @param schema         its version
 * @param sql            makes it from nothing
 * @param cacheKibibytes of each connection
 */
public record SqliteFile(Path path, int schema, List<String> sql, int cacheKibibytes) {

    /**
     * Makes the file (and its folder) if it is missing, so durably that a power cut right afterwards leaves it there.
     *
     * @throws SQLException also if the file is of a newer version than this
     */
    public void prepare() throws SQLException, IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean missing = !Files.exists(path);
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                version = row.getInt(1);
            }
            if (version > schema) {
                throw new SQLException("%s was written by a newer version of Tanggap (schema %d, this one knows %d); start that version"
                        .formatted(path, version, schema));
            }
            if (version == 0) {
                connection.setAutoCommit(false);
                for (String each : sql) {
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

    /** Makes the entries of a folder durable; the folder may be as new as the file in it. */
    private static void force(Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** To write with; what it deletes is overwritten. */
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-cacheKibibytes);
        config.setBusyTimeout(5_000);
        // Else the driver asks for the row's id after every insert, which costs nearly as much as the insert.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + path);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
