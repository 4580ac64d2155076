package id.tanggap.infra.sqlite;

import id.tanggap.infra.threads.Ends;
import org.sqlite.SQLiteConfig;
import reactor.core.scheduler.Schedulers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads one SQLite file on a few platform threads of their own, each with its own read-only connection.
 *
 * <p>SQLite is native code: on a virtual thread it would pin the carrier, on an event loop it would stop the loop. So the
 * threads that want to know something wait here (virtual threads) or get a future (event loops).
 *
 * <p>A read sees everything that was committed before it began.
 */
public final class SqliteReaders implements AutoCloseable {

    private final LinkedBlockingQueue<Read> reads = new LinkedBlockingQueue<>();
    private final List<Reader> readers = new ArrayList<>();
    private volatile boolean closed;

    /** Opens the connections at once, so that a file which cannot be read is told of here and not later. */
    public SqliteReaders(Path file, int threads, int cacheKibibytes) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setCacheSize(-cacheKibibytes);
        config.setBusyTimeout(5_000);
        try {
            for (int i = 0; i < threads; i++) {
                Connection connection = config.createConnection("jdbc:sqlite:" + file);
                readers.add(new Reader(file.getFileName() + "-reader-" + i, new Statements(connection)));
            }
        } catch (SQLException e) {
            for (Reader reader : readers) {
                reader.statements.close();
            }
            throw e;
        }
        readers.forEach(Thread::start);
    }

    /**
     * Reads without blocking the caller. What is chained to the future runs on the reader's thread unless it was complete
     * already: move on to your own thread before doing anything long, and never block there.
     */
    public <T> CompletableFuture<T> submit(SqlFunction<Statements, T> query) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Read read = statements -> {
            try {
                answer.complete(query.apply(statements));
            } catch (SQLException e) {
                statements.forget();
                answer.completeExceptionally(e);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        };
        reads.add(read);
        if (closed && reads.remove(read)) {
            answer.completeExceptionally(new IllegalStateException("the database is closed"));
        }
        return answer;
    }

    /** Reads, and waits for the answer even if interrupted (the interrupt flag stays set). */
    public <T> T call(SqlFunction<Statements, T> query) throws SQLException {
        if (Schedulers.isInNonBlockingThread() || Thread.currentThread() instanceof Reader) {
            throw new IllegalStateException("a read would block " + Thread.currentThread().getName()
                    + ", which must not wait; use submit");
        }
        try {
            return submit(query).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw new SQLException(failure.getMessage(), failure.getSQLState(),
                        failure.getErrorCode(), failure);
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw e;
            }
        }
    }

    /** Answers what was asked before, then closes the connections. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        readers.forEach(reader -> reads.add(END));
        Ends.await(readers);
    }

    private interface Read {
        void on(Statements statements);
    }

    private static final Read END = _ -> { };

    private final class Reader extends Thread {

        private final Statements statements;

        Reader(String name, Statements statements) {
            super(name);
            setDaemon(true);
            this.statements = statements;
        }

        @Override
        public void run() {
            try (statements) {
                for (Read read = next(); read != END; read = next()) {
                    read.on(statements);
                }
            } catch (SQLException e) {
                // Closing a read-only connection has nothing to lose.
            }
        }

        private Read next() {
            while (true) {
                try {
                    return reads.take();
                } catch (InterruptedException e) {
                    // Nobody has business interrupting a reader: the next read must not suffer for it.
                }
            }
        }
    }
}
