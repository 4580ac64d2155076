package id.tanggap.infra.signin.sqlite;

import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.sqlite.ProcessLock;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteFile;
import id.tanggap.infra.sqlite.SqliteWriter;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** {@code accounts.db}. Readable by its owner only; holds hashes, and nothing about people but their accounts' names. */
public final class SqliteAccountStore implements AccountStore {

    private static final int SCHEMA = 3;
    private static final int CACHE_KIBIBYTES = 2 << 10;

    // of the account that was opened by that event, as passwords are; position is that of the event that tells it
    private static final String FACTOR = """
            CREATE TABLE factor (
              account TEXT PRIMARY KEY, opened TEXT NOT NULL, position INTEGER NOT NULL, seed TEXT NOT NULL,
              step INTEGER NOT NULL) STRICT, WITHOUT ROWID""";
    private static final String RECOVERY = """
            CREATE TABLE recovery (
              account TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (account, hash)) STRICT, WITHOUT ROWID""";

    // Times in milliseconds since 1970, UTC. The first three tables follow from events.
    private static final List<String> TABLES = List.of(
            "CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, event TEXT) STRICT",
            "INSERT INTO progress (id, position) VALUES (1, -1)",
            """
            CREATE TABLE account (
              name TEXT PRIMARY KEY, role TEXT NOT NULL, office TEXT, active INTEGER NOT NULL, sign_in TEXT NOT NULL,
              identity TEXT, opened TEXT NOT NULL, factor_dropped INTEGER NOT NULL DEFAULT -1) STRICT, WITHOUT ROWID""",
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
              hash TEXT PRIMARY KEY, account TEXT NOT NULL, started INTEGER NOT NULL, seen INTEGER NOT NULL, browser TEXT)
              STRICT, WITHOUT ROWID""",
            FACTOR, RECOVERY);

    private static final Map<Integer, List<String>> UPGRADES = Map.of(
            2, List.of("ALTER TABLE session ADD COLUMN browser TEXT"),
            3, List.of("ALTER TABLE account ADD COLUMN factor_dropped INTEGER NOT NULL DEFAULT -1", FACTOR, RECOVERY));

    private final ProcessLock lock;
    private final SqliteWriter writer;
    private final Map<String, Instant> offers = new ConcurrentHashMap<>();

    private SqliteAccountStore(ProcessLock lock, SqliteWriter writer) {
        this.lock = lock;
        this.writer = writer;
    }

    /** Opens the file, and makes it if there is none. */
    public static SqliteAccountStore open(Path path) {
        SqliteFile file = new SqliteFile(path, SCHEMA, TABLES, CACHE_KIBIBYTES).upgradedBy(UPGRADES);
        try {
            return file.openAlone(lock -> {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                return new SqliteAccountStore(lock, new SqliteWriter("accounts-writer", file::connect));
            });
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isShared() {
        return false;
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
            update(db, "DELETE FROM account");
            update(db, "DELETE FROM session");
            update(db, "UPDATE api_key SET valid = 0");
            return update(db, "UPDATE progress SET position = -1, event = NULL");
        });
    }

    @Override
    public void follow(List<At> changes, Reached reached) {
        transaction(db -> {
            for (At at : changes) {
                apply(at, db);
            }
            return update(db, "UPDATE progress SET position = ?, event = ?", reached.position(), reached.event().orElse(null));
        });
    }

    private static void apply(At at, Statements db) throws SQLException {
        String account = at.change().account().value();
        switch (at.change()) {
            case Change.Put put -> {
                update(db, "INSERT INTO account (name, role, office, active, sign_in, identity, opened) "
                                + "VALUES (?, ?, ?, 1, ?, ?, ?)", account, put.role(), put.office().orElse(null),
                        put.signIn(), put.identity().orElse(null), put.event());
                endSessions(account, db);
            }
            case Change.Act act -> {
                update(db, "UPDATE account SET role = ?, office = ? WHERE name = ?", act.role(), act.office().orElse(null),
                        account);
                endSessions(account, db);
            }
            case Change.Close _ -> {
                update(db, "UPDATE account SET active = 0 WHERE name = ?", account);
                update(db, "UPDATE api_key SET valid = 0 WHERE account = ?", account);
                update(db, "DELETE FROM invitation WHERE account = ?", account);
                endSessions(account, db);
            }
            case Change.Reopen _ -> update(db, "UPDATE account SET active = 1 WHERE name = ?", account);
            case Change.DropFactor _ -> {
                update(db, "UPDATE account SET factor_dropped = ? WHERE name = ?", at.position(), account);
                if (update(db, "DELETE FROM factor WHERE account = ? AND position < ?", account, at.position()) == 1) {
                    update(db, "DELETE FROM recovery WHERE account = ?", account);
                }
                endSessions(account, db);
            }
            case Change.AddKey add -> update(db, "INSERT INTO api_key (id, account, valid) VALUES (?, ?, 1) "
                    + "ON CONFLICT (id) DO UPDATE SET valid = 1", add.key().toString(), account);
            case Change.VoidKey key -> update(db, "UPDATE api_key SET valid = 0 WHERE id = ?", key.key().toString());
        }
    }

    private static void endSessions(String account, Statements db) throws SQLException {
        update(db, "DELETE FROM session WHERE account = ?", account);
    }

    private static final String ACCOUNTS = """
            SELECT name, role, office, active, sign_in, identity, password.hash IS NOT NULL, factor.seed IS NOT NULL
            FROM account
            LEFT JOIN password ON password.account = name AND password.opened = account.opened
            LEFT JOIN factor ON factor.account = name AND factor.opened = account.opened""";

    private static Row row(ResultSet row) throws SQLException {
        return new Row(AccountName.of(row.getString(1)), row.getString(2), Optional.ofNullable(row.getString(3)),
                row.getBoolean(4), row.getString(5), Optional.ofNullable(row.getString(6)), row.getBoolean(7), row.getBoolean(8),
                ONE_EPOCH);
    }

    @Override
    public List<Row> accounts() {
        return list(ACCOUNTS, SqliteAccountStore::row);
    }

    @Override
    public Optional<Row> account(AccountName account) {
        return list(ACCOUNTS + " WHERE name = ?", SqliteAccountStore::row, account.value()).stream().findFirst();
    }

    private static final String SESSIONS = "SELECT hash, account, browser, started, seen FROM session";

    private static SessionRow session(ResultSet row) throws SQLException {
        return new SessionRow(row.getString(1), AccountName.of(row.getString(2)), Optional.ofNullable(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)), Instant.ofEpochMilli(row.getLong(5)), ONE_EPOCH, Instant.MAX);
    }

    @Override
    public List<SessionRow> sessions() {
        return list(SESSIONS, SqliteAccountStore::session);
    }

    @Override
    public Optional<SessionRow> session(String hash) {
        return list(SESSIONS + " WHERE hash = ?", SqliteAccountStore::session, hash).stream().findFirst();
    }

    @Override
    public List<SessionRow> sessions(AccountName account) {
        return list(SESSIONS + " WHERE account = ?", SqliteAccountStore::session, account.value());
    }

    private static final String KEYS = "SELECT id, account, hash FROM api_key WHERE valid = 1";

    private static KeyRow key(ResultSet row) throws SQLException {
        return new KeyRow(KeyId.of(row.getString(1)), AccountName.of(row.getString(2)), row.getString(3));
    }

    @Override
    public List<KeyRow> keys() {
        return list(KEYS, SqliteAccountStore::key);
    }

    @Override
    public Optional<KeyRow> key(String hash) {
        return list(KEYS + " AND hash = ?", SqliteAccountStore::key, hash).stream().findFirst();
    }

    @Override
    public Optional<String> password(AccountName account) {
        return list("SELECT hash FROM password JOIN account ON name = account AND "
                + "account.opened = password.opened WHERE account = ?", row -> row.getString(1), account.value()).stream()
                .findFirst();
    }

    @Override
    public void invite(AccountName account, String tokenHash, Instant expires) {
        transaction(db -> update(db, "INSERT OR REPLACE INTO invitation (account, hash, expires) VALUES (?, ?, ?)",
                account.value(), tokenHash, expires.toEpochMilli()));
    }

    @Override
    public boolean isInvited(AccountName account, String tokenHash, Instant now) {
        return !list("SELECT 1 FROM invitation WHERE account = ? AND hash = ? AND expires > ?", row -> row.getInt(1),
                account.value(), tokenHash, now.toEpochMilli()).isEmpty();
    }

    @Override
    public boolean setPassword(AccountName account, String passwordHash, Optional<String> invitation, Instant now) {
        return transaction(db -> {
            String name = account.value();
            boolean set = invitation.isEmpty()
                    ? update(db, SET_PASSWORD, passwordHash, name) == 1
                    : update(db, SET_PASSWORD + " AND EXISTS (SELECT 1 FROM invitation WHERE account = name AND hash = ? "
                            + "AND expires > ?)", passwordHash, name, invitation.get(), now.toEpochMilli()) == 1;
            if (set) {
                endSessions(name, db);
                update(db, "DELETE FROM invitation WHERE account = ?", name);
            }
            return set;
        });
    }

    private static final String SET_PASSWORD = "INSERT OR REPLACE INTO password (account, opened, hash) "
            + "SELECT name, opened, ? FROM account WHERE name = ? AND active = 1";

    private static final String FACTORS = "FROM factor JOIN account ON name = account AND account.opened = factor.opened "
            + "WHERE account = ?";

    @Override
    public Optional<FactorRow> factor(AccountName account) {
        return list("SELECT seed, step " + FACTORS, row -> new FactorRow(row.getString(1), row.getLong(2)), account.value())
                .stream().findFirst();
    }

    @Override
    public boolean setFactor(AccountName account, FactorRow factor, Set<String> recovery, long position) {
        return transaction(db -> {
            String name = account.value();
            if (update(db, "INSERT OR REPLACE INTO factor (account, opened, position, seed, step) SELECT name, opened, ?, ?, ? "
                            + "FROM account WHERE name = ? AND active = 1 AND factor_dropped < ?", position, factor.seed(),
                    factor.step(), name, position) == 0) {
                return false;
            }
            update(db, "DELETE FROM recovery WHERE account = ?", name);
            for (String hash : recovery) {
                update(db, "INSERT INTO recovery (account, hash) VALUES (?, ?)", name, hash);
            }
            endSessions(name, db);
            return true;
        });
    }

    @Override
    public boolean takeStep(AccountName account, long step) {
        return transaction(db -> update(db, "UPDATE factor SET step = ? WHERE account = ? AND step < ?", step, account.value(),
                step)) == 1;
    }

    @Override
    public boolean takeRecovery(AccountName account, String hash) {
        return transaction(db -> update(db, "DELETE FROM recovery WHERE account = ? AND hash = ? AND EXISTS (SELECT 1 " + FACTORS
                + ")", account.value(), hash, account.value())) == 1;
    }

    @Override
    public void open(SessionRow session) {
        transaction(db -> update(db, "INSERT INTO session (hash, account, browser, started, seen) VALUES (?, ?, ?, ?, ?)",
                session.hash(), session.account().value(), session.browser().orElse(null), session.started().toEpochMilli(),
                session.seen().toEpochMilli()));
    }

    @Override
    public void seen(String sessionHash, Instant now, Instant expires) {
        transaction(db -> update(db, "UPDATE session SET seen = ? WHERE hash = ?", now.toEpochMilli(), sessionHash));
    }

    @Override
    public void end(String sessionHash) {
        transaction(db -> update(db, "DELETE FROM session WHERE hash = ?", sessionHash));
    }

    @Override
    public void endOlder(Instant started, Instant seen) {
        transaction(db -> update(db, "DELETE FROM session WHERE started < ? OR seen < ?", started.toEpochMilli(),
                seen.toEpochMilli()));
    }

    @Override
    public boolean keep(AccountName account, KeyId key, String hash) {
        return transaction(db -> update(db, "UPDATE api_key SET hash = ? WHERE id = ? AND account = ? AND valid = 1", hash,
                key.toString(), account.value())) == 1;
    }

    private <T> List<T> list(String sql, SqlFunction<ResultSet, T> read, Object... values) {
        return transaction(db -> {
            List<T> found = new ArrayList<>();
            try (ResultSet row = bound(db, sql, values).executeQuery()) {
                while (row.next()) {
                    found.add(read.apply(row));
                }
            }
            return found;
        });
    }

    private static int update(Statements db, String sql, Object... values) throws SQLException {
        return bound(db, sql, values).executeUpdate();
    }

    private static PreparedStatement bound(Statements db, String sql, Object... values) throws SQLException {
        PreparedStatement statement = db.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** One, or with others that were asked for at the same time. */
    private <T> T transaction(SqlFunction<Statements, T> work) {
        try {
            return writer.submit(work).join();
        } catch (CompletionException e) {
            throw new UncheckedIOException(new IOException("accounts.db: " + e.getCause().getMessage(), e.getCause()));
        }
    }

    @Override
    public void offer(String tokenHash, Instant expires) {
        offers.put(tokenHash, expires);
    }

    @Override
    public boolean isOffered(Instant now) {
        return offers.values().stream().anyMatch(now::isBefore);
    }

    @Override
    public boolean isOffered(String tokenHash, Instant now) {
        return Optional.ofNullable(offers.get(tokenHash)).filter(now::isBefore).isPresent();
    }

    @Override
    public Optional<Instant> takeOffer(String tokenHash, Instant now) {
        return Optional.ofNullable(offers.remove(tokenHash)).filter(now::isBefore);
    }

    @Override
    public void close() {
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
