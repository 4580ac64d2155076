package id.tanggap.infra.eventstore.mongodb;

import java.time.Duration;

/** Trying again, with longer and longer pauses, until time is up. */
final class Patience {

    private static final long LONGEST_MILLIS = 500;

    private final long deadline;
    private long millis = 5;

    Patience(Duration most) {
        this.deadline = System.nanoTime() + most.toNanos();
    }

    /** @return false, at once, if time is up */
    boolean pause() {
        if (System.nanoTime() - deadline >= 0) {
            return false;
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            // The writer's thread belongs to the event store, which nobody ends in the middle of a write.
        }
        millis = Math.min(2 * millis, LONGEST_MILLIS);
        return true;
    }
}
