package id.tanggap.benchmark;

import java.time.Duration;

/** Waiting that nobody interrupts: a benchmark ends by itself or with its process. */
final class Waiting {

    private Waiting() {
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }
}
