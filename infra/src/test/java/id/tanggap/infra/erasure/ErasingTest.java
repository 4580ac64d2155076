package id.tanggap.infra.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.LegalGround;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the real event store and the real keys. */
class ErasingTest {

    private static final EventTypes TYPES = new EventTypes();

    @TempDir
    Path folder;

    /** A platform without anything but events and keys. */
    private final class Store implements AutoCloseable {

        final People people = People.in(folder);
        final TotalOrderEventStorageEngine engine;
        final Erasing erasing;

        Store() {
            NamedEventSerializer serializer = new NamedEventSerializer(TYPES, new Sealing(people));
            engine = TotalOrderEventStorageEngine.builder().eventLog(SqliteEventLog.open(folder.resolve("events.db")))
                    .meterRegistry(new SimpleMeterRegistry()).eventSerializer(serializer).snapshotSerializer(serializer).build();
            erasing = new Erasing(people, engine, TYPES, Clock.systemUTC());
        }

        /** Somebody of whom an event tells, and in whose complaint nothing else happens unless they are erased. */
        PersonId told(String text) {
            PersonId person = people.next();
            ComplaintId id = new ComplaintId(UUID.randomUUID());
            append(id, 0, new ComplaintEvent.Returned(id, Shreddable.of(person, text), now()));
            return person;
        }

        void erased(PersonId person) {
            ComplaintId id = new ComplaintId(UUID.randomUUID());
            append(id, 0, new ComplaintEvent.PersonalDataErased(id, person, LegalGround.REQUESTED_BY_SUBJECT, now()));
        }

        private void append(ComplaintId id, long sequence, ComplaintEvent event) {
            engine.appendEvents(new GenericDomainEventMessage<>("ComplaintAggregate", id.toString(), sequence, event));
        }

        private Provenance now() {
            return Provenance.now(Actor.of(Role.ADMINISTRATOR, "adi"), Instant.now(), "request");
        }

        /** What can still be read of what events tell about these people. */
        List<String> readable(List<PersonId> persons) {
            var keys = people.of(Set.copyOf(persons)).block();
            List<String> readable = new ArrayList<>();
            engine.readEvents(null, false).forEach(message -> {
                if (message.getPayload() instanceof ComplaintEvent.Returned event) {
                    keys.open(event.reason(), String.class).ifPresent(readable::add);
                }
            });
            return readable;
        }

        @Override
        public void close() {
            erasing.stop();
            engine.close();
            people.close();
        }
    }

    @Test
    void whoever_is_erased_is_erased_at_once_and_nobody_else_is() {
        try (Store store = new Store()) {
            store.erasing.start();
            List<PersonId> persons = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                persons.add(store.told("text " + i));
            }
            persons.stream().skip(10).forEach(store::erased);

            await().until(() -> store.people.erasedUpTo() == store.engine.lastPosition());
            assertThat(store.readable(persons)).containsExactlyElementsOf(
                    List.of("text 0", "text 1", "text 2", "text 3", "text 4", "text 5", "text 6", "text 7", "text 8", "text 9"));
        }
    }

    @Test
    void what_was_recorded_while_nobody_erased_is_done_by_the_next_start() {
        PersonId siti;
        try (Store store = new Store()) {
            siti = store.told("Siti");
            store.erased(siti);
            assertThat(store.readable(List.of(siti))).containsExactly("Siti");
        }
        try (Store store = new Store()) {
            store.erasing.start();

            await().until(() -> store.readable(List.of(siti)).isEmpty());
        }
    }

    @Test
    void however_often_it_is_stopped_everybody_who_was_erased_is_and_nobody_else() {
        SplittableRandom random = new SplittableRandom(3);
        List<PersonId> persons = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int start = 0; start < 6; start++) {
            try (Store store = new Store()) {
                store.erasing.start();
                for (int i = 0; i < 30; i++) {
                    String text = start + "/" + i;
                    PersonId person = store.told(text);
                    persons.add(person);
                    if (random.nextBoolean()) {
                        store.erased(person);
                    } else {
                        expected.add(text);
                    }
                    if (random.nextInt(10) == 0) {
                        store.erasing.stop();
                        store.erasing.start();
                    }
                }
            }
        }
        try (Store store = new Store()) {
            store.erasing.start();
            await().until(() -> store.readable(persons).size() == expected.size());
            assertThat(store.readable(persons)).isEqualTo(expected);
        }
    }
}
