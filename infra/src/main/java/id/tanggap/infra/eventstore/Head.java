package id.tanggap.infra.eventstore;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The position of the last event that is known to be durable, for readers to compare with and to wait for.
 *
 * <p>Asking costs no query, waiting does no polling.
 */
final class Head {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long position;

    Head(long position) {
        this.position = position;
    }

    long position() {
        return position;
    }

    void advanceTo(long durable) {
        lock.lock();
        try {
            position = Math.max(position, durable);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody who waits ask again whether to give up, for instance because a stream was closed. */
    void wake() {
        advanceTo(-1);
    }

    /**
     * Waits until the head is beyond a position, somebody wakes the waiters, or time is up. Whether to give up is asked
     * under the lock that {@link #wake} takes, so that no wake-up is lost between asking and waiting.
     */
    void awaitBeyond(long seen, long nanos, BooleanSupplier giveUp) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (position <= seen && nanos > 0 && !giveUp.getAsBoolean()) {
                moved.await(nanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
