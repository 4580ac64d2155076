package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeriodTest {

    @Test
    void the_periods_that_cover_a_range_have_each_of_its_days_exactly_once() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3_000; i++) {
            LocalDate from = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(20_000));
            LocalDate to = from.plusDays(random.nextInt(random.nextBoolean() ? 70 : 4_000));

            List<LocalDate> days = new ArrayList<>();
            Period.covering(from, to).forEach(period -> daysOf(period).forEach(days::add));

            assertThat(days).as("%s to %s", from, to).isEqualTo(from.datesUntil(to.plusDays(1)).toList());
        }
    }

    @Test
    void thirty_years_need_no_more_periods_than_their_months_and_sixty_days() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 1_000; i++) {
            LocalDate from = LocalDate.of(1996, 1, 1).plusDays(random.nextInt(400));
            LocalDate to = from.plusYears(30);

            List<Period> periods = Period.covering(from, to);

            assertThat(periods.size()).isLessThanOrEqualTo(30 * 12 + 60);
        }
    }

    @Test
    void a_whole_month_is_one_period() {
        assertThat(Period.covering(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 29)))
                .containsExactly(Period.month(LocalDate.of(2028, 2, 1)));
    }

    @Test
    void a_day_is_itself() {
        LocalDate day = LocalDate.of(2026, 11, 22);

        assertThat(Period.covering(day, day)).containsExactly(new Period(20261122));
    }

    @Test
    void a_range_that_ends_before_it_begins_has_no_periods() {
        assertThat(Period.covering(LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1))).isEmpty();
    }

    private static Stream<LocalDate> daysOf(Period period) {
        if (period.code() > 9_999_99) {
            return Stream.of(LocalDate.of(period.code() / 10_000, period.code() / 100 % 100, period.code() % 100));
        }
        YearMonth month = YearMonth.of(period.code() / 100, period.code() % 100);
        return month.atDay(1).datesUntil(month.plusMonths(1).atDay(1));
    }
}
