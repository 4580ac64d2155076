package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final OfficeId WATER = new OfficeId(new UUID(7, 7));
    private static final YearMonth LAST = YearMonth.of(2026, 11);

    private static ScorecardCell cell(YearMonth month, Classification classification, long within, long late) {
        return new ScorecardCell(new ScorecardCell.Key(WATER, classification, Period.month(month.atDay(1))),
                Tally.ZERO.plus(Tally.Measure.RECEIVED, within + late).plus(Tally.Measure.WITHIN_LIMIT, within)
                        .plus(Tally.Measure.LATE, late).plus(Tally.Measure.FINAL_RESPONSES, within + late),
                Histogram.EMPTY, Histogram.EMPTY, Histogram.EMPTY, Histogram.EMPTY);
    }

    /** The same in each of the twelve months. */
    private static List<ScorecardCell> everyMonth(long within, long late) {
        return Stream.iterate(LAST.minusMonths(11), month -> month.plusMonths(1)).limit(12)
                .map(month -> cell(month, Classification.COMPLAINT, within, late)).toList();
    }

    private static List<Optional<Long>> n(Trend trend) {
        return trend.spans().stream().map(span -> span.total().limit().n()).toList();
    }

    @Test
    void a_trend_has_the_twelve_months_that_end_with_the_last_one() {
        Trend trend = Trend.of(LAST, everyMonth(3, 1));

        assertThat(trend.spans()).hasSize(12).allSatisfy(span -> {
            assertThat(span.first()).isEqualTo(span.last());
            assertThat(span.total().limit().within()).contains(3L);
        });
        assertThat(trend.spans().getFirst().from()).isEqualTo("2025-12-01");
        assertThat(trend.spans().getLast().to()).isEqualTo("2026-11-30");
    }

    @Test
    void the_periods_to_read_are_twelve_however_much_there_was() {
        assertThat(Trend.until(LAST)).hasSize(12).allMatch(period -> !period.isDay());
    }

    @Test
    void classes_of_one_month_are_put_together_and_a_month_without_any_is_there() {
        Trend trend = Trend.of(LAST, List.of(cell(LAST, Classification.COMPLAINT, 2, 0),
                cell(LAST, Classification.ASPIRATION, 3, 1)));

        assertThat(trend.spans().getLast().total().limit().n()).contains(6L);
        assertThat(trend.spans().getFirst().total().limit().n()).contains(0L);
    }

    @Test
    void the_public_is_told_months_that_have_enough() {
        assertThat(Trend.forThePublic(LAST, everyMonth(6, 5)).spans()).hasSize(12);
    }

    @Test
    void where_months_have_too_few_the_public_is_told_quarters_and_then_half_years() {
        Trend quarters = Trend.forThePublic(LAST, everyMonth(2, 2));
        Trend halfYears = Trend.forThePublic(LAST, everyMonth(1, 1));

        assertThat(quarters.spans()).hasSize(4).allSatisfy(span ->
                assertThat(span.total().limit().within()).contains(6L));
        assertThat(quarters.spans().getFirst().first()).isEqualTo(YearMonth.of(2025, 12));
        assertThat(quarters.spans().getFirst().last()).isEqualTo(YearMonth.of(2026, 2));
        assertThat(halfYears.spans()).hasSize(2).allSatisfy(span ->
                assertThat(span.total().limit().late()).contains(6L));
    }

    @Test
    void where_even_half_years_have_too_few_nothing_is_told() {
        Trend trend = Trend.forThePublic(LAST, List.of(cell(LAST, Classification.COMPLAINT, 3, 0)));

        assertThat(n(trend)).containsOnly(Optional.empty());
    }

    /** One month that is left out would be what is told of the year less what is told of the others. */
    @Test
    void whatever_happened_the_public_is_told_each_figure_of_all_spans_or_of_none_and_never_a_small_one() {
        SplittableRandom random = new SplittableRandom(9);
        int told = 0;
        for (int round = 0; round < 400; round++) {
            List<ScorecardCell> cells = new ArrayList<>();
            int most = 1 + random.nextInt(40);
            for (YearMonth month = LAST.minusMonths(11); !month.isAfter(LAST); month = month.plusMonths(1)) {
                for (Classification classification : Classification.values()) {
                    if (random.nextInt(3) > 0) {
                        cells.add(cell(month, classification, random.nextInt(most), random.nextInt(most)));
                    }
                }
            }

            Trend trend = Trend.forThePublic(LAST, cells);

            List<Function<Scorecard.Measures, Optional<Long>>> figures = List.of(Scorecard.Measures::received,
                    Scorecard.Measures::finalResponses, all -> all.limit().within(), all -> all.limit().late(),
                    all -> all.limit().n());
            for (Function<Scorecard.Measures, Optional<Long>> figure : figures) {
                List<Optional<Long>> counts = trend.spans().stream().map(span -> figure.apply(span.total())).toList();
                assertThat(counts.stream().map(Optional::isPresent).distinct()).hasSize(1);
                assertThat(counts).noneMatch(count -> count.filter(n -> n > 0 && n < 5).isPresent());
                told += counts.getFirst().isPresent() ? 1 : 0;
            }
        }
        assertThat(told).isGreaterThan(100);
    }
}
