package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** That {@link OnePlatform} really sees an event loop wait; that none does is asserted after each test of this package. */
@ExtendWith(OnePlatform.class)
class EventLoopsTest {

    @Test
    void a_thread_that_must_not_wait_is_seen_waiting(Platform platform) {
        Mono.fromRunnable(EventLoopsTest::sleep).subscribeOn(Schedulers.parallel()).block();

        List<Throwable> blocked = OnePlatform.blocked();

        assertThat(blocked).isNotEmpty().allMatch(fault -> fault.getMessage().startsWith("parallel-"));
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
