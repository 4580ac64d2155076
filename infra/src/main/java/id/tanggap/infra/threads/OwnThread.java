package id.tanggap.infra.threads;

import java.time.Duration;

/**
 * A thread of somebody's own, whose work goes on until it is asked to stop: it asks {@link #goesOn} again and again, which is
 * true from before its first moment.
 */
public final class OwnThread {

    private final String name;
    private final Runnable work;
    private volatile boolean goesOn;
    private Thread thread;

    /** @param work returns soon after {@link #goesOn} has become false and it was interrupted */
    public OwnThread(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    public synchronized void start() {
        goesOn = true;
        thread = Thread.ofPlatform().name(name).daemon().start(work);
    }

    public boolean goesOn() {
        return goesOn;
    }

    /** Returns when the work has ended; at once if it never began. */
    public synchronized void stop() {
        goesOn = false;
        if (thread != null) {
            thread.interrupt();
            Ends.await(thread);
            thread = null;
        }
    }

    /** For the work itself: lets time pass, but not longer than it goes on. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            // asked to stop
        }
    }
}
