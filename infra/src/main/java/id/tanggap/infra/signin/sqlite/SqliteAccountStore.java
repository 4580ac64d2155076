package id.tanggap.infra.signin.sqlite;

import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteFile;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code accounts.db}. Readable by its owner only; holds hashes, and nothing about people but their accounts' names. */
public final class SqliteAccountStore implements AccountStore {

    private static final int SCHEMA = 1;
    private static final int CACHE_KIBIBYTES = 2 << 10;

    // Times in milliseconds since 1970, UTC. The first three tables follow from events.
    private static final List<String> TABLES = List.of(
            "CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, event TEXT) STRICT",
            "INSERT INTO progress (id, position) VALUES (1, -1)",
            """
            CREATE TABLE account (
              name TEXT PRIMARY KEY, role TEXT NOT NULL, office TEXT, active INTEGER NOT NULL, sign_in TEXT NOT NULL,
              identity TEXT, opened TEXT NOT NULL) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE api_key (
              id TEXT PRIMARY KEY, account TEXT NOT NULL, valid INTEGER NOT NULL, hash TEXT) STRICT, WITHOUT ROWID""",
            // of the account that was opened by that event: another history may have one of the same name
            """
            CREATE TABLE password (
              account TEXT PRIMARY KEY, opened TEXT NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE invitation (
              account TEXT PRIMARY KEY, hash TEXT NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
            """
            CREATE TABLE session (
              hash TEXT PRIMARY KEY, account TEXT NOT NULL, started INTEGER NOT NULL, seen INTEGER NOT NULL)
              STRICT, WITHOUT ROWID""");

    private final ProcessLock lock;
    private final Statements statements;

    private SqliteAccountStore(ProcessLock lock, Statements statements) {
        this.lock = lock;
        this.statements = statements;
    }

    /** Opens the file, and makes it if there is none. */
    public static SqliteAccountStore open(Path path) {
        SqliteFile file = new SqliteFile(path, SCHEMA, TABLES, CACHE_KIBIBYTES);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            ProcessLock lock = ProcessLock.on(path);
            try {
                file.prepare();
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                Connection connection = file.connect();
                connection.setAutoCommit(false);
                return new SqliteAccountStore(lock, new Statements(connection));
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Reached reached() {
        return transaction(db -> {
            try (ResultSet row = db.prepare("SELECT position, event FROM progress").executeQuery()) {
                row.next();
                return new Reached(row.getLong(1), Optional.ofNullable(row.getString(2)));
            }
        });
    }

    @Override
    public void startOver() {
        transaction(db -> {
            update("DELETE FROM account");
            update("DELETE FROM session");
            update("UPDATE api_key SET valid = 0");
            return update("UPDATE progress SET position = -1, event = NULL");
        });
    }

    @Override
    public void follow(List<Change> changes, Reached reached) {
        transaction(db -> {
            for (Change change : changes) {
                apply(change);
            }
            return update("UPDATE progress SET position = ?, event = ?", reached.position(), reached.event().orElse(null));
        });
    }

    private void apply(Change change) throws SQLException {
        String account = change.account().value();
        switch (change) {
            case Change.Put put -> {
                update("INSERT INTO account (name, role, office, active, sign_in, identity, opened) "
                                + "VALUES (?, ?, ?, 1, ?, ?, ?)", account, put.role(), put.office().orElse(null),
                        put.signIn(), put.identity().orElse(null), put.event());
                endSessions(account);
            }
            case Change.Act act -> {
                update("UPDATE account SET role = ?, office = ? WHERE name = ?", act.role(), act.office().orElse(null),
                        account);
                endSessions(account);
            }
            case Change.Close _ -> {
                update("UPDATE account SET active = 0 WHERE name = ?", account);
                update("UPDATE api_key SET valid = 0 WHERE account = ?", account);
                update("DELETE FROM invitation WHERE account = ?", account);
                endSessions(account);
            }
            case Change.Reopen _ -> update("UPDATE account SET active = 1 WHERE name = ?", account);
            case Change.AddKey add -> update("INSERT INTO api_key (id, account, valid) VALUES (?, ?, 1) "
                    + "ON CONFLICT (id) DO UPDATE SET valid = 1", add.key().toString(), account);
            case Change.VoidKey key -> update("UPDATE api_key SET valid = 0 WHERE id = ?", key.key().toString());
        }
    }

    private void endSessions(String account) throws SQLException {
        update("DELETE FROM session WHERE account = ?", account);
    }

    @Override
    public List<Row> accounts() {
        return list("SELECT name, role, office, active, sign_in, identity, password.hash IS NOT NULL FROM account "
                + "LEFT JOIN password ON password.account = name AND password.opened = account.opened", row -> new Row(AccountName.of(row.getString(1)), row.getString(2),
                Optional.ofNullable(row.getString(3)), row.getBoolean(4), row.getString(5),
                Optional.ofNullable(row.getString(6)), row.getBoolean(7)));
    }

    @Override
    public List<SessionRow> sessions() {
        return list("SELECT hash, account, started, seen FROM session", row -> new SessionRow(row.getString(1),
                AccountName.of(row.getString(2)), Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4))));
    }

    @Override
    public List<KeyRow> keys() {
        return list("SELECT id, account, hash FROM api_key WHERE valid = 1", row -> new KeyRow(KeyId.of(row.getString(1)),
                AccountName.of(row.getString(2)), row.getString(3)));
    }

    @Override
    public Optional<String> password(AccountName account) {
        return list("SELECT hash FROM password JOIN account ON name = account AND "
                + "account.opened = password.opened WHERE account = ?", row -> row.getString(1), account.value()).stream()
                .findFirst();
    }

    @Override
    public void invite(AccountName account, String tokenHash, Instant expires) {
        transaction(db -> update("INSERT OR REPLACE INTO invitation (account, hash, expires) VALUES (?, ?, ?)",
                account.value(), tokenHash, expires.toEpochMilli()));
    }

    @Override
    public boolean isInvited(AccountName account, String tokenHash, Instant now) {
        return !list("SELECT 1 FROM invitation WHERE account = ? AND hash = ? AND expires > ?", row -> row.getInt(1),
                account.value(), tokenHash, now.toEpochMilli()).isEmpty();
    }

    @Override
    public void setPassword(AccountName account, String passwordHash) {
        transaction(db -> {
            update("INSERT OR REPLACE INTO password (account, opened, hash) SELECT name, opened, ? FROM account WHERE name = ?",
                    passwordHash, account.value());
            endSessions(account.value());
            return update("DELETE FROM invitation WHERE account = ?", account.value());
        });
    }

    @Override
    public void open(SessionRow session) {
        transaction(db -> update("INSERT INTO session (hash, account, started, seen) VALUES (?, ?, ?, ?)", session.hash(),
                session.account().value(), session.started().toEpochMilli(), session.seen().toEpochMilli()));
    }

    @Override
    public void seen(String sessionHash, Instant now) {
        transaction(db -> update("UPDATE session SET seen = ? WHERE hash = ?", now.toEpochMilli(), sessionHash));
    }

    @Override
    public void end(String sessionHash) {
        transaction(db -> update("DELETE FROM session WHERE hash = ?", sessionHash));
    }

    @Override
    public void endOlder(Instant started, Instant seen) {
        transaction(db -> update("DELETE FROM session WHERE started < ? OR seen < ?", started.toEpochMilli(),
                seen.toEpochMilli()));
    }

    @Override
    public boolean keep(AccountName account, KeyId key, String hash) {
        return transaction(db -> update("UPDATE api_key SET hash = ? WHERE id = ? AND account = ? AND valid = 1", hash,
                key.toString(), account.value())) == 1;
    }

    private <T> List<T> list(String sql, SqlFunction<ResultSet, T> read, Object... values) {
        return transaction(db -> {
            List<T> found = new ArrayList<>();
            try (ResultSet row = bound(sql, values).executeQuery()) {
                while (row.next()) {
                    found.add(read.apply(row));
                }
            }
            return found;
        });
    }

    private int update(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private <T> T transaction(SqlFunction<Statements, T> work) {
        try {
            try {
                T result = work.apply(statements);
                statements.connection().commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                statements.connection().rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("accounts.db: " + e.getMessage(), e));
        }
    }

    @Override
    public void close() {
        try (lock) {
            statements.close();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
