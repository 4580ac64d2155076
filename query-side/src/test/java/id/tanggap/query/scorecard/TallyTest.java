package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void counting_changes_one_measure_and_no_other() {
        for (Tally.Measure measure : Tally.Measure.values()) {
            Tally before = any();

            Tally after = before.plus(measure, 3);

            for (Tally.Measure other : Tally.Measure.values()) {
                assertThat(after.of(other)).isEqualTo(before.of(other) + (other == measure ? 3 : 0));
            }
        }
    }

    @Test
    void the_sum_of_two_has_the_sums_of_their_counts_in_either_order() {
        for (int i = 0; i < 200; i++) {
            Tally a = any();
            Tally b = any();

            Tally sum = a.plus(b);

            assertThat(sum).isEqualTo(b.plus(a));
            for (Tally.Measure measure : Tally.Measure.values()) {
                assertThat(sum.of(measure)).isEqualTo(a.of(measure) + b.of(measure));
            }
        }
    }

    @Test
    void what_is_read_is_what_was_written() {
        for (int i = 0; i < 200; i++) {
            Tally tally = any();

            assertThat(Tally.decode(tally.encode())).isEqualTo(tally);
        }
    }

    @Test
    void zero_is_written_as_nothing() {
        assertThat(Tally.ZERO.encode()).isEmpty();
        assertThat(Tally.decode("")).isEqualTo(Tally.ZERO);
    }

    @Test
    void what_was_written_before_there_were_more_measures_reads_as_zero_in_those() {
        Tally old = Tally.decode("4,2");

        assertThat(old.of(Tally.Measure.RECEIVED)).isEqualTo(4);
        assertThat(old.of(Tally.Measure.FACILITIES)).isZero();
    }

    private Tally any() {
        Tally tally = Tally.ZERO;
        for (int i = 0; i < random.nextInt(6); i++) {
            tally = tally.plus(Tally.Measure.values()[random.nextInt(Tally.Measure.values().length)],
                    random.nextLong(1_000_000));
        }
        return tally;
    }
}
