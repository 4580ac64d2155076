package id.tanggap.kernel.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.ServiceElement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SatisfactionIndexTest {

    @Test
    void nine_perfect_scores_make_one_hundred_and_not_the_ninety_nine_of_the_rounded_weight() {
        SatisfactionIndex.Computed all4 = computed(scores(20, 80, 80, 80, 80, 80, 80, 80, 80, 80));

        assertThat(all4.index()).isEqualByComparingTo("100.00");
        assertThat(all4.quality()).isEqualTo(ServiceQuality.A);
        assertThat(withWeightOf11Percent(scores(20, 80, 80, 80, 80, 80, 80, 80, 80, 80))).isEqualByComparingTo("99.00");
    }

    @Test
    void the_rounded_weight_would_put_an_office_into_another_band() {
        ElementScores scores = scores(10, 36, 36, 36, 36, 36, 35, 35, 35, 35);

        assertThat(computed(scores).index()).isEqualByComparingTo("88.89");
        assertThat(computed(scores).quality()).isEqualTo(ServiceQuality.A);
        assertThat(withWeightOf11Percent(scores)).isEqualByComparingTo("88.00");
    }

    /** Sums of a real quarter with 29 respondents, published with its calculation: 91.48, or 90.56 with the weight 0.11. */
    @Test
    void a_published_calculation_comes_out_as_published() {
        ElementScores quarter = scores(29, 105, 101, 100, 116, 102, 105, 106, 115, 105);
        SatisfactionIndex.Computed index = computed(quarter);

        assertThat(index.index()).isEqualByComparingTo("91.48");
        assertThat(index.quality()).isEqualTo(ServiceQuality.A);
        assertThat(index.respondents()).isEqualTo(29);
        assertThat(index.averages()).containsEntry(ServiceElement.REQUIREMENTS, new BigDecimal("3.6207"))
                .containsEntry(ServiceElement.PROCEDURE, new BigDecimal("3.4828"))
                .containsEntry(ServiceElement.TIME, new BigDecimal("3.4483"))
                .containsEntry(ServiceElement.COST, new BigDecimal("4.0000"))
                .containsEntry(ServiceElement.COMPLAINT_HANDLING, new BigDecimal("3.9655"));
        assertThat(index.weakest()).containsExactly(ServiceElement.TIME);
        assertThat(withWeightOf11Percent(quarter)).isEqualByComparingTo("90.56");
    }

    @ParameterizedTest
    @CsvSource({
            // totals of 5,000 respondents whose exact index lies between two bands: 88.305, 76.605, 64.995 are rounded up ...
            "158949, 88.31, A", "137889, 76.61, B", "116991, 65.00, C",
            // ... and the next lower total is not
            "158948, 88.30, B", "137888, 76.60, C", "116990, 64.99, D",
            // the ends of the scale
            "180000, 100.00, A", "45000, 25.00, D"})
    void an_index_is_rounded_half_up_before_it_is_banded_so_that_none_falls_between(long total, BigDecimal index,
                                                                                    ServiceQuality quality) {
        SatisfactionIndex.Computed computed = computed(total(5_000, total));

        assertThat(computed.index()).isEqualByComparingTo(index);
        assertThat(computed.quality()).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource({
            // the regulation's table: averages, converted, band, name
            "3.5324, A, Sangat Baik", "4.00, A, Sangat Baik", "3.0644, B, Baik", "3.532, B, Baik", "2.60, C, Kurang Baik",
            "3.064, C, Kurang Baik", "1.00, D, Tidak Baik", "2.5996, D, Tidak Baik"})
    void the_bands_are_those_of_the_regulation(BigDecimal average, ServiceQuality quality, String name) {
        BigDecimal index = average.multiply(BigDecimal.valueOf(25)).setScale(2, RoundingMode.UNNECESSARY);

        assertThat(ServiceQuality.of(index)).isEqualTo(quality);
        assertThat(quality.text().id()).isEqualTo(name);
        assertThat(quality.text().en()).isNotBlank();
        assertThat(index).isIn(quality.lowest(), quality.highest());
    }

    @Test
    void bands_leave_no_gap_and_do_not_overlap() {
        for (int hundredths = 2_500; hundredths <= 10_000; hundredths++) {
            assertThat(ServiceQuality.of(BigDecimal.valueOf(hundredths, 2))).isNotNull();
        }
        assertThatThrownBy(() -> ServiceQuality.of(new BigDecimal("88.305"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServiceQuality.of(new BigDecimal("24.99"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void under_the_stated_minimum_there_is_no_index_but_n_is_told() {
        assertThat(SatisfactionIndex.of(total(9, 9 * 30))).isEqualTo(new SatisfactionIndex.TooFew(9, 10));
        assertThat(SatisfactionIndex.of(total(10, 10 * 30))).isInstanceOf(SatisfactionIndex.Computed.class);
        assertThat(SatisfactionIndex.of(ElementScores.NONE)).isEqualTo(new SatisfactionIndex.TooFew(0, 10));
        assertThatThrownBy(() -> SatisfactionIndex.of(ElementScores.NONE, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void elements_that_share_the_lowest_average_are_all_weakest() {
        assertThat(computed(scores(10, 30, 25, 30, 30, 30, 30, 30, 25, 30)).weakest())
                .containsExactly(ServiceElement.PROCEDURE, ServiceElement.COMPLAINT_HANDLING);
    }

    @Test
    void scores_add_up_evaluation_by_evaluation_and_over_offices() {
        Evaluation threes = new Evaluation(3, each(3));
        ElementScores one = ElementScores.NONE.plus(threes).plus(new Evaluation(4, Map.of())).plus(new Evaluation(1, each(1)));

        assertThat(one.respondents()).isEqualTo(2);
        assertThat(one.sums().get(ServiceElement.COST)).isEqualTo(4);
        assertThat(one.plus(one).respondents()).isEqualTo(4);
        assertThat(one.plus(one).sums().get(ServiceElement.COST)).isEqualTo(8);
    }

    @Test
    void sums_that_no_scores_can_make_are_refused() {
        assertThatThrownBy(() -> scores(10, 9, 30, 30, 30, 30, 30, 30, 30, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scores(10, 41, 30, 30, 30, 30, 30, 30, 30, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ElementScores(1, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_index_is_the_exact_fraction_rounded_once() {
        Random random = new Random(14);
        for (int i = 0; i < 20_000; i++) {
            long n = 10 + random.nextInt(100_000);
            long[] sums = random.longs(9, n, 4 * n + 1).toArray();
            long total = 0;
            for (long sum : sums) {
                total += sum;
            }
            // hundredths, rounded half up, in whole numbers: (total * 2500 * 2 + 9 n) / (2 * 9 n)
            BigInteger hundredths = BigInteger.valueOf(total).multiply(BigInteger.valueOf(5_000)).add(BigInteger.valueOf(9 * n))
                    .divide(BigInteger.valueOf(18 * n));
            assertThat(computed(scores(n, sums)).index()).isEqualTo(new BigDecimal(hundredths, 2));
        }
    }

    private static SatisfactionIndex.Computed computed(ElementScores scores) {
        return (SatisfactionIndex.Computed) SatisfactionIndex.of(scores);
    }

    private static BigDecimal withWeightOf11Percent(ElementScores scores) {
        BigDecimal sum = BigDecimal.ZERO;
        for (long element : scores.sums().values()) {
            sum = sum.add(BigDecimal.valueOf(element).divide(BigDecimal.valueOf(scores.respondents()), 4, RoundingMode.HALF_UP)
                    .multiply(new BigDecimal("0.11")));
        }
        return sum.multiply(BigDecimal.valueOf(25)).setScale(2, RoundingMode.HALF_UP);
    }

    private static ElementScores scores(long n, long... sums) {
        EnumMap<ServiceElement, Long> map = new EnumMap<>(ServiceElement.class);
        for (ServiceElement element : ServiceElement.values()) {
            map.put(element, sums[element.ordinal()]);
        }
        return new ElementScores(n, map);
    }

    /** A total spread evenly over the elements. */
    private static ElementScores total(long n, long total) {
        long[] sums = new long[9];
        for (int i = 0; i < 9; i++) {
            sums[i] = total / 9 + (i < total % 9 ? 1 : 0);
        }
        return scores(n, sums);
    }

    private static Map<ServiceElement, Integer> each(int score) {
        EnumMap<ServiceElement, Integer> map = new EnumMap<>(ServiceElement.class);
        for (ServiceElement element : ServiceElement.values()) {
            map.put(element, score);
        }
        return map;
    }
}
