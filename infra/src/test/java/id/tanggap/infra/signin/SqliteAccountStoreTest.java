package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void nobody_but_its_owner_can_read_the_file() throws IOException {
        store().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("accounts.db"))))
                .isEqualTo("rw-------");
    }
}
