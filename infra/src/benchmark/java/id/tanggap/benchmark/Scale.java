package id.tanggap.benchmark;

import java.time.Duration;

/**
 * How long and how large a run is. Figures of {@link #QUICK} show that everything works and no more: a JVM is not warm yet
 * after a few seconds, and the large store is not large. {@code benchmark.large} sets the number of complaints in the large
 * store.
 */
enum Scale {
    QUICK(10_000, 1_000, Duration.ofSeconds(8), Duration.ofSeconds(4), 2, Duration.ofSeconds(2), 2, Duration.ofSeconds(5)),
    FULL(1_000_000, 10_000, Duration.ofSeconds(150), Duration.ofSeconds(15), 5, Duration.ofSeconds(4), 5,
            Duration.ofSeconds(30));

    final int large;
    final int small;
    final Duration warmUp;
    final Duration round;
    final int rounds;
    final Duration append;
    final int starts;
    final Duration rest;

    Scale(int large, int small, Duration warmUp, Duration round, int rounds, Duration append, int starts, Duration rest) {
        this.large = Integer.getInteger("benchmark.large", large);
        this.small = small;
        this.warmUp = warmUp;
        this.round = round;
        this.rounds = rounds;
        this.append = append;
        this.starts = starts;
        this.rest = rest;
    }
}
