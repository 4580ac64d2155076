package id.tanggap.infra.keys.sqlite;

import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteFile;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.SqliteWriter;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * People's keys in {@code keys.db}, for one process.
 *
 * <p>What is deleted is overwritten in the file, and the write-ahead log, which may hold older pages, is emptied afterwards.
 */
public final class SqliteKeyStore implements KeyStore {

    private static final int SCHEMA = 1;

    private static final int READERS = 2;
    private static final int CACHE_KIBIBYTES = 8 << 10;
    private static final List<String> SCHEMA_1 = List.of(
            """
            CREATE TABLE person_key (
              person    BLOB PRIMARY KEY,
              wrapped   BLOB,    -- the key; absent once it was erased
              kek       TEXT,    -- what it is wrapped with
              erased_at INTEGER, -- microseconds since 1970, UTC
              CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL)),
              CHECK ((wrapped IS NULL) = (kek IS NULL))
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX person_key_by_kek ON person_key (kek) WHERE kek IS NOT NULL",
            """
            CREATE TRIGGER an_erased_person_gets_no_key BEFORE UPDATE ON person_key
            WHEN OLD.erased_at IS NOT NULL AND NEW.wrapped IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'this person''s data was erased'); END""",
            """
            CREATE TRIGGER a_tombstone_stays BEFORE DELETE ON person_key
            BEGIN SELECT RAISE(ABORT, 'keys are erased by leaving a tombstone'); END""",
            "CREATE TABLE erased (up_to INTEGER NOT NULL) STRICT",
            "INSERT INTO erased (up_to) VALUES (-1)");

    private final SqliteFile file;
    private final ProcessLock lock;
    private final SqliteReaders readers;
    private final SqliteWriter writer;

    private SqliteKeyStore(SqliteFile file, ProcessLock lock, SqliteReaders readers, SqliteWriter writer) {
        this.file = file;
        this.lock = lock;
        this.readers = readers;
        this.writer = writer;
    }

    /** Opens the file, and makes it (and its folder) if it is missing. */
    public static SqliteKeyStore open(Path path) {
        SqliteFile file = new SqliteFile(path, SCHEMA, SCHEMA_1, CACHE_KIBIBYTES);
        try {
            return file.openAlone(lock -> new SqliteKeyStore(file, lock,
                    new SqliteReaders(path, READERS, CACHE_KIBIBYTES), new SqliteWriter("keys-writer", file::connect)));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Map<PersonId, Entry>> keep(Map<PersonId, Wrapped> keys) {
        return writer.submit(statements -> {
            PreparedStatement insert = statements.prepare(
                    "INSERT INTO person_key (person, wrapped, kek) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
            Map<PersonId, Entry> kept = new LinkedHashMap<>();
            for (Map.Entry<PersonId, Wrapped> key : keys.entrySet()) {
                insert.setBytes(1, bytes(key.getKey()));
                insert.setBytes(2, key.getValue().bytes());
                insert.setString(3, key.getValue().kek());
                kept.put(key.getKey(), insert.executeUpdate() == 1 ? key.getValue() : find(key.getKey(), statements));
            }
            return kept;
        });
    }

    @Override
    public CompletableFuture<Map<PersonId, Entry>> find(Collection<PersonId> people) {
        return readers.submit(statements -> {
            Map<PersonId, Entry> found = new HashMap<>();
            for (PersonId person : people) {
                Entry entry = find(person, statements);
                if (entry != null) {
                    found.put(person, entry);
                }
            }
            return found;
        });
    }

    /** Null if the person is unknown. */
    private static Entry find(PersonId person, Statements statements) throws SQLException {
        PreparedStatement select = statements.prepare("SELECT wrapped, kek FROM person_key WHERE person = ?");
        select.setBytes(1, bytes(person));
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            byte[] wrapped = row.getBytes(1);
            return wrapped == null ? new Tombstone() : new Wrapped(wrapped, row.getString(2));
        }
    }

    @Override
    public CompletableFuture<Void> erase(Collection<PersonId> people, long upTo, Instant at) {
        CompletableFuture<Void> done = writer.submit(statements -> {
            PreparedStatement erase = statements.prepare("""
                    INSERT INTO person_key (person, erased_at) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET wrapped = NULL, kek = NULL, erased_at = excluded.erased_at
                    WHERE erased_at IS NULL""");
            for (PersonId person : people) {
                erase.setBytes(1, bytes(person));
                erase.setLong(2, ChronoUnit.MICROS.between(Instant.EPOCH, at));
                erase.executeUpdate();
            }
            PreparedStatement progress = statements.prepare("UPDATE erased SET up_to = max(up_to, ?)");
            progress.setLong(1, upTo);
            progress.executeUpdate();
            return null;
        });
        return people.isEmpty() ? done : done.thenRun(this::emptyTheLog);
    }

    /** Older pages of the log may still hold what was erased. Readers are short: SQLite waits for them. */
    private void emptyTheLog() {
        try (Connection connection = file.connect(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.getInt(1) != 0) {
                throw new IllegalStateException("the log of " + file.path() + " could not be emptied");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the log of " + file.path() + " could not be emptied: " + e.getMessage(), e);
        }
    }

    @Override
    public long erasedUpTo() {
        return call(statements -> {
            try (ResultSet row = statements.prepare("SELECT up_to FROM erased").executeQuery()) {
                return row.getLong(1);
            }
        });
    }

    @Override
    public CompletableFuture<Map<PersonId, Wrapped>> notWrappedWith(String kek, int limit) {
        return readers.submit(statements -> {
            PreparedStatement select = statements.prepare("""
                    SELECT person, wrapped, kek FROM person_key INDEXED BY person_key_by_kek
                    WHERE kek IS NOT NULL AND (kek < ? OR kek > ?) LIMIT ?""");
            select.setString(1, kek);
            select.setString(2, kek);
            select.setInt(3, limit);
            Map<PersonId, Wrapped> found = new LinkedHashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(person(row.getBytes(1)), new Wrapped(row.getBytes(2), row.getString(3)));
                }
            }
            return found;
        });
    }

    @Override
    public List<String> keks() {
        return call(statements -> {
            // from one to the next along the index: counting through a million keys would be felt at each start
            PreparedStatement next = statements.prepare("SELECT min(kek) FROM person_key WHERE kek > ?");
            List<String> keks = new ArrayList<>();
            for (String last = ""; last != null;) {
                next.setString(1, last);
                try (ResultSet row = next.executeQuery()) {
                    last = row.getString(1);
                }
                if (last != null) {
                    keks.add(last);
                }
            }
            return keks;
        });
    }

    @Override
    public CompletableFuture<Void> replace(Map<PersonId, Wrapped> keys) {
        return writer.submit(statements -> {
            PreparedStatement update = statements.prepare(
                    "UPDATE person_key SET wrapped = ?, kek = ? WHERE person = ? AND wrapped IS NOT NULL");
            for (Map.Entry<PersonId, Wrapped> key : keys.entrySet()) {
                update.setBytes(1, key.getValue().bytes());
                update.setString(2, key.getValue().kek());
                update.setBytes(3, bytes(key.getKey()));
                update.executeUpdate();
            }
            return null;
        });
    }

    @Override
    public List<Kept> everybody(Optional<PersonId> after, int limit) {
        return call(statements -> {
            PreparedStatement select = statements.prepare("SELECT person, wrapped, kek, erased_at FROM person_key "
                    + (after.isPresent() ? "WHERE person > ? " : "") + "ORDER BY person LIMIT ?");
            if (after.isPresent()) {
                select.setBytes(1, bytes(after.get()));
            }
            select.setInt(after.isPresent() ? 2 : 1, limit);
            List<Kept> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] wrapped = row.getBytes(2);
                    found.add(new Kept(person(row.getBytes(1)),
                            wrapped == null ? Optional.empty() : Optional.of(new Wrapped(wrapped, row.getString(3))),
                            wrapped == null ? Optional.of(Instant.EPOCH.plus(row.getLong(4), ChronoUnit.MICROS))
                                    : Optional.empty()));
                }
            }
            return found;
        });
    }

    private <T> T call(SqlFunction<Statements, T> query) {
        try {
            return readers.call(query);
        } catch (SQLException e) {
            throw new IllegalStateException(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(PersonId person) {
        return ByteBuffer.allocate(16).putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits()).array();
    }

    private static PersonId person(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PersonId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
