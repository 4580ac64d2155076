package id.tanggap.infra.eventstore;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the log page by page after its own position, and parks at the head until an append wakes it.
 *
 * <p>Several threads may ask at once, and each event is given to one of them: Axon's coordinator looks whether there is more
 * after it has let go of its own gate, when the next of its tasks may already be reading. In which order threads get events that
 * ask at once is theirs to say.
 */
final class TailingStream implements TrackingEventStream {

    private static final Logger log = LoggerFactory.getLogger(TailingStream.class);
    private static final int PAGE = 500;

    private final TotalOrderEventStorageEngine engine;
    private final Head head;
    private final Consumer<TailingStream> onClose;
    private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>(PAGE);
    private final Set<Class<?>> unwanted = new HashSet<>();
    private volatile long position;
    private volatile Runnable callback = () -> { };
    private volatile boolean closed;

    TailingStream(TotalOrderEventStorageEngine engine, long position, Consumer<TailingStream> onClose) {
        this.engine = engine;
        this.head = engine.head();
        this.position = position;
        this.onClose = onClose;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        synchronized (page) {
            return available() ? Optional.of(page.peek()) : Optional.empty();
        }
    }

    @Override
    public boolean hasNextAvailable() {
        return available();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!available()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            head.awaitBeyond(position, left, () -> closed);
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            if (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS) && closed) {
                throw new IllegalStateException("this stream of events is closed");
            }
            synchronized (page) {
                if (available()) {
                    return page.remove();
                }
            }
        }
    }

    /** Comparing with the known head comes first, so that asking at the head costs no query. */
    private boolean available() {
        synchronized (page) {
            while (page.isEmpty() && !closed && position < head.position()) {
                TotalOrderEventStorageEngine.Page next = engine.pageAfter(position, PAGE);
                next.messages().forEach(this::deserialize);
                page.addAll(next.messages());
                position = next.lastPosition();
            }
            return !page.isEmpty();
        }
    }

    /**
     * Done here because Axon would do it in the handler: the coordinator's thread works ahead while the handlers' threads
     * handle. What cannot be deserialised is passed on as it is, so that the handler fails on it and the failure is seen.
     */
    private void deserialize(TrackedEventMessage<?> message) {
        try {
            if (!unwanted.contains(message.getPayloadType())) {
                message.getPayload();
            }
        } catch (RuntimeException | LinkageError e) {
            // Not its message: that may quote what the event says, and about whom.
            log.warn("The event {} at {} cannot be deserialised; its handlers will fail on it: {}",
                    message.getIdentifier(), message.trackingToken(), e.getClass().getName());
        }
    }

    /** Messages of that type are still delivered, for their positions, but no longer deserialised in advance. */
    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignoredMessage) {
        unwanted.add(ignoredMessage.getPayloadType());
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        this.callback = callback;
        announce();
        return true;
    }

    void announce() {
        if (closed || position >= head.position()) {
            return;
        }
        try {
            callback.run();
        } catch (RuntimeException e) {
            log.warn("A reader could not be told about new events: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        head.wake();
    }
}
