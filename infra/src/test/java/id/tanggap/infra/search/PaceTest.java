package id.tanggap.infra.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;
    /** Such clocks may stand anywhere, and pass over the greatest number. */
    private static final long BEGIN = Long.MAX_VALUE - SECOND / 2;

    private final Pace pace = new Pace(100);

    @Test
    void nobody_is_busy_before_it_is_known() {
        assertThat(pace.isBusy(5_000_000, BEGIN)).isFalse();
        assertThat(pace.isBusy(5_000_500, BEGIN + SECOND / 2)).isFalse();
    }

    @Test
    void a_few_events_all_the_time_are_not_busy_however_close_one_looks() {
        for (int tick = 0; tick < 100; tick++) {
            assertThat(pace.isBusy(tick, BEGIN + tick * SECOND / 20)).as("tick %d", tick).isFalse();
        }
    }

    @Test
    void who_writes_fast_is_busy_until_a_second_after_it_stopped() {
        pace.isBusy(0, BEGIN);
        assertThat(pace.isBusy(2_000, BEGIN + SECOND)).isTrue();
        assertThat(pace.isBusy(2_000, BEGIN + SECOND + SECOND / 2)).isTrue();
        assertThat(pace.isBusy(2_000, BEGIN + 2 * SECOND)).isFalse();
    }

    @Test
    void what_came_during_a_long_pause_counts_by_the_second() {
        pace.isBusy(0, BEGIN);
        assertThat(pace.isBusy(499, BEGIN + 5 * SECOND)).isFalse();
        assertThat(pace.isBusy(999, BEGIN + 10 * SECOND)).isTrue();
    }
}
