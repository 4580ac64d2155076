package id.tanggap.infra.eventstore;

import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.monitoring.MessageMonitor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event store that Axon's repositories and processors use, with streams that are woken by the append.
 *
 * <p>Axon's {@code EmbeddedEventStore} would do, but its streams offer no availability callback, so that a pooled
 * streaming processor looks for new events every 500 ms only.
 *
 * <p><b>Promised</b>: a stream yields every event after its token exactly once, in the order of positions, never skips and
 * never repeats; while there is nothing new it makes no query. {@code null} as a token means from the beginning.
 *
 * <p><b>Not promised</b>: one callback per event. Writes that follow each other closely are announced together.
 */
public final class TotalOrderEventStore extends AbstractEventStore implements AutoCloseable {

    private final TotalOrderEventStorageEngine engine;
    private final Set<TailingStream> streams = ConcurrentHashMap.newKeySet();
    private final Thread announcer;
    private volatile boolean closed;

    private TotalOrderEventStore(Builder builder) {
        super(builder);
        this.engine = builder.engine;
        // Not on the writer's thread, so that a slow callback never holds an append up.
        this.announcer = Thread.ofPlatform().name("event-store-announcer").daemon().start(this::announce);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public TrackingEventStream openStream(TrackingToken trackingToken) {
        long position = TotalOrderEventStorageEngine.positionOf(trackingToken);
        engine.refuseBeyondHead(position);
        TailingStream stream = new TailingStream(engine, position, streams::remove);
        streams.add(stream);
        return stream;
    }

    private void announce() {
        long announced = engine.head().position();
        while (!closed) {
            try {
                engine.head().awaitBeyond(announced, Long.MAX_VALUE, () -> closed);
            } catch (InterruptedException e) {
                continue;
            }
            long head = engine.head().position();
            if (head > announced) {
                announced = head;
                streams.forEach(TailingStream::announce);
            }
        }
    }

    /** Ends the streams; the engine is closed by whoever made it. */
    @Override
    public void close() {
        closed = true;
        engine.head().wake();
        streams.forEach(TailingStream::close);
    }

    /** Needs a {@link TotalOrderEventStorageEngine}. */
    public static final class Builder extends AbstractEventStore.Builder {

        private TotalOrderEventStorageEngine engine;

        private Builder() {
        }

        public Builder storageEngine(TotalOrderEventStorageEngine engine) {
            super.storageEngine(engine);
            this.engine = engine;
            return this;
        }

        @Override
        public Builder storageEngine(EventStorageEngine engine) {
            if (engine instanceof TotalOrderEventStorageEngine totalOrder) {
                return storageEngine(totalOrder);
            }
            throw new AxonConfigurationException("the streams of this event store rely on a total order without gaps");
        }

        @Override
        public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> messageMonitor) {
            super.messageMonitor(messageMonitor);
            return this;
        }

        @Override
        public Builder spanFactory(EventBusSpanFactory spanFactory) {
            super.spanFactory(spanFactory);
            return this;
        }

        public TotalOrderEventStore build() {
            return new TotalOrderEventStore(this);
        }
    }
}
