package id.tanggap.infra.intake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the work that it shall stop, also while it pauses. */
final class StopSignal {

    /** The work was left where it stood, to be taken up again. */
    static final class Stopped extends RuntimeException {

        Stopped() {
            super(null, null, false, false);
        }
    }

    private final CountDownLatch given = new CountDownLatch(1);

    void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /** @throws Stopped if it is given */
    void check() {
        if (isGiven()) {
            throw new Stopped();
        }
    }

    /** @throws Stopped as soon as it is given */
    void pause(Duration duration) {
        try {
            if (given.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
