package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccountStoreTest extends AccountStoreContract {

    @TempDir
    Path folder;

    @Override
    AccountStore store() {
        return SqliteAccountStore.open(folder.resolve("accounts.db"));
    }

    @Test
    void a_file_of_the_first_version_is_gone_on_with_and_its_sessions_too() throws SQLException {
        Path file = folder.resolve("accounts.db");
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
        }
        try (Connection before = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = before.createStatement()) {
            for (String later : List.of("DROP TABLE session", "DROP TABLE factor", "DROP TABLE recovery",
                    "ALTER TABLE account DROP COLUMN factor_dropped")) {
                statement.executeUpdate(later);
            }
            statement.executeUpdate("CREATE TABLE session (hash TEXT PRIMARY KEY, account TEXT NOT NULL, started INTEGER NOT NULL, "
                    + "seen INTEGER NOT NULL) STRICT, WITHOUT ROWID");
            statement.executeUpdate("INSERT INTO session VALUES ('old', 'siti', 0, 0)");
            statement.executeUpdate("PRAGMA user_version = 1");
        }

        try (AccountStore store = store()) {
            begin(store, SITI, "new");
            assertThat(store.account(SITI)).get().extracting(AccountStore.Row::factor).isEqualTo(false);
            assertThat(store.sessions(SITI)).extracting(AccountStore.SessionRow::hash, AccountStore.SessionRow::browser)
                    .containsExactlyInAnyOrder(tuple("old", Optional.empty()), tuple("new", Optional.of("Firefox, Linux")));
        }
    }

    @Test
    void nobody_but_its_owner_can_read_the_file() throws IOException {
        store().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("accounts.db"))))
                .isEqualTo("rw-------");
    }
}
