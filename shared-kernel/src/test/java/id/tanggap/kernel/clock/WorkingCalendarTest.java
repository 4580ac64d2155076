package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final CalendarLayer NATION = CalendarFile.indonesia();
    private static final WorkingCalendar INDONESIA = new WorkingCalendar(JAKARTA, NATION);
    private static final WorkingCalendar IN_JAYAPURA = new WorkingCalendar(ZoneId.of("Asia/Jayapura"), NATION);
    /** Sunday 22 November 2026, 23:30 in Jakarta and already Monday in Jayapura. */
    private static final Instant NOW = Instant.parse("2026-11-22T16:30:00Z");

    @Test
    void a_region_adds_its_holidays_to_the_nations() {
        WorkingCalendar region = new WorkingCalendar(JAKARTA, NATION, layer("2026-11-25,REGIONAL,Hari jadi,Founding day,Perda 1"));

        assertThat(region.isWorkingDay(LocalDate.of(2026, 11, 25))).isFalse();
        assertThat(INDONESIA.isWorkingDay(LocalDate.of(2026, 11, 25))).isTrue();
        assertThat(region.isWorkingDay(LocalDate.of(2026, 12, 25))).isFalse();
        assertThat(region.name()).isEqualTo("indonesia+region");
        assertThat(region.years()).isEqualTo(INDONESIA.years());
        assertThat(region.on(LocalDate.of(2026, 11, 25))).hasSize(1);
    }

    @Test
    void a_weekend_day_can_be_made_a_working_day_but_a_holiday_cannot() {
        WorkingCalendar office = new WorkingCalendar(JAKARTA, NATION, layer("""
                2026-11-28,WORKING_DAY,Layanan Sabtu,Open Saturday,SK 1
                2026-12-25,WORKING_DAY,Masuk,Work,SK 2
                """));

        assertThat(office.isWorkingDay(LocalDate.of(2026, 11, 28))).isTrue();
        assertThat(office.isWorkingDay(LocalDate.of(2026, 12, 25))).isFalse();
        assertThat(office.nextWorkingDay(LocalDate.of(2026, 11, 27))).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(WorkingTime.due(office, Instant.parse("2026-11-27T10:00:00Z"), Limit.workingHours(1), List.of()))
                .isEqualTo(new Due.At(Instant.parse("2026-11-28T01:30:00Z")));
    }

    @Test
    void an_offices_own_week_takes_over_on_its_day() {
        WorkingCalendar sixDays = new WorkingCalendar(JAKARTA, NATION, layer(
                "week,2026-11-23,MON-SAT 08:00-14:00; SPECIAL 08:00-14:00,SK 1"));

        assertThat(sixDays.isWorkingDay(LocalDate.of(2026, 11, 21))).isFalse();
        assertThat(sixDays.isWorkingDay(LocalDate.of(2026, 11, 28))).isTrue();
        assertThat(WorkingTime.elapsed(sixDays, Instant.parse("2026-11-19T17:00:00Z"), Instant.parse("2026-11-23T17:00:00Z"),
                List.of(), WorkingUnit.HOURS).seconds()).isEqualTo((long) (13.5 * 3_600));
    }

    @Test
    void an_office_abroad_can_declare_weekends_only_for_stated_years() {
        WorkingCalendar newYork = new WorkingCalendar(ZoneId.of("America/New_York"), CalendarLayer.weekendsOnly(
                "weekends only", 2024, 2025, WorkingHours.OF_GOVERNMENT_OFFICES, "no legal limit applies to imports"));

        assertThat(newYork.isWorkingDay(LocalDate.of(2025, 7, 4))).isTrue();
        assertThat(newYork.isWorkingDay(LocalDate.of(2025, 7, 5))).isFalse();
        assertThat(newYork.years()).containsExactly(2024, 2025);
        assertThat(newYork.knows(2026)).isFalse();
    }

    @Test
    void a_change_is_about_a_day_that_has_begun_nowhere() {
        assertThat(rule(holiday(LocalDate.of(2026, 11, 22)), INDONESIA)).contains(CalendarRule.DAY_ALREADY_BEGUN);
        assertThat(rule(holiday(LocalDate.of(2026, 11, 23)), INDONESIA)).isEmpty();
        assertThat(rule(holiday(LocalDate.of(2026, 11, 23)), INDONESIA, IN_JAYAPURA)).contains(CalendarRule.DAY_ALREADY_BEGUN);
        assertThat(rule(holiday(LocalDate.of(2026, 11, 24)), INDONESIA, IN_JAYAPURA)).isEmpty();
        assertThat(rule(new CalendarChange.CancelDay(LocalDate.of(2026, 8, 17), "Keppres"), INDONESIA))
                .contains(CalendarRule.DAY_ALREADY_BEGUN);
        assertThat(rule(new CalendarChange.SetWeek(new WorkingWeek(LocalDate.of(2026, 11, 22),
                WorkingHours.OF_GOVERNMENT_OFFICES, "SK")), INDONESIA)).contains(CalendarRule.DAY_ALREADY_BEGUN);
    }

    @Test
    void a_holiday_that_moves_is_cancelled_and_named_anew() {
        CalendarChange cancel = new CalendarChange.CancelDay(LocalDate.of(2027, 3, 11), "Keputusan Menteri Agama");
        CalendarChange name = holiday(LocalDate.of(2027, 3, 16));

        assertThat(rule(cancel, INDONESIA)).isEmpty();
        assertThat(rule(name, INDONESIA)).isEmpty();
        WorkingCalendar moved = INDONESIA.with("indonesia", cancel).with("indonesia", name);
        assertThat(moved.isWorkingDay(LocalDate.of(2027, 3, 11))).isTrue();
        assertThat(moved.isWorkingDay(LocalDate.of(2027, 3, 16))).isFalse();
    }

    @Test
    void a_change_does_not_repeat_or_contradict_what_is_recorded() {
        NamedDay christmas = NATION.on(LocalDate.of(2026, 12, 25)).getFirst();

        assertThat(rule(new CalendarChange.NameDay(christmas), INDONESIA)).contains(CalendarRule.DAY_ALREADY_NAMED);
        assertThat(rule(new CalendarChange.NameDay(new NamedDay(christmas.date(), DayKind.WORKING_DAY, new Text("Masuk", "Work"),
                "SK")), INDONESIA)).contains(CalendarRule.DAY_CONTRADICTED);
        assertThat(rule(new CalendarChange.CancelDay(LocalDate.of(2026, 12, 23), "SK"), INDONESIA))
                .contains(CalendarRule.DAY_NOT_NAMED);
        assertThat(rule(new CalendarChange.CancelDay(LocalDate.of(2026, 12, 25), " "), INDONESIA))
                .contains(CalendarRule.SOURCE_MISSING);
        assertThat(rule(new CalendarChange.DeclareYear(2027, "SKB"), INDONESIA)).contains(CalendarRule.YEAR_ALREADY_DECLARED);
    }

    @Test
    void the_days_of_a_year_that_nobody_could_count_through_may_be_recorded_late() {
        LocalDate inMarch2028 = LocalDate.of(2028, 3, 1);
        CalendarChange newYear = holiday(LocalDate.of(2028, 1, 3));
        CalendarChange declare = new CalendarChange.DeclareYear(2028, "SKB");

        assertThat(newYear.refusal(NATION, INDONESIA.years(), inMarch2028)).isEmpty();
        assertThat(declare.refusal(NATION, INDONESIA.years(), inMarch2028)).isEmpty();
        WorkingCalendar known = INDONESIA.with("indonesia", newYear).with("indonesia", declare);
        assertThat(known.isWorkingDay(LocalDate.of(2028, 1, 3))).isFalse();
        assertThat(holiday(LocalDate.of(2028, 1, 4)).refusal(known.layers().getFirst(), known.years(), inMarch2028)
                .map(Refusal::rule)).contains(CalendarRule.DAY_ALREADY_BEGUN);
    }

    @Test
    void a_week_may_begin_in_the_past_as_long_as_no_year_since_was_counted_through() {
        CalendarChange week = new CalendarChange.SetWeek(
                new WorkingWeek(LocalDate.of(2025, 1, 1), WorkingHours.OF_GOVERNMENT_OFFICES, "SK"));
        LocalDate today = LocalDate.of(2026, 11, 22);

        assertThat(week.refusal(NATION, Set.of(2023, 2024, 2027), today)).isEmpty();
        assertThat(week.refusal(NATION, Set.of(2025), today)).isPresent();
        assertThat(week.refusal(NATION, Set.of(2026), today)).isPresent();
    }

    @Test
    void a_year_is_declared_only_where_a_working_week_is_in_force_from_its_first_day() {
        assertThat(new CalendarChange.DeclareYear(2022, "SKB").refusal(NATION, Set.of(), LocalDate.of(2026, 1, 1))
                .map(Refusal::rule)).contains(CalendarRule.WEEK_MISSING);
    }

    @Test
    void a_layer_that_no_calendar_uses_can_be_filled_freely() {
        assertThat(holiday(LocalDate.of(2020, 1, 1)).refusal(CalendarLayer.empty("new"), Set.of(), LocalDate.of(2026, 11, 22))).isEmpty();
        assertThat(new CalendarChange.SetWeek(new WorkingWeek(LocalDate.of(2020, 1, 1), WorkingHours.OF_GOVERNMENT_OFFICES, "SK"))
                .refusal(CalendarLayer.empty("new"), Set.of(), LocalDate.of(2026, 11, 22))).isEmpty();
    }

    private static CalendarChange holiday(LocalDate date) {
        return new CalendarChange.NameDay(new NamedDay(date, DayKind.NATIONAL, new Text("Hari baru", "New day"), "Keppres 1"));
    }

    private static Optional<Rule> rule(CalendarChange change, WorkingCalendar... countIn) {
        LocalDate today = Stream.of(countIn).map(calendar -> calendar.dayOf(NOW)).max(LocalDate::compareTo).orElseThrow();
        return change.refusal(NATION, countIn[0].years(), today).map(Refusal::rule);
    }

    private static CalendarLayer layer(String text) {
        return CalendarFile.read("region", text);
    }
}
