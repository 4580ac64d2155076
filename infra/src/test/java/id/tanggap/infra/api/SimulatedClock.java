package id.tanggap.infra.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on by itself, and jumps when it is told to. */
final class SimulatedClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private volatile Duration ahead;

    SimulatedClock(Instant beginning) {
        jumpTo(beginning);
    }

    void jumpTo(Instant moment) {
        ahead = Duration.between(real.instant(), moment);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }
}
