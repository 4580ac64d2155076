package id.tanggap.infra.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in rows: microseconds since 1970, UTC. */
public final class Moments {

    private Moments() {
    }

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
