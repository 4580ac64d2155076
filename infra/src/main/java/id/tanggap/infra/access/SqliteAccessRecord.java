package id.tanggap.infra.access;

import id.tanggap.infra.json.TanggapModule;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteFile;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.SqliteWriter;
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
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access record in {@code access.db}, for one process.
 *
 * <p>Looks that wait are made durable together, in one transaction; while that is on its way to the disk the next gather.
 */
public final class SqliteAccessRecord implements AccessRecord, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteAccessRecord.class);

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new TanggapModule()).build();

    private static final int SCHEMA = 1;
    private static final int CACHE_KIBIBYTES = 4 << 10;
    private static final List<String> SCHEMA_1 = List.of(
            """
            CREATE TABLE access (
              number INTEGER PRIMARY KEY,
              at     INTEGER NOT NULL, -- microseconds since 1970, UTC; never decreases
              actor  TEXT NOT NULL,
              look   BLOB NOT NULL,    -- JSON
              hash   BLOB NOT NULL     -- SHA-256 over the hash before, number, at and look
            ) STRICT""",
            "CREATE INDEX access_by_actor ON access (actor)",
            "CREATE INDEX access_by_time ON access (at)",
            // which complaints and inspections a look was at, to be found by; the look itself says it too
            """
            CREATE TABLE access_subject (
              subject BLOB NOT NULL, number INTEGER NOT NULL,
              PRIMARY KEY (subject, number)) STRICT, WITHOUT ROWID""",
            """
            CREATE TRIGGER access_is_never_changed BEFORE UPDATE ON access
            BEGIN SELECT RAISE(ABORT, 'what is on record is never changed'); END""",
            """
            CREATE TRIGGER access_is_never_deleted BEFORE DELETE ON access
            BEGIN SELECT RAISE(ABORT, 'what is on record is never deleted'); END""",
            // REPLACE would delete the row it replaces without asking the trigger above.
            """
            CREATE TRIGGER access_is_added_at_the_end BEFORE INSERT ON access
            WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM access)
              OR NEW.at < (SELECT coalesce(max(at), NEW.at) FROM access)
            BEGIN SELECT RAISE(ABORT, 'the record only goes on at its end'); END""",
            """
            CREATE TRIGGER access_subject_is_never_changed BEFORE UPDATE ON access_subject
            BEGIN SELECT RAISE(ABORT, 'what is on record is never changed'); END""",
            """
            CREATE TRIGGER access_subject_is_never_deleted BEFORE DELETE ON access_subject
            BEGIN SELECT RAISE(ABORT, 'what is on record is never deleted'); END""",
            """
            CREATE TRIGGER access_subject_is_added_with_its_access BEFORE INSERT ON access_subject
            WHEN NEW.number <> (SELECT coalesce(max(number), 0) FROM access)
            BEGIN SELECT RAISE(ABORT, 'the record only goes on at its end'); END""");

    private static final int READERS = 1;
    private static final int READER_CACHE_KIBIBYTES = 2 << 10;

    /** Rows that are verified in one go, so that other readers need not wait for the whole walk. */
    private static final int STRIDE = 2_000;

    private static final String INSERT = "INSERT INTO access (number, at, actor, look, hash) VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_SUBJECT = "INSERT INTO access_subject (subject, number) VALUES (?, ?)";
    private static final String END = "SELECT number, at, hash FROM access ORDER BY number DESC LIMIT 1";

    private static final Text MISSING = new Text("Baris ini hilang.", "This row is missing.");

    private final Clock clock;
    private final ProcessLock lock;
    private final SqliteReaders readers;
    private final SqliteWriter writer;
    private final Timer timer;
    private volatile boolean writable = true;
    private final AtomicLong last = new AtomicLong();
    private volatile Optional<Integrity.Break> broken = Optional.empty();

    private SqliteAccessRecord(Clock clock, ProcessLock lock, SqliteReaders readers, SqliteWriter writer, MeterRegistry meters)
            throws SQLException {
        this.clock = clock;
        this.lock = lock;
        this.readers = readers;
        this.writer = writer;
        this.timer = Timer.builder("tanggap.access.record")
                .description("from asking for personal data to its being on record who asked").register(meters);
        last.set(readers.call(SqliteAccessRecord::end).number());
    }

    /** Opens the file, and makes it (and its folder) if it is missing. */
    public static SqliteAccessRecord open(Path path, Clock clock, MeterRegistry meters) {
        SqliteFile file = new SqliteFile(path, SCHEMA, SCHEMA_1, CACHE_KIBIBYTES);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            ProcessLock lock = ProcessLock.on(path);
            try {
                file.prepare();
                return new SqliteAccessRecord(clock, lock, new SqliteReaders(path, READERS, READER_CACHE_KIBIBYTES),
                        new SqliteWriter("access-writer", file::connect), meters);
            } catch (SQLException | IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the access record " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Mono<Void> add(Look look) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start();
            return Mono.fromFuture(writer.submit(file -> insert(look, file)).whenComplete(this::note), true)
                    .onErrorMap(_ -> Refusal.of(AccessRule.ACCESS_NOT_RECORDED)).doFinally(_ -> sample.stop(timer));
        }).publishOn(Schedulers.parallel()).then();
    }

    /** Returns the row's number. The end of the chain is always read from the file, which alone knows what is durable. */
    private long insert(Look look, Statements file) throws SQLException {
        byte[] doc = JSON.writeValueAsBytes(look);
        Chain row = end(file).next(micros(clock.instant()), doc);
        PreparedStatement insert = file.prepare(INSERT);
        insert.setLong(1, row.number());
        insert.setLong(2, row.at());
        insert.setString(3, look.actor().id());
        insert.setBytes(4, doc);
        insert.setBytes(5, row.hash());
        insert.executeUpdate();
        PreparedStatement subjects = file.prepare(INSERT_SUBJECT);
        for (UUID subject : look.subjects()) {
            subjects.setBytes(1, bytes(subject));
            subjects.setLong(2, row.number());
            subjects.executeUpdate();
        }
        return row.number();
    }

    /** Before whoever asked learns of it; those who asked at the same time may be noted in any order. */
    private void note(Long number, Throwable failure) {
        writable = failure == null;
        if (failure == null) {
            last.accumulateAndGet(number, Math::max);
        } else {
            log.error("A look at personal data cannot be recorded and is refused: {}", failure.getMessage());
        }
    }

    private static Chain end(Statements file) throws SQLException {
        try (ResultSet row = file.prepare(END).executeQuery()) {
            return row.next() ? new Chain(row.getLong(1), row.getLong(2), row.getBytes(3)) : Chain.EMPTY;
        }
    }

    @Override
    public long last() {
        return last.get();
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
            long through = last.get();
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
    public void close() {
        writer.close();
        readers.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
