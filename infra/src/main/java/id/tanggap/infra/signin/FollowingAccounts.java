package id.tanggap.infra.signin;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.threads.OwnThread;
import id.tanggap.kernel.account.AccountEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.TrackedEventMessage;
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

    private static final long LOOKED_AT_TOGETHER = 100_000;

    /** So many events may have to be looked through again after a crash. */
    private static final long PASSED_UNNOTED = 20_000;

    /** A busy platform's events are taken many at a time; who changes an account waits no longer than that for it. */
    private static final long PACE_MILLIS = 3;

    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final TotalOrderEventStorageEngine events;
    private final Set<String> names;
    private final LongSupplier head;
    private final Directory directory;

    private final OwnThread thread = new OwnThread("accounts-follower", this::follow);

    // Of the thread that follows.
    private Reached noted;
    private long reached;

    /** @param head position of the last event that there is when it is asked for, also if another node wrote it; may wait */
    FollowingAccounts(TotalOrderEventStorageEngine events, EventTypes types, LongSupplier head, Directory directory) {
        this.events = events;
        this.head = head;
        this.names = types.namesOf(AccountEvent.class);
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
        reached = noted.position();
        long before = head.getAsLong();
        while (reached < before) {
            step(before);
        }
        thread.start();
    }

    private boolean isOfThisHistory(Reached last) {
        if (last.position() == AccountStore.NOTHING) {
            return true;
        }
        if (last.position() > head.getAsLong()) {
            return false;
        }
        return last.event().equals(Optional.of(identifierAt(last.position())));
    }

    private String identifierAt(long position) {
        return events.identifierAt(position).orElseThrow(() ->
                new IllegalStateException("the event at position " + position + " is there and cannot be read"));
    }

    private void follow() {
        while (isRunning()) {
            try {
                if (events.awaitBeyond(reached, this::isRunning)) {
                    step(events.lastPosition());
                    Thread.sleep(PACE_MILLIS);
                }
            } catch (InterruptedException _) {
                // asked to stop
            } catch (RuntimeException fault) {
                if (isRunning()) {
                    log.error("Cannot follow the accounts; trying again", fault);
                    OwnThread.pause(PAUSE_AFTER_FAULT);
                }
            }
        }
    }

    /** Takes what is there up to a position that is known to be there, or a batch of it; all of it again if that fails. */
    private void step(long known) {
        long upTo = Math.min(known, reached + LOOKED_AT_TOGETHER);
        List<Directory.Followed> found =
                events.readNamed(names, reached, upTo).stream().map(FollowingAccounts::followed).toList();
        if (!found.isEmpty() || upTo - noted.position() > PASSED_UNNOTED) {
            Reached now = new Reached(upTo, Optional.of(identifierAt(upTo)));
            directory.follow(found, now);
            noted = now;
        } else {
            directory.passed(upTo);
        }
        reached = upTo;
    }

    private static Directory.Followed followed(TrackedEventMessage<?> message) {
        return new Directory.Followed((AccountEvent) message.getPayload(), message.trackingToken().position().orElseThrow(),
                message.getIdentifier());
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.goesOn();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
