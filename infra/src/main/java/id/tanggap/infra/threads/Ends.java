package id.tanggap.infra.threads;

import java.util.List;

/** Waiting for threads to end that were asked to. */
public final class Ends {

    private Ends() {
    }

    /** Returns when this thread has ended, however often the caller is interrupted meanwhile; the interrupt stays set. */
    public static void await(Thread thread) {
        await(List.of(thread));
    }

    /** The same of several. */
    public static void await(List<? extends Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
