package id.tanggap.infra.eventstore;

import java.time.Instant;

/** Moments as a log keeps them: whole microseconds since 1970, UTC. */
public final class Microseconds {

    private static final long PER_SECOND = 1_000_000;

    private Microseconds() {
    }

    /** What is finer is cut off, towards the past. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
    }

    public static Instant instant(long microseconds) {
        return Instant.ofEpochSecond(Math.floorDiv(microseconds, PER_SECOND), Math.floorMod(microseconds, PER_SECOND) * 1_000);
    }
}
