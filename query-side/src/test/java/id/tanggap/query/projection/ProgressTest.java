package id.tanggap.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

class ProgressTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Progress progress = new Progress();

    @Test
    void a_position_that_is_reached_already_is_not_waited_for() {
        progress.advance(5);

        progress.reached(5, Duration.ZERO).block();
        progress.reached(3, Duration.ZERO).block();
    }

    @Test
    void a_position_that_is_not_reached_in_time_is_a_timeout() {
        progress.advance(5);

        assertThatThrownBy(() -> progress.reached(6, Duration.ofMillis(10)).block())
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void nobody_who_waits_misses_the_position_however_it_races_with_them() throws Exception {
        // given many who begin to wait while positions move on
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        Thread advancing = Thread.ofPlatform().start(() -> {
            for (long position = 0; position <= 20_000; position++) {
                progress.advance(position);
            }
        });

        // when
        for (long wanted = 0; wanted <= 20_000; wanted += 10) {
            waiting.add(progress.reached(wanted, PATIENCE).toFuture());
        }
        advancing.join();

        // then
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_subscriber_is_told_the_present_position_first() {
        progress.advance(7);

        assertThat(progress.positions().blockFirst(PATIENCE)).isEqualTo(7);
    }

    @Test
    void a_subscriber_sees_positions_grow_and_the_last_one_in_any_case() throws Exception {
        Queue<Long> seen = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> last = progress.positions().takeUntil(position -> position == 5_000)
                .doOnNext(seen::add).then().toFuture();

        for (long position = 0; position <= 5_000; position++) {
            progress.advance(position);
        }

        last.get(10, TimeUnit.SECONDS);
        assertThat(List.copyOf(seen)).isSorted();
    }

    @Test
    void a_subscriber_who_is_stuck_does_not_hold_up_the_read_models() throws Exception {
        // given one who never returns from the first position, and one who waits for another
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Disposable subscription = progress.positions().subscribe(_ -> {
            stuck.countDown();
            awaitQuietly(release);
        });
        Disposable waiter = progress.reached(1, PATIENCE).doOnTerminate(() -> awaitQuietly(release)).subscribe();
        stuck.await();

        // when
        for (long position = 0; position <= 1_000; position++) {
            progress.advance(position);
        }

        // then all of that returned
        assertThat(progress.position()).isEqualTo(1_000);
        release.countDown();
        subscription.dispose();
        waiter.dispose();
    }

    @Test
    void a_subscriber_who_asks_for_nothing_more_costs_nothing_and_is_told_the_latest_when_he_does() throws Exception {
        // given
        CompletableFuture<Long> second = new CompletableFuture<>();
        AtomicReference<Long> first = new AtomicReference<>();
        BaseSubscriber<Long> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(Long position) {
                if (!first.compareAndSet(null, position) && position == 1_000) {
                    second.complete(position);
                }
            }
        };
        progress.positions().subscribe(slow);

        // when
        for (long position = 0; position <= 1_000; position++) {
            progress.advance(position);
        }
        slow.request(2);

        // then what was in between is skipped, but for the one that was on its way
        slow.request(Long.MAX_VALUE);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1_000);
    }

    @Test
    void one_who_goes_away_does_not_matter_to_the_others() throws Exception {
        Disposable leaving = progress.reached(10, PATIENCE).subscribe();
        CompletableFuture<Void> staying = progress.reached(10, PATIENCE).toFuture();

        leaving.dispose();
        progress.advance(10);

        staying.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoever_waited_goes_on_away_from_the_thread_that_keeps_the_read_models() throws Exception {
        CompletableFuture<Thread> onThread = new CompletableFuture<>();
        progress.reached(1, PATIENCE).doOnTerminate(() -> onThread.complete(Thread.currentThread())).subscribe();

        progress.advance(1);

        assertThat(onThread.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
