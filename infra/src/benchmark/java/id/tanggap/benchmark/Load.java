package id.tanggap.benchmark;

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
 */
record Load(double perSecond, double p50, double p99, int failed) {

    /** What one connection does over and over. */
    interface Unit {
        void on(Client client) throws Exception;
    }

    static Load run(int port, int connections, Duration duration, Unit unit) {
        List<Latencies> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
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
        return new Load(all.count() / seconds, all.millis(50), all.millis(99), failed.get());
    }

    /** The rounds' median rate and latencies, each by itself. */
    static Load median(List<Load> rounds) {
        return new Load(middle(rounds.stream().map(Load::perSecond).toList()),
                middle(rounds.stream().map(Load::p50).toList()), middle(rounds.stream().map(Load::p99).toList()),
                rounds.stream().mapToInt(Load::failed).sum());
    }

    static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    @Override
    public String toString() {
        return "%,.0f/s, p50 %.1f ms, p99 %.1f ms%s".formatted(perSecond, p50, p99,
                failed == 0 ? "" : ", " + failed + " failed");
    }
}
