package id.tanggap.infra.intake;

import id.tanggap.command.Commands;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.intake.ImportQueue;
import id.tanggap.kernel.intake.ImportId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Works through imports, one at a time, in the order in which they were started. What was under way when the application
 * last ended goes on when it starts: files that are still here are imports that have not ended. Where several nodes have the
 * same files, an import is one node's at a time, and another goes on with it when that one has gone.
 */
public final class Importing implements ImportQueue, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Importing.class);
    private static final Duration STOPPING = Duration.ofSeconds(20);

    /** After the command side and before the web server: no upload can arrive while left-over files are looked through. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

    private final Commands commands;
    private final EventStore events;
    private final ImportSpool files;
    private final PlatformKey key;
    private final Clock clock;
    private final LineCounters counters;
    private final ImportRun.Settings settings;
    private final Duration afterFault;
    /** An empty place wakes the worker up without giving it work. */
    private final BlockingQueue<Optional<ImportId>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile StopSignal stop = new StopSignal();
    /** Of the import at hand alone. */
    private volatile StopSignal current = new StopSignal();
    private volatile Thread worker;

    public Importing(Commands commands, EventStore events, ImportSpool files, PlatformKey key, Clock clock,
                     MeterRegistry meters) {
        this(commands, events, files, key, clock, meters, ImportRun.Settings.DEFAULT, Duration.ofSeconds(30));
    }

    Importing(Commands commands, EventStore events, ImportSpool files, PlatformKey key, Clock clock,
              MeterRegistry meters, ImportRun.Settings settings, Duration afterFault) {
        this.commands = commands;
        this.events = events;
        this.files = files;
        this.key = key;
        this.clock = clock;
        this.counters = new LineCounters(meters);
        this.settings = settings;
        this.afterFault = afterFault;
        Gauge.builder("tanggap.import.running", running, AtomicInteger::get)
                .description("Imports being worked through").register(meters);
        Gauge.builder("tanggap.import.waiting", queue, BlockingQueue::size)
                .description("Imports waiting for their turn").register(meters);
    }

    @Override
    public void add(ImportId id) {
        queue.add(Optional.of(id));
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        queue.clear();
        try {
            takeUpWhatIsLeft();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        stop = new StopSignal();
        worker = Thread.ofPlatform().name("imports").daemon().start(this::work);
    }

    /** Returns when no command is under way any more. What was not recorded as done is done at the next start. */
    @Override
    public synchronized void stop() {
        Thread atWork = worker;
        if (atWork == null) {
            return;
        }
        stop.give();
        current.give();
        queue.add(Optional.empty());
        try {
            if (!atWork.join(STOPPING)) {
                log.warn("An import is still waiting for an answer after {} s; it goes on at the next start.",
                        STOPPING.toSeconds());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void takeUpWhatIsLeft() throws IOException {
        List<Progress> left = new ArrayList<>();
        for (ImportId id : files.all()) {
            Optional<Progress> progress = Progress.of(id, events);
            if (progress.filter(p -> !p.ended()).isPresent()) {
                left.add(progress.get());
            } else if (progress.isPresent() || files.isLeftBehind(id)) {
                // has ended, or never started: then nobody was told that it had
                files.discard(id).block();
            }
        }
        left.stream().sorted(Comparator.comparing(p -> p.started().provenance().recordedAt()))
                .forEach(p -> queue.add(Optional.of(p.started().importId())));
    }

    private void work() {
        StopSignal mine = stop;
        try {
            while (!mine.isGiven()) {
                next().ifPresent(id -> workThrough(id, mine));
            }
        } catch (InterruptedException | StopSignal.Stopped _) {
            log.debug("No more imports are worked through.");
        }
    }

    /** Empty if there is none for the time being. */
    private Optional<ImportId> next() throws InterruptedException {
        Optional<Duration> idle = files.othersLeaveThings();
        if (idle.isEmpty()) {
            return queue.take();
        }
        Optional<ImportId> next = queue.poll(idle.get().toNanos(), TimeUnit.NANOSECONDS);
        if (next != null) {
            return next;
        }
        try {
            takeUpWhatIsLeft();
        } catch (IOException | RuntimeException fault) {
            log.warn("Could not look for imports that other nodes left: {}", fault.toString());
        }
        return Optional.empty();
    }

    private void workThrough(ImportId id, StopSignal mine) {
        running.incrementAndGet();
        try {
            goOn(id, mine);
        } catch (StopSignal.Stopped stopped) {
            if (mine.isGiven()) {
                throw stopped;
            }
            log.warn("Import {} is another node's now: this one was silent for too long.", id);
        } catch (IOException | RuntimeException fault) {
            log.error("Import {} met a fault and is tried again in {} s.", id, afterFault.toSeconds(), fault);
            queue.add(Optional.of(id));
            mine.pause(afterFault);
        } finally {
            running.decrementAndGet();
        }
    }

    private void goOn(ImportId id, StopSignal mine) throws IOException {
        StopSignal turnOver = new StopSignal();
        current = turnOver;
        if (mine.isGiven()) {
            throw new StopSignal.Stopped();
        }
        Optional<ImportSpool.Turn> taken = files.take(id, turnOver::give);
        if (taken.isEmpty()) {
            return;
        }
        try (ImportSpool.Turn turn = taken.get()) {
            goOn(id, turn, turnOver);
        }
    }

    private void goOn(ImportId id, ImportSpool.Turn turn, StopSignal turnOver) throws IOException {
        Optional<Progress> progress = Progress.of(id, events);
        if (progress.isEmpty() && !files.isLeftBehind(id)) {
            return;
        }
        if (progress.isEmpty() || progress.get().ended()) {
            turn.end();
            return;
        }
        Optional<Path> file = turn.file();
        if (file.isEmpty()) {
            log.warn("The file of import {} is gone; the import goes on when it is handed in again.", id);
            return;
        }
        SourceFormat format = SourceFormat.of(progress.get().started().format());
        log.info("Import {} goes on after line {}.", id, progress.get().throughLine());
        new ImportRun(progress.get(), file.get(), new Takeover(format.system(), key), format, commands, events, clock,
                counters, settings, turnOver).run();
        turn.end();
        log.info("Import {} has ended.", id);
    }
}
