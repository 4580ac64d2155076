package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingTimeTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId JAYAPURA = ZoneId.of("Asia/Jayapura");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final WorkingCalendar INDONESIA = new WorkingCalendar(JAKARTA, CalendarFile.indonesia());
    private static final OfficeId ROADS = new OfficeId(new UUID(0, 1));
    private static final OfficeId WATER = new OfficeId(new UUID(0, 2));

    @ParameterizedTest
    @CsvSource({
            // one week without holidays: Monday's complaint has Tuesday to Monday
            "2026-07-06T10:00, 5, 2026-07-13",
            // the last second of a day still belongs to it, the first of the next one does not
            "2026-07-06T23:59:59, 5, 2026-07-13", "2026-07-07T00:00, 5, 2026-07-14",
            // on a Saturday, a Sunday, a Friday: Monday is the first day
            "2026-07-11T08:00, 1, 2026-07-13", "2026-07-12T08:00, 1, 2026-07-13", "2026-07-10T08:00, 1, 2026-07-13",
            // Idulfitri 2026: leave 18, 20, 23, 24 March, Nyepi 19 March
            "2026-03-13T10:00, 5, 2026-03-27",
            // Christmas leave and the year's end
            "2026-12-22T09:00, 5, 2026-12-31", "2026-12-22T09:00, 6, 2027-01-04",
            // 17 August 2025 is a Sunday and costs nothing, the leave on Monday does
            "2025-08-15T09:00, 1, 2025-08-19",
            // a leap day counts
            "2024-02-28T09:00, 1, 2024-02-29", "2024-02-28T09:00, 2, 2024-03-01",
            // election day
            "2024-11-26T09:00, 1, 2024-11-28",
            // the longest limit, through New Year
            "2026-11-02T09:00, 60, 2027-01-29"})
    void working_days_are_due_at_the_end_of_the_last_one(LocalDateTime event, int days, LocalDate lastDay) {
        assertThat(due(INDONESIA, event, Limit.workingDays(days)))
                .isEqualTo(new Due.At(INDONESIA.beginning(lastDay.plusDays(1))));
    }

    @ParameterizedTest
    @CsvSource({
            // within a morning; over the break; over the night; at night
            "2026-07-06T08:00, 2, 2026-07-06T10:00", "2026-07-06T11:00, 2, 2026-07-06T14:00",
            "2026-07-06T15:00, 2, 2026-07-07T08:30", "2026-07-06T22:00, 1, 2026-07-07T08:30",
            // Friday's break is longer and its end later; the weekend does not count
            "2026-07-10T11:00, 1, 2026-07-10T13:30", "2026-07-10T16:00, 1, 2026-07-13T08:00",
            // due at the very end of the hours, not at the beginning of the next ones
            "2026-07-06T14:00, 2, 2026-07-06T16:00",
            // a holiday in between
            "2026-08-14T16:00, 1, 2026-08-18T08:00"})
    void working_hours_run_from_the_event_in_the_hours_of_working_days(LocalDateTime event, int hours, LocalDateTime due) {
        assertThat(due(INDONESIA, event, Limit.workingHours(hours))).isEqualTo(new Due.At(at(JAKARTA, due)));
    }

    @Test
    void the_day_of_the_event_is_not_counted_and_a_day_off_neither() {
        LegalClock clock = clock(INDONESIA, "2026-07-10T08:00", Limit.workingDays(5));

        assertThat(left(clock, "2026-07-10T23:59:59")).isEqualTo(5 * 86_400);
        assertThat(left(clock, "2026-07-12T23:59:59")).isEqualTo(5 * 86_400);
        assertThat(left(clock, "2026-07-13T00:00:01")).isEqualTo(5 * 86_400 - 1);
        assertThat(left(clock, "2026-07-18T00:00")).isZero();
        assertThat(left(clock, "2026-07-20T01:00")).isEqualTo(-3_600);
    }

    @Test
    void the_days_are_those_of_the_offices_zone() {
        Instant event = Instant.parse("2026-07-06T16:30:00Z");
        WorkingCalendar jayapura = new WorkingCalendar(JAYAPURA, CalendarFile.indonesia());

        assertThat(WorkingTime.due(INDONESIA, WorkingTime.start(INDONESIA, event, WorkingUnit.DAYS), Limit.workingDays(1),
                List.of())).isEqualTo(new Due.At(Instant.parse("2026-07-07T17:00:00Z")));
        assertThat(WorkingTime.due(jayapura, WorkingTime.start(jayapura, event, WorkingUnit.DAYS), Limit.workingDays(1),
                List.of())).isEqualTo(new Due.At(Instant.parse("2026-07-08T15:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
            // 23 hours long, 25 hours long
            "2026-03-08", "2026-11-01"})
    void a_day_on_which_clocks_change_is_one_day(LocalDate change) {
        WorkingCalendar calendar = everyDay(NEW_YORK);
        LegalClock clock = clock(calendar, change.minusDays(1).atTime(9, 0).toString(), Limit.workingDays(1));

        assertThat(clock.left(calendar.beginning(change)).seconds()).isEqualTo(86_400);
        assertThat(clock.left(at(NEW_YORK, change.atTime(12, 0))).seconds()).isEqualTo(43_200);
        assertThat(clock.due()).isEqualTo(new Due.At(calendar.beginning(change.plusDays(1))));
    }

    @Test
    void an_hour_that_is_repeated_counts_when_it_is_over_for_good() {
        LegalClock clock = clock(everyDay(NEW_YORK), "2026-10-31T09:00", Limit.workingDays(1));

        assertThat(clock.used(Instant.parse("2026-11-01T05:00:00Z")).seconds()).isEqualTo(3_600);
        assertThat(clock.used(Instant.parse("2026-11-01T05:59:59Z")).seconds()).isEqualTo(3_600);
        assertThat(clock.used(Instant.parse("2026-11-01T06:30:00Z")).seconds()).isEqualTo(5_400);
    }

    @Test
    void a_pause_from_noon_to_noon_is_one_day_also_when_clocks_change_in_between() {
        WorkingCalendar calendar = everyDay(NEW_YORK);
        for (String night : List.of("2026-03-07", "2026-10-31", "2026-07-01")) {
            LocalDateTime noon = LocalDate.parse(night).atTime(12, 0);
            Instant from = at(NEW_YORK, noon);
            Instant to = at(NEW_YORK, noon.plusDays(1));

            assertThat(WorkingTime.elapsed(calendar, from, to, List.of(), WorkingUnit.DAYS).seconds()).isEqualTo(86_400);
            assertThat(WorkingTime.elapsed(calendar, from, to.plusSeconds(60), List.of(pause(from, to)), WorkingUnit.DAYS)
                    .seconds()).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @CsvSource({
            // midnight is skipped; a midnight is shown twice, before and after; an hour before midnight is repeated
            "America/Sao_Paulo, 2018-11-04", "America/Havana, 2018-11-04", "America/St_Johns, 2008-11-02",
            "America/Sao_Paulo, 2018-02-17", "Asia/Beirut, 2022-03-27", "America/Asuncion, 2023-03-25"})
    void wherever_clocks_change_at_midnight_days_are_still_whole_days(ZoneId zone, LocalDate change) {
        WorkingCalendar calendar = everyDay(zone);
        for (WorkingUnit unit : WorkingUnit.values()) {
            for (LocalDate first = change.minusDays(2); !first.isAfter(change.plusDays(1)); first = first.plusDays(1)) {
                for (int days = 1; days <= 4; days++) {
                    int amount = days * 86_400;
                    assertThat(WorkingTime.elapsed(calendar, calendar.beginning(first),
                            calendar.beginning(first.plusDays(days)), List.of(), unit).seconds()).isEqualTo(amount);
                    assertThat(WorkingTime.due(calendar, calendar.beginning(first),
                            new Limit(unit, amount / unit.seconds()), List.of()))
                            .isEqualTo(new Due.At(calendar.beginning(first.plusDays(days))));
                }
            }
            long before = 0;
            for (int minute = 0; minute < 4 * 1_440; minute++) {
                long used = WorkingTime.elapsed(calendar, calendar.beginning(change.minusDays(2)),
                        calendar.beginning(change.minusDays(2)).plusSeconds(minute * 60L), List.of(), unit).seconds();
                assertThat(used).isGreaterThanOrEqualTo(before);
                before = used;
            }
        }
    }

    @Test
    void a_day_that_a_zone_skipped_altogether_is_no_working_day() {
        WorkingCalendar apia = everyDay(ZoneId.of("Pacific/Apia"));

        assertThat(apia.isWorkingDay(LocalDate.of(2011, 12, 29))).isTrue();
        assertThat(apia.isWorkingDay(LocalDate.of(2011, 12, 30))).isFalse();
        assertThat(WorkingTime.elapsed(apia, apia.beginning(LocalDate.of(2011, 12, 29)),
                apia.beginning(LocalDate.of(2012, 1, 1)), List.of(), WorkingUnit.DAYS).seconds()).isEqualTo(2 * 86_400);
    }

    @Test
    void a_pause_moves_the_due_moment_by_the_working_time_it_covers() {
        // Tuesday noon to Wednesday noon
        assertThat(paused(pause(jakarta("2026-07-07T12:00"), jakarta("2026-07-08T12:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-15T00:00")));
        // a whole weekend
        assertThat(paused(pause(jakarta("2026-07-11T00:00"), jakarta("2026-07-13T00:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-14T00:00")));
        // from a Saturday to a Sunday, within days that do not count
        assertThat(paused(pause(jakarta("2026-07-11T09:00"), jakarta("2026-07-12T17:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-14T00:00")));
        // from a Saturday into Monday
        assertThat(paused(pause(jakarta("2026-07-11T09:00"), jakarta("2026-07-13T06:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-14T06:00")));
        // before it started, and a little of it
        assertThat(paused(pause(jakarta("2026-07-06T11:00"), jakarta("2026-07-07T01:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-14T01:00")));
    }

    @Test
    void overlapping_pauses_count_once_and_empty_ones_not_at_all() {
        assertThat(paused(pause(jakarta("2026-07-07T12:00"), jakarta("2026-07-08T12:00")),
                pause(jakarta("2026-07-08T06:00"), jakarta("2026-07-08T18:00")),
                pause(jakarta("2026-07-08T18:00"), jakarta("2026-07-09T00:00")),
                pause(jakarta("2026-07-10T10:00"), jakarta("2026-07-10T10:00"))).due())
                .isEqualTo(new Due.At(jakarta("2026-07-15T12:00")));
    }

    @Test
    void while_a_pause_lasts_nothing_is_used_and_nothing_falls_due() {
        LegalClock clock = paused(new Pause(PauseReason.RETURNED_TO_REPORTER, jakarta("2026-07-09T12:00"), Optional.empty()));

        assertThat(clock.due()).isEqualTo(new Due.Paused(jakarta("2026-07-09T12:00")));
        assertThat(left(clock, "2026-07-09T12:00")).isEqualTo(5 * 86_400 - 216_000);
        assertThat(left(clock, "2026-09-01T12:00")).isEqualTo(5 * 86_400 - 216_000);
        assertThat(clock.reaches(50)).isEqualTo(new Due.At(jakarta("2026-07-09T12:00")));
    }

    @Test
    void what_was_due_before_a_pause_stays_due() {
        LegalClock clock = paused(new Pause(PauseReason.RETURNED_TO_REPORTER, jakarta("2026-07-20T12:00"), Optional.empty()));

        assertThat(clock.due()).isEqualTo(new Due.At(jakarta("2026-07-14T00:00")));
        assertThat(clock.reaches(1_000)).isInstanceOf(Due.Paused.class);
    }

    @Test
    void a_pause_does_not_end_before_it_begins() {
        assertThatThrownBy(() -> pause(jakarta("2026-07-08T12:00"), jakarta("2026-07-07T12:00")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counting_through_a_year_without_data_is_refused_by_name() {
        LegalClock clock = clock(INDONESIA, "2027-12-30T10:00", Limit.workingDays(5));

        assertThat(clock.due()).isEqualTo(new Due.Unknown(2028, "indonesia"));
        assertThat(left(clock, "2028-01-01T00:00")).isEqualTo(4 * 86_400);
        assertThatThrownBy(() -> clock.left(jakarta("2028-01-01T00:00:01")))
                .isInstanceOfSatisfying(CalendarYearMissing.class, missing -> {
                    assertThat(missing.year()).isEqualTo(2028);
                    assertThat(missing.calendar()).isEqualTo("indonesia");
                    assertThat(missing.text().en())
                            .isEqualTo("The calendar indonesia does not know the holidays of 2028 yet; working time cannot be counted.");
                });
        assertThatThrownBy(() -> INDONESIA.isWorkingDay(LocalDate.of(2022, 12, 30))).isInstanceOf(CalendarYearMissing.class);
        assertThat(clock(INDONESIA, "2022-12-30T10:00", Limit.workingDays(5)).due())
                .isEqualTo(new Due.Unknown(2022, "indonesia"));
    }

    @Test
    void a_gap_between_known_years_is_not_jumped_over() {
        WorkingCalendar gap = new WorkingCalendar(JAKARTA, CalendarFile.read("gap", """
                week,2024-01-01,MON-FRI 08:00-16:00; SPECIAL 08:00-16:00,test
                2024,test
                2026,test
                """));

        assertThat(clock(gap, "2024-12-20T10:00", Limit.workingDays(30)).due()).isEqualTo(new Due.Unknown(2025, "gap"));
        assertThatThrownBy(() -> WorkingTime.elapsed(gap, jakarta("2024-12-20T10:00"), jakarta("2026-02-01T10:00"), List.of(),
                WorkingUnit.DAYS)).isInstanceOf(CalendarYearMissing.class);
        assertThat(clock(gap, "2026-01-05T10:00", Limit.workingDays(1)).due()).isInstanceOf(Due.At.class);
    }

    @Test
    void a_pause_over_a_year_that_is_not_known_needs_no_data_for_it() {
        assertThat(new LegalClock(Limit.workingDays(1), jakarta("2027-12-29T10:00"),
                List.of(new Turn(ROADS, INDONESIA, jakarta("2027-12-29T10:00"))),
                List.of(pause(jakarta("2027-12-31T00:00"), jakarta("2029-01-01T00:00")))).due())
                .isEqualTo(new Due.At(jakarta("2027-12-31T00:00")));
    }

    @Test
    void the_end_of_the_last_known_day_needs_no_data_for_the_next_year() {
        assertThat(clock(INDONESIA, "2027-12-30T10:00", Limit.workingDays(1)).due())
                .isEqualTo(new Due.At(jakarta("2028-01-01T00:00")));
    }

    @Test
    void a_transfer_does_not_stop_the_clock_and_each_office_has_its_share() {
        LegalClock clock = new LegalClock(Limit.workingDays(5), jakarta("2026-07-06T10:00"), List.of(
                new Turn(ROADS, INDONESIA, jakarta("2026-07-06T10:00")),
                new Turn(WATER, INDONESIA, jakarta("2026-07-08T12:00")),
                new Turn(ROADS, INDONESIA, jakarta("2026-07-09T00:00"))), List.of());

        assertThat(clock.due()).isEqualTo(clock(INDONESIA, "2026-07-06T10:00", Limit.workingDays(5)).due());
        assertThat(clock.shares(jakarta("2026-07-10T00:00")).byOffice()).isEqualTo(Map.of(
                Optional.of(ROADS), new WorkingDuration(WorkingUnit.DAYS, 129_600 + 86_400),
                Optional.of(WATER), new WorkingDuration(WorkingUnit.DAYS, 43_200)));
    }

    @Test
    void after_a_transfer_the_new_offices_calendar_counts() {
        WorkingCalendar withRegionalHoliday = INDONESIA.with("indonesia", new CalendarChange.NameDay(new NamedDay(
                LocalDate.of(2026, 7, 9), DayKind.REGIONAL, new Text("Hari jadi", "Founding day"), "Perda 1/2026")));
        LegalClock clock = new LegalClock(Limit.workingDays(5), jakarta("2026-07-06T10:00"), List.of(
                new Turn(ROADS, INDONESIA, jakarta("2026-07-06T10:00")),
                new Turn(WATER, withRegionalHoliday, jakarta("2026-07-08T12:00"))), List.of());

        assertThat(clock.due()).isEqualTo(new Due.At(jakarta("2026-07-15T00:00")));
    }

    @Test
    void somebody_is_always_responsible() {
        assertThatThrownBy(() -> new LegalClock(Limit.workingDays(1), jakarta("2026-07-06T10:00"), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LegalClock(Limit.workingDays(1), jakarta("2026-07-06T10:00"),
                List.of(new Turn(ROADS, INDONESIA, jakarta("2026-07-06T10:01"))), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LegalClock(Limit.workingDays(1), jakarta("2026-07-06T10:00"), List.of(
                new Turn(ROADS, INDONESIA, jakarta("2026-07-06T10:00")), new Turn(WATER, INDONESIA, jakarta("2026-07-05T10:00"))),
                List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void working_days_and_working_hours_do_not_mix() {
        WorkingDuration days = Limit.workingDays(1).duration();
        WorkingDuration hours = Limit.workingHours(24).duration();

        assertThat(days.seconds()).isEqualTo(hours.seconds());
        assertThatThrownBy(() -> days.plus(hours)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> days.minus(hours)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> days.compareTo(hours)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts_of_a_second_are_cut_off() {
        LegalClock clock = clock(INDONESIA, "2026-07-06T08:00:00.9", Limit.workingHours(1));

        assertThat(clock.due()).isEqualTo(new Due.At(jakarta("2026-07-06T09:00")));
        assertThat(left(clock, "2026-07-06T09:00:00.4")).isZero();
    }

    private static LegalClock paused(Pause... pauses) {
        Instant event = jakarta("2026-07-06T10:00");
        return new LegalClock(Limit.workingDays(5), event, List.of(new Turn(ROADS, INDONESIA, event)), List.of(pauses));
    }

    private static LegalClock clock(WorkingCalendar calendar, String event, Limit limit) {
        Instant at = at(calendar.zone(), LocalDateTime.parse(event));
        return new LegalClock(limit, at, List.of(new Turn(ROADS, calendar, at)), List.of());
    }

    private static Due due(WorkingCalendar calendar, LocalDateTime event, Limit limit) {
        return clock(calendar, event.toString(), limit).due();
    }

    private static long left(LegalClock clock, String now) {
        return clock.left(jakarta(now)).seconds();
    }

    private static WorkingCalendar everyDay(ZoneId zone) {
        StringBuilder text = new StringBuilder("week,2008-01-01,MON-SUN 00:00-24:00; SPECIAL 00:00-24:00,test\n");
        for (int year = 2008; year <= 2026; year++) {
            text.append(year).append(",test\n");
        }
        return new WorkingCalendar(zone, CalendarFile.read("every day", text.toString()));
    }

    private static Pause pause(Instant from, Instant to) {
        return new Pause(PauseReason.RETURNED_TO_REPORTER, from, Optional.of(to));
    }

    private static Instant jakarta(String local) {
        return at(JAKARTA, LocalDateTime.parse(local));
    }

    private static Instant at(ZoneId zone, LocalDateTime local) {
        return local.atZone(zone).toInstant();
    }
}
