package id.tanggap.benchmark;

import com.mongodb.client.MongoDatabase;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.mongodb.MongoEventLog;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;

/**
 * Tanggap's engine on MongoDB and Axon's own, on the same server with the same write and read concern, in turns: appends of
 * one event that begins a stream, reading all of them again, and the size of the token that a reader keeps. Also how far a
 * reader on one node is behind a writer on another.
 *
 * <p>The server is the one that {@code tanggap.test.mongodb.uri} names; without one it is a double in this process, whose
 * figures say nothing of MongoDB.
 */
final class OnMongo {

    private static final String PART = "mongodb";
    private static final String LAST = "the last";

    private final Scale scale;
    private final SubmissionEvents events;
    private final TestMongo server;
    private final int replayed;

    OnMongo(Path folder, Scale scale) {
        this.scale = scale;
        this.events = new SubmissionEvents(folder.resolve("mongodb-keys"));
        this.server = TestMongo.servers().filter(TestMongo.GIVEN::equals).findFirst().orElse(TestMongo.IN_PROCESS);
        this.replayed = scale == Scale.FULL && server == TestMongo.GIVEN ? 200_000 : 10_000;
    }

    private interface Measuring<T> {
        T on(EventStorageEngine engine);
    }

    void run(Report report) {
        try (events) {
            report.tell(PART, "server", version());
            // Once unmeasured, so that no engine pays for the others' compilation.
            onOurs(engine -> appends(engine, 64));
            onAxons(engine -> appends(engine, 64));
            for (int writers : new int[] {1, 8, 64}) {
                List<Load> ours = new ArrayList<>();
                List<Load> axons = new ArrayList<>();
                for (int round = 0; round < scale.rounds; round++) {
                    axons.add(onAxons(engine -> appends(engine, writers)));
                    ours.add(onOurs(engine -> appends(engine, writers)));
                }
                Load engine = Load.median(ours);
                Load rival = Load.median(axons);
                report.tell(PART, "Tanggap's engine, " + writers + " writers", engine.toString());
                report.tell(PART, "Axon's MongoDB engine, " + writers + " writers", rival.toString());
                report.tell(PART, writers + " writers, × Axon's MongoDB engine",
                        "%.1f".formatted(engine.perSecond() / rival.perSecond()));
            }
            Replay ours = onOurs(this::replay);
            Replay axons = onAxons(this::replay);
            report.tell(PART, "Tanggap's engine, replay of %,d events; token".formatted(replayed), ours.toString());
            report.tell(PART, "Axon's MongoDB engine, the same", axons.toString());
            Latencies behind = behind();
            report.tell(PART, "a reader on another node, while one writes: from an event's making to its arrival, p50",
                    "%.1f ms of %,d events".formatted(behind.millis(50), behind.count()));
            report.atMost(PART, "the same, p99", behind.millis(99), 1_000, " ms");
        }
    }

    /** One node writes as fast as one writer can, another reads, each with a connection of its own. */
    private Latencies behind() {
        Latencies behind = new Latencies();
        try (TestDatabases databases = server.fresh();
             TotalOrderEventStorageEngine writing = engine(databases.connected());
             TotalOrderEventStorageEngine reading = engine(databases.connectedAgain());
             TotalOrderEventStore node = TotalOrderEventStore.builder().storageEngine(reading).build()) {
            appends(writing, 1);
            try (TrackingEventStream stream = node.openStream(reading.createHeadToken())) {
                Thread reader = Thread.ofPlatform().start(() -> read(stream, behind));
                Appends.closedLoop(writing, events, 1, Thread.ofVirtual().factory(), scale.append);
                // the last one, which the reader waits for
                writing.appendEvents(new GenericDomainEventMessage<>("ComplaintAggregate", LAST, 0, events.submission().getPayload()));
                Waiting.join(reader);
            }
        }
        return Latencies.of(List.of(behind));
    }

    private static void read(TrackingEventStream stream, Latencies behind) {
        try {
            TrackedEventMessage<?> event;
            do {
                event = stream.nextAvailable();
                behind.add(Math.max(0, Duration.between(event.getTimestamp(), Instant.now()).toNanos()));
            } while (!((DomainEventMessage<?>) event).getAggregateIdentifier().equals(LAST));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    private String version() {
        if (server == TestMongo.IN_PROCESS) {
            return "mongo-java-server in this process: a test double, no MongoDB";
        }
        try (TestDatabases databases = server.fresh()) {
            return "MongoDB " + databases.connected().blocking(Database.EVENTS).runCommand(new Document("buildInfo", 1))
                    .getString("version");
        }
    }

    private <T> T onOurs(Measuring<T> measuring) {
        try (TestDatabases databases = server.fresh(); TotalOrderEventStorageEngine engine = engine(databases.connected())) {
            return measuring.on(engine);
        }
    }

    private TotalOrderEventStorageEngine engine(MongoDatabases node) {
        return TotalOrderEventStorageEngine.builder().eventLog(MongoEventLog.open(node))
                .meterRegistry(new SimpleMeterRegistry()).eventSerializer(events.serializer())
                .snapshotSerializer(events.serializer()).build();
    }

    /** As its own documentation sets it up, one document per event. */
    private <T> T onAxons(Measuring<T> measuring) {
        try (TestDatabases databases = server.fresh()) {
            MongoDatabase database = databases.connected().blocking(Database.EVENTS);
            return measuring.on(MongoEventStorageEngine.builder()
                    .mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(database).build())
                    .eventSerializer(events.serializer()).snapshotSerializer(events.serializer()).build());
        }
    }

    private Load appends(EventStorageEngine engine, int writers) {
        Appends.closedLoop(engine, events, writers, Thread.ofVirtual().factory(), scale.append.dividedBy(4));
        return Appends.closedLoop(engine, events, writers, Thread.ofVirtual().factory(), scale.append);
    }

    private record Replay(double perSecond, long read, int tokenBytes) {

        @Override
        public String toString() {
            return "%,d read, %,.0f/s; token of %,d bytes".formatted(read, perSecond, tokenBytes);
        }
    }

    private Replay replay(EventStorageEngine engine) {
        for (int i = 0; i < replayed; i += 100) {
            engine.appendEvents(IntStream.range(0, 100).mapToObj(_ -> events.submission()).toList());
        }
        long begin = System.nanoTime();
        long read = 0;
        TrackingToken last = null;
        try (Stream<? extends TrackedEventMessage<?>> stream = engine.readEvents(null, false)) {
            for (Iterator<? extends TrackedEventMessage<?>> event = stream.iterator(); event.hasNext(); read++) {
                last = event.next().trackingToken();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        byte[] token = Jackson3Serializer.builder().build().serialize(last, byte[].class).getData();
        return new Replay(read / seconds, read, token.length);
    }
}
