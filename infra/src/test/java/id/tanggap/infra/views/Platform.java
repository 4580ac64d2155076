package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.scorecard.Scorecards;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Event store on a real file, read models wherever they are kept, as the application has them. */
public final class Platform implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int GROUP = 500;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Progress progress = new Progress();
    final People people;
    final TotalOrderEventStorageEngine engine;
    final TotalOrderEventStore store;
    final ReadModels views;
    public final Shelf shelf;
    final ComplaintViews complaints;
    final Offices offices;
    final Imports imports;
    final Scorecards scorecards;

    private Platform(Shelf shelf, Path folder, Projections projections) {
        this.people = People.in(folder);
        NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        this.engine = TotalOrderEventStorageEngine.builder().eventLog(SqliteEventLog.open(folder.resolve("events.db")))
                .meterRegistry(meters).eventSerializer(serializer).snapshotSerializer(serializer).build();
        this.store = TotalOrderEventStore.builder().storageEngine(engine).build();
        this.shelf = shelf;
        this.views = new ReadModels(shelf.storage(), store, engine::lastPosition, projections, progress, Clock.systemUTC(),
                meters);
        this.complaints = shelf.complaints();
        this.offices = shelf.offices();
        this.imports = shelf.imports();
        this.scorecards = shelf.scorecards();
    }

    /** Started, and waiting for events. */
    public static Platform in(Kept kept, Path folder) {
        return in(kept, folder, new Projections(ZONE));
    }

    static Platform in(Kept kept, Path folder, Projections projections) {
        return on(kept.in(folder), folder, projections);
    }

    static Platform on(Shelf shelf, Path folder, Projections projections) {
        Platform platform = new Platform(shelf, folder, projections);
        platform.views.start();
        return platform;
    }

    /** Both of them in files of one folder. */
    public static Platform in(Path folder) {
        return in(Kept.IN_SQLITE, folder);
    }

    public void append(List<Recorded> events) {
        for (int from = 0; from < events.size(); from += GROUP) {
            List<EventMessage<?>> group = new ArrayList<>();
            events.subList(from, Math.min(from + GROUP, events.size())).forEach(e -> group.add(
                    new GenericDomainEventMessage<>(e.type(), e.stream(), e.sequence(), e.event())));
            engine.appendEvents(group);
        }
    }

    /** Everything that was appended, as it comes out of the event store. */
    public List<Recorded> stored() {
        return engine.readEvents(null, false).map(message -> (DomainEventMessage<?>) message).map(event ->
                new Recorded(event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(),
                        (DomainEvent) event.getPayload())).toList();
    }

    /** Waits until everything that is durable is readable. */
    public void caughtUp() {
        progress.reached(engine.lastPosition(), PATIENCE).block();
    }

    long rebuilt() throws Exception {
        return views.rebuild().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    List<String> dump() {
        return shelf.dump();
    }

    @Override
    public void close() {
        views.stop();
        store.close();
        engine.close();
        people.close();
        shelf.close();
    }
}
