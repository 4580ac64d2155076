package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import id.tanggap.command.PlatformKey;
import id.tanggap.infra.keys.mongodb.MongoKeyStore;
import id.tanggap.infra.keys.mongodb.SharedPlatformKey;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.kernel.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoPeopleTest extends PeopleContract {

    @Parameter
    TestMongo server;

    private TestDatabases databases;

    @BeforeEach
    void open() {
        databases = server.fresh();
    }

    @AfterEach
    void drop() {
        if (databases != null) {
            databases.close();
        }
    }

    @Override
    KeyStore store() {
        return MongoKeyStore.open(databases.connected());
    }

    private MongoCollection<Document> documents() {
        return databases.connected().blocking(Database.KEYS).getCollection("person_key");
    }

    @Test
    void nodes_that_meet_the_same_people_at_once_use_one_key_for_each() throws Exception {
        List<PersonId> persons = IntStream.range(0, 30).mapToObj(_ -> somebody()).toList();
        Map<PersonId, List<byte[]>> boxes = new ConcurrentHashMap<>();
        try (People one = people(OLD); People two = people(OLD); People three = people(OLD);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (People node : List.of(one, two, three)) {
                for (PersonId person : persons) {
                    all.add(threads.submit(() -> boxes.computeIfAbsent(person,
                            _ -> Collections.synchronizedList(new ArrayList<>())).add(sealed(node, person))));
                }
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        try (People later = people(OLD)) {
            persons.forEach(person -> assertThat(boxes.get(person)).hasSize(3)
                    .allSatisfy(box -> assertThat(opened(later, person, box)).isEqualTo("Siti")));
        }
    }

    @Test
    void newcomers_of_several_nodes_are_all_different_and_each_node_can_read_those_of_the_other() {
        Set<PersonId> met = new HashSet<>();
        try (People one = people(OLD); People two = people(OLD)) {
            for (int i = 0; i < 1_500; i++) {
                PersonId person = one.next();
                assertThat(met.add(person)).isTrue();
                assertThat(met.add(two.next())).isTrue();
                if (i % 500 == 0) {
                    assertThat(opened(two, person, sealed(one, person))).isEqualTo("Siti");
                }
            }
        }
    }

    @Test
    void erasing_beats_whoever_makes_a_key_at_the_same_time_on_another_node() throws Exception {
        List<PersonId> persons = IntStream.range(0, 60).mapToObj(_ -> somebody()).toList();
        try (People one = people(OLD); People two = people(OLD);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (PersonId person : persons) {
                all.add(threads.submit(() -> {
                    try {
                        sealed(one, person);
                    } catch (People.Erased _) {
                        // it was later
                    }
                }));
                all.add(threads.submit(() -> two.erase(List.of(person), 7, NOW).join()));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        try (People later = people(OLD)) {
            persons.forEach(person -> assertThatThrownBy(() -> later.keyOf(person)).isInstanceOf(People.Erased.class));
        }
        assertThat(documents().countDocuments(Filters.and(Filters.exists("erased"), Filters.exists("wrapped")))).isZero();
    }

    @Test
    void neither_keys_made_ahead_nor_a_new_wrapping_bring_an_erased_key_back() {
        PersonId siti = somebody();
        KeyEncryptionKeys old = KeyEncryptionKeys.of(OLD);
        try (KeyStore one = store(); KeyStore two = store()) {
            KeyStore.Wrapped wrapped = new KeyStore.Wrapped(old.wrap(siti, new byte[32]), old.current());
            one.keep(Map.of(siti, wrapped)).join();
            two.erase(List.of(siti), 7, NOW).join();

            one.replace(Map.of(siti, wrapped)).join();
            PersonId budi = somebody();
            Map<PersonId, KeyStore.Entry> kept = one.keep(Map.of(siti, wrapped, budi, wrapped)).join();

            assertThat(kept.get(siti)).isInstanceOf(KeyStore.Tombstone.class);
            assertThat(kept.get(budi)).usingRecursiveComparison().isEqualTo(wrapped);
            assertThat(two.find(List.of(siti)).join().get(siti)).isInstanceOf(KeyStore.Tombstone.class);
        }
    }

    @Test
    void the_document_of_an_erased_person_holds_no_key_any_more_and_the_first_moment_of_erasing_stays() {
        PersonId siti = somebody();
        try (People people = people(OLD)) {
            sealed(people, siti);
            people.erase(List.of(siti), 7, NOW).join();
            people.erase(List.of(siti), 7, NOW.plusSeconds(60)).join();
        }
        assertThat(documents().find(Filters.eq("_id", siti.value())).first().keySet()).containsExactlyInAnyOrder("_id", "erased");
        assertThat(documents().find(Filters.eq("_id", siti.value())).first().getDate("erased")).isEqualTo(NOW);
    }

    @Test
    void all_nodes_have_one_platform_key_which_whoever_has_the_database_alone_cannot_read() throws Exception {
        KeyEncryptionKeys keks = KeyEncryptionKeys.of(OLD);
        Set<String> macs = ConcurrentHashMap.newKeySet();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                nodes.submit(() -> macs.add(mac(SharedPlatformKey.of(databases.connected(), keks, Optional.empty()))));
            }
        }
        assertThat(macs).hasSize(1);
        assertThatThrownBy(() -> SharedPlatformKey.of(databases.connected(), KeyEncryptionKeys.of(NEW), Optional.empty()))
                .hasMessageContaining("which is not there");
    }

    @Test
    void the_platform_key_outlives_the_key_encryption_key_that_it_was_wrapped_with() {
        byte[] earlier = HmacKey.fresh();
        String mac = mac(SharedPlatformKey.of(databases.connected(), KeyEncryptionKeys.of(OLD), Optional.of(earlier)));
        assertThat(mac).isEqualTo(mac(new HmacKey(earlier)));

        SharedPlatformKey.of(databases.connected(), KeyEncryptionKeys.of(NEW + "," + OLD), Optional.empty());

        assertThat(mac(SharedPlatformKey.of(databases.connected(), KeyEncryptionKeys.of(NEW), Optional.empty()))).isEqualTo(mac);
    }

    private static String mac(PlatformKey key) {
        return java.util.HexFormat.of().formatHex(key.mac("text"));
    }
}
