package id.tanggap.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.AbstractEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.sqlite.SQLiteConfig;

/**
 * Axon's own JDBC engine on a SQLite file with the durability that Tanggap's log has.
 *
 * <p>What had to be adapted: the column types (SQLite numbers rows by itself in an {@code INTEGER} primary key), and one
 * connection that transactions take in turn. SQLite has one writer at a time whatever the pool; a lock in this process is
 * the cheapest way to wait for it, several connections would poll for the file's lock.
 */
final class JdbcOnSqlite implements AutoCloseable {

    private final Connection connection;
    private final ReentrantLock turn = new ReentrantLock();
    private final JdbcEventStorageEngine engine;

    JdbcOnSqlite(Path file, Serializer serializer) throws SQLException {
        connection = connect(file);
        connection.setAutoCommit(false);
        Connection keptOpen = ConnectionWrapperFactory.wrap(connection, new ConnectionWrapperFactory.NoOpCloseHandler());
        engine = JdbcEventStorageEngine.builder().connectionProvider(() -> keptOpen).transactionManager(new Turns())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
        engine.createSchema(new Tables());
    }

    /** As durable as {@code events.db}: write-ahead log, flushed at every commit. */
    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-(32 << 10));
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
        }
        return connection;
    }

    JdbcEventStorageEngine engine() {
        return engine;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static final class Tables extends AbstractEventTableFactory {

        @Override
        protected String idColumnType() {
            return "INTEGER";
        }

        @Override
        protected String payloadType() {
            return "BLOB";
        }
    }

    /** One transaction at a time; each commit is one flush. */
    private final class Turns implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            turn.lock();
            return new Transaction() {
                @Override
                public void commit() {
                    end(Connection::commit);
                }

                @Override
                public void rollback() {
                    end(Connection::rollback);
                }
            };
        }

        private void end(Ending ending) {
            try {
                ending.of(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                turn.unlock();
            }
        }
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }
}
