package id.tanggap.infra.signin;

import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.kernel.account.AccountEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the {@link Directory} up with the events, on a thread of its own that an append wakes. Before the first request is
 * taken it has read all there is.
 */
final class FollowingAccounts implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FollowingAccounts.class);

    /** Before the web server. */
    private static final int PHASE = 0;

    private static final int BATCH = 1_000;

    /** So many events about other things may have to be read again after a crash. */
    private static final int PASSED_UNNOTED = 20_000;

    /** A busy platform's events are taken many at a time; who changes an account waits no longer than that for it. */
    private static final long PACE_MILLIS = 3;

    /** What is known to be there is found by then. */
    private static final int FOUND_WITHIN_SECONDS = 10;

    private static final long PAUSE_AFTER_FAULT_MILLIS = 1_000;

    private final TotalOrderEventStore events;
    private final LongSupplier head;
    private final Directory directory;

    private volatile boolean running;
    private Thread thread;
    private volatile TrackingEventStream stream;

    // Of the thread that follows.
    private Reached noted;
    private Reached reached;

    /** @param head position of the last event that there is when it is asked for, also if another node wrote it; may wait */
    FollowingAccounts(TotalOrderEventStore events, LongSupplier head, Directory directory) {
        this.events = events;
        this.head = head;
        this.directory = directory;
    }

    @Override
    public void start() {
        noted = directory.reached();
        if (!isOfThisHistory(noted)) {
            log.info("The accounts' file follows other events than these; it follows these from the beginning now.");
            directory.startOver();
            noted = directory.reached();
        }
        reached = noted;
        long before = head.getAsLong();
        open();
        try {
            while (reached.position() < before) {
                if (stream.hasNextAvailable(FOUND_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    step();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before all accounts were read", e);
        }
        running = true;
        thread = Thread.ofPlatform().name("accounts-follower").daemon().start(this::follow);
    }

    private boolean isOfThisHistory(Reached last) {
        if (last.position() == AccountStore.NOTHING) {
            return true;
        }
        if (last.position() > head.getAsLong()) {
            return false;
        }
        try (TrackingEventStream there = events.openStream(token(last.position() - 1))) {
            // another node may have been further than this one's stream has come by now
            if (!there.hasNextAvailable(FOUND_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the event at position " + last.position() + " is there and cannot be read");
            }
            return last.event().equals(there.peek().map(TrackedEventMessage::getIdentifier));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before all accounts were read", e);
        }
    }

    private static GlobalSequenceTrackingToken token(long position) {
        return position < 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    private void open() {
        stream = events.openStream(token(reached.position()));
    }

    private void follow() {
        while (running) {
            try {
                if (stream.hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
                    step();
                    Thread.sleep(PACE_MILLIS);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException fault) {
                if (running) {
                    log.error("Cannot follow the accounts; trying again", fault);
                    again();
                }
            }
        }
    }

    /** From the last position that is noted: what was read and not taken must be read again. */
    private void again() {
        try {
            Thread.sleep(PAUSE_AFTER_FAULT_MILLIS);
            stream.close();
            reached = noted;
            open();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what is there, up to a batch. */
    private void step() {
        List<Directory.Followed> found = new ArrayList<>();
        for (int i = 0; i < BATCH && stream.hasNextAvailable(); i++) {
            TrackedEventMessage<?> message = next();
            reached = new Reached(message.trackingToken().position().orElseThrow(), Optional.of(message.getIdentifier()));
            if (AccountEvent.class.isAssignableFrom(message.getPayloadType())) {
                found.add(new Directory.Followed((AccountEvent) message.getPayload(), reached.position(),
                        message.getIdentifier()));
            } else {
                stream.skipMessagesWithPayloadTypeOf(message);
            }
        }
        if (!found.isEmpty() || reached.position() - noted.position() > PASSED_UNNOTED) {
            directory.follow(found, reached);
            noted = reached;
        } else {
            directory.passed(reached.position());
        }
    }

    private TrackedEventMessage<?> next() {
        try {
            return stream.nextAvailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted where nothing had to be waited for", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        stream.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
