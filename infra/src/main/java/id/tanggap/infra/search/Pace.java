package id.tanggap.infra.search;

import java.util.concurrent.TimeUnit;

/** Whether events come in fast, by what came in the last second or more. For one thread. */
final class Pace {

    private static final long LOOKED_AT = TimeUnit.SECONDS.toNanos(1);

    private final long busyPerSecond;
    private boolean begun;
    private long from;
    private long head;
    private boolean busy;

    Pace(long busyPerSecond) {
        this.busyPerSecond = busyPerSecond;
    }

    /** @param head position of the last event by {@code now}, which is {@link System#nanoTime()} */
    boolean isBusy(long head, long now) {
        if (!begun || now - from >= LOOKED_AT) {
            busy = begun && (head - this.head) * (double) LOOKED_AT / (now - from) >= busyPerSecond;
            begun = true;
            this.head = head;
            from = now;
        }
        return busy;
    }
}
