package id.tanggap.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A closed loop: each connection asks again as soon as it was answered, for a bounded time.
 *
 * @param perSecond finished units of work
 * @param p50       in milliseconds, as {@code p99}
 * @param micros    of processor time that the application took for each unit, in microseconds: what else runs on the
 *                  machine changes it less than the others; NaN if there is none
 */
record Load(double perSecond, double p50, double p99, double micros, int failed) {

    /** What one connection does over and over. */
    interface Unit {
        void on(Client client) throws Exception;
    }

    static Load run(Application application, int connections, Duration duration, Unit unit) throws IOException {
        List<Latencies> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int port = application.port();
        double processorSeconds = application.processorSeconds();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        for (int i = 0; i < connections; i++) {
            Latencies mine = new Latencies();
            latencies.add(mine);
            threads.add(Thread.ofPlatform().name("load-" + i).start(() -> {
                while (System.nanoTime() < end && failed.get() < 1_000) {
                    try (Client client = new Client(port)) {
                        while (System.nanoTime() < end) {
                            long asked = System.nanoTime();
                            unit.on(client);
                            mine.add(System.nanoTime() - asked);
                        }
                    } catch (Exception e) {
                        failed.incrementAndGet();
                        failure.compareAndSet(null, e);
                    }
                }
            }));
        }
        threads.forEach(Waiting::join);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Latencies all = Latencies.of(latencies);
        if (failure.get() != null) {
            System.out.printf("  %d of %d failed, the first: %s%n", failed.get(), all.count(), failure.get());
        }
        if (failed.get() * 100L > all.count()) {
            throw new IllegalStateException("more than one in a hundred failed", failure.get());
        }
        return new Load(all.count() / seconds, all.millis(50), all.millis(99),
                (application.processorSeconds() - processorSeconds) * 1e6 / all.count(), failed.get());
    }

    /** The rounds' median rate and latencies, each by itself. */
    static Load median(List<Load> rounds) {
        return new Load(middle(rounds.stream().map(Load::perSecond).toList()),
                middle(rounds.stream().map(Load::p50).toList()), middle(rounds.stream().map(Load::p99).toList()),
                middle(rounds.stream().map(Load::micros).toList()),
                rounds.stream().mapToInt(Load::failed).sum());
    }

    static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    @Override
    public String toString() {
        return "%,.0f/s, p50 %.1f ms, p99 %.1f ms%s%s".formatted(perSecond, p50, p99,
                Double.isNaN(micros) ? "" : ", %.1f µs of processor time".formatted(micros),
                failed == 0 ? "" : ", " + failed + " failed");
    }
}
