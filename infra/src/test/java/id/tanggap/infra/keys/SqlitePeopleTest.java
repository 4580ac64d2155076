package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.keys.sqlite.SqliteKeyStore;
import id.tanggap.kernel.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real files. */
class SqlitePeopleTest extends PeopleContract {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keys.db");
    }

    @Override
    KeyStore store() {
        return SqliteKeyStore.open(file());
    }

    @Test
    void a_tombstone_can_neither_be_removed_nor_be_given_a_key() throws SQLException {
        PersonId siti = somebody();
        try (People people = people(OLD)) {
            people.erase(List.of(siti), 7, NOW).join();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
             var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM person_key")).hasMessageContaining("tombstone");
            assertThatThrownBy(() -> statement.execute(
                    "UPDATE person_key SET wrapped = x'00', kek = 'x', erased_at = NULL WHERE erased_at IS NOT NULL"))
                    .hasMessageContaining("erased");
        }
    }

    @Test
    void no_file_holds_the_erased_key_any_more_however_it_was_wrapped() throws IOException {
        PersonId siti = somebody();
        try (SqliteKeyStore store = SqliteKeyStore.open(file())) {
            KeyEncryptionKeys keks = KeyEncryptionKeys.of(OLD);
            byte[] wrapped = keks.wrap(siti, new byte[32]);
            store.keep(Map.of(siti, new KeyStore.Wrapped(wrapped, keks.current()))).join();
            assertThat(filesWith(wrapped)).isNotEmpty();

            store.erase(List.of(siti), 0, NOW).join();

            assertThat(filesWith(wrapped)).isEmpty();
        }
    }

    private List<Path> filesWith(byte[] bytes) throws IOException {
        String wanted = HexFormat.of().formatHex(bytes);
        try (var files = Files.list(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path each : files.toList()) {
                if (HexFormat.of().formatHex(Files.readAllBytes(each)).contains(wanted)) {
                    found.add(each);
                }
            }
            return found;
        }
    }

    @Test
    void the_first_start_makes_a_key_encryption_key_that_only_its_owner_can_read() throws IOException {
        Path key = folder.resolve("kek.key");

        People.in(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(Files.readString(key).strip()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_wrapped_key_that_was_put_under_another_persons_name_is_refused() throws SQLException {
        PersonId siti = somebody();
        try (People people = people(OLD)) {
            sealed(people, siti);
        }
        PersonId budi = somebody();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
             var insert = connection.prepareStatement(
                     "INSERT INTO person_key SELECT ?, wrapped, kek, NULL FROM person_key WHERE person = ?")) {
            insert.setBytes(1, bytes(budi));
            insert.setBytes(2, bytes(siti));
            insert.executeUpdate();
        }
        try (People people = people(OLD)) {
            assertThatThrownBy(() -> people.keyOf(budi)).hasMessageContaining("not what was stored for that person");
        }
    }

    private static byte[] bytes(PersonId person) {
        return java.nio.ByteBuffer.allocate(16).putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits()).array();
    }
}
