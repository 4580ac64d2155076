package id.tanggap.infra.law;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.CommandTargets;
import id.tanggap.command.Commands;
import id.tanggap.command.law.CalendarAggregate;
import id.tanggap.command.law.Calendars;
import id.tanggap.command.law.RecordedLaws;
import id.tanggap.command.law.RulebookAggregate;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.Upcasters;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Seed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the real event store. */
class SeedingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private People people;
    private TotalOrderEventStorageEngine engine;
    private TotalOrderEventStore events;
    private Configuration axon;
    private Commands commands;

    @BeforeEach
    void open() {
        people = People.in(folder);
        NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        engine = TotalOrderEventStorageEngine.builder().eventLog(SqliteEventLog.open(folder.resolve("events.db")))
                .meterRegistry(new SimpleMeterRegistry()).upcasterChain(Upcasters.chain())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
        events = TotalOrderEventStore.builder().storageEngine(engine).build();
        RecordedLaws laws = new RecordedLaws(events, ZoneId.of("Asia/Jakarta"));
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(_ -> AsynchronousCommandBus.builder()
                        .executor(Executors.newVirtualThreadPerTaskExecutor()).build())
                .configureEventStore(_ -> events).configureSerializer(_ -> serializer)
                .registerComponent(Calendars.class, _ -> laws).registerComponent(Law.class, _ -> laws)
                .configureAggregate(AggregateConfigurer.defaultConfiguration(CalendarAggregate.class)
                        .configureCommandTargetResolver(_ -> new CommandTargets()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(RulebookAggregate.class)
                        .configureCommandTargetResolver(_ -> new CommandTargets())).start();
        commands = new Commands(axon.commandBus(), engine::lastPosition);
    }

    @AfterEach
    void close() {
        axon.shutdown();
        events.close();
        engine.close();
        people.close();
    }

    private void start() {
        new Seeding(commands, events, CLOCK).start();
    }

    private List<DomainEvent> recorded() {
        return engine.readEvents(null, false).<EventMessage<?>>map(event -> event).map(EventMessage::getPayload)
                .map(DomainEvent.class::cast).toList();
    }

    private RecordedLaw law() {
        RecordedLaw law = RecordedLaw.nothing(ZoneId.of("Asia/Jakarta"));
        for (DomainEvent event : recorded()) {
            law = law.with(event);
        }
        return law;
    }

    @Test
    void the_first_start_records_calendars_standards_and_procedure_as_the_platforms_own_doing() {
        start();

        assertThat(law().calendar(RecordedLaw.GENERAL).orElseThrow().layer()).isEqualTo(CalendarFile.indonesia());
        assertThat(law().calendar(Seed.WEEKENDS_ONLY).orElseThrow().layer().years()).hasSize(31);
        assertThat(law().rulebook().standards().all()).isEqualTo(Seed.standards());
        assertThat(law().rulebook().procedures()).containsExactly(Seed.procedure());
        assertThat(recorded()).allSatisfy(event -> {
            assertThat(event.provenance().actor()).isEqualTo(Actor.SYSTEM);
            assertThat(event.provenance().recordedAt()).isEqualTo(CLOCK.instant());
        });
    }

    @Test
    void every_later_start_records_nothing() {
        start();
        int first = recorded().size();

        start();

        assertThat(recorded()).hasSize(first);
    }

    @Test
    void a_start_that_was_killed_between_two_appends_is_completed_by_the_next() {
        start();
        List<DomainEvent> whole = recorded();
        close();
        folder.resolve("events.db").toFile().renameTo(folder.resolve("whole.db").toFile());
        open();
        // given only the first calendar was recorded
        var first = Seed.calendars().getFirst();
        commands.send(Seeding.registration(first, whole.getFirst().provenance()), id.tanggap.command.Request.PLAIN).block();

        start();

        assertThat(recorded()).containsExactlyElementsOf(whole);
    }

    @Test
    void nodes_that_start_at_the_same_time_record_it_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> node : IntStream.range(0, 8).mapToObj(_ -> threads.submit(this::start)).toList()) {
                node.get();
            }
        }
        int raced = recorded().size();

        assertThat(law().calendars()).hasSize(2);
        assertThat(law().rulebook().procedures()).hasSize(1);
        assertThat(raced).isEqualTo(140 + 1 + 1 + 1 + 31 + 1 + 5);
    }
}
