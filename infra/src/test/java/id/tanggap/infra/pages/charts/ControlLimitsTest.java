package id.tanggap.infra.pages.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import id.tanggap.infra.pages.charts.ControlLimits.Band;
import id.tanggap.infra.pages.charts.ControlLimits.Cases;
import id.tanggap.infra.pages.charts.ControlLimits.Standing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ControlLimitsTest {

    /** All together have this share. */
    private static ControlLimits around(long of, long hits) {
        return ControlLimits.of(List.of(new Cases(of, hits)));
    }

    @Test
    void the_share_of_all_together_weighs_everybody_by_their_cases() {
        assertThat(ControlLimits.of(List.of(new Cases(10, 0), new Cases(90, 90))).share()).isEqualTo(0.9);
    }

    @Property(tries = 60)
    void limits_are_those_of_the_binomial_distribution_counted_out_in_full(@ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 99) int percent) {
        Band band = around(100, percent).at(n);

        assertThat(band.lowAlarm()).isCloseTo(limit(n, percent, 0.001), within(1e-9));
        assertThat(band.lowWarning()).isCloseTo(limit(n, percent, 0.025), within(1e-9));
        assertThat(band.highWarning()).isCloseTo(limit(n, percent, 0.975), within(1e-9));
        assertThat(band.highAlarm()).isCloseTo(limit(n, percent, 0.999), within(1e-9));
    }

    /** Straight from the definition, with exact coefficients. */
    private static double limit(int n, int percent, double tail) {
        BigDecimal p = BigDecimal.valueOf(percent, 2);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal below = BigDecimal.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int k = 0; k <= n; k++) {
            BigDecimal upTo = below.add(new BigDecimal(ways).multiply(p.pow(k)).multiply(q.pow(n - k)), MathContext.DECIMAL128);
            if (upTo.doubleValue() > tail) {
                return (double) k / n;
            }
            below = upTo;
            ways = ways.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
        }
        return 1;
    }

    @Property(tries = 200)
    void limits_lie_around_the_share_of_all_and_within_zero_and_one(@ForAll @LongRange(min = 1, max = 2_000_000) long n,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        ControlLimits limits = around(1_000_000, Math.round(share * 1_000_000));

        Band band = limits.at(n);

        assertThat(Stream.of(0.0, band.lowAlarm(), band.lowWarning(), band.highWarning(), band.highAlarm(), 1.0))
                .isSorted().noneMatch(limit -> limit.isNaN());
        // at whole counts they may lie a count beside it
        assertThat(band.lowWarning()).isLessThanOrEqualTo(limits.share() + 1.0 / n);
        assertThat(band.highWarning()).isGreaterThanOrEqualTo(limits.share() - 1.0 / n);
    }

    @Test
    void the_more_cases_the_narrower_and_for_very_many_as_the_normal_distribution_has_it() {
        ControlLimits limits = around(100, 80);

        assertThat(limits.at(100).lowWarning()).isLessThan(limits.at(1_000).lowWarning());
        assertThat(limits.at(1_000_000).lowWarning()).isCloseTo(0.8 - 1.96 * Math.sqrt(0.16 / 1e6), within(3e-6));
        assertThat(limits.at(1_000_000).highAlarm()).isCloseTo(0.8 + 3.0902 * Math.sqrt(0.16 / 1e6), within(3e-6));
    }

    @Test
    void few_cases_prove_nothing_and_the_same_share_of_many_does() {
        ControlLimits limits = around(100, 90);

        assertThat(limits.standing(new Cases(5, 4))).isEqualTo(Standing.AS_ALL);
        assertThat(limits.standing(new Cases(6, 6))).isEqualTo(Standing.AS_ALL);
        assertThat(limits.standing(new Cases(500, 400))).isEqualTo(Standing.FAR_BELOW);
        assertThat(limits.standing(new Cases(500, 500))).isEqualTo(Standing.FAR_ABOVE);
        assertThat(limits.standing(new Cases(500, 450))).isEqualTo(Standing.AS_ALL);
    }

    /** What is said of an office, by the distribution itself. */
    @Property(tries = 300)
    void nobody_is_beyond_a_limit_by_a_chance_that_is_greater_than_it_says(@ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int hits, @ForAll @IntRange(min = 1, max = 99) int percent) {
        if (hits > n) {
            return;
        }
        double asFew = chance(n, percent, 0, hits);
        double asMany = chance(n, percent, hits, n);

        assertThat(around(100, percent).standing(new Cases(n, hits))).isEqualTo(asFew <= 0.001 ? Standing.FAR_BELOW
                : asFew <= 0.025 ? Standing.BELOW : asMany <= 0.001 ? Standing.FAR_ABOVE
                : asMany <= 0.025 ? Standing.ABOVE : Standing.AS_ALL);
    }

    private static double chance(int n, int percent, int from, int to) {
        BigDecimal p = BigDecimal.valueOf(percent, 2);
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int k = 0; k <= to; k++) {
            if (k >= from) {
                sum = sum.add(new BigDecimal(ways).multiply(p.pow(k)).multiply(BigDecimal.ONE.subtract(p).pow(n - k)));
            }
            ways = ways.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
        }
        return sum.doubleValue();
    }

    @Test
    void where_all_are_in_time_or_none_is_nobody_stands_out() {
        assertThat(around(50, 50).standing(new Cases(50, 50))).isEqualTo(Standing.AS_ALL);
        assertThat(around(50, 0).standing(new Cases(50, 0))).isEqualTo(Standing.AS_ALL);
    }

    @Test
    void offices_that_differ_by_chance_alone_get_no_wider_limits_and_about_one_in_twenty_stands_out() {
        SplittableRandom random = new SplittableRandom(7);
        List<Cases> all = IntStream.range(0, 400).mapToObj(_ -> drawn(random, 50 + random.nextInt(400), 0.8)).toList();

        ControlLimits limits = ControlLimits.of(all);

        assertThat(limits.dispersion()).isEqualTo(1);
        assertThat(all.stream().filter(cases -> limits.standing(cases) != Standing.AS_ALL).count()).isBetween(5L, 35L);
    }

    @Test
    void offices_that_differ_for_other_reasons_too_get_wider_limits_so_that_not_half_of_them_stand_out() {
        SplittableRandom random = new SplittableRandom(8);
        List<Cases> all = IntStream.range(0, 400).mapToObj(_ ->
                drawn(random, 200 + random.nextInt(400), 0.65 + 0.3 * random.nextDouble())).toList();

        ControlLimits limits = ControlLimits.of(all);

        assertThat(limits.dispersion()).isGreaterThan(3);
        assertThat(all.stream().filter(cases -> limits.standing(cases) != Standing.AS_ALL).count()).isLessThan(40);
    }

    @Test
    void of_few_offices_nothing_is_said_about_how_much_they_differ() {
        assertThat(ControlLimits.of(List.of(new Cases(1_000, 100), new Cases(1_000, 900))).dispersion()).isEqualTo(1);
    }

    private static Cases drawn(SplittableRandom random, int n, double share) {
        return new Cases(n, IntStream.range(0, n).filter(_ -> random.nextDouble() < share).count());
    }

    @Test
    void there_is_no_comparing_with_nobody() {
        assertThatThrownBy(() -> ControlLimits.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
