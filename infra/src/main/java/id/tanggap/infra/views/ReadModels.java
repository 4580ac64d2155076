package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.law.LawView;
import id.tanggap.query.law.Laws;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The read models: kept up with the events while this node is on duty, told of, and made anew. */
public final class ReadModels implements Laws, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadModels.class);

    private static final String GROUP = "views";
    private static final String REBUILDING_GROUP = "views-rebuild";

    /** From nothing, so many events are better made at once than followed. */
    private static final long FAR = 20_000;

    /** A rebuild that is at most this many events behind may take over. */
    private static final long CLOSE = 1_000;
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private static final Duration RETRYING = Duration.ofSeconds(60);

    /** An event that the read models have applied is in the event store, if it is theirs. */
    private static final int LOOKING_FOR_AN_EVENT_MILLIS = 2_000;

    private final ViewsStorage storage;
    private final TotalOrderEventStore events;
    private final LongSupplier head;
    private final Projections projections;
    private final Progress progress;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ViewsStorage.Duty duty = new OnDuty();

    private volatile CompletableFuture<ViewsStorage.Readable> readable = new CompletableFuture<>();
    private volatile boolean serving;

    // On duty.
    private volatile Projecting current;
    private volatile Following following;
    private volatile Rebuild rebuild;

    /** A rebuild under way: first its set is made, then that follows the events until it takes over. */
    private static final class Rebuild {

        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final Progress progress = new Progress();
        private volatile boolean stopped;
        private Thread making;
        private Projecting views;
        private Following following;
    }

    /** @param head position of the last event there is */
    public ReadModels(ViewsStorage storage, TotalOrderEventStore events, LongSupplier head, Projections projections,
                      Progress progress, Clock clock, MeterRegistry meters) {
        this.storage = storage;
        this.events = events;
        this.head = head;
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

    @Override
    public void start() {
        storage.start(duty);
    }

    @Override
    public void stop() {
        storage.stop();
        serving = false;
        readable = new CompletableFuture<>();
    }

    private final class OnDuty implements ViewsStorage.Duty {

        @Override
        public void begin() {
            beginDuty();
        }

        @Override
        public void end() {
            Rebuild unfinished = rebuild;
            if (unfinished != null) {
                unfinished.stopped = true;
                await(unfinished.making);
            }
            endDuty();
        }

        @Override
        public void readable(ViewsStorage.Readable now) {
            tell(now);
            serving = true;
        }

        @Override
        public long told() {
            return progress.position();
        }

        @Override
        public CompletableFuture<Long> asked(ViewsStorage.Task task) {
            return switch (task) {
                case REBUILD -> rebuild();
                case RETRY -> CompletableFuture.supplyAsync(() -> (long) retryDeadLetters(),
                        work -> Thread.ofPlatform().name("views-retry").start(work));
            };
        }
    }

    private synchronized void beginDuty() {
        Projecting views = onTo(storage.open());
        if (!isOfThisHistory(views)) {
            log.warn("The read models belong to another history than the events that are there: they are made anew.");
            views.close();
            views = onTo(storage.openEmpty());
        }
        if (views.position() < 0 && head.getAsLong() > FAR) {
            // nothing to serve yet, and following would take much longer than making
            current = views;
            storage.serve(views.store());
            tell(views.readable());
            rebuild();
        } else {
            serve(views);
        }
    }

    /** Read models of another event store, or of events that a restored copy does not have, must not be gone on with. */
    private boolean isOfThisHistory(Projecting views) {
        return views.lastApplied().map(last -> {
            TrackedEventMessage<?> event = eventAt(last.lastPosition());
            return event != null && event.getIdentifier().equals(last.lastEvent());
        }).orElse(true);
    }

    private Projecting onTo(ViewsStore store) {
        return Projecting.onTo(store, projections, clock);
    }

    private void serve(Projecting views) {
        following = new Following(GROUP, views, events, head, this::tell, clock, meters);
        current = views;
        storage.serve(views.store());
        tell(views.readable());
        serving = true;
        following.start();
    }

    /** Whoever is told of a position finds the law of that position. */
    private void tell(ViewsStorage.Readable now) {
        if (!readable.complete(now)) {
            readable = CompletableFuture.completedFuture(now);
        }
        progress.advance(now.position());
    }

    private static void await(Thread making) {
        try {
            making.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endDuty() {
        if (current == null) {
            return;
        }
        if (rebuild != null) {
            abandon(rebuild, new IllegalStateException("stopped: this node keeps the read models no more"));
        }
        if (following != null) {
            following.close();
            following = null;
        }
        current.close();
        current = null;
    }

    @Override
    public boolean isRunning() {
        return readable.isDone();
    }

    /** Before the web server, so that the first request finds read models. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public Mono<LawView> present() {
        return Mono.defer(() -> Mono.fromFuture(readable.thenApply(ViewsStorage.Readable::law), true))
                .publishOn(Schedulers.parallel());
    }

    /** How many events wait as dead letters. */
    public int deadLetterCount() {
        ViewsStorage.Readable now = readable.getNow(null);
        return now == null ? 0 : now.deadLetters();
    }

    /** Whether events are being applied without a fault of the read models' own. */
    public boolean healthy() {
        Following present = following;
        return isRunning() && (present == null ? storage.healthy() : present.healthy());
    }

    /** Whether there is anything to serve: not while the very first read models of a long history are being made. */
    public boolean serving() {
        return serving;
    }

    /** Whether it is this node that keeps the read models up with the events. */
    boolean onDuty() {
        return current != null;
    }

    public boolean rebuilding() {
        return rebuild != null;
    }

    /** The dead letters, oldest first; at most 100. */
    public Mono<List<DeadLetter>> deadLetters() {
        return storage.deadLetters(100);
    }

    /** Tries all dead letters again; if another node is on duty, that one does it. Blocks. @return how many were taken */
    public int retryDeadLetters() {
        Projecting views = current;
        if (views == null) {
            return storage.ask(ViewsStorage.Task.RETRY).orTimeout(RETRYING.toSeconds(), TimeUnit.SECONDS).join().intValue();
        }
        return views.retry(letter -> {
            DomainEventMessage<?> event = events.readEvents(letter.stream(), letter.sequence()).next();
            return new Incoming(event.getIdentifier(), letter.position(), letter.stream(), letter.sequence(),
                    letter.event(), () -> (DomainEvent) event.getPayload());
        }, this::tell);
    }

    /** Null if there is none. */
    private TrackedEventMessage<?> eventAt(long position) {
        try (var stream = events.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position - 1))) {
            return stream.hasNextAvailable(LOOKING_FOR_AN_EVENT_MILLIS, TimeUnit.MILLISECONDS)
                    ? stream.nextAvailable() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading event " + position, e);
        }
    }

    /**
     * Makes all read models anew from the first event, beside the present ones, which go on to serve; takes their place
     * once it has caught up. If another node is on duty, that one does it.
     *
     * @return the position that the new ones had reached when they took over; the same rebuild if one is under way
     */
    public synchronized CompletableFuture<Long> rebuild() {
        if (current == null) {
            return storage.ask(ViewsStorage.Task.REBUILD);
        }
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
            try (Projecting anew = Projecting.making(storage.make(), projections, clock)) {
                new Making(anew, events, head, () -> mine.stopped).run();
                if (mine.stopped) {
                    return;
                }
                anew.store().complete();
            } catch (RuntimeException e) {
                log.error("The read models could not be made at once; every event is now applied by itself.", e);
                storage.discardMade();
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
        mine.views = onTo(storage.openMade());
        mine.following = new Following(REBUILDING_GROUP, mine.views, events, head,
                now -> mine.progress.advance(now.position()), clock, meters);
        mine.progress.advance(mine.views.position());
        // Close is enough: events may come faster than anybody ever catches up with. The rest is waited for below.
        mine.progress.positions().filter(position -> position >= progress.position() - CLOSE).next()
                .subscribe(_ -> Thread.ofPlatform().name("views-take-over").start(() -> takeOver(mine)));
        mine.following.start();
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
        Projecting old = current;
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
        rebuild = null;
        try {
            serve(onTo(storage.takeOver(old.store())));
        } catch (ViewsUnavailable e) {
            log.error("The rebuilt read models could not take their place; the present ones go on.", e);
            finished.done.completeExceptionally(e);
            serve(onTo(storage.open()));
        }
        log.info("The read models serve from position {}.", current.position());
        finished.done.complete(current.position());
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
