package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Histories.Facts;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkingTimePropertiesTest {

    private static final OfficeId OFFICE = new OfficeId(new UUID(0, 1));

    @Test
    void used_and_left_make_up_the_limit_in_any_history() {
        Histories histories = new Histories(1, Histories.ALL);
        for (int i = 0; i < 5_000; i++) {
            LegalClock clock = histories.clock(true);
            Instant now = histories.within(clock.event(), 40);
            assertThat(clock.used(now).plus(clock.left(now))).isEqualTo(clock.limit().duration());
            assertThat(clock.used(now).isNegative()).isFalse();
        }
    }

    @Test
    void used_never_falls_as_time_passes() {
        Histories histories = new Histories(2, Histories.ALL);
        for (int i = 0; i < 1_000; i++) {
            LegalClock clock = histories.clock(true);
            Instant now = clock.event();
            WorkingDuration used = clock.used(now);
            for (int step = 0; step < 40; step++) {
                now = now.plusSeconds(histories.below(step % 3 == 0 ? 7_200 : 100_000));
                WorkingDuration more = clock.used(now);
                assertThat(more).isGreaterThanOrEqualTo(used);
                used = more;
            }
        }
    }

    @Test
    void it_is_due_at_the_first_moment_when_nothing_is_left() {
        Histories histories = new Histories(3, Histories.INDONESIAN);
        int due = 0;
        for (int i = 0; i < 5_000; i++) {
            LegalClock clock = histories.clock(true);
            if (clock.due() instanceof Due.At(Instant moment)) {
                assertThat(clock.left(moment).seconds()).isZero();
                assertThat(clock.left(moment.minusSeconds(1)).seconds()).isPositive();
                due++;
            }
        }
        assertThat(due).isGreaterThan(3_000);
    }

    @Test
    void where_clocks_change_it_is_due_at_the_first_moment_when_not_anything_is_left() {
        Histories histories = new Histories(4, Histories.ALL);
        for (int i = 0; i < 5_000; i++) {
            LegalClock clock = histories.clock(true);
            if (clock.due() instanceof Due.At(Instant moment)) {
                assertThat(clock.left(moment).seconds()).isNotPositive();
                assertThat(clock.left(moment.minusSeconds(1)).seconds()).isPositive();
            }
        }
    }

    @Test
    void what_cannot_be_due_is_paused_or_leads_into_a_year_that_is_not_known() {
        Histories histories = new Histories(5, Histories.ALL);
        int paused = 0;
        for (int i = 0; i < 3_000; i++) {
            LegalClock clock = histories.clock(true);
            switch (clock.due()) {
                case Due.At(Instant moment) -> assertThat(moment).isBefore(Instant.parse("2027-01-02T00:00:00Z"));
                case Due.Unknown(int year, String calendar) -> assertThat(year).isEqualTo(2027);
                case Due.Paused(Instant since) -> {
                    assertThat(clock.pauses()).anyMatch(pause -> pause.to().isEmpty() && pause.from().equals(since));
                    paused++;
                }
            }
        }
        assertThat(paused).isGreaterThan(100);
    }

    @Test
    void whoever_watches_the_clock_on_the_wall_minute_by_minute_counts_the_same() {
        Histories histories = new Histories(6, Histories.ALL);
        for (int i = 0; i < 1_500; i++) {
            Facts facts = histories.facts();
            Instant from = histories.moment();
            Instant to = histories.within(from, 12);
            List<Pause> pauses = histories.pauses(from, true);
            WorkingUnit unit = WorkingUnit.values()[i % 2];
            assertThat(WorkingTime.elapsed(facts.calendar(), from, to, pauses, unit).seconds())
                    .as("%s from %s to %s, %s", facts.zone(), from, to, pauses)
                    .isEqualTo(new ByHand(facts, pauses, unit).elapsed(from, to));
        }
    }

    @Test
    void whoever_watches_the_clock_on_the_wall_sees_it_fall_due_in_the_same_minute() {
        Histories histories = new Histories(7, Histories.ALL);
        int compared = 0;
        for (int i = 0; i < 700; i++) {
            Facts facts = histories.facts();
            WorkingCalendar calendar = facts.calendar();
            Instant event = histories.moment();
            List<Pause> pauses = histories.pauses(event, false);
            Limit limit = i % 2 == 0 ? Limit.workingDays(1 + histories.below(5)) : Limit.workingHours(1 + histories.below(40));
            Instant start = WorkingTime.start(calendar, event, limit.unit());
            OptionalLong seen = new ByHand(facts, pauses, limit.unit()).reaching(start, limit.duration().seconds(), 25);
            if (seen.isPresent() && WorkingTime.due(calendar, start, limit, pauses) instanceof Due.At(Instant moment)) {
                assertThat(moment.getEpochSecond()).as("%s %s %s %s", facts.zone(), event, limit, pauses)
                        .isEqualTo(seen.getAsLong());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void without_pauses_days_are_due_at_the_end_of_the_nth_working_day_counted_on_fingers() {
        Histories histories = new Histories(8, Histories.ALL);
        for (int i = 0; i < 3_000; i++) {
            Facts facts = histories.facts();
            WorkingCalendar calendar = facts.calendar();
            Instant event = histories.moment();
            int days = 1 + histories.below(20);
            LocalDate day = event.atZone(facts.zone()).toLocalDate();
            for (int counted = 0; counted < days; ) {
                day = day.plusDays(1);
                counted += facts.on(day).isEmpty() ? 0 : 1;
            }
            if (day.getYear() <= facts.lastYear()) {
                assertThat(WorkingTime.due(calendar, WorkingTime.start(calendar, event, WorkingUnit.DAYS),
                        Limit.workingDays(days), List.of()))
                        .isEqualTo(new Due.At(day.plusDays(1).atStartOfDay(facts.zone()).toInstant()));
            }
        }
    }

    @Test
    void a_holiday_to_come_never_gives_time_back_and_never_makes_it_due_earlier() {
        Histories histories = new Histories(9, Histories.ALL);
        for (int i = 0; i < 3_000; i++) {
            WorkingCalendar calendar = histories.facts().calendar();
            Instant event = histories.moment();
            Instant now = histories.within(event, 20);
            LegalClock before = new LegalClock(histories.limit(), event, List.of(new Turn(OFFICE, calendar, event)),
                    histories.pauses(event, false));
            CalendarChange change = new CalendarChange.NameDay(new NamedDay(
                    calendar.dayOf(now).plusDays(1 + histories.below(15)), DayKind.REGIONAL, new Text("Baru", "New"), "test"));
            if (change.refusal(calendar.layers().getFirst(), calendar.years(), calendar.dayOf(now)).isPresent()) {
                continue;
            }
            LegalClock after = new LegalClock(before.limit(), event,
                    List.of(new Turn(OFFICE, calendar.with("nation", change), event)), before.pauses());
            assertThat(after.left(now)).isEqualTo(before.left(now));
            if (before.due() instanceof Due.At(Instant was) && after.due() instanceof Due.At(Instant is)) {
                assertThat(is).isAfterOrEqualTo(was);
            }
        }
    }

    @Test
    void no_change_that_is_allowed_ever_changes_what_was_used_up_to_the_end_of_its_day() {
        Histories histories = new Histories(10, Histories.ALL);
        int allowed = 0;
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            LegalClock before = histories.clock(true);
            Instant now = histories.within(before.event(), 20);
            List<WorkingCalendar> countIn = before.turns().stream().map(Turn::calendar).toList();
            WorkingCalendar mine = countIn.get(histories.below(countIn.size()));
            LocalDate today = countIn.stream().map(calendar -> calendar.dayOf(now)).max(LocalDate::compareTo).orElseThrow();
            LocalDate date = mine.dayOf(now).plusDays(histories.below(8) - 3L);
            CalendarChange change = switch (histories.below(5)) {
                case 0, 1 -> new CalendarChange.NameDay(new NamedDay(date, DayKind.COLLECTIVE_LEAVE, new Text("Baru", "New"), "test"));
                case 2 -> new CalendarChange.NameDay(new NamedDay(date, DayKind.WORKING_DAY, new Text("Masuk", "Work"), "test"));
                case 3 -> new CalendarChange.SetWeek(new WorkingWeek(date, WorkingHours.OF_GOVERNMENT_OFFICES, "test"));
                default -> new CalendarChange.CancelDay(date, "test");
            };
            if (change.refusal(mine.layers().getFirst(), mine.years(), today).isPresent()) {
                refused++;
                continue;
            }
            allowed++;
            LegalClock after = new LegalClock(before.limit(), before.event(), before.turns().stream().map(turn ->
                    turn.calendar() == mine ? new Turn(turn.office(), mine.with("nation", change), turn.from()) : turn).toList(),
                    before.pauses());
            Instant endOfDay = mine.beginning(mine.dayOf(now).plusDays(1));
            assertThat(after.left(now)).as("%s at %s", change, now).isEqualTo(before.left(now));
            assertThat(after.shares(endOfDay)).isEqualTo(before.shares(endOfDay));
        }
        assertThat(allowed).isGreaterThan(800);
        assertThat(refused).isGreaterThan(800);
    }

    @Test
    void the_offices_shares_add_up_to_what_was_used() {
        Histories histories = new Histories(11, Histories.ALL);
        for (int i = 0; i < 3_000; i++) {
            LegalClock clock = histories.clock(true);
            Instant now = histories.within(clock.event(), 40);
            OfficeShares shares = clock.shares(now);
            assertThat(shares.total()).isEqualTo(clock.used(now));
            assertThat(shares.turns()).hasSameSizeAs(clock.turns());
            assertThat(shares.byOffice().values().stream().reduce(WorkingDuration.none(shares.unit()), WorkingDuration::plus))
                    .isEqualTo(shares.total());
        }
    }

    @Test
    void transfers_between_offices_with_one_calendar_change_nothing_about_the_clock() {
        Histories histories = new Histories(12, Histories.ALL);
        for (int i = 0; i < 3_000; i++) {
            WorkingCalendar calendar = histories.facts().calendar();
            Instant event = histories.moment();
            Limit limit = histories.limit();
            List<Pause> pauses = histories.pauses(event, true);
            List<Turn> turns = new ArrayList<>(List.of(new Turn(OFFICE, calendar, event)));
            LegalClock without = new LegalClock(limit, event, turns, pauses);
            for (int k = 1 + histories.below(4); k > 0; k--) {
                turns.add(new Turn(histories.office(), calendar, histories.within(turns.getLast().from(), 5)));
            }
            LegalClock with = new LegalClock(limit, event, turns, pauses);
            Instant now = histories.within(event, 30);
            assertThat(with.used(now)).isEqualTo(without.used(now));
            assertThat(with.due()).isEqualTo(without.due());
        }
    }

    @Test
    void it_does_not_matter_in_which_order_or_how_often_a_pause_is_given_or_whether_it_is_cut_in_two() {
        Histories histories = new Histories(13, Histories.ALL);
        for (int i = 0; i < 2_000; i++) {
            LegalClock clock = histories.clock(true);
            List<Pause> others = new ArrayList<>(clock.pauses());
            for (Pause pause : clock.pauses()) {
                Instant middle = pause.to().map(to -> pause.from().plusSeconds(
                        (to.getEpochSecond() - pause.from().getEpochSecond()) / 2)).orElse(pause.from().plusSeconds(50_000));
                others.remove(pause);
                others.add(new Pause(pause.reason(), pause.from(), Optional.of(middle)));
                others.add(new Pause(pause.reason(), middle, pause.to()));
                others.add(pause);
            }
            Collections.shuffle(others, new Random(i));
            LegalClock same = new LegalClock(clock.limit(), clock.event(), clock.turns(), others);
            Instant now = histories.within(clock.event(), 30);
            assertThat(same.used(now)).isEqualTo(clock.used(now));
            assertThat(same.due().getClass()).isEqualTo(clock.due().getClass());
            if (clock.due() instanceof Due.At due) {
                assertThat(same.due()).isEqualTo(due);
            }
        }
    }

    @Test
    void time_is_counted_the_same_in_one_piece_or_in_many() {
        Histories histories = new Histories(14, Histories.ALL);
        for (int i = 0; i < 3_000; i++) {
            WorkingCalendar calendar = histories.facts().calendar();
            Instant a = histories.moment();
            Instant b = histories.within(a, 10).plusSeconds(histories.below(60));
            Instant c = histories.within(b, 10);
            WorkingUnit unit = WorkingUnit.values()[i % 2];
            assertThat(WorkingTime.elapsed(calendar, a, b, List.of(), unit)
                    .plus(WorkingTime.elapsed(calendar, b, c, List.of(), unit)))
                    .isEqualTo(WorkingTime.elapsed(calendar, a, c, List.of(), unit));
        }
    }

    @Test
    void each_level_of_escalation_is_reached_after_the_one_before_and_not_a_second_early() {
        Histories histories = new Histories(15, Histories.INDONESIAN);
        for (int i = 0; i < 2_000; i++) {
            LegalClock clock = histories.clock(false);
            Instant before = clock.event();
            for (EscalationLadder.Level level : EscalationLadder.GENERAL.levels()) {
                if (clock.reaches(level.percent()) instanceof Due.At(Instant moment)) {
                    assertThat(moment).isAfter(before);
                    assertThat(clock.used(moment)).isEqualTo(clock.limit().share(level.percent()));
                    assertThat(clock.used(moment.minusSeconds(1))).isLessThan(clock.limit().share(level.percent()));
                    before = moment;
                }
            }
        }
    }
}
