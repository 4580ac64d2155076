package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a new set of read models from the first event on, as fast as it goes: one thread reads and deserialises ahead,
 * one applies, one writes what was applied before; and very many events share a transaction, so that a row that they all
 * change is written once. The pooled processor, which follows afterwards, hands over at most a thousand events at a time
 * and naps when its buffer is full; it is made for following.
 */
final class Making {

    private static final Logger log = LoggerFactory.getLogger(Making.class);

    private static final int PAGE = 1000;
    private static final int PAGES_AHEAD = 8;
    private static final long SAYING_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What comes after the last page. */
    private static final List<TrackedEventMessage<?>> END = new ArrayList<>();

    private final Projecting views;
    private final TotalOrderEventStore events;
    private final LongSupplier head;
    private final BooleanSupplier stopped;
    private final BlockingQueue<List<TrackedEventMessage<?>>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private volatile RuntimeException fault;

    /** @param stopped asked between pages */
    Making(Projecting views, TotalOrderEventStore events, LongSupplier head, BooleanSupplier stopped) {
        this.views = views;
        this.events = events;
        this.head = head;
        this.stopped = stopped;
    }

    /** Applies all events that there are by the time when it gets there, or those before it was stopped. */
    void run() throws InterruptedException {
        Thread reading = Thread.ofPlatform().name("views-rebuild-reader").daemon().start(this::readAhead);
        // Closing it waits for what it writes: nobody else may use the store before.
        try (ExecutorService writing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("views-rebuild-writer").daemon().factory())) {
            apply(writing);
        } finally {
            reading.interrupt();
            reading.join();
        }
        if (fault != null) {
            throw fault;
        }
    }

    private void apply(Executor writing) throws InterruptedException {
        long said = System.nanoTime();
        views.begin();
        try {
            for (List<TrackedEventMessage<?>> page = pages.take(); page != END; page = pages.take()) {
                for (TrackedEventMessage<?> message : page) {
                    if (message instanceof GenericTrackedDomainEventMessage<?> event) {
                        views.apply(Incoming.of(event));
                    }
                }
                views.reach(page.getLast().trackingToken().position().orElseThrow());
                if (views.size() >= views.store().mostEvents()) {
                    views.commitAside(writing);
                }
                if (System.nanoTime() - said > SAYING_EVERY_NANOS) {
                    said = System.nanoTime();
                    log.info("The read models are being made: {} of {} events.", views.reached() + 1,
                            head.getAsLong() + 1);
                }
            }
            if (views.size() > 0) {
                views.commitAside(writing);
            }
            if (!stopped.getAsBoolean()) {
                views.commitPostponed(writing);
            }
            views.awaitWritten();
        } finally {
            views.rollback();
        }
    }

    private void readAhead() {
        try (var stream = events.openStream(null)) {
            List<TrackedEventMessage<?>> page = new ArrayList<>(PAGE);
            while (!stopped.getAsBoolean() && stream.hasNextAvailable()) {
                page.add(stream.nextAvailable());
                if (page.size() == PAGE) {
                    pages.put(page);
                    page = new ArrayList<>(PAGE);
                }
            }
            if (!page.isEmpty()) {
                pages.put(page);
            }
            pages.put(END);
        } catch (InterruptedException _) {
            log.debug("Nobody needs what was read ahead.");
        } catch (RuntimeException failure) {
            fault = failure;
            end();
        }
    }

    private void end() {
        try {
            pages.put(END);
        } catch (InterruptedException _) {
            log.debug("Nobody waits for the end.");
        }
    }
}
