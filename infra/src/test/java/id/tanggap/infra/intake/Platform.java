package id.tanggap.infra.intake;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import id.tanggap.command.CommandTargets;
import id.tanggap.command.Commands;
import id.tanggap.command.NameBasedId;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.Request;
import id.tanggap.command.complaint.ComplaintAggregate;
import id.tanggap.command.intake.ImportAggregate;
import id.tanggap.command.intake.ImportCommand;
import id.tanggap.command.intake.ImportFiles;
import id.tanggap.command.law.CalendarAggregate;
import id.tanggap.command.law.Calendars;
import id.tanggap.command.law.RecordedLaws;
import id.tanggap.command.law.RulebookAggregate;
import id.tanggap.command.office.OfficeAggregate;
import id.tanggap.command.office.Offices;
import id.tanggap.command.office.RecordedOffices;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.infra.law.Seeding;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The command side as it runs, over a store in memory, with a folder for imports. */
final class Platform implements AutoCloseable {

    static {
        System.setProperty("disable-axoniq-console-message", "true");
        // the faults that tests cause are told by the hundred
        ((Logger) LoggerFactory.getLogger(Commands.class)).setLevel(Level.OFF);
    }

    static final Instant NOW = Instant.parse("2026-11-02T03:00:00Z");
    static final Actor ADMINISTRATOR = Actor.of(Role.ADMINISTRATOR, "admin");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final PlatformKey KEY = text -> {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    };

    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final CheckedInMemoryEngine engine = new CheckedInMemoryEngine();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Commands commands;
    final Path folder;
    private final Configuration axon;
    private final int seed;
    private Importing importing;

    Platform(Path folder) {
        this.folder = folder;
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(_ -> EmbeddedEventStore.builder().storageEngine(engine).build())
                .configureCommandBus(_ -> AsynchronousCommandBus.builder()
                        .executor(Executors.newVirtualThreadPerTaskExecutor()).build());
        configurer.registerComponent(Offices.class, c -> new RecordedOffices(c.eventStore()));
        configurer.registerComponent(RecordedLaws.class, c -> new RecordedLaws(c.eventStore(), ZoneOffset.UTC));
        configurer.registerComponent(Calendars.class, c -> c.getComponent(RecordedLaws.class));
        configurer.registerComponent(Law.class, c -> c.getComponent(RecordedLaws.class));
        configurer.registerComponent(CommandTargetResolver.class, _ -> new CommandTargets());
        List.of(ComplaintAggregate.class, OfficeAggregate.class, ImportAggregate.class, CalendarAggregate.class,
                RulebookAggregate.class).forEach(aggregate ->
                configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(aggregate)
                        .configureCommandTargetResolver(_ -> new CommandTargets())));
        this.axon = configurer.start();
        this.commands = new Commands(axon.commandBus(), () -> engine.all().size() - 1L);
        new Seeding(commands, axon.eventStore(), clock).start();
        this.seed = engine.all().size();
    }

    SpooledFiles files() {
        return new SpooledFiles(folder, 1 << 30);
    }

    /** A new instance of the job, as after a restart. */
    Importing importing(ImportSpool files, int linesPerStep) {
        ImportRun.Settings settings =
                new ImportRun.Settings(linesPerStep, 16, Duration.ofMillis(1), Duration.ofMillis(5));
        importing = new Importing(commands, axon.eventStore(), files, KEY, clock, meters, settings,
                Duration.ofMillis(20));
        importing.start();
        return importing;
    }

    /** Hands a file in, as the API does, without telling the job. */
    ImportId handIn(ImportSpool files, String csv, ImportFormat format) {
        return handIn(files, Flux.just(DefaultDataBufferFactory.sharedInstance
                .wrap(csv.getBytes(StandardCharsets.UTF_8))), format);
    }

    ImportId handIn(ImportSpool files, Path csv, ImportFormat format) {
        return handIn(files, DataBufferUtils.read(csv, DefaultDataBufferFactory.sharedInstance, 10_000), format);
    }

    private ImportId handIn(ImportSpool files, Flux<DataBuffer> content, ImportFormat format) {
        ImportFiles.Upload upload = files.receive(content).block();
        ImportId id = new ImportId(NameBasedId.of(upload.sha256(), format.name()));
        upload.keepFor(id).block();
        commands.send(new ImportCommand.Start(id, format, "cases.csv", upload.sha256(), upload.lines(), NEW_YORK,
                Seed.WEEKENDS_ONLY,                Provenance.now(ADMINISTRATOR, NOW, "upload")), Request.PLAIN)
                .onErrorResume(Commands.AlreadyExists.class, _ -> Mono.empty()).block();
        return id;
    }

    /** All that was recorded since the start. */
    List<DomainEvent> events() {
        return engine.all().stream().skip(seed).map(Message::getPayload).map(DomainEvent.class::cast).toList();
    }

    <E extends DomainEvent> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<ComplaintEvent.Submitted> complaints() {
        return events(ComplaintEvent.Submitted.class);
    }

    List<OfficeEvent.Registered> offices() {
        return events(OfficeEvent.Registered.class);
    }

    List<ImportEvent> of(ImportId id) {
        return events(ImportEvent.class).stream().filter(event -> event.importId().equals(id)).toList();
    }

    List<RefusedLine> refused(ImportId id) {
        return advances(id).stream().flatMap(event -> event.refused().stream()).toList();
    }

    List<ImportEvent.Advanced> advances(ImportId id) {
        return of(id).stream().filter(ImportEvent.Advanced.class::isInstance).map(ImportEvent.Advanced.class::cast)
                .toList();
    }

    boolean hasEnded(ImportId id) {
        return of(id).stream().anyMatch(event ->
                event instanceof ImportEvent.Finished || event instanceof ImportEvent.Failed);
    }

    @Override
    public void close() {
        if (importing != null) {
            importing.stop();
        }
        axon.shutdown();
    }
}
