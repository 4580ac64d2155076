package id.tanggap.infra.access.sqlite;

import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.Chain;
import id.tanggap.infra.access.LookJson;
import id.tanggap.infra.access.Moments;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqliteFile;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.SqliteWriter;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;

/**
 * The access record in {@code access.db}, for one process.
 *
 * <p>Looks that wait are made durable together, in one transaction; while that is on its way to the disk the next gather.
 */
public final class SqliteAccessRows implements AccessRows {

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

    private static final String INSERT = "INSERT INTO access (number, at, actor, look, hash) VALUES (?, ?, ?, ?, ?)";
    private static final String INSERT_SUBJECT = "INSERT INTO access_subject (subject, number) VALUES (?, ?)";
    private static final String END = "SELECT number, at, hash FROM access ORDER BY number DESC LIMIT 1";

    private final Clock clock;
    private final ProcessLock lock;
    private final SqliteReaders readers;
    private final SqliteWriter writer;

    private SqliteAccessRows(Clock clock, ProcessLock lock, SqliteReaders readers, SqliteWriter writer) {
        this.clock = clock;
        this.lock = lock;
        this.readers = readers;
        this.writer = writer;
    }

    /** Opens the file, and makes it (and its folder) if it is missing. */
    public static SqliteAccessRows open(Path path, Clock clock) {
        SqliteFile file = new SqliteFile(path, SCHEMA, SCHEMA_1, CACHE_KIBIBYTES);
        try {
            return file.openAlone(lock -> new SqliteAccessRows(clock, lock,
                    new SqliteReaders(path, READERS, READER_CACHE_KIBIBYTES), new SqliteWriter("access-writer", file::connect)));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the access record " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Long> add(Look look) {
        return writer.submit(file -> insert(look, file));
    }

    /** Returns the row's number. The end of the chain is always read from the file, which alone knows what is durable. */
    private long insert(Look look, Statements file) throws SQLException {
        byte[] doc = LookJson.write(look);
        Chain row = end(file).next(Moments.micros(clock.instant()), doc);
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

    private static Chain end(Statements file) throws SQLException {
        try (ResultSet row = file.prepare(END).executeQuery()) {
            return row.next() ? new Chain(row.getLong(1), row.getLong(2), row.getBytes(3)) : Chain.EMPTY;
        }
    }

    @Override
    public CompletableFuture<Long> last() {
        return readers.submit(file -> end(file).number());
    }

    @Override
    public CompletableFuture<List<Row>> read(AccessRecord.Filter filter, long after, int limit) {
        return readers.submit(statements -> {
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
            List<Row> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBytes(4)));
                }
            }
            return found;
        });
    }

    /** The number of the last row that was recorded before a moment. Times never decrease, so it is found by them. */
    private static long before(Instant moment, Statements statements) throws SQLException {
        PreparedStatement select = statements.prepare(
                "SELECT number FROM access WHERE at < ? ORDER BY at DESC, number DESC LIMIT 1");
        select.setLong(1, Moments.micros(moment));
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public CompletableFuture<List<Walked>> walk(long after, int limit) {
        return readers.submit(statements -> {
            PreparedStatement select = statements.prepare(
                    "SELECT number, at, actor, look, hash FROM access WHERE number > ? ORDER BY number LIMIT ?");
            select.setLong(1, after);
            select.setInt(2, limit);
            List<Walked> walked = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Row next = new Row(row.getLong(1), row.getLong(2), row.getBytes(4), row.getBytes(5));
                    walked.add(new Walked(next, isFound(next, row.getString(3), statements)));
                }
            }
            return walked;
        });
    }

    private static boolean isFound(Row row, String actor, Statements statements) throws SQLException {
        try {
            Look look = LookJson.read(row.look());
            return look.actor().id().equals(actor) && isFoundByItsSubjects(look, row.number(), statements);
        } catch (JacksonException _) {
            return false; // it says nothing any more
        }
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

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
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
