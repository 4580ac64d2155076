package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.PersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real files. */
class PeopleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final byte[] PLACE = new byte[16];
    private static final String OLD = "11".repeat(32);
    private static final String NEW = "22".repeat(32);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keys.db");
    }

    private People people(String keks) {
        return new People(SqliteKeyStore.open(file()), KeyEncryptionKeys.of(keks));
    }

    private static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }

    private static byte[] sealed(People people, PersonId person) {
        return people.keyOf(person).seal("Siti".getBytes(StandardCharsets.UTF_8), PLACE);
    }

    private static String opened(People people, PersonId person, byte[] box) {
        return new String(people.keyOf(person).open(box, PLACE), StandardCharsets.UTF_8);
    }

    @Test
    void newcomers_are_all_different_and_their_keys_are_there_after_a_restart() {
        Set<PersonId> met = new HashSet<>();
        Map<PersonId, byte[]> boxes = new ConcurrentHashMap<>();
        try (People people = people(OLD)) {
            for (int i = 0; i < 3_000; i++) {
                PersonId person = people.next();
                assertThat(met.add(person)).isTrue();
                if (i % 100 == 0) {
                    boxes.put(person, sealed(people, person));
                }
            }
        }
        try (People people = people(OLD)) {
            boxes.forEach((person, box) -> assertThat(opened(people, person, box)).isEqualTo("Siti"));
        }
    }

    @Test
    void a_crowd_that_writes_about_the_same_people_at_once_uses_one_key_for_each() throws Exception {
        List<PersonId> persons = IntStream.range(0, 20).mapToObj(_ -> somebody()).toList();
        Map<PersonId, List<byte[]>> boxes = new ConcurrentHashMap<>();
        try (People one = people(OLD)) {
            CountDownLatch begin = new CountDownLatch(1);
            List<Thread> crowd = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                PersonId person = persons.get(i % persons.size());
                crowd.add(Thread.startVirtualThread(() -> {
                    try {
                        begin.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    boxes.computeIfAbsent(person, _ -> java.util.Collections.synchronizedList(new ArrayList<>()))
                            .add(sealed(one, person));
                }));
            }
            begin.countDown();
            for (Thread each : crowd) {
                each.join();
            }
        }
        try (People again = people(OLD)) {
            persons.forEach(person -> assertThat(boxes.get(person)).hasSize(10)
                    .allSatisfy(box -> assertThat(opened(again, person, box)).isEqualTo("Siti")));
        }
    }

    @Test
    void who_was_erased_is_erased_for_good_and_gets_no_other_key() {
        PersonId siti = somebody();
        PersonId neverMet = somebody();
        try (People people = people(OLD)) {
            sealed(people, siti);
            people.erase(List.of(siti, neverMet), 7, NOW).join();

            assertThatThrownBy(() -> people.keyOf(siti)).isInstanceOf(People.Erased.class);
            assertThatThrownBy(() -> people.keyOf(neverMet)).isInstanceOf(People.Erased.class);
        }
        try (People people = people(OLD)) {
            assertThatThrownBy(() -> people.keyOf(siti)).isInstanceOf(People.Erased.class);
            assertThat(people.erasedUpTo()).isEqualTo(7);
        }
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
    void a_new_key_encryption_key_takes_over_all_that_is_there_and_the_old_one_is_not_needed_any_more() {
        List<PersonId> persons = IntStream.range(0, 2_500).mapToObj(_ -> somebody()).toList();
        Map<PersonId, byte[]> boxes = new ConcurrentHashMap<>();
        PersonId erased = somebody();
        try (People people = people(OLD)) {
            persons.parallelStream().forEach(person -> boxes.put(person, sealed(people, person)));
            people.erase(List.of(erased), 0, NOW).join();
        }
        try (People people = people(NEW + "," + OLD)) {
            assertThat(people.rewrap()).isGreaterThanOrEqualTo(persons.size());
            assertThat(people.rewrap()).isZero();
        }
        try (People people = people(NEW)) {
            persons.forEach(person -> assertThat(opened(people, person, boxes.get(person))).isEqualTo("Siti"));
            assertThatThrownBy(() -> people.keyOf(erased)).isInstanceOf(People.Erased.class);
        }
        assertThatThrownBy(() -> people(OLD)).hasMessageContaining("which is not there");
    }

    @Test
    void without_the_key_encryption_key_nothing_opens_and_the_start_says_so() {
        try (People people = people(OLD)) {
            sealed(people, somebody());
        }

        assertThatThrownBy(() -> people(NEW)).hasMessageContaining("key-encryption key").hasMessageContaining("not there")
                .hasMessageNotContaining(OLD).hasMessageNotContaining(NEW);
    }

    @Test
    void what_is_no_key_is_refused_without_being_quoted() {
        assertThatThrownBy(() -> KeyEncryptionKeys.of("secret-but-too-short")).hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("secret-but");
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
