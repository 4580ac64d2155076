package id.tanggap.infra;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.complaint.ComplaintsApi;
import id.tanggap.command.complaint.ReporterLinks;
import id.tanggap.command.inspection.InspectionsApi;
import id.tanggap.command.intake.ImportsApi;
import id.tanggap.command.law.CalendarsApi;
import id.tanggap.command.law.RulebookApi;
import id.tanggap.command.office.DeactivatingOffices;
import id.tanggap.command.office.OfficesApi;
import id.tanggap.command.office.OpenComplaints;
import id.tanggap.infra.clock.Timekeeper;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.Upcasters;
import id.tanggap.infra.intake.Importing;
import id.tanggap.infra.intake.SpooledFiles;
import id.tanggap.infra.erasure.Erasing;
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

/** The command side: event store, command bus, aggregates and the write API. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    /** Whoever comes when all are busy waits in line, and for less long than if the disk were shared by more. */
    private static final int COMMANDS_AT_ONCE = 256;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PlatformKey platformKey(TanggapProperties properties) {
        return PlatformKeyFile.in(properties.data());
    }

    @Bean
    People people(TanggapProperties properties) {
        return People.of(properties);
    }

    @Bean
    EventTypes eventTypes() {
        return new EventTypes();
    }

    @Bean
    NamedEventSerializer eventSerializer(EventTypes types, People people) {
        return new NamedEventSerializer(types, new Sealing(people));
    }

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
    Timekeeper timekeeper(DueList due, Commands commands, Progress progress, Clock clock,
                          TanggapProperties properties, MeterRegistry meters) {
        return new Timekeeper(due, commands, progress, clock, properties.clock().interval(), meters);
    }

    @Bean
    ReporterLinks reporterLinks(PublicAddress address) {
        return new ReporterLinks(address.publicUrl());
    }

    @Bean
    ComplaintsApi complaintsApi(Commands commands, Identifiers identifiers, People people, ReporterLinks links,
                                TanggapProperties properties) {
        return new ComplaintsApi(commands, identifiers, people, links, properties.zone());
    }

    @Bean
    OfficesApi officesApi(Commands commands, DeactivatingOffices deactivating, Identifiers identifiers,
                          TanggapProperties properties) {
        return new OfficesApi(commands, deactivating, identifiers, properties.zone());
    }

    @Bean
    InspectionsApi inspectionsApi(Commands commands, Identifiers identifiers, People people) {
        return new InspectionsApi(commands, identifiers, people);
    }

    @Bean
    CalendarsApi calendarsApi(Commands commands) {
        return new CalendarsApi(commands);
    }

    @Bean
    RulebookApi rulebookApi(Commands commands) {
        return new RulebookApi(commands);
    }

    @Bean
    Seeding seeding(Commands commands, TotalOrderEventStore events, Clock clock) {
        return new Seeding(commands, events, clock);
    }

    @Bean
    SpooledFiles importFiles(TanggapProperties properties) {
        return new SpooledFiles(properties.data().resolve("imports"), properties.imports().maxSize().toBytes());
    }

    @Bean
    Importing importing(Commands commands, TotalOrderEventStore events, SpooledFiles files, PlatformKey key, Clock clock,
                        MeterRegistry meters) {
        return new Importing(commands, events, files, key, clock, meters);
    }

    @Bean
    ImportsApi importsApi(Commands commands, SpooledFiles files, Importing importing, TanggapProperties properties) {
        return new ImportsApi(commands, files, importing, properties.zone());
    }
}
