package id.tanggap.infra;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.complaint.ComplaintsApi;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.command.complaint.ReporterLinks;
import id.tanggap.command.inspection.HandlingInspections;
import id.tanggap.command.inspection.InspectionsApi;
import id.tanggap.command.intake.ImportsApi;
import id.tanggap.command.law.CalendarsApi;
import id.tanggap.command.law.RulebookApi;
import id.tanggap.command.office.DeactivatingOffices;
import id.tanggap.command.office.ManagingOffices;
import id.tanggap.command.office.OfficesApi;
import id.tanggap.command.office.OpenComplaints;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.clock.Timekeeper;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.Upcasters;
import id.tanggap.infra.intake.ImportSpool;
import id.tanggap.infra.intake.Importing;
import id.tanggap.infra.erasure.Erasing;
import id.tanggap.infra.keys.KeyEncryptionKeys;
import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.infra.law.Seeding;
import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.projection.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The command side: on every node the event store, the command bus and the aggregates, which signing in needs too; on command
 * nodes the write API and whatever acts by itself.
 */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    /** Whoever comes when all are busy waits in line, and for less long than if the disk were shared by more. */
    private static final int COMMANDS_AT_ONCE = 256;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    People people(KeyStore keys, KeyEncryptionKeys keks) {
        return new People(keys, keks);
    }

    @Bean
    EventTypes eventTypes() {
        return new EventTypes();
    }

    @Bean
    NamedEventSerializer eventSerializer(EventTypes types, People people) {
        return new NamedEventSerializer(types, new Sealing(people));
    }

    /** On every node: each has to forget the keys that it has at hand. */
    @Bean
    Erasing erasing(People people, TotalOrderEventStorageEngine engine, EventTypes types, Clock clock) {
        return new Erasing(people, engine, types, clock);
    }

    @Bean
    TotalOrderEventStorageEngine eventStorageEngine(EventLog log, NamedEventSerializer serializer, MeterRegistry meters) {
        return TotalOrderEventStorageEngine.builder().eventLog(log).meterRegistry(meters).upcasterChain(Upcasters.chain())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
    }

    @Bean
    TotalOrderEventStore eventStore(TotalOrderEventStorageEngine engine) {
        return TotalOrderEventStore.builder().storageEngine(engine).build();
    }

    /**
     * Commands wait for locks and for the disk: on virtual threads, never on an event loop. The threads stay, because Tink
     * keeps its ciphers and random sources by thread, and making them costs more than all that a submission seals.
     */
    @Bean
    ExecutorService commandThreads() {
        return Executors.newFixedThreadPool(COMMANDS_AT_ONCE, Thread.ofVirtual().name("command-", 0).factory());
    }

    @Bean
    CommandBus commandBus(ExecutorService commandThreads, MeterRegistry meters) {
        return AsynchronousCommandBus.builder().executor(commandThreads).messageMonitor(new CommandTimes(meters)).build();
    }

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    org.axonframework.config.Configuration axon(CommandBus bus, TotalOrderEventStore events,
                                                NamedEventSerializer serializer, TanggapProperties properties) {
        return CommandHandling.configured(bus, events, serializer, properties.zone());
    }

    @Bean
    Commands commands(CommandBus bus, TotalOrderEventStorageEngine engine,
                      org.axonframework.config.Configuration started) {
        return new Commands(bus, engine::lastPosition);
    }

    @Bean
    Identifiers identifiers(PlatformKey key) {
        return new Identifiers(new SecureRandom(), key);
    }

    @Bean
    DeactivatingOffices deactivatingOffices(Commands commands, OpenComplaints openComplaints) {
        return new DeactivatingOffices(commands, openComplaints);
    }

    @Bean
    @ForRole(Role.COMMAND)
    Timekeeper timekeeper(DueList due, Commands commands, Progress progress, Clock clock,
                          TanggapProperties properties, MeterRegistry meters) {
        return new Timekeeper(due, commands, progress, clock, properties.clock().interval(), meters);
    }

    @Bean
    ReporterLinks reporterLinks(PublicAddress address) {
        return new ReporterLinks(address.publicUrl());
    }

    @Bean
    HandlingComplaints handlingComplaints(Commands commands, Identifiers identifiers, People people, ReporterLinks links,
                                          TanggapProperties properties) {
        return new HandlingComplaints(commands, identifiers, people, links, properties.zone());
    }

    @Bean
    @ForRole(Role.COMMAND)
    ComplaintsApi complaintsApi(HandlingComplaints complaints) {
        return new ComplaintsApi(complaints);
    }

    @Bean
    ManagingOffices managingOffices(Commands commands, DeactivatingOffices deactivating, Identifiers identifiers,
                                    TanggapProperties properties) {
        return new ManagingOffices(commands, deactivating, identifiers, properties.zone());
    }

    @Bean
    @ForRole(Role.COMMAND)
    OfficesApi officesApi(ManagingOffices offices) {
        return new OfficesApi(offices);
    }

    @Bean
    HandlingInspections handlingInspections(Commands commands, Identifiers identifiers, People people) {
        return new HandlingInspections(commands, identifiers, people);
    }

    @Bean
    @ForRole(Role.COMMAND)
    InspectionsApi inspectionsApi(HandlingInspections inspections) {
        return new InspectionsApi(inspections);
    }

    @Bean
    @ForRole(Role.COMMAND)
    CalendarsApi calendarsApi(Commands commands) {
        return new CalendarsApi(commands);
    }

    @Bean
    @ForRole(Role.COMMAND)
    RulebookApi rulebookApi(Commands commands) {
        return new RulebookApi(commands);
    }

    @Bean
    @ForRole(Role.COMMAND)
    Seeding seeding(Commands commands, TotalOrderEventStore events, Clock clock) {
        return new Seeding(commands, events, clock);
    }

    @Bean
    @ForRole(Role.COMMAND)
    Importing importing(Commands commands, TotalOrderEventStore events, ImportSpool files, PlatformKey key, Clock clock,
                        MeterRegistry meters) {
        return new Importing(commands, events, files, key, clock, meters);
    }

    @Bean
    @ForRole(Role.COMMAND)
    ImportsApi importsApi(Commands commands, ImportSpool files, Importing importing, TanggapProperties properties) {
        return new ImportsApi(commands, files, importing, properties.zone());
    }
}
