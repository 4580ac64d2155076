package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.law.LawView;
import id.tanggap.query.law.Laws;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read models in {@code views.db}: kept up with the events, read, and made anew.
 *
 * <p>The file may be deleted while the platform is down; it is then made again from the events.
 */
public final class ReadModels implements Reading, Laws, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadModels.class);

    private static final String GROUP = "views";
    private static final String REBUILDING_GROUP = "views-rebuild";

    /** From nothing, so many events are better made at once than followed. */
    private static final long FAR = 20_000;

    /** A rebuild that is at most this many events behind may take over. */
    private static final long CLOSE = 1_000;
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private final Path folder;
    private final TotalOrderEventStore events;
    private final LongSupplier head;
    private final JsonMapper json;
    private final Projections projections;
    private final Progress progress;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();

    private volatile CompletableFuture<ViewsDatabase> current = new CompletableFuture<>();
    private volatile Following following;
    private volatile Rebuild rebuild;

    /** A rebuild under way: first its file is made, then that follows the events until it takes over. */
    private static final class Rebuild {

        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final Progress progress = new Progress();
        private volatile boolean stopped;
        private Thread making;
        private ViewsDatabase views;
        private Following following;
    }

    /** @param head position of the last event there is */
    public ReadModels(Path folder, TotalOrderEventStore events, LongSupplier head, JsonMapper json,
                      Projections projections, Progress progress, Clock clock, MeterRegistry meters) {
        this.folder = folder;
        this.events = events;
        this.head = head;
        this.json = json;
        this.projections = projections;
        this.progress = progress;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("tanggap.projection.behind", () -> Math.max(0, head.getAsLong() - progress.position()))
                .tag("group", GROUP).description("events that are durable but not yet readable").register(meters);
        Gauge.builder("tanggap.projection.dead.letters", this::deadLetterCount).tag("group", GROUP)
                .description("events that the read models could not take, and those that wait behind them")
                .register(meters);
    }

    private Path path() {
        return folder.resolve("views.db");
    }

    @Override
    public synchronized void start() {
        try {
            Files.createDirectories(folder);
            ViewsDatabase.delete(rebuildPath());
        } catch (IOException e) {
            throw new ViewsUnavailable(e);
        }
        ViewsDatabase views = open(path());
        if (!isOfThisHistory(views)) {
            log.warn("{} belongs to another history than the events that are there: it is made anew.", path());
            views.close();
            deleteFile(path());
            views = open(path());
        }
        if (views.position() < 0 && head.getAsLong() > FAR) {
            // nothing to serve yet, and following would take much longer than making
            current.complete(views);
            rebuild();
        } else {
            serve(views);
        }
    }

    /** Read models of another event store, or of events that a restored copy does not have, must not be gone on with. */
    private boolean isOfThisHistory(ViewsDatabase views) {
        try {
            return views.position() <= head.getAsLong() && views.lastApplied()
                    .map(last -> last.id().equals(eventAt(last.position()).getIdentifier())).orElse(true);
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private ViewsDatabase open(Path path) {
        return ViewsDatabase.open(path, json, projections, clock);
    }

    private static void deleteFile(Path path) {
        try {
            ViewsDatabase.delete(path);
        } catch (IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private void serve(ViewsDatabase views) {
        following = new Following(GROUP, views, events, head, progress::advance, clock, meters);
        progress.advance(views.position());
        if (current.isDone()) {
            current = CompletableFuture.completedFuture(views);
        } else {
            current.complete(views);
        }
        following.start();
    }

    @Override
    public void stop() {
        Rebuild unfinished = rebuild;
        if (unfinished != null) {
            unfinished.stopped = true;
            await(unfinished.making);
        }
        close();
    }

    private static void await(Thread making) {
        try {
            making.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void close() {
        if (!isRunning()) {
            return;
        }
        if (rebuild != null) {
            abandon(rebuild, new IllegalStateException("the platform stopped"));
        }
        if (following != null) {
            following.close();
            following = null;
        }
        ViewsDatabase views = current.join();
        current = new CompletableFuture<>();
        views.close();
    }

    @Override
    public boolean isRunning() {
        return current.isDone();
    }

    /** Before the web server, so that the first request finds read models. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** On a reader's thread; timed under {@code tanggap.query}. */
    @Override
    public <T> Mono<T> read(String query, SqlFunction<Statements, T> read) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return Mono.fromFuture(submit(read), true)
                    .doFinally(_ -> sample.stop(timers.computeIfAbsent(query, name ->
                            Timer.builder("tanggap.query").tag("query", name)
                                    .description("from asking the read models to their answer").register(meters))));
        }).publishOn(Schedulers.parallel());
    }

    private <T> CompletableFuture<T> submit(SqlFunction<Statements, T> read) {
        CompletableFuture<ViewsDatabase> asked = current;
        return asked.thenCompose(views -> views.readers().submit(read))
                .exceptionallyCompose(failure -> asked != current
                        ? submit(read) : CompletableFuture.failedFuture(failure));
    }

    @Override
    public Mono<LawView> present() {
        return Mono.defer(() -> Mono.fromFuture(current.thenApply(ViewsDatabase::law), true))
                .publishOn(Schedulers.parallel());
    }

    /** How many events wait as dead letters. */
    public int deadLetterCount() {
        ViewsDatabase views = current.getNow(null);
        return views == null ? 0 : views.deadLetters();
    }

    /** Whether events are being applied without a fault of the read models' own. */
    public boolean healthy() {
        Following present = following;
        return isRunning() && (present == null || present.healthy());
    }

    /** Whether there is anything to serve: not while the very first read models of a long history are being made. */
    public boolean serving() {
        return isRunning() && following != null;
    }

    public boolean rebuilding() {
        return rebuild != null;
    }

    /** The dead letters, oldest first; at most 100. */
    public Mono<List<DeadLetter>> deadLetters() {
        return read("dead letters", file -> ViewsDatabase.letters(file, 100));
    }

    /** Tries all dead letters again. Blocks. @return how many were taken */
    public int retryDeadLetters() {
        return current.join().retry(letter -> {
            DomainEventMessage<?> event = events.readEvents(letter.stream(), letter.sequence()).next();
            return new Incoming(event.getIdentifier(), letter.position(), letter.stream(), letter.sequence(),
                    letter.event(), () -> (DomainEvent) event.getPayload());
        });
    }

    private TrackedEventMessage<?> eventAt(long position) {
        try (var stream = events.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position - 1))) {
            return stream.nextAvailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading event " + position, e);
        }
    }

    /**
     * Makes all read models anew from the first event, beside the present ones, which go on to serve; takes their place
     * once it has caught up.
     *
     * @return the position that the new ones had reached when they took over; the same rebuild if one is under way
     */
    public synchronized CompletableFuture<Long> rebuild() {
        if (rebuild == null) {
            Rebuild begun = new Rebuild();
            rebuild = begun;
            log.info("Rebuilding the read models from {} events.", head.getAsLong() + 1);
            begun.making = Thread.ofPlatform().name("views-rebuild").daemon().start(() -> make(begun));
        }
        return rebuild.done;
    }

    private void make(Rebuild mine) {
        try {
            try (ViewsDatabase anew = ViewsDatabase.toMake(rebuildPath(), json, projections, clock)) {
                new Making(anew, events, head, () -> mine.stopped).run();
                if (mine.stopped) {
                    return;
                }
                anew.complete();
            } catch (RuntimeException e) {
                log.error("The read models could not be made at once; every event is now applied by itself.", e);
                deleteFile(rebuildPath());
            }
            followUntilTakingOver(mine);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The read models cannot be rebuilt; the present ones go on.", e);
            abandon(mine, e);
        }
    }

    private synchronized void followUntilTakingOver(Rebuild mine) {
        if (mine.stopped) {
            return;
        }
        mine.views = open(rebuildPath());
        mine.following = new Following(REBUILDING_GROUP, mine.views, events, head, mine.progress::advance, clock, meters);
        mine.progress.advance(mine.views.position());
        // Close is enough: events may come faster than anybody ever catches up with. The rest is waited for below.
        mine.progress.positions().filter(position -> position >= progress.position() - CLOSE).next()
                .subscribe(_ -> Thread.ofPlatform().name("views-take-over").start(() -> takeOver(mine)));
        mine.following.start();
    }

    private Path rebuildPath() {
        return folder.resolve("views-rebuild.db");
    }

    /**
     * Nobody who has seen a position may be told of a lower one: the present read models stand still, and serve, until the
     * new ones have come as far.
     */
    private synchronized void takeOver(Rebuild finished) {
        if (rebuild != finished) {
            return;
        }
        if (following != null) {
            following.close();
        }
        ViewsDatabase old = current.join();
        try {
            finished.progress.reached(old.position(), CATCHING_UP).block();
        } catch (RuntimeException e) {
            log.error("The rebuilt read models do not catch up; the present ones go on.", e);
            abandon(finished, e);
            serve(old);
            return;
        }
        finished.following.close();
        finished.views.close();
        current = new CompletableFuture<>();
        old.close();
        try {
            ViewsDatabase.replace(path(), rebuildPath());
        } catch (IOException e) {
            log.error("The rebuilt read models could not take their place; the present ones go on.", e);
            finished.done.completeExceptionally(e);
        }
        rebuild = null;
        ViewsDatabase views = open(path());
        serve(views);
        log.info("The read models serve from position {}.", views.position());
        finished.done.complete(views.position());
    }

    private synchronized void abandon(Rebuild unfinished, Throwable why) {
        rebuild = null;
        if (unfinished.following != null) {
            unfinished.following.close();
            unfinished.views.close();
        }
        unfinished.done.completeExceptionally(why);
    }
}
