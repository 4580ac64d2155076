package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.keys.mongodb.MongoKeyStore;
import id.tanggap.infra.keys.sqlite.SqliteKeyStore;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.moving.MovingFailed;
import id.tanggap.kernel.PersonId;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Over real files. */
class MovingKeysTest {

    private static final String OLD = "11".repeat(32);
    private static final String NEW = "22".repeat(32);
    private static final Instant ERASED_AT = Instant.parse("2026-03-02T02:00:00.001Z");
    private static final byte[] PLACE = new byte[16];

    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve(name + ".db");
    }

    private static TanggapProperties settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tanggap", TanggapProperties.class);
    }

    private TanggapProperties kek(String kek) {
        return settings(Map.of("tanggap.keys.kek", kek, "tanggap.data", folder.toString()));
    }

    private final Map<PersonId, byte[]> boxes = new java.util.HashMap<>();
    private final PersonId forgotten = new PersonId(UUID.randomUUID());

    /** Keys under two key-encryption keys and a tombstone; the file that they were exported to. */
    private Path exported() {
        try (People people = new People(SqliteKeyStore.open(file("from")), KeyEncryptionKeys.of(OLD))) {
            for (int i = 0; i < 50; i++) {
                PersonId person = new PersonId(UUID.randomUUID());
                boxes.put(person, people.keyOf(person).seal("Siti".getBytes(StandardCharsets.UTF_8), PLACE));
            }
            people.keyOf(forgotten);
            people.erase(List.of(forgotten), 7, ERASED_AT).join();
        }
        try (People people = new People(SqliteKeyStore.open(file("from")), KeyEncryptionKeys.of(NEW + "," + OLD))) {
            people.keyOf(new PersonId(UUID.randomUUID()));
        }
        Path keys = folder.resolve("keys.jsonl");
        try (KeyStore store = SqliteKeyStore.open(file("from"))) {
            MovingKeys.export(store, keys);
        }
        return keys;
    }

    private static List<KeyStore.Kept> all(KeyStore store) {
        return store.everybody(Optional.empty(), 100_000);
    }

    private static List<String> told(List<KeyStore.Kept> all) {
        return all.stream().map(kept -> kept.person() + " " + kept.key().map(KeyStore.Wrapped::kek) + " "
                + kept.key().map(key -> java.util.HexFormat.of().formatHex(key.bytes())) + " " + kept.erasedAt()).toList();
    }

    @Test
    void wrapped_keys_and_tombstones_come_through_the_file_as_they_were_and_open_what_was_sealed() {
        Path keys = exported();
        try (KeyStore from = SqliteKeyStore.open(file("from")); KeyStore to = SqliteKeyStore.open(file("to"))) {
            MovingKeys.Moved moved = MovingKeys.importInto(to, keys, kek(NEW + "," + OLD));

            assertThat(moved.people()).isEqualTo(all(from).size());
            assertThat(moved.keks()).hasSize(2);
            assertThat(told(all(to))).containsAll(told(all(from))).hasSize(all(from).size() + 1);
            assertThat(to.erasedUpTo()).as("erasures are looked for again, from the first event on").isEqualTo(-1);
        }
        try (People people = new People(SqliteKeyStore.open(file("to")), KeyEncryptionKeys.of(NEW + "," + OLD))) {
            boxes.forEach((person, box) -> assertThat(people.keyOf(person).open(box, PLACE)).asString().isEqualTo("Siti"));
            assertThatThrownBy(() -> people.keyOf(forgotten)).isInstanceOf(People.Erased.class);
        }
    }

    @ParameterizedTest
    @MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
    void keys_move_to_mongodb_and_back_and_open_what_was_sealed_at_first(TestMongo server) {
        Path keys = exported();
        Path back = folder.resolve("back.jsonl");
        try (TestDatabases databases = server.fresh(); KeyStore there = MongoKeyStore.open(databases.connected());
                KeyStore home = SqliteKeyStore.open(file("home"))) {
            MovingKeys.importInto(there, keys, kek(NEW + "," + OLD));
            MovingKeys.export(there, back);
            MovingKeys.importInto(home, back, kek(NEW + "," + OLD));
        }
        try (People people = new People(SqliteKeyStore.open(file("home")), KeyEncryptionKeys.of(NEW + "," + OLD))) {
            boxes.forEach((person, box) -> assertThat(people.keyOf(person).open(box, PLACE)).asString().isEqualTo("Siti"));
            assertThatThrownBy(() -> people.keyOf(forgotten)).isInstanceOf(People.Erased.class);
        }
    }

    @Test
    void no_key_is_readable_in_the_file_and_it_is_for_its_owner_only() throws IOException {
        Path keys = exported();

        assertThat(Files.readString(keys)).doesNotContain(OLD, NEW);
        assertThat(Files.getPosixFilePermissions(keys)).hasToString("[OWNER_READ, OWNER_WRITE]");
        try (KeyStore from = SqliteKeyStore.open(file("from"))) {
            List<String> lines = Files.readAllLines(keys);
            assertThat(lines).hasSize(all(from).size() + 2);
            assertThat(lines.getFirst()).isEqualTo("{\"format\":\"tanggap-keys\",\"version\":1}");
            assertThat(lines).contains("{\"person\":\"" + forgotten
                    + "\",\"wrapped\":null,\"kek\":null,\"erasedAt\":\"2026-03-02T02:00:00.001Z\"}");
        }
    }

    @Test
    void keys_that_no_key_encryption_key_here_opens_are_refused_and_nothing_is_imported() {
        Path keys = exported();
        try (KeyStore to = SqliteKeyStore.open(file("to"))) {
            assertThatThrownBy(() -> MovingKeys.importInto(to, keys, kek(NEW))).isInstanceOf(MovingFailed.class)
                    .hasMessageMatching("keys in the file are wrapped with the key-encryption key [0-9a-f]{16}, which is not "
                            + "among those here: give it to tanggap.keys first; nothing was imported");
            assertThatThrownBy(() -> MovingKeys.importInto(to, keys, settings(Map.of("tanggap.data", folder.toString()))))
                    .isInstanceOf(MovingFailed.class).hasMessageContaining("there is no key-encryption key here");
            assertThat(all(to)).isEmpty();
        }
        assertThat(folder.resolve("kek.key")).as("none is made that would fit nothing").doesNotExist();
    }

    @Test
    void a_store_that_is_not_empty_takes_no_keys() {
        Path keys = exported();
        try (KeyStore to = SqliteKeyStore.open(file("to"))) {
            to.erase(List.of(forgotten), 0, ERASED_AT).join();

            assertThatThrownBy(() -> MovingKeys.importInto(to, keys, kek(NEW + "," + OLD)))
                    .isInstanceOf(MovingFailed.class).hasMessageContaining("is not empty");

            assertThat(all(to)).hasSize(1);
        }
    }

    @Test
    void an_altered_file_a_repeat_and_another_order_are_refused_by_line() throws IOException {
        Path keys = exported();
        List<String> lines = Files.readAllLines(keys);
        try (KeyStore to = SqliteKeyStore.open(file("to"))) {
            refused(to, lines, 3, lines.get(2), "line 4: ", "repeated or not in its order");
            refused(to, lines, 3, lines.get(3).replace("\"wrapped\":\"", "\"wrapped\":\"AAAA"), "the file was altered");
            refused(to, lines, 3, lines.get(3).replaceAll("\"kek\":\"[^\"]*\"", "\"kek\":null"),
                    "line 4: there should be either wrapped and kek or erasedAt");
            refused(to, lines, 3, lines.get(3).replaceAll("\"person\":\"[^\"]*\"", "\"person\":null"),
                    "line 4: person is missing");
            assertThat(all(to)).isEmpty();
        }
    }

    private void refused(KeyStore to, List<String> lines, int index, String instead, String... words) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        if (lines.get(index).contains("erasedAt\":\"")) {
            return;
        }
        changed.set(index, instead);
        Path file = Files.write(folder.resolve("changed.jsonl"), changed);
        assertThatThrownBy(() -> MovingKeys.importInto(to, file, kek(NEW + "," + OLD))).isInstanceOf(MovingFailed.class)
                .message().contains(words);
    }

    @Test
    void an_import_that_ends_in_the_middle_leaves_a_store_that_nobody_opens_until_the_same_import_has_gone_on_to_its_end() {
        Path keys = exported();
        KeyEncryptionKeys both = KeyEncryptionKeys.of(NEW + "," + OLD);
        try (KeyStore to = SqliteKeyStore.open(file("to"))) {
            assertThatThrownBy(() -> MovingKeys.importInto(failingAfterTheFirst("keep", to), keys, kek(NEW + "," + OLD)))
                    .hasMessage("the power is gone");
            assertThat(all(to)).isNotEmpty();
            assertThatThrownBy(() -> new People(to, both)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("half an import: run import-keys again with the same file");
            assertThatThrownBy(() -> MovingKeys.export(to, folder.resolve("half.jsonl"))).isInstanceOf(MovingFailed.class);

            MovingKeys.importInto(to, keys, kek(NEW + "," + OLD));
        }
        try (People people = new People(SqliteKeyStore.open(file("to")), both)) {
            boxes.forEach((person, box) -> assertThat(people.keyOf(person).open(box, PLACE)).asString().isEqualTo("Siti"));
        }
    }

    /** As if the process ended when it asks a second time. */
    private static KeyStore failingAfterTheFirst(String method, KeyStore store) {
        int[] calls = {0};
        return (KeyStore) Proxy.newProxyInstance(KeyStore.class.getClassLoader(), new Class<?>[] {KeyStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method) && ++calls[0] > 1) {
                        throw new IllegalStateException("the power is gone");
                    }
                    try {
                        return called.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
