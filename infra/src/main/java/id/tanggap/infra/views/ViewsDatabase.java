package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.query.law.LawView;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ComplaintDocs docs;
    private final Projections projections;
    private final Clock clock;
    private final SqliteReaders readers;
    private final ReentrantLock lock = new ReentrantLock();

    // Under the lock.
    private Statements file;
    private final RecentViews recent;
    private final Set<String> waiting = new HashSet<>();
    private Batch batch;
    private CompletableFuture<Void> aside = CompletableFuture.completedFuture(null);
    private int size;
    private Incoming last;
    private long reached;
    private final List<DeadLetter> newLetters = new ArrayList<>();
    private boolean givenUp;
    private boolean faulty;
    private long oneByOneThrough = Progress.NOTHING;

    private volatile int deadLetters;
    private volatile LawView law;
    private volatile long position;

    private ViewsDatabase(Path path, JsonMapper json, Projections projections, Clock clock, Statements file,
                          SqliteReaders readers, RecentViews recent) throws SQLException {
        this.path = path;
        this.json = json;
        this.docs = new ComplaintDocs(json);
        this.projections = projections;
        this.clock = clock;
        this.file = file;
        this.readers = readers;
        this.recent = recent;
        read();
    }

    private ViewsDatabase(Path path, JsonMapper json, Projections projections, Clock clock)
            throws SQLException, IOException {
        this(path, json, projections, clock, new Statements(ViewsFile.open(discardedUnlessReadable(path))),
                new SqliteReaders(path, READERS, READER_CACHE_KIBIBYTES), RecentViews.none());
    }

    static ViewsDatabase open(Path path, JsonMapper json, Projections projections, Clock clock) {
        try {
            return new ViewsDatabase(path, json, projections, clock);
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    /** A new file to be filled from the first event, which nobody reads before it is {@link #complete() complete}. */
    static ViewsDatabase toMake(Path path, JsonMapper json, Projections projections, Clock clock) {
        try {
            delete(path);
            return new ViewsDatabase(path, json, projections, clock, new Statements(ViewsFile.openToMake(path)), null,
                    RecentViews.noneButManyToCome());
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    /** What was made is on disk as a whole afterwards, and can be closed and opened like any other file. */
    void complete() {
        try {
            ViewsFile.complete(file.connection());
            ErasedTimelines.rewriteAll(file, json);
            file.connection().commit();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private static Path discardedUnlessReadable(Path path) throws SQLException, IOException {
        if (!Files.exists(path)) {
            return path;
        }
        try (var connection = ViewsFile.open(path)) {
            int version = ViewsFile.version(connection);
            if (version == ViewsFile.SCHEMA) {
                return path;
            }
            log.info("{} has schema {}, this version keeps schema {}: the read models are made anew from the events.",
                    path, version, ViewsFile.SCHEMA);
        } catch (SQLException e) {
            if (!Faults.ofTheFormat(e)) {
                throw e;
            }
            log.warn("{} is damaged ({}): the read models are made anew from the events.", path, e.getMessage());
        }
        delete(path);
        return path;
    }

    static void delete(Path path) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    /** Puts one closed file in another closed one's place, in one step. */
    static void replace(Path old, Path by) throws IOException {
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(old.resolveSibling(old.getFileName() + suffix));
        }
        Files.move(by, old, StandardCopyOption.ATOMIC_MOVE);
    }

    SqliteReaders readers() {
        return readers;
    }

    /** Position of the last event that is durably applied; {@link Progress#NOTHING} before the first. */
    long position() {
        return position;
    }

    /** As of the last event that is durably applied. */
    LawView law() {
        return law;
    }

    /** How many events wait as dead letters. */
    int deadLetters() {
        return deadLetters;
    }

    /** An event that was applied: where, and its id. */
    record Applied(long position, String id) {
    }

    /** The last event that was durably applied or dead-lettered; tells one history from another. */
    Optional<Applied> lastApplied() throws SQLException {
        try (ResultSet row = file.prepare("SELECT event_position, event FROM progress").executeQuery()) {
            String id = row.getString(2);
            return id == null ? Optional.empty() : Optional.of(new Applied(row.getLong(1), id));
        } finally {
            file.connection().commit();
        }
    }

    /** Takes the batch at hand, or begins one; to be given back by the same thread: {@link #leave()}, {@link #rollback()}. */
    void begin() {
        lock.lock();
        if (batch == null) {
            batch = new Batch(file, json, docs, recent, waiting, law);
        }
    }

    /** Gives the batch back as it is: somebody will go on with it. */
    void leave() {
        lock.unlock();
    }

    /** Everything up to and including this position was given to the batch at hand. */
    void reach(long to) {
        reached = to;
    }

    long reached() {
        return reached;
    }

    /** How many events the batch has. */
    int size() {
        return size;
    }

    /**
     * Applies one event. If the projections fail on it, it becomes a dead letter and leaves no other trace; later events
     * of its stream wait behind it, all others go on.
     *
     * @throws ViewsUnavailable if the file is at fault and not the event: then the whole batch must be done again
     */
    void apply(Incoming event) {
        if (givenUp) {
            throw new ViewsUnavailable("an unfinished batch was given up; its events come again");
        }
        size++;
        last = event;
        if (waiting.contains(event.stream())) {
            newLetters.add(new DeadLetter(event.stream(), event.position(), event.sequence(), event.type(),
                    "waits behind an earlier event of its stream", clock.instant(), 0));
            return;
        }
        boolean alone = event.position() <= oneByOneThrough;
        try {
            tryApply(event);
            if (alone) {
                store(event.position());
            }
        } catch (ViewsUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException failure) {
            batch.takeBack();
            String cause = failure instanceof Unwritable ? failure.getMessage() : Faults.describe(failure);
            log.error("The read models cannot take event {} ({}) of {}; it is kept as a dead letter: {}",
                    event.position(), event.type(), event.stream(), cause);
            waiting.add(event.stream());
            newLetters.add(new DeadLetter(event.stream(), event.position(), event.sequence(), event.type(), cause,
                    clock.instant(), 1));
            if (alone) {
                store(event.position());
            }
        }
    }

    private void tryApply(Incoming event) {
        batch.nextEvent();
        projections.apply(event.event().get(), event.position(), event.sequence(), batch);
    }

    /**
     * Makes the batch durable, up to and including what it reached.
     *
     * @throws RuntimeException if nothing was made durable; the batch must be rolled back and done again
     */
    void commit() {
        try {
            store(reached);
        } catch (Unwritable refused) {
            // One of these events cannot be written. Next time each is written by itself, to find out which.
            oneByOneThrough = reached;
            throw refused;
        }
    }

    /**
     * As {@link #commit()}, but another thread writes while this one goes on with the next batch. Whether it could be
     * written is told by the next call of this or of {@link #awaitWritten()}; if not, the file is worth nothing, because
     * what came after was applied already. Only for a file that is {@linkplain #toMake being made}.
     *
     * @param writer runs one thing after another
     */
    void commitAside(Executor writer) {
        awaitWritten();
        Batch full = batch;
        List<DeadLetter> letters = List.copyOf(newLetters);
        Incoming end = last;
        long to = reached;
        full.keep();
        aside = CompletableFuture.runAsync(() -> write(full, letters, end, to), writer);
        batch = full.next(this::awaitWritten);
        size = 0;
        newLetters.clear();
    }

    /** Waits for what is written aside; until then only the writer uses the connection. */
    void awaitWritten() {
        try {
            aside.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void store(long to) {
        write(batch, newLetters, last, to);
        batch.keep();
        batch = new Batch(file, json, docs, recent, waiting, law);
        size = 0;
        newLetters.clear();
    }

    private void write(Batch full, List<DeadLetter> letters, Incoming end, long to) {
        try {
            full.write();
            write(letters);
            PreparedStatement update = file.prepare("UPDATE progress SET position = ?, event_position = ?, event = ?");
            update.setLong(1, to);
            update.setLong(2, end.position());
            update.setString(3, end.id());
            update.executeUpdate();
            file.connection().commit();
        } catch (SQLException e) {
            if (Faults.ofTheValues(e)) {
                undo();
                throw new Unwritable(e);
            }
            undo(); // at once: an open transaction would lock the file until somebody tries again
            faulty = true;
            throw new ViewsUnavailable(e);
        } catch (RuntimeException e) {
            undo();
            throw new Unwritable(e);
        }
        deadLetters += letters.size();
        position = to;
        law = full.law();
    }

    /** What a batch holds cannot be written, and it is not the file's fault. */
    private static final class Unwritable extends RuntimeException {

        Unwritable(Throwable cause) {
            super(Faults.describe(cause));
        }
    }

    private void undo() {
        try {
            file.connection().rollback();
        } catch (SQLException e) {
            faulty = true;
        }
    }

    /** Forgets the batch, if this thread has one, and gives it back: its events come again. */
    void rollback() {
        if (!lock.isHeldByCurrentThread()) {
            return;
        }
        giveUp();
        lock.unlock();
    }

    private void giveUp() {
        givenUp |= size > 0;
        batch = null;
        size = 0;
        newLetters.clear();
    }

    /**
     * Goes back to what is durable: an unfinished batch is forgotten, and after a fault the file is opened anew, because
     * nobody knows which transaction, if any, a connection is in after one.
     *
     * @return the position after which events are expected
     */
    long startOver() {
        lock.lock();
        try {
            giveUp();
            if (faulty) {
                closeQuietly(file);
                file = new Statements(ViewsFile.open(path));
                recent.forget();
                faulty = false;
            } else {
                file.connection().rollback();
            }
            read();
            givenUp = false;
            return position;
        } catch (SQLException e) {
            faulty = true;
            throw new ViewsUnavailable(e);
        } finally {
            lock.unlock();
        }
    }

    private void read() throws SQLException {
        try (ResultSet row = file.prepare("SELECT position FROM progress").executeQuery()) {
            position = row.getLong(1);
        }
        law = LawRows.read(file, json, projections.zone());
        waiting.clear();
        int letters = 0;
        try (ResultSet row = file.prepare("SELECT stream, count(*) FROM dead_letter GROUP BY stream").executeQuery()) {
            while (row.next()) {
                waiting.add(row.getString(1));
                letters += row.getInt(2);
            }
        }
        deadLetters = letters;
        file.connection().commit();
    }

    private static void closeQuietly(Statements file) {
        try {
            file.close();
        } catch (SQLException e) {
            log.warn("The failed connection to the read models could not be closed: {}", e.getMessage());
        }
    }

    private void write(List<DeadLetter> letters) throws SQLException {
        for (DeadLetter letter : letters) {
            PreparedStatement insert = file.prepare("""
                    INSERT INTO dead_letter (stream, position, sequence, event, cause, at, attempts)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""");
            insert.setString(1, letter.stream());
            insert.setLong(2, letter.position());
            insert.setLong(3, letter.sequence());
            insert.setString(4, letter.event());
            insert.setString(5, letter.cause());
            insert.setLong(6, Codes.micros(letter.at()));
            insert.setInt(7, letter.attempts());
            insert.executeUpdate();
        }
    }

    /** Finds the event that a dead letter stands for. */
    interface Events {
        Incoming of(DeadLetter letter);
    }

    /**
     * Tries the dead letters again: all in their order, those of a stream up to the first that still fails.
     *
     * @return how many were taken
     */
    int retry(Events events) {
        lock.lock();
        try {
            // What the projections have begun goes first; if it cannot be written, its events come to them again.
            if (size > 0) {
                store(last.position());
            }
            int taken = 0;
            Set<String> stuck = new HashSet<>();
            for (DeadLetter letter : letters(file, Integer.MAX_VALUE)) {
                if (!stuck.contains(letter.stream())) {
                    if (retry(letter, events)) {
                        taken++;
                    } else {
                        stuck.add(letter.stream());
                    }
                }
            }
            read();
            return taken;
        } catch (SQLException e) {
            faulty = true;
            throw new ViewsUnavailable(e);
        } finally {
            giveUp();
            lock.unlock();
        }
    }

    private boolean retry(DeadLetter letter, Events events) throws SQLException {
        batch = new Batch(file, json, docs, recent, Set.of(), law);
        try {
            tryApply(events.of(letter));
            batch.write();
            change("DELETE FROM dead_letter WHERE position = ?", letter);
            file.connection().commit();
            batch.keep();
            law = batch.law();
            return true;
        } catch (ViewsUnavailable unavailable) {
            throw unavailable;
        } catch (SQLException | RuntimeException failure) {
            if (failure instanceof SQLException e && !Faults.ofTheValues(e)) {
                throw e;
            }
            log.error("The read models still cannot take event {} of {}: {}", letter.position(), letter.stream(),
                    Faults.describe(failure));
            file.connection().rollback();
            change("UPDATE dead_letter SET attempts = attempts + 1 WHERE position = ?", letter);
            file.connection().commit();
            return false;
        }
    }

    private void change(String sql, DeadLetter letter) throws SQLException {
        PreparedStatement change = file.prepare(sql);
        change.setLong(1, letter.position());
        change.executeUpdate();
    }

    /** The dead letters, by position; at most {@code limit}. */
    static List<DeadLetter> letters(Statements file, int limit) throws SQLException {
        PreparedStatement select = file.prepare("SELECT * FROM dead_letter ORDER BY position LIMIT ?");
        select.setInt(1, limit);
        return Rows.read(select, row -> new DeadLetter(row.getString("stream"), row.getLong("position"),
                row.getLong("sequence"), row.getString("event"), row.getString("cause"), Instant.EPOCH.plusNanos(row.getLong("at") * 1000),
                row.getInt("attempts")));
    }

    /** Waits for the batch at hand, then closes; the file is complete in itself afterwards. */
    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
        lock.lock();
        try {
            giveUp();
            file.close();
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        } finally {
            lock.unlock();
        }
    }
}
