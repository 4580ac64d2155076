package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of read models: the projections' only writer to it, and its readers.
 *
 * <p>Events are applied in batches. What a batch changed, the dead letters it left and the position it reached become
 * durable in one transaction or not at all, so every event takes effect exactly once, whatever happens in between.
 */
final class ViewsDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ViewsDatabase.class);

    private static final int READERS = 2;
    private static final int READER_CACHE_KIBIBYTES = 32 << 10;

    private final Path path;
    private final JsonMapper json;
    private final Projections projections;
    private final Clock clock;
    private final Statements file;
    private final SqliteReaders readers;
    private final ReentrantLock oneBatchAtATime = new ReentrantLock();

    // of the batch at hand
    private final RecentViews recent = RecentViews.none();
    private Batch batch;
    private long reached;
    private final List<DeadLetter> newLetters = new ArrayList<>();

    private final Set<String> waiting = new HashSet<>();
    private volatile int deadLetters;
    private volatile long position;

    ViewsDatabase(Path path, JsonMapper json, Projections projections, Clock clock) {
        this.path = path;
        this.json = json;
        this.projections = projections;
        this.clock = clock;
        try {
            discardOtherSchema(path);
            this.file = new Statements(ViewsFile.open(path));
            this.readers = new SqliteReaders(path, READERS, READER_CACHE_KIBIBYTES);
            this.position = readPosition();
            readWaiting();
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private static void discardOtherSchema(Path path) throws SQLException, IOException {
        if (!Files.exists(path)) {
            return;
        }
        int version;
        try (var connection = ViewsFile.open(path)) {
            version = ViewsFile.version(connection);
        }
        if (version != ViewsFile.SCHEMA) {
            log.info("{} has schema {}, this version keeps schema {}: the read models are made anew from the events.",
                    path, version, ViewsFile.SCHEMA);
            delete(path);
        }
    }

    static void delete(Path path) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    Path path() {
        return path;
    }

    SqliteReaders readers() {
        return readers;
    }

    /** Position of the last event that is durably applied; {@link Progress#NOTHING} before the first. */
    long position() {
        return position;
    }

    /** How many events wait as dead letters. */
    int deadLetters() {
        return deadLetters;
    }

    /** Begins a batch; to be ended by {@link #commit()} or {@link #rollback()} on the same thread. */
    void begin() {
        oneBatchAtATime.lock();
        batch = new Batch(file, json, recent);
        reached = position;
        newLetters.clear();
    }

    /** Everything up to and including this position has been given to this batch. */
    void reach(long to) {
        reached = to;
    }

    /**
     * Applies one event. If the projections fail on it, it becomes a dead letter and leaves no other trace; later events
     * of its stream wait behind it, all others go on.
     *
     * @throws ViewsUnavailable if the file is at fault and not the event: then the whole batch must be done again
     */
    void apply(String stream, long at, long sequence, String type, Supplier<DomainEvent> event) {
        if (waiting.contains(stream)) {
            newLetters.add(new DeadLetter(stream, at, type, "waits behind an earlier event of its stream",
                    clock.instant(), 0));
            return;
        }
        try {
            tryApply(at, sequence, event);
        } catch (ViewsUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException failure) {
            log.error("The read models cannot take event {} ({}) of {}; it is kept as a dead letter.", at, type, stream,
                    failure);
            waiting.add(stream);
            newLetters.add(new DeadLetter(stream, at, type, cause(failure), clock.instant(), 1));
        }
    }

    private void tryApply(long at, long sequence, Supplier<DomainEvent> event) {
        batch.nextEvent();
        try {
            projections.apply(event.get(), at, sequence, batch);
        } catch (RuntimeException failure) {
            batch.takeBack();
            throw failure;
        }
    }

    /** Messages of exceptions may quote values of the event, personal ones too: only their types are kept. */
    private static String cause(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** @throws ViewsUnavailable if nothing was made durable; the batch must be rolled back and done again */
    void commit() {
        try {
            file.connection().setAutoCommit(false);
            batch.write();
            writeLetters();
            PreparedStatement update = file.prepare("UPDATE progress SET position = ?");
            update.setLong(1, reached);
            update.executeUpdate();
            file.connection().commit();
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
        batch.keep();
        position = reached;
        deadLetters += newLetters.size();
        end();
    }

    /** Forgets the batch. Harmless after a commit. */
    void rollback() {
        if (!oneBatchAtATime.isHeldByCurrentThread()) {
            return;
        }
        try {
            file.connection().rollback();
            readWaiting();
        } catch (SQLException e) {
            log.warn("Rolling back the read models failed: {}", e.getMessage());
        } finally {
            recent.forget();
            end();
        }
    }

    private void end() {
        batch = null;
        newLetters.clear();
        try {
            file.connection().setAutoCommit(true);
        } catch (SQLException e) {
            log.warn("The read models' connection is in no good state: {}", e.getMessage());
        } finally {
            oneBatchAtATime.unlock();
        }
    }

    private void writeLetters() throws SQLException {
        for (DeadLetter letter : newLetters) {
            PreparedStatement insert = file.prepare("""
                    INSERT INTO dead_letter (stream, position, event, cause, at, attempts) VALUES (?, ?, ?, ?, ?, ?)""");
            insert.setString(1, letter.stream());
            insert.setLong(2, letter.position());
            insert.setString(3, letter.event());
            insert.setString(4, letter.cause());
            insert.setLong(5, Codes.micros(letter.at()));
            insert.setInt(6, letter.attempts());
            insert.executeUpdate();
        }
    }

    /** An event that was dead-lettered, as it is in the event store. */
    record Letter(long sequence, Supplier<DomainEvent> event) {
    }

    /** Finds the event at a position. */
    interface Events {
        Letter at(long position);
    }

    /**
     * Tries the dead letters again, stream by stream, each in its order up to the first that still fails.
     *
     * @return how many were taken
     */
    int retry(Events events) {
        int taken = 0;
        for (String stream : streamsWithLetters()) {
            begin();
            try {
                int now = retry(stream, events);
                commit();
                deadLetters -= now;
                taken += now;
            } finally {
                rollback();
            }
        }
        return taken;
    }

    private int retry(String stream, Events events) {
        int taken = 0;
        try {
            for (DeadLetter letter : letters(file, stream)) {
                try {
                    Letter found = events.at(letter.position());
                    tryApply(letter.position(), found.sequence(), found.event());
                } catch (ViewsUnavailable unavailable) {
                    throw unavailable;
                } catch (RuntimeException failure) {
                    log.error("The read models still cannot take event {} of {}.", letter.position(), stream, failure);
                    PreparedStatement update = file.prepare("""
                            UPDATE dead_letter SET cause = ?, attempts = attempts + 1 WHERE stream = ? AND position = ?""");
                    update.setString(1, cause(failure));
                    update.setString(2, stream);
                    update.setLong(3, letter.position());
                    file.connection().setAutoCommit(false);
                    update.executeUpdate();
                    return taken;
                }
                file.connection().setAutoCommit(false);
                PreparedStatement delete = file.prepare("DELETE FROM dead_letter WHERE stream = ? AND position = ?");
                delete.setString(1, stream);
                delete.setLong(2, letter.position());
                delete.executeUpdate();
                taken++;
            }
            waiting.remove(stream);
            return taken;
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private List<String> streamsWithLetters() {
        oneBatchAtATime.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            oneBatchAtATime.unlock();
        }
    }

    /** The dead letters, by position; at most {@code limit}. */
    static List<DeadLetter> letters(Statements file, int limit) throws SQLException {
        PreparedStatement select = file.prepare("SELECT * FROM dead_letter ORDER BY position LIMIT ?");
        select.setInt(1, limit);
        return letters(select);
    }

    private static List<DeadLetter> letters(Statements file, String stream) throws SQLException {
        PreparedStatement select = file.prepare("SELECT * FROM dead_letter WHERE stream = ? ORDER BY position");
        select.setString(1, stream);
        return letters(select);
    }

    private static List<DeadLetter> letters(PreparedStatement select) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(new DeadLetter(row.getString("stream"), row.getLong("position"), row.getString("event"),
                        row.getString("cause"), Instant.EPOCH.plusNanos(row.getLong("at") * 1000),
                        row.getInt("attempts")));
            }
        }
        return letters;
    }

    private long readPosition() throws SQLException {
        try (ResultSet row = file.prepare("SELECT position FROM progress").executeQuery()) {
            return row.getLong(1);
        }
    }

    private void readWaiting() throws SQLException {
        waiting.clear();
        int letters = 0;
        try (ResultSet row = file.prepare("SELECT stream, count(*) FROM dead_letter GROUP BY stream").executeQuery()) {
            while (row.next()) {
                waiting.add(row.getString(1));
                letters += row.getInt(2);
            }
        }
        deadLetters = letters;
    }

    /** Waits for the batch at hand, then closes; the file is complete in itself afterwards. */
    @Override
    public void close() {
        readers.close();
        oneBatchAtATime.lock();
        try {
            file.close();
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        } finally {
            oneBatchAtATime.unlock();
        }
    }
}
