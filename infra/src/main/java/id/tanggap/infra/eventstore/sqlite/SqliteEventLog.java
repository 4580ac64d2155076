package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.Microseconds;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The event log in one SQLite file, for one process: a second process is refused when it opens the file.
 *
 * <p>A group is one transaction; the flush of its commit makes all of it durable. The file itself refuses to change or
 * delete an event or to leave a gap, and it, not this class, decides who was first.
 *
 * <p>After a write that failed as a whole the writer's connection is thrown away, and the next write starts on a new one
 * from what the file holds: no position is ever taken from memory that the file does not confirm.
 */
public final class SqliteEventLog implements EventLog {

    private static final Logger log = LoggerFactory.getLogger(SqliteEventLog.class);

    private static final int READERS = 2;
    private static final int READER_CACHE_KIBIBYTES = 16 << 10;
    /** A page of large events ends here, so that a reader's memory is bounded by bytes, not by their number alone. */
    private static final long PAGE_BYTES = 8 << 20;

    private static final String COLUMNS =
            "position, aggregate_type, stream, sequence, event_id, recorded_at, name, revision, payload, metadata";
    private static final String INSERT = """
            INSERT INTO event (position, stream, sequence, event_id, recorded_at, latest_recorded_at, aggregate_type,
              name, revision, payload, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String END = "SELECT position, latest_recorded_at FROM event ORDER BY position DESC LIMIT 1";
    private static final String LAST_SEQUENCE = "SELECT max(sequence) FROM event WHERE stream = ?";

    private final Path file;
    private final ProcessLock lock;
    private final SqliteReaders readers;

    // Writer's thread only.
    private Statements writer;
    private long nextPosition;
    private long latestRecordedAt;
    private volatile String trouble;

    private SqliteEventLog(Path file, ProcessLock lock, SqliteReaders readers) {
        this.file = file;
        this.lock = lock;
        this.readers = readers;
    }

    /** Opens the file, and makes it (and its folder) if it is missing. */
    public static SqliteEventLog open(Path file) {
        ProcessLock lock = null;
        SqliteReaders readers = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            lock = ProcessLock.on(file);
            EventsFile.prepare(file);
            readers = new SqliteReaders(file, READERS, READER_CACHE_KIBIBYTES);
            SqliteEventLog eventLog = new SqliteEventLog(file, lock, readers);
            eventLog.writer();
            return eventLog;
        } catch (IOException | SQLException e) {
            if (readers != null) {
                readers.close();
            }
            closeQuietly(lock);
            throw new EventLogException(switch (e) {
                case SQLiteException failure -> inPlainWords(file, failure);
                case AccessDeniedException denied -> denied.getFile() + " cannot be written: the file or its folder does not allow it";
                default -> e.getMessage();
            }, e);
        }
    }

    @Override
    public List<Outcome> write(List<Append> appends) {
        try {
            Statements statements = writer();
            List<Outcome> outcomes = insertTogether(appends, statements)
                    .orElseGet(() -> new ArrayList<>(appends.size()));
            for (int i = outcomes.size(); i < appends.size(); i++) {
                outcomes.add(insert(appends.get(i), statements));
            }
            statements.connection().commit();
            return outcomes;
        } catch (SQLException e) {
            startAfresh();
            throw new EventLogException(inPlainWords(file, e) + "; nothing was written", e);
        } catch (RuntimeException | Error e) {
            startAfresh();
            throw e;
        }
    }

    /**
     * All events of the group in one call to the driver, which takes a quarter less time than a call each. If anything
     * is refused, all of it is undone and nothing is returned: then each append has to be tried by itself.
     */
    private Optional<List<Outcome>> insertTogether(List<Append> appends, Statements statements) throws SQLException {
        if (!appends.stream().allMatch(append -> append.conditions().isEmpty())) {
            return Optional.empty();
        }
        PreparedStatement insert = statements.prepare(INSERT);
        List<Outcome> outcomes = new ArrayList<>(appends.size());
        long first = nextPosition;
        long latestBefore = latestRecordedAt;
        for (Append append : appends) {
            outcomes.add(new Outcome.Accepted(nextPosition));
            for (NewEvent event : append.events()) {
                bind(event, insert);
                insert.addBatch();
            }
        }
        try {
            insert.executeBatch();
            return Optional.of(outcomes);
        } catch (SQLException e) {
            if (!isTaken(e)) {
                throw e;
            }
            insert.clearBatch();
            statements.connection().rollback();
            nextPosition = first;
            latestRecordedAt = latestBefore;
            return Optional.empty();
        }
    }

    private Outcome insert(Append append, Statements statements) throws SQLException {
        for (Map.Entry<String, Long> condition : append.conditions().entrySet()) {
            long last = lastSequence(condition.getKey(), statements).orElse(-1);
            if (last != condition.getValue()) {
                return new Outcome.StaleRead(condition.getKey(), condition.getValue(), last);
            }
        }
        // A failed statement undoes itself; only what stands before it needs a savepoint to return to.
        boolean several = append.events().size() > 1;
        if (several) {
            statements.prepare("SAVEPOINT append").execute();
        }
        long first = nextPosition;
        long latestBefore = latestRecordedAt;
        for (int i = 0; i < append.events().size(); i++) {
            try {
                PreparedStatement insert = statements.prepare(INSERT);
                bind(append.events().get(i), insert);
                insert.executeUpdate();
            } catch (SQLException e) {
                if (!isTaken(e)) {
                    throw e;
                }
                if (several) {
                    statements.prepare("ROLLBACK TO append").execute();
                    statements.prepare("RELEASE append").execute();
                }
                nextPosition = first;
                latestRecordedAt = latestBefore;
                return new Outcome.Conflict(i, EventsFile.TAKEN);
            }
        }
        if (several) {
            statements.prepare("RELEASE append").execute();
        }
        return new Outcome.Accepted(first);
    }

    /** Gives the event the next position. */
    private void bind(NewEvent event, PreparedStatement insert) throws SQLException {
        long recordedAt = Microseconds.of(event.recordedAt());
        long latest = Math.max(latestRecordedAt, recordedAt);
        insert.setLong(1, nextPosition);
        Id.set(insert, 2, event.stream());
        insert.setLong(3, event.sequence());
        Id.set(insert, 4, event.eventId());
        insert.setLong(5, recordedAt);
        insert.setLong(6, latest);
        insert.setString(7, event.aggregateType());
        insert.setString(8, event.name());
        insert.setString(9, event.revision());
        insert.setBytes(10, event.payload());
        insert.setBytes(11, event.metadata());
        nextPosition++;
        latestRecordedAt = latest;
    }

    /** That a position is taken is no conflict of anybody's: it would mean a second writer, and fails the whole write. */
    private static boolean isTaken(SQLException e) {
        return e instanceof SQLiteException refused
                && refused.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER
                && refused.getMessage().contains(EventsFile.TAKEN);
    }

    private Statements writer() throws SQLException {
        if (writer == null) {
            Statements opened = new Statements(EventsFile.openForWriting(file));
            try {
                if (trouble != null) {
                    opened.prepare(trouble).execute();
                }
                opened.connection().setAutoCommit(false);
                try (ResultSet end = opened.prepare(END).executeQuery()) {
                    boolean any = end.next();
                    nextPosition = any ? end.getLong(1) + 1 : 0;
                    latestRecordedAt = any ? end.getLong(2) : Long.MIN_VALUE;
                }
                opened.connection().rollback();
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            writer = opened;
        }
        return writer;
    }

    /** Closing the connection rolls back whatever it had begun. */
    private void startAfresh() {
        Statements failed = writer;
        writer = null;
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                log.warn("The failed connection to {} could not be closed: {}", file, e.getMessage());
            }
        }
    }

    /** For tests: makes the disk full at a number of pages, 0 for as many as there is room for. */
    void limitPages(long most) {
        trouble = most == 0 ? null : "PRAGMA max_page_count = " + most;
        startAfresh();
    }

    /** For tests: makes the file unwritable, or writable again. */
    void onlyRead(boolean onlyRead) {
        trouble = onlyRead ? "PRAGMA query_only = true" : null;
        startAfresh();
    }

    @Override
    public List<StoredEvent> readStream(String stream, long fromSequence, int limit) {
        return read(statements -> {
            PreparedStatement select = statements.prepare("SELECT " + COLUMNS
                    + " FROM event WHERE stream = ? AND sequence >= ? ORDER BY sequence LIMIT ?");
            Id.set(select, 1, stream);
            select.setLong(2, fromSequence);
            select.setInt(3, limit);
            return events(select, Long.MAX_VALUE);
        });
    }

    @Override
    public List<StoredEvent> readFrom(long afterPosition, int limit) {
        return read(statements -> {
            PreparedStatement select = statements.prepare("SELECT " + COLUMNS
                    + " FROM event WHERE position > ? ORDER BY position LIMIT ?");
            select.setLong(1, afterPosition);
            select.setInt(2, limit);
            return events(select, PAGE_BYTES);
        });
    }

    @Override
    public List<StoredEvent> readNamed(Set<String> names, long afterPosition, long upTo) {
        List<String> wanted = List.copyOf(names);
        return read(statements -> {
            PreparedStatement select = statements.prepare("SELECT " + COLUMNS
                    + " FROM event WHERE position > ? AND position <= ? AND name IN ("
                    + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ") ORDER BY position");
            select.setLong(1, afterPosition);
            select.setLong(2, upTo);
            for (int i = 0; i < wanted.size(); i++) {
                select.setString(i + 3, wanted.get(i));
            }
            return events(select, Long.MAX_VALUE);
        });
    }

    private static List<StoredEvent> events(PreparedStatement select, long mostBytes) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        long bytes = 0;
        try (ResultSet row = select.executeQuery()) {
            while (bytes < mostBytes && row.next()) {
                StoredEvent event = new StoredEvent(row.getLong(1), row.getString(2), Id.get(row, 3), row.getLong(4),
                        Id.get(row, 5), Microseconds.instant(row.getLong(6)), row.getString(7), row.getString(8),
                        row.getBytes(9), row.getBytes(10));
                events.add(event);
                bytes += event.payload().length + event.metadata().length;
            }
        }
        return events;
    }

    @Override
    public OptionalLong lastSequence(String stream) {
        return read(statements -> lastSequence(stream, statements));
    }

    private static OptionalLong lastSequence(String stream, Statements statements) throws SQLException {
        PreparedStatement select = statements.prepare(LAST_SEQUENCE);
        Id.set(select, 1, stream);
        try (ResultSet row = select.executeQuery()) {
            long last = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
        }
    }

    @Override
    public long head() {
        return read(statements -> {
            try (ResultSet row = statements.prepare(END).executeQuery()) {
                return row.next() ? row.getLong(1) : -1L;
            }
        });
    }

    @Override
    public OptionalLong firstPositionRecordedAtOrAfter(Instant moment) {
        long wanted = Microseconds.of(moment);
        return read(statements -> {
            PreparedStatement latestAt = statements.prepare("SELECT latest_recorded_at FROM event WHERE position = ?");
            long end;
            try (ResultSet row = statements.prepare(END).executeQuery()) {
                if (!row.next() || row.getLong(2) < wanted) {
                    return OptionalLong.empty();
                }
                end = row.getLong(1);
            }
            // Invariant: latest_recorded_at is below what is wanted before `low`, and not below it from `high` on.
            long low = 0;
            long high = end;
            while (low < high) {
                long middle = (low + high) >>> 1;
                latestAt.setLong(1, middle);
                try (ResultSet row = latestAt.executeQuery()) {
                    if (row.next() && row.getLong(1) >= wanted) {
                        high = middle;
                    } else {
                        low = middle + 1;
                    }
                }
            }
            return OptionalLong.of(low);
        });
    }

    @Override
    public void storeSnapshot(NewEvent snapshot) {
        try {
            Statements statements = writer();
            PreparedStatement upsert = statements.prepare("""
                    INSERT INTO snapshot (stream, sequence, event_id, recorded_at, aggregate_type, name, revision, payload,
                      metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence, event_id = excluded.event_id,
                      recorded_at = excluded.recorded_at, aggregate_type = excluded.aggregate_type,
                      name = excluded.name, revision = excluded.revision, payload = excluded.payload,
                      metadata = excluded.metadata
                    WHERE excluded.sequence >= snapshot.sequence""");
            upsert.setString(1, snapshot.stream());
            upsert.setLong(2, snapshot.sequence());
            upsert.setString(3, snapshot.eventId());
            upsert.setLong(4, Microseconds.of(snapshot.recordedAt()));
            upsert.setString(5, snapshot.aggregateType());
            upsert.setString(6, snapshot.name());
            upsert.setString(7, snapshot.revision());
            upsert.setBytes(8, snapshot.payload());
            upsert.setBytes(9, snapshot.metadata());
            upsert.executeUpdate();
            statements.connection().commit();
        } catch (SQLException e) {
            startAfresh();
            throw new EventLogException(inPlainWords(file, e) + "; the snapshot was not stored", e);
        }
    }

    @Override
    public Optional<NewEvent> readSnapshot(String stream) {
        return read(statements -> {
            PreparedStatement select = statements.prepare("""
                    SELECT aggregate_type, stream, sequence, event_id, recorded_at, name, revision, payload, metadata
                    FROM snapshot WHERE stream = ?""");
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new NewEvent(row.getString(1), row.getString(2), row.getLong(3), row.getString(4),
                                Microseconds.instant(row.getLong(5)), row.getString(6), row.getString(7), row.getBytes(8),
                                row.getBytes(9)))
                        : Optional.empty();
            }
        });
    }

    private <T> T read(SqlFunction<Statements, T> query) {
        try {
            return readers.call(query);
        } catch (SQLException e) {
            throw new EventLogException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Readers first: the writer's connection, closed last, folds the write-ahead log into the file. */
    @Override
    public void close() {
        readers.close();
        startAfresh();
        closeQuietly(lock);
    }

    private static void closeQuietly(ProcessLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                log.warn("The lock could not be given back: {}", e.getMessage());
            }
        }
    }

    private static String inPlainWords(Path file, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> file.getFileName() + " cannot be written: the file or its folder does not allow it";
            case SQLITE_BUSY, SQLITE_LOCKED -> file.getFileName() + " is locked by another program";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> file.getFileName() + " is damaged: restore it from a backup";
            case SQLITE_IOERR -> "the disk reported an error while " + file.getFileName() + " was written";
            default -> file.getFileName() + " cannot be written: " + e.getMessage();
        };
    }
}
