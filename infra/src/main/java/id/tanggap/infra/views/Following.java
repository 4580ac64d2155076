package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/**
 * Keeps one set of read models up with the events: Axon's pooled streaming processor with one segment, whose
 * transaction and token live in that set.
 *
 * <p>Near the last event every batch of the processor's is written by itself. Far behind it, many batches are written
 * together, so that a row and a page that many events change are written once.
 */
final class Following implements AutoCloseable {

    /** As many as the processor's buffer has room for. */
    private static final int BATCH = 1000;

    /** Far behind: this many events are written together. They are in memory until then. */
    private static final int MOST_TOGETHER = 20_000;

    /** After a fault the processor is to look again soon; its own backing off comes on top, up to a minute. */
    private static final long CLAIM_MILLIS = 500;

    private final Projecting views;
    private final int most;
    private final LongSupplier head;
    private final Consumer<ViewsStorage.Readable> advanced;
    private final Clock clock;
    private final Timer lag;
    private final ScheduledExecutorService coordinating;
    private final ScheduledExecutorService working;
    private final PooledStreamingEventProcessor processor;

    private volatile boolean failing;

    // Whoever has the batch.
    private long told;
    private Instant oldest;

    /**
     * @param group    the processor's name, also on metrics
     * @param head     position of the last event there is
     * @param advanced told what is readable each time when everything up to a later position is durable
     */
    Following(String group, Projecting views, TotalOrderEventStore events, LongSupplier head, Consumer<ViewsStorage.Readable> advanced,
              Clock clock, MeterRegistry meters) {
        this.views = views;
        this.told = views.position();
        this.most = Math.min(MOST_TOGETHER, views.store().mostEvents());
        this.head = head;
        this.advanced = advanced;
        this.clock = clock;
        this.lag = Timer.builder("tanggap.projection.lag").tag("group", group)
                .description("from recording an event to its being readable; the oldest event of each transaction")
                .register(meters);
        this.coordinating = thread(group + "-coordinator");
        this.working = thread(group + "-worker");
        this.processor = PooledStreamingEventProcessor.builder().name(group)
                .eventHandlerInvoker(new Applying()).errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events).tokenStore(new Tokens()).transactionManager(new Transactions())
                .coordinatorExecutor(coordinating).workerExecutor(working).tokenClaimInterval(CLAIM_MILLIS)
                .initialSegmentCount(1).batchSize(BATCH).build();
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
    }

    void start() {
        processor.start();
    }

    /** Whether the processor runs without having met an error that it could not get over yet. */
    boolean healthy() {
        return processor.isRunning() && !processor.isError() && !failing;
    }

    /** Ends after the batch at hand. */
    @Override
    public void close() {
        processor.shutDown();
        coordinating.shutdownNow();
        working.shutdown();
        try {
            working.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Applying implements EventHandlerInvoker {

        @Override
        public boolean canHandle(EventMessage<?> event, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            if (message instanceof GenericTrackedDomainEventMessage<?> event) {
                if (oldest == null) {
                    oldest = event.getTimestamp();
                }
                views.apply(Incoming.of(event));
            }
        }
    }

    /** Axon asks for a transaction for each batch of events, and for some of its own questions about tokens. */
    private final class Transactions implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            views.begin();
            int before = views.size();
            return new Transaction() {
                @Override
                public void commit() {
                    if (views.size() > before && (views.size() >= most || !moreIsCertain())) {
                        views.commit();
                    }
                    tell();
                    views.leave();
                }

                @Override
                public void rollback() {
                    failing = true;
                    oldest = null;
                    views.rollback();
                }
            };
        }

        private boolean moreIsCertain() {
            return head.getAsLong() - views.reached() > BATCH;
        }

        private void tell() {
            if (views.position() > told) {
                told = views.position();
                failing = false;
                if (oldest != null) {
                    lag.record(Duration.between(oldest, clock.instant()).abs());
                    oldest = null;
                }
                advanced.accept(views.readable());
            }
        }
    }

    /** The token is the position that stands in the set. Who is on duty is for the storage to say: there is nothing to claim. */
    private final class Tokens implements TokenStore {

        @Override
        public void storeToken(TrackingToken token, String processorName, int segment) {
            if (token != null) {
                views.reach(token.position().orElseThrow());
            }
        }

        @Override
        public TrackingToken fetchToken(String processorName, int segment) {
            long position = views.startOver();
            return position < 0 ? null : new GlobalSequenceTrackingToken(position);
        }

        @Override
        public void extendClaim(String processorName, int segment) {
            // nobody else can claim it
        }

        @Override
        public void releaseClaim(String processorName, int segment) {
            // nobody else waits for it
        }

        @Override
        public int[] fetchSegments(String processorName) {
            return new int[] {0};
        }
    }
}
