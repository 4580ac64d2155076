package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.kernel.DomainEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/**
 * Keeps one file of read models up with the events: Axon's pooled streaming processor with one segment, whose
 * transaction and token live in that file.
 */
final class Following implements AutoCloseable {

    /** Large enough that replays write each row once per many events, small enough that a batch takes a moment only. */
    private static final int BATCH = 1000;

    private final ViewsDatabase views;
    private final LongConsumer advanced;
    private final Clock clock;
    private final Timer lag;
    private final ScheduledExecutorService coordinating;
    private final ScheduledExecutorService working;
    private final PooledStreamingEventProcessor processor;

    private Instant oldestInBatch;

    /**
     * @param group    the processor's name, also on metrics
     * @param advanced told each position once everything up to it is durable
     */
    Following(String group, ViewsDatabase views, TotalOrderEventStore events, LongConsumer advanced, Clock clock,
              MeterRegistry meters) {
        this.views = views;
        this.advanced = advanced;
        this.clock = clock;
        this.lag = Timer.builder("tanggap.projection.lag").tag("group", group)
                .description("from recording an event to its being readable; the oldest event of each batch")
                .register(meters);
        this.coordinating = thread(group + "-coordinator");
        this.working = thread(group + "-worker");
        this.processor = PooledStreamingEventProcessor.builder().name(group)
                .eventHandlerInvoker(new Applying()).errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events).tokenStore(new Tokens()).transactionManager(new Batches())
                .coordinatorExecutor(coordinating).workerExecutor(working)
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
        return processor.isRunning() && !processor.isError();
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
            if (oldestInBatch == null) {
                oldestInBatch = message.getTimestamp();
            }
            if (message instanceof DomainEventMessage<?> event) {
                long position = ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow();
                views.apply(event.getAggregateIdentifier(), position, event.getSequenceNumber(),
                        event.getPayloadType().getSimpleName(), () -> (DomainEvent) event.getPayload());
            }
        }
    }

    /** A batch is a transaction; telling of the new position is the last thing in it. */
    private final class Batches implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            views.begin();
            oldestInBatch = null;
            return new Transaction() {
                @Override
                public void commit() {
                    long before = views.position();
                    views.commit();
                    if (views.position() != before) {
                        if (oldestInBatch != null) {
                            lag.record(Duration.between(oldestInBatch, clock.instant()).abs());
                        }
                        advanced.accept(views.position());
                    }
                }

                @Override
                public void rollback() {
                    views.rollback();
                }
            };
        }
    }

    /** The token is the position that stands in the file; only this process has the file, so there is nothing to claim. */
    private final class Tokens implements TokenStore {

        @Override
        public void storeToken(TrackingToken token, String processorName, int segment) {
            if (token != null) {
                views.reach(token.position().orElseThrow());
            }
        }

        @Override
        public TrackingToken fetchToken(String processorName, int segment) {
            return views.position() < 0 ? null : new GlobalSequenceTrackingToken(views.position());
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
