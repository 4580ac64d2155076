package id.tanggap.infra.erasure;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.threads.OwnThread;
import id.tanggap.kernel.ErasesPersonalData;
import id.tanggap.kernel.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Deletes the keys of those whose data was erased, by the events that say so. How far it has come is kept with the keys, so
 * an erasure that was recorded is done, whatever happens to the platform in between. Wraps keys anew before it begins, if
 * there is a newer key-encryption key.
 */
public final class Erasing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Erasing.class);

    /** A crowd of appends is looked through together. */
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final long LOOKED_AT_TOGETHER = 100_000;

    /** Looking through this many events again costs little: their positions need not be written more often. */
    private static final long WORTH_KEEPING = 1_000_000;

    private final People people;
    private final TotalOrderEventStorageEngine events;
    private final Clock clock;
    private final Set<String> names;
    private final OwnThread thread = new OwnThread("erasing", this::run);

    public Erasing(People people, TotalOrderEventStorageEngine events, EventTypes types, Clock clock) {
        this.people = people;
        this.events = events;
        this.clock = clock;
        this.names = types.namesOf(ErasesPersonalData.class);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            int rewrapped = people.rewrap();
            if (rewrapped > 0) {
                log.info("Wrapped {} keys of people with the newest key-encryption key: the older ones are not needed any more.", rewrapped);
            }
        } catch (RuntimeException e) {
            log.error("People's keys could not be wrapped with the newest key-encryption key; the next start tries again: {}", e.getMessage());
        }
        long done = people.erasedUpTo();
        long kept = done;
        while (isRunning()) {
            try {
                if (events.awaitBeyond(done, this::isRunning)) {
                    long upTo = Math.min(events.lastPosition(), done + LOOKED_AT_TOGETHER);
                    List<PersonId> erased = events.readNamed(names, done, upTo).stream()
                            .map(event -> ((ErasesPersonalData) event.getPayload()).subject()).toList();
                    if (!erased.isEmpty() || upTo - kept > WORTH_KEEPING) {
                        people.erase(erased, upTo, clock.instant()).join();
                        kept = upTo;
                    }
                    done = upTo;
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException _) {
                // asked to stop
            } catch (RuntimeException e) {
                log.error("Erased people's keys could not be deleted, it is tried again: {}", e.getMessage());
                OwnThread.pause(AFTER_A_FAULT);
            }
        }
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.goesOn();
    }
}
