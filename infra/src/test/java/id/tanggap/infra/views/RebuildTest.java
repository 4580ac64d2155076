package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.tanggap.query.Histories;
import id.tanggap.query.complaint.Complaints.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class RebuildTest {

    @Parameter
    Kept kept;

    private static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), true);

    @TempDir
    Path folder;

    private final Histories histories = new Histories(42, 8, Duration.ofMinutes(20), 60, 400);

    @Test
    void rebuilt_read_models_are_byte_for_byte_those_that_kept_up_with_a_long_history() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            // given ones that took events in many small steps
            platform.append(histories.events(3_000));
            platform.caughtUp();
            for (int i = 0; i < 300; i++) {
                platform.append(histories.next());
            }
            platform.append(next(17_000));
            platform.caughtUp();
            List<String> keptUp = platform.dump();

            // when
            long position = platform.rebuilt();

            // then
            assertThat(position).isEqualTo(platform.engine.lastPosition());
            assertThat(platform.dump()).isEqualTo(keptUp).hasSizeGreaterThan(20_000);
            assertThat(platform.views.deadLetterCount()).isZero();
        }
    }

    @Test
    void while_it_is_rebuilt_events_are_taken_reads_are_answered_and_no_position_is_ever_lower() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(8_000));
            platform.caughtUp();
            AtomicBoolean rebuilding = new AtomicBoolean(true);
            AtomicLong reads = new AtomicLong();
            CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
                while (rebuilding.get()) {
                    platform.append(histories.next());
                    // until the end, but no more than can be rebuilt once more below: the store is faster than read models are
                    LockSupport.parkNanos(1_000_000);
                }
            });
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                long seen = -1;
                while (rebuilding.get()) {
                    long told = platform.progress.position();
                    long readable = platform.shelf.readablePosition();
                    assertThat(told).isGreaterThanOrEqualTo(seen);
                    assertThat(readable).as("what a read sees that began after %s was told", told)
                            .isGreaterThanOrEqualTo(told);
                    assertThat(platform.complaints.list(ALL, Optional.empty(), 5).block()).hasSize(5);
                    seen = told;
                    reads.incrementAndGet();
                }
            });

            // when
            platform.rebuilt();
            rebuilding.set(false);

            // then
            appending.join();
            reading.join();
            assertThat(reads).hasPositiveValue();
            platform.caughtUp();
            List<String> afterwards = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(afterwards);
        }
    }

    @Test
    void who_asks_for_a_rebuild_while_one_goes_on_gets_that_one() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(3_000));
            platform.caughtUp();

            CompletableFuture<Long> first = platform.views.rebuild();
            CompletableFuture<Long> second = platform.views.rebuild();

            assertThat(second.get()).isEqualTo(first.get());
            assertThat(platform.views.rebuilding()).isFalse();
        }
    }

    @Test
    void read_models_of_no_events_are_rebuilt_to_nothing() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            assertThat(platform.rebuilt()).isEqualTo(-1);
            assertThat(platform.complaints.list(ALL, Optional.empty(), 5).block()).isEmpty();

            platform.append(histories.beginning());
            platform.caughtUp();
            assertThat(platform.offices.all().block()).hasSize(8);
        }
    }

    @Test
    void a_stop_during_a_rebuild_keeps_the_old_read_models_and_leaves_nothing_behind() throws Exception {
        List<String> before;
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(8_000));
            platform.caughtUp();
            before = platform.dump();
            CompletableFuture<Long> rebuild = platform.views.rebuild();

            platform.views.stop();

            assertThatThrownBy(rebuild::get).isInstanceOf(ExecutionException.class).hasMessageContaining("stopped");
            platform.views.start();
            platform.caughtUp();
            assertThat(platform.dump()).isEqualTo(before);
            await().until(() -> !platform.shelf.hasLitter());
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(before);
        }
    }

    @Test
    void what_a_killed_rebuild_left_behind_is_cleaned_up_at_the_start() throws Exception {
        try (Shelf shelf = kept.in(folder)) {
            shelf.litter();
        }

        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(100));
            platform.caughtUp();

            await().until(() -> !platform.shelf.hasLitter());
            platform.rebuilt();
        }
    }

    @Test
    void after_a_rebuild_the_rebuilt_set_is_the_one_that_is_kept() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(500));
            platform.caughtUp();
            platform.rebuilt();
            platform.append(histories.next());
            platform.caughtUp();
        }

        try (Platform again = Platform.in(kept, folder)) {
            await().until(() -> again.progress.position() == again.engine.lastPosition());
            await().until(() -> !again.shelf.hasLitter());
        }
    }

    private List<Histories.Recorded> next(int atLeast) {
        List<Histories.Recorded> events = new ArrayList<>();
        while (events.size() < atLeast) {
            events.addAll(histories.next());
        }
        return events;
    }
}
