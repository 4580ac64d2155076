package id.tanggap.infra.sqlite;

import id.tanggap.infra.threads.Ends;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes a SQLite file: all changes that wait are made in one transaction, in their order, and each is
 * acknowledged when that is durable. A change that fails is undone and disturbs no other.
 */
public final class SqliteWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);
    private static final int MOST_CHANGES = 1024;

    /** Opens the file for writing. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    private record Change<T>(SqlFunction<Statements, T> change, CompletableFuture<T> done) {
    }

    private static final Change<Void> END = new Change<>(_ -> null, new CompletableFuture<>());

    private final Opening opening;
    private final LinkedBlockingQueue<Change<?>> changes = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private Statements statements;

    /** Opens the file at once, so that one which cannot be written is told of here and not later. */
    public SqliteWriter(String name, Opening opening) throws SQLException {
        this.opening = opening;
        statements();
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * Changes the file without blocking the caller. What is chained to the future runs on the writer's thread unless it was
     * complete already: move on to your own thread before doing anything long, and never wait there.
     */
    public <T> CompletableFuture<T> submit(SqlFunction<Statements, T> change) {
        Change<T> waiting = new Change<>(change, new CompletableFuture<>());
        changes.add(waiting);
        if (closed && changes.remove(waiting)) {
            waiting.done().completeExceptionally(new IllegalStateException("the database is closed"));
        }
        return waiting.done();
    }

    private void run() {
        boolean open = true;
        while (open) {
            List<Change<?>> group = new ArrayList<>();
            try {
                group.add(changes.take());
            } catch (InterruptedException _) {
                continue; // nobody has business interrupting the writer
            }
            changes.drainTo(group, MOST_CHANGES - 1);
            open = !group.remove(END);
            if (!write(group) && group.size() > 1) {
                group.forEach(change -> write(List.of(change)));
            }
        }
        forget();
    }

    /** False if nothing was written because one of several failed. */
    private boolean write(List<Change<?>> group) {
        try {
            List<Runnable> acknowledgements = new ArrayList<>(group.size());
            Statements file = statements();
            for (Change<?> change : group) {
                acknowledgements.add(made(change, file));
            }
            file.connection().commit();
            acknowledgements.forEach(Runnable::run);
        } catch (SQLException | RuntimeException | Error failure) {
            forget();
            if (group.size() > 1) {
                return false;
            }
            group.forEach(change -> change.done().completeExceptionally(failure));
        }
        return true;
    }

    private static <T> Runnable made(Change<T> change, Statements file) throws SQLException {
        T result = change.change().apply(file);
        return () -> change.done().complete(result);
    }

    private Statements statements() throws SQLException {
        if (statements == null) {
            Connection connection = opening.open();
            connection.setAutoCommit(false);
            statements = new Statements(connection);
        }
        return statements;
    }

    /** Closing the connection undoes what was not committed; the next change begins from what the file holds. */
    private void forget() {
        try {
            if (statements != null) {
                statements.close();
            }
        } catch (SQLException e) {
            log.warn("A connection could not be closed: {}", e.getMessage());
        }
        statements = null;
    }

    /** Makes the changes that wait, then closes the file. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        changes.add(END);
        Ends.await(thread);
    }
}
