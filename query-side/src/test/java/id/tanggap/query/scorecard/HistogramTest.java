package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final double[] QUANTILES = {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 1};

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void quantiles_are_the_exact_ones_to_a_thousandth() {
        for (int round = 0; round < 200; round++) {
            long[] values = values(1 + random.nextInt(300));
            Histogram histogram = of(values);
            Arrays.sort(values);

            for (double q : QUANTILES) {
                long exact = values[(int) Math.min(values.length - 1, Math.floor(values.length * q))];
                long told = histogram.quantile(q).orElseThrow();

                assertThat(Math.abs(told - exact)).as("q %s of %s values: %s for %s", q, values.length, told, exact)
                        .isLessThanOrEqualTo(exact / 1_000);
            }
        }
    }

    @Test
    void quantiles_agree_with_hdr_histogram_of_three_digits_within_its_bucket() {
        for (int round = 0; round < 200; round++) {
            long[] values = values(1 + random.nextInt(300));
            Histogram histogram = of(values);
            org.HdrHistogram.Histogram hdr = new org.HdrHistogram.Histogram(3);
            LongStream.of(values).forEach(hdr::recordValue);
            long[] sorted = values.clone();
            Arrays.sort(sorted);

            for (double q : QUANTILES) {
                // Theirs is the value that a share of the values is at or below: ask for the rank that ours is at.
                long rank = Math.min(values.length - 1, (long) Math.floor(values.length * q));
                long theirs = hdr.getValueAtPercentile(100.0 * (rank + 0.5) / values.length);
                long ours = histogram.quantile(q).orElseThrow();

                assertThat(hdr.lowestEquivalentValue(ours)).as("q %s of %s values", q, values.length)
                        .isEqualTo(hdr.lowestEquivalentValue(theirs));
            }
        }
    }

    @Test
    void durations_below_2048_seconds_are_exact() {
        for (long seconds = 0; seconds < 2_048; seconds++) {
            assertThat(Histogram.EMPTY.plus(seconds).quantile(0.5)).hasValue(seconds);
        }
    }

    @Test
    void the_quantile_is_the_value_at_the_rounded_down_index() {
        Histogram histogram = of(10, 20, 30, 40);

        assertThat(histogram.quantile(0.5)).hasValue(30);
        assertThat(histogram.quantile(0.49)).hasValue(20);
        assertThat(histogram.quantile(0)).hasValue(10);
        assertThat(histogram.quantile(1)).hasValue(40);
    }

    @Test
    void nothing_counted_has_no_quantile() {
        assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
        assertThat(Histogram.sum(List.of()).quantile(0.5)).isEmpty();
    }

    @Test
    void the_sum_of_parts_is_the_histogram_of_all_their_values() {
        for (int round = 0; round < 100; round++) {
            List<Histogram> parts = new ArrayList<>();
            Histogram all = Histogram.EMPTY;
            for (int part = 0; part < 1 + random.nextInt(8); part++) {
                long[] values = values(random.nextInt(40));
                parts.add(of(values));
                for (long value : values) {
                    all = all.plus(value);
                }
            }

            assertThat(Histogram.sum(parts)).isEqualTo(all);
        }
    }

    @Test
    void what_is_taken_back_leaves_no_trace() {
        for (int round = 0; round < 100; round++) {
            Histogram before = of(values(random.nextInt(40)));
            long value = value();

            assertThat(before.plus(value).minus(value)).isEqualTo(before);
        }
    }

    @Test
    void what_was_never_counted_cannot_be_taken_back() {
        assertThatThrownBy(() -> of(5).minus(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_negative_duration_is_refused() {
        assertThatThrownBy(() -> Histogram.EMPTY.plus(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_read_is_what_was_written() {
        for (int round = 0; round < 200; round++) {
            Histogram histogram = of(values(random.nextInt(200)));

            assertThat(Histogram.decode(histogram.encode())).isEqualTo(histogram);
        }
    }

    @Test
    void at_most_counts_what_is_not_greater_to_the_precision_of_a_bucket() {
        for (int round = 0; round < 100; round++) {
            long[] values = values(100);
            Histogram histogram = of(values);
            long edge = value();

            long below = LongStream.of(values).filter(value -> value <= edge).count();
            long surelyBelow = LongStream.of(values).filter(value -> value <= edge + edge / 1_000).count();

            assertThat(histogram.atMost(edge)).isBetween(below, surelyBelow);
        }
    }

    @Test
    void the_edges_of_the_distribution_are_told_apart_to_the_bucket() {
        // given a duration right at an edge and one that is a bucket longer
        for (int hours : new int[] {1, 4, 8, 24, 72, 120, 168, 336, 720, 1440, 2160}) {
            long edge = hours * 3_600L;
            Histogram histogram = of(edge, edge + edge / 500);

            assertThat(histogram.atMost(edge)).as("%s hours", hours).isEqualTo(1);
        }
    }

    @Test
    void a_year_of_days_needs_some_bytes_per_filled_bucket_only() {
        Histogram histogram = of(values(1_000));

        assertThat(histogram.encode().length).isLessThan(4_000);
    }

    private static Histogram of(long... values) {
        Histogram histogram = Histogram.EMPTY;
        for (long value : values) {
            histogram = histogram.plus(value);
        }
        return histogram;
    }

    private long[] values(int n) {
        return LongStream.generate(this::value).limit(n).toArray();
    }

    /** From seconds to decades, of any order of magnitude alike. */
    private long value() {
        return random.nextLong(1L << 1 + random.nextInt(32));
    }
}
