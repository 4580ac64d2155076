package id.tanggap.infra.access;

import id.tanggap.infra.json.TanggapModule;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.AccessRule;
import id.tanggap.query.access.Integrity;
import id.tanggap.query.access.Look;
import id.tanggap.query.access.RecordedLook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access record in {@code access.db}, for one process.
 *
 * <p>One writer thread takes all looks that wait and makes them durable in one transaction; while that is on its way to the
 * disk the next ones gather. After a write that failed the connection is thrown away, and the next write goes on from what
 * the file really holds.
 */
public final class SqliteAccessRecord implements AccessRecord, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteAccessRecord.class);

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new TanggapModule()).build();

    private static final int READERS = 1;
    private static final int READER_CACHE_KIBIBYTES = 2 << 10;
    private static final int MOST_TOGETHER = 512;

    /** So many looks may wait for the disk; whoever comes then is told to come back. */
    private static final int MOST_WAITING = 10_000;

    /** Rows that are verified in one go, so that other readers need not wait for the whole walk. */
    private static final int STRIDE = 2_000;

    private static final String INSERT = "INSERT INTO access (number, at, actor, look, hash) VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_SUBJECT = "INSERT INTO access_subject (subject, number) VALUES (?, ?)";
    private static final String END = "SELECT number, at, hash FROM access ORDER BY number DESC LIMIT 1";

    private static final Text MISSING = new Text("Baris ini hilang.", "This row is missing.");

    private record Waiting(Look look, CompletableFuture<Void> durable) {
    }

    private static final Waiting STOP = new Waiting(null, new CompletableFuture<>());

    private final Path file;
    private final Clock clock;
    private final ProcessLock lock;
    private final SqliteReaders readers;
    private final Timer timer;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closed;
    private volatile boolean writable = true;
    private volatile long last;
    private volatile Optional<Integrity.Break> broken = Optional.empty();

    // Writer's thread only.
    private Statements connection;
    private Chain end;

    private SqliteAccessRecord(Path file, Clock clock, ProcessLock lock, SqliteReaders readers, MeterRegistry meters)
            throws SQLException {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.readers = readers;
        this.timer = Timer.builder("tanggap.access.record")
                .description("from asking for personal data to its being on record who asked").register(meters);
        connect();
        // A platform thread: native database calls would pin a virtual one to its carrier.
        this.writer = Thread.ofPlatform().name("access-writer").daemon().start(this::write);
    }

    /** Opens the file, and makes it (and its folder) if it is missing. */
    public static SqliteAccessRecord open(Path file, Clock clock, MeterRegistry meters) {
        ProcessLock lock = null;
        SqliteReaders readers = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            lock = ProcessLock.on(file);
            AccessFile.prepare(file);
            readers = new SqliteReaders(file, READERS, READER_CACHE_KIBIBYTES);
            return new SqliteAccessRecord(file, clock, lock, readers, meters);
        } catch (IOException | SQLException e) {
            if (readers != null) {
                readers.close();
            }
            closeQuietly(lock);
            throw new IllegalStateException("the access record " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Mono<Void> add(Look look) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start();
            Waiting mine = new Waiting(look, new CompletableFuture<>());
            if (closed || !waiting.offer(mine) || closed && waiting.remove(mine)) {
                return Mono.error(Refusal.of(AccessRule.ACCESS_NOT_RECORDED));
            }
            return Mono.fromFuture(mine.durable(), true).doFinally(_ -> sample.stop(timer));
        }).publishOn(Schedulers.parallel());
    }

    private void write() {
        List<Waiting> group = new ArrayList<>();
        while (true) {
            try {
                group.add(waiting.take());
                waiting.drainTo(group, MOST_TOGETHER - 1);
                boolean stop = group.remove(STOP);
                write(group);
                group.clear();
                if (stop) {
                    return;
                }
            } catch (InterruptedException e) {
                log.warn("Somebody interrupted the access record's writer; it goes on.");
            }
        }
    }

    private void write(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            if (connection == null) {
                connect();
            }
            Chain next = end;
            for (Waiting one : group) {
                next = insert(one.look(), next);
            }
            connection.connection().commit();
            end = next;
            last = next.number();
            writable = true;
        } catch (SQLException | RuntimeException failure) {
            log.error("{} look(s) at personal data cannot be recorded and are refused: {}", group.size(),
                    failure.getMessage(), failure);
            writable = false;
            disconnect();
            group.forEach(one -> one.durable().completeExceptionally(Refusal.of(AccessRule.ACCESS_NOT_RECORDED)));
            return;
        }
        group.forEach(one -> one.durable().complete(null));
    }

    private Chain insert(Look look, Chain before) throws SQLException {
        byte[] doc = JSON.writeValueAsBytes(look);
        Chain row = before.next(micros(clock.instant()), doc);
        PreparedStatement insert = connection.prepare(INSERT);
        insert.setLong(1, row.number());
        insert.setLong(2, row.at());
        insert.setString(3, look.actor().id());
        insert.setBytes(4, doc);
        insert.setBytes(5, row.hash());
        insert.executeUpdate();
        PreparedStatement subjects = connection.prepare(INSERT_SUBJECT);
        for (UUID subject : look.subjects()) {
            subjects.setBytes(1, bytes(subject));
            subjects.setLong(2, row.number());
            subjects.executeUpdate();
        }
        return row;
    }

    private void connect() throws SQLException {
        Statements opened = new Statements(AccessFile.openForWriting(file));
        try {
            opened.connection().setAutoCommit(false);
            end = end(opened);
            opened.connection().commit();
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        last = end.number();
        connection = opened;
    }

    private static Chain end(Statements statements) throws SQLException {
        try (ResultSet row = statements.prepare(END).executeQuery()) {
            return row.next() ? new Chain(row.getLong(1), row.getLong(2), row.getBytes(3)) : Chain.EMPTY;
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.warn("The failed connection to the access record could not be closed: {}", e.getMessage());
            }
            connection = null;
        }
    }

    @Override
    public long last() {
        return last;
    }

    /** Whether the last look could be recorded. */
    boolean writable() {
        return writable;
    }

    /** The first row that the last walk found changed or missing. */
    Optional<Integrity.Break> broken() {
        return broken;
    }

    @Override
    public Mono<List<RecordedLook>> read(Filter filter, long after, int limit) {
        return ask(statements -> {
            long through = filter.until().isPresent() ? before(filter.until().get(), statements) : Long.MAX_VALUE;
            long from = filter.from().isPresent()
                    ? Math.max(after, before(filter.from().get(), statements)) : after;
            boolean ofSubject = filter.subject().isPresent();
            PreparedStatement select = statements.prepare("SELECT a.number, a.at, a.look, a.hash FROM "
                    + (ofSubject ? "access_subject s CROSS JOIN access a ON a.number = s.number"
                            : filter.actor().isPresent() ? "access a INDEXED BY access_by_actor" : "access a")
                    + " WHERE " + (ofSubject ? "s.subject = ? AND s.number" : "a.number") + " > ? AND a.number <= ?"
                    + (filter.actor().isPresent() ? " AND a.actor = ?" : "")
                    + " ORDER BY " + (ofSubject ? "s.number" : "a.number") + " LIMIT ?");
            int at = 1;
            if (ofSubject) {
                select.setBytes(at++, bytes(filter.subject().get()));
            }
            select.setLong(at++, from);
            select.setLong(at++, through);
            if (filter.actor().isPresent()) {
                select.setString(at++, filter.actor().get());
            }
            select.setInt(at, limit);
            List<RecordedLook> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new RecordedLook(row.getLong(1), instant(row.getLong(2)),
                            JSON.readValue(row.getBytes(3), Look.class), HexFormat.of().formatHex(row.getBytes(4))));
                }
            }
            return found;
        });
    }

    /** The number of the last row that was recorded before a moment. Times never decrease, so it is found by them. */
    private static long before(Instant moment, Statements statements) throws SQLException {
        PreparedStatement select = statements.prepare(
                "SELECT number FROM access WHERE at < ? ORDER BY at DESC, number DESC LIMIT 1");
        select.setLong(1, micros(moment));
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private record Walk(Chain reached, Optional<Integrity.Break> broken, boolean done) {
    }

    @Override
    public Mono<Integrity> verify() {
        return Mono.defer(() -> {
            long through = last;
            return Mono.just(new Walk(Chain.EMPTY, Optional.empty(), false))
                    .expand(walk -> walk.done() ? Mono.empty()
                            : ask(statements -> walkOn(walk.reached(), through, statements)))
                    .last().map(walk -> {
                        broken = walk.broken();
                        broken.ifPresent(row -> log.error("The access record is broken at row {}: {}", row.number(),
                                row.what().en()));
                        return new Integrity(walk.reached().number(), walk.reached().hex(), broken);
                    });
        });
    }

    /** Checks the next rows, up to one that should be there and is not as it was recorded. */
    private static Walk walkOn(Chain before, long through, Statements statements) throws SQLException {
        Chain reached = before;
        PreparedStatement select = statements.prepare(
                "SELECT number, at, actor, look, hash FROM access WHERE number > ? ORDER BY number LIMIT ?");
        select.setLong(1, before.number());
        select.setInt(2, STRIDE);
        int rows = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows++;
                Optional<Text> wrong = wrong(row, reached, statements);
                if (wrong.isPresent()) {
                    return new Walk(reached, Optional.of(new Integrity.Break(reached.number() + 1, wrong.get())), true);
                }
                reached = new Chain(row.getLong(1), row.getLong(2), row.getBytes(5));
            }
        }
        boolean atTheEnd = rows < STRIDE;
        return new Walk(reached, atTheEnd && reached.number() < through ? Optional.of(new Integrity.Break(
                reached.number() + 1, MISSING)) : Optional.empty(), atTheEnd);
    }

    private static Optional<Text> wrong(ResultSet row, Chain before, Statements statements) throws SQLException {
        if (row.getLong(1) != before.number() + 1) {
            return Optional.of(MISSING);
        }
        byte[] doc = row.getBytes(4);
        Chain expected = before.next(row.getLong(2), doc);
        if (expected.at() != row.getLong(2) || !Arrays.equals(expected.hash(), row.getBytes(5))) {
            return Optional.of(new Text("Baris ini, atau yang sebelumnya, bukan lagi seperti saat dicatat.",
                    "This row, or one before it, is not as it was recorded."));
        }
        Look look = JSON.readValue(doc, Look.class);
        if (!look.actor().id().equals(row.getString(3)) || !isFoundByItsSubjects(look, expected.number(), statements)) {
            return Optional.of(new Text("Baris ini tidak dapat lagi ditemukan lewat pelaku atau laporannya.",
                    "This row is no longer found by its actor or its complaints."));
        }
        return Optional.empty();
    }

    private static boolean isFoundByItsSubjects(Look look, long number, Statements statements) throws SQLException {
        PreparedStatement select = statements.prepare("SELECT 1 FROM access_subject WHERE subject = ? AND number = ?");
        for (UUID subject : look.subjects()) {
            select.setBytes(1, bytes(subject));
            select.setLong(2, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
            }
        }
        return true;
    }

    private <T> Mono<T> ask(SqlFunction<Statements, T> question) {
        return Mono.defer(() -> Mono.fromFuture(readers.submit(question), true)).publishOn(Schedulers.parallel());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Records what was asked for before, then closes the file. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            waiting.put(STOP);
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.close();
        disconnect();
        closeQuietly(lock);
    }

    private static void closeQuietly(ProcessLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
