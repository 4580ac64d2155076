package id.tanggap.infra.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.KeyEncryptionKeys;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.infra.keys.mongodb.MongoKeyStore;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.LegalGround;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes' keys and what deletes them, over one database; they follow the same events. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class ErasingOnSeveralNodesTest {

    private static final EventTypes TYPES = new EventTypes();
    private static final KeyEncryptionKeys KEKS = KeyEncryptionKeys.of("11".repeat(32));

    @Parameter
    TestMongo server;

    @TempDir
    Path folder;

    @Test
    void whoever_is_erased_is_forgotten_by_every_node_within_seconds_although_each_had_the_key_at_hand() {
        try (TestDatabases databases = server.fresh(); People one = people(databases); People two = people(databases)) {
            NamedEventSerializer serializer = new NamedEventSerializer(TYPES, new Sealing(one));
            try (TotalOrderEventStorageEngine engine = TotalOrderEventStorageEngine.builder()
                    .eventLog(SqliteEventLog.open(folder.resolve("events.db"))).meterRegistry(new SimpleMeterRegistry())
                    .eventSerializer(serializer).snapshotSerializer(serializer).build()) {
                // given people whose keys both nodes have used
                List<PersonId> persons = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    persons.add(told(one, engine));
                }
                assertThat(readable(one, engine, persons)).hasSize(20);
                assertThat(readable(two, engine, persons)).hasSize(20);
                List<Erasing> nodes = List.of(new Erasing(one, engine, TYPES, Clock.systemUTC()),
                        new Erasing(two, engine, TYPES, Clock.systemUTC()));
                nodes.forEach(Erasing::start);

                // when some of them are erased
                persons.stream().skip(5).forEach(person -> erased(person, engine));

                // then neither node can read anything about them any more, long before what is at hand grows old
                for (People node : List.of(one, two)) {
                    await().atMost(Duration.ofSeconds(10)).until(() -> readable(node, engine, persons).size() == 5);
                }
                assertThat(one.erasedUpTo()).isEqualTo(engine.lastPosition()).isEqualTo(two.erasedUpTo());
                nodes.forEach(Erasing::stop);
            }
        }
    }

    private static People people(TestDatabases databases) {
        return new People(MongoKeyStore.open(databases.connected()), KEKS);
    }

    private static PersonId told(People people, TotalOrderEventStorageEngine engine) {
        PersonId person = people.next();
        ComplaintId id = new ComplaintId(UUID.randomUUID());
        append(id, new ComplaintEvent.Returned(id, Shreddable.of(person, "text"), now()), engine);
        return person;
    }

    private static void erased(PersonId person, TotalOrderEventStorageEngine engine) {
        ComplaintId id = new ComplaintId(UUID.randomUUID());
        append(id, new ComplaintEvent.PersonalDataErased(id, person, LegalGround.REQUESTED_BY_SUBJECT, now()), engine);
    }

    private static void append(ComplaintId id, ComplaintEvent event, TotalOrderEventStorageEngine engine) {
        engine.appendEvents(new GenericDomainEventMessage<>("ComplaintAggregate", id.toString(), 0, event));
    }

    private static Provenance now() {
        return Provenance.now(Actor.SYSTEM, Instant.now(), "request");
    }

    private static List<String> readable(People node, TotalOrderEventStorageEngine engine, List<PersonId> persons) {
        var keys = node.of(Set.copyOf(persons)).block();
        return engine.readEvents(null, false).map(message -> message.getPayload() instanceof ComplaintEvent.Returned event
                ? keys.open(event.reason(), String.class) : Optional.<String>empty()).flatMap(Optional::stream).toList();
    }
}
