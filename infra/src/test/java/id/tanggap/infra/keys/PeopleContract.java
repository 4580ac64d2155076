package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.query.person.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is promised of people's keys, wherever they are kept. */
abstract class PeopleContract {

    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final byte[] PLACE = new byte[16];
    static final String OLD = "11".repeat(32);
    static final String NEW = "22".repeat(32);

    /** The same keys at each call. */
    abstract KeyStore store();

    final People people(String keks) {
        return new People(store(), KeyEncryptionKeys.of(keks));
    }

    static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }

    static byte[] sealed(People people, PersonId person) {
        return people.keyOf(person).seal("Siti".getBytes(StandardCharsets.UTF_8), PLACE);
    }

    static String opened(People people, PersonId person, byte[] box) {
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
            PersonId newcomer = people.next();
            sealed(people, newcomer);
            sealed(people, siti);
            people.erase(List.of(siti, neverMet, newcomer), 7, NOW).join();

            assertThatThrownBy(() -> people.keyOf(siti)).isInstanceOf(People.Erased.class);
            assertThatThrownBy(() -> people.keyOf(newcomer)).isInstanceOf(People.Erased.class);
            assertThatThrownBy(() -> people.keyOf(neverMet)).isInstanceOf(People.Erased.class);
        }
        try (People people = people(OLD)) {
            assertThatThrownBy(() -> people.keyOf(siti)).isInstanceOf(People.Erased.class);
            assertThat(people.erasedUpTo()).isEqualTo(7);
        }
    }

    @Test
    void a_key_that_was_looked_up_before_an_erasure_and_arrives_after_it_opens_nothing() {
        PersonId siti = somebody();
        Shreddable<String> text;
        try (People people = people(OLD)) {
            text = told(people, siti);
        }
        // given somebody who looks Siti's key up
        SlowStore slow = new SlowStore(store());
        try (People people = new People(slow, KeyEncryptionKeys.of(OLD))) {
            CompletableFuture<Keyring> lookedUp = people.of(Set.of(siti)).toFuture();
            // when she is erased before the answer arrives
            people.erase(List.of(siti), 7, NOW).join();
            slow.answer.complete(null);

            // then it opens nothing, and neither does anything that is asked for later
            assertThat(lookedUp.join().open(text, String.class)).isEmpty();
            assertThat(people.of(Set.of(siti)).block().open(text, String.class)).isEmpty();
        }
    }

    /** What somebody is told of Siti, sealed. */
    static Shreddable<String> told(People people, PersonId siti) {
        SealedValue.Event event = new SealedValue.Event();
        event.is("test", new ComplaintEvent.PersonalDataErased(new ComplaintId(UUID.randomUUID()), siti,
                LegalGround.REQUESTED_BY_SUBJECT, Provenance.now(Actor.SYSTEM, NOW, "request")));
        return Shreddable.sealed(siti, SealedValue.seal("Siti", siti, people.keyOf(siti), event, "text"));
    }

    /** Looks at once, and tells it later. */
    private static final class SlowStore implements KeyStore {

        private final KeyStore store;
        final CompletableFuture<Void> answer = new CompletableFuture<>();

        SlowStore(KeyStore store) {
            this.store = store;
        }

        @Override
        public CompletableFuture<Map<PersonId, Entry>> keep(Map<PersonId, Wrapped> keys) {
            return store.keep(keys);
        }

        @Override
        public CompletableFuture<Map<PersonId, Entry>> find(Collection<PersonId> people) {
            Map<PersonId, Entry> found = store.find(people).join();
            return answer.thenApply(_ -> found);
        }

        @Override
        public CompletableFuture<Void> erase(Collection<PersonId> people, long upTo, Instant at) {
            return store.erase(people, upTo, at);
        }

        @Override
        public long erasedUpTo() {
            return store.erasedUpTo();
        }

        @Override
        public CompletableFuture<Map<PersonId, Wrapped>> notWrappedWith(String kek, int limit) {
            return store.notWrappedWith(kek, limit);
        }

        @Override
        public List<String> keks() {
            return store.keks();
        }

        @Override
        public CompletableFuture<Void> replace(Map<PersonId, Wrapped> keys) {
            return store.replace(keys);
        }

        @Override
        public List<Kept> everybody(Optional<PersonId> after, int limit) {
            return store.everybody(after, limit);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void how_far_erasures_have_come_never_goes_back() {
        try (People people = people(OLD)) {
            assertThat(people.erasedUpTo()).isEqualTo(-1);
            people.erase(List.of(), 9, NOW).join();
            people.erase(List.of(somebody()), 4, NOW).join();

            assertThat(people.erasedUpTo()).isEqualTo(9);
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
}
