package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedLawTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId JAYAPURA = ZoneId.of("Asia/Jayapura");
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Provenance P = Provenance.now(Actor.of(Role.ADMINISTRATOR, "admin"), NOW, "request-1");
    private static final OfficeId ROADS = new OfficeId(new UUID(0x7000, 0x8000_0000_0000_0001L));
    private static final OfficeId UNKNOWN = new OfficeId(new UUID(0x7000, 0x8000_0000_0000_0002L));
    private static final CalendarId PAPUA = new CalendarId("papua");
    private static final CalendarId CLINIC = new CalendarId("klinik");
    private static final LocalDate FOUNDING_DAY = LocalDate.of(2026, 3, 11);
    private static final Limit FIVE_DAYS = Limit.workingDays(5);

    private static final RecordedLaw SEED = law(RecordedLaw.nothing(JAKARTA), seed());

    private static List<DomainEvent> seed() {
        List<DomainEvent> events = new ArrayList<>();
        for (CalendarLayer layer : Seed.calendars()) {
            CalendarId id = new CalendarId(layer.name());
            events.add(new CalendarEvent.Registered(id, Optional.empty(), P));
            layer.contents().forEach(change -> events.add(CalendarEvent.of(id, change, P)));
        }
        Seed.standards().forEach(standard -> events.add(new RulebookEvent.StandardSet(standard, P)));
        events.add(new RulebookEvent.ProcedureSet(Seed.procedure(), P));
        return events;
    }

    private static RecordedLaw law(RecordedLaw law, List<? extends DomainEvent> events) {
        for (DomainEvent event : events) {
            law = law.with(event);
        }
        return law;
    }

    private static RecordedLaw law(DomainEvent... events) {
        return law(SEED, List.of(events));
    }

    private static OfficeEvent.Registered registered(ZoneId zone, CalendarId calendar) {
        return new OfficeEvent.Registered(ROADS, "Dinas Jalan", Optional.empty(), zone, Optional.ofNullable(calendar), P);
    }

    private static CalendarEvent.Registered over(CalendarId calendar, CalendarId over) {
        return new CalendarEvent.Registered(calendar, Optional.of(over), P);
    }

    private static CalendarEvent.DayNamed holiday(CalendarId calendar, LocalDate date) {
        return new CalendarEvent.DayNamed(calendar, new NamedDay(date, DayKind.REGIONAL, new Text("Libur", "Holiday"), "Perda"), P);
    }

    private static OfficeEvent.CalendarChosen chosen(CalendarId calendar, String from) {
        return new OfficeEvent.CalendarChosen(ROADS, calendar, LocalDate.parse(from), P);
    }

    private static ServiceStandard standard(int days, String from) {
        return new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(days), "Perda 7", "", LocalDate.parse(from));
    }

    private static WorkingCalendar calendarOf(RecordedLaw law, OfficeId office) {
        return law.turns(office, NOW, Optional.of(NOW)).getFirst().calendar();
    }

    // ---- calendars

    @Test
    void the_recorded_seed_is_the_calendar_that_comes_with_the_program() {
        assertThat(SEED.general()).isEqualTo(new WorkingCalendar(JAKARTA, CalendarFile.indonesia()));
    }

    @Test
    void an_office_that_chose_no_calendar_counts_by_the_general_one_in_its_own_zone() {
        RecordedLaw law = law(registered(JAYAPURA, null));

        assertThat(calendarOf(law, ROADS)).isEqualTo(new WorkingCalendar(JAYAPURA, CalendarFile.indonesia()));
    }

    @Test
    void an_office_that_is_not_known_counts_by_the_general_calendar_in_the_general_zone() {
        assertThat(SEED.turns(UNKNOWN, NOW, Optional.empty()))
                .containsExactly(new Turn(UNKNOWN, SEED.general(), NOW));
    }

    @Test
    void calendars_lie_over_one_another_the_most_general_first() {
        RecordedLaw law = law(over(PAPUA, RecordedLaw.GENERAL), over(CLINIC, PAPUA), holiday(PAPUA, FOUNDING_DAY),
                registered(JAYAPURA, CLINIC));

        assertThat(calendarOf(law, ROADS).name()).isEqualTo("indonesia+papua+klinik");
        assertThat(calendarOf(law, ROADS).isWorkingDay(FOUNDING_DAY)).isFalse();
        assertThat(law.general().isWorkingDay(FOUNDING_DAY)).isTrue();
    }

    @Test
    void a_change_of_a_calendar_reaches_those_that_are_laid_over_it() {
        RecordedLaw before = law(over(PAPUA, RecordedLaw.GENERAL), registered(JAYAPURA, PAPUA));
        assertThat(calendarOf(before, ROADS).isWorkingDay(FOUNDING_DAY)).isTrue();

        RecordedLaw after = before.with(holiday(RecordedLaw.GENERAL, FOUNDING_DAY));

        assertThat(calendarOf(after, ROADS).isWorkingDay(FOUNDING_DAY)).isFalse();
        assertThat(calendarOf(before, ROADS).isWorkingDay(FOUNDING_DAY)).as("the law before").isTrue();
    }

    @Test
    void a_calendar_is_laid_out_once_until_one_that_it_is_made_of_changes() {
        RecordedLaw before = law(over(PAPUA, RecordedLaw.GENERAL), registered(JAYAPURA, PAPUA));
        WorkingCalendar general = before.general();
        WorkingCalendar papua = calendarOf(before, ROADS);

        RecordedLaw otherwise = before.with(new RulebookEvent.StandardSet(standard(9, "2027-01-01"), P));
        RecordedLaw after = otherwise.with(holiday(PAPUA, FOUNDING_DAY));

        assertThat(otherwise.general()).isSameAs(general);
        assertThat(calendarOf(otherwise, ROADS)).isSameAs(papua);
        assertThat(after.general()).isSameAs(general);
        assertThat(calendarOf(after, ROADS)).isNotSameAs(papua);
    }

    @Test
    void before_any_calendar_is_recorded_nothing_can_be_counted() {
        assertThatThrownBy(() -> RecordedLaw.nothing(JAKARTA).general().isWorkingDay(FOUNDING_DAY))
                .isInstanceOf(CalendarYearMissing.class);
    }

    @Test
    void counting_through_a_year_that_nobody_declared_is_refused() {
        WorkingCalendar general = SEED.general();

        assertThatThrownBy(() -> general.isWorkingDay(LocalDate.of(2028, 1, 3))).isInstanceOfSatisfying(
                CalendarYearMissing.class, missing -> {
                    assertThat(missing.year()).isEqualTo(2028);
                    assertThat(missing.calendar()).isEqualTo("indonesia");
                });
    }

    @Test
    void what_is_not_about_the_law_leaves_it_as_it_is() {
        RecordedLaw law = law(registered(JAKARTA, null));

        assertThat(law.with(new OfficeEvent.Renamed(ROADS, "Bina Marga", P))).isSameAs(law);
    }

    // ---- turns

    @Test
    void an_office_takes_its_turn_anew_with_each_calendar_from_the_beginning_of_its_day_in_its_zone() {
        RecordedLaw law = law(over(PAPUA, RecordedLaw.GENERAL), registered(JAYAPURA, null), chosen(PAPUA, "2026-03-05"),
                chosen(Seed.WEEKENDS_ONLY, "2026-04-01"));

        assertThat(law.turns(ROADS, NOW, Optional.empty())).extracting(turn -> turn.calendar().name() + " " + turn.from())
                .containsExactly("indonesia 2026-03-02T02:00:00Z", "indonesia+papua 2026-03-04T15:00:00Z",
                        "weekends-only 2026-03-31T15:00:00Z");
    }

    @Test
    void only_turns_between_the_two_moments_are_told() {
        RecordedLaw law = law(over(PAPUA, RecordedLaw.GENERAL), registered(JAYAPURA, null), chosen(PAPUA, "2026-03-05"),
                chosen(Seed.WEEKENDS_ONLY, "2026-04-01"));
        Instant inMarch = Instant.parse("2026-03-04T15:00:00Z");

        assertThat(law.turns(ROADS, inMarch, Optional.of(Instant.parse("2026-03-31T15:00:00Z"))))
                .extracting(turn -> turn.calendar().name()).containsExactly("indonesia+papua");
    }

    @Test
    void a_calendar_that_was_chosen_later_for_an_earlier_day_takes_over_on_its_day() {
        RecordedLaw law = law(registered(JAKARTA, null), chosen(Seed.WEEKENDS_ONLY, "2026-06-01"),
                chosen(RecordedLaw.GENERAL, "2026-05-01"));

        assertThat(law.turns(ROADS, Instant.parse("2026-05-02T00:00:00Z"), Optional.empty()))
                .extracting(turn -> turn.calendar().name()).containsExactly("indonesia", "weekends-only");
    }

    // ---- standards and procedures

    @ParameterizedTest
    @EnumSource(Classification.class)
    void the_seed_has_a_standard_for_every_class_however_long_ago_it_was_submitted(Classification classification) {
        int days = switch (classification) {
            case INFORMATION_REQUEST, ASPIRATION -> 5;
            case COMPLAINT -> 14;
            case OVERSIGHT_COMPLAINT -> 60;
        };

        assertThat(SEED.standard(ROADS, classification, NOW).limit()).isEqualTo(Limit.workingDays(days));
        assertThat(SEED.standard(ROADS, classification, Instant.parse("1999-01-01T00:00:00Z")).limit())
                .isEqualTo(Limit.workingDays(days));
    }

    @Test
    void an_office_is_bound_by_its_own_standard_once_it_took_effect_in_its_zone() {
        RecordedLaw law = law(registered(JAYAPURA, null),
                new OfficeEvent.ServiceStandardSet(ROADS, standard(7, "2026-03-03"), P));

        assertThat(law.standard(ROADS, Classification.COMPLAINT, Instant.parse("2026-03-02T14:59:59Z")).limit())
                .isEqualTo(Limit.workingDays(14));
        assertThat(law.standard(ROADS, Classification.COMPLAINT, Instant.parse("2026-03-02T15:00:00Z")).limit())
                .isEqualTo(Limit.workingDays(7));
        assertThat(law.standard(ROADS, Classification.ASPIRATION, Instant.parse("2026-03-04T00:00:00Z")).limit())
                .isEqualTo(FIVE_DAYS);
    }

    @Test
    void a_new_general_standard_binds_only_what_is_submitted_from_its_day_on() {
        RecordedLaw law = law(new RulebookEvent.StandardSet(standard(9, "2027-01-01"), P));

        assertThat(law.standard(ROADS, Classification.COMPLAINT, NOW).limit()).isEqualTo(Limit.workingDays(14));
        assertThat(law.standard(ROADS, Classification.COMPLAINT, Instant.parse("2026-12-31T17:00:00Z")).limit())
                .isEqualTo(Limit.workingDays(9));
    }

    @Test
    void the_procedure_is_the_one_in_force_on_the_day_of_the_submission_or_the_first() {
        Procedure next = new Procedure(LocalDate.of(2027, 1, 1), "Perwali 1", FIVE_DAYS, FIVE_DAYS, FIVE_DAYS, FIVE_DAYS,
                FIVE_DAYS, 14, EscalationLadder.GENERAL);
        RecordedLaw law = law(new RulebookEvent.ProcedureSet(next, P));

        assertThat(law.procedure(Instant.parse("2026-12-31T16:59:59Z"))).isEqualTo(Seed.procedure());
        assertThat(law.procedure(Instant.parse("2026-12-31T17:00:00Z"))).isEqualTo(next);
        assertThat(law.procedure(Instant.parse("1999-01-01T00:00:00Z"))).isEqualTo(Seed.procedure());
    }

    @Test
    void a_law_without_a_rulebook_says_so() {
        RecordedLaw nothing = RecordedLaw.nothing(JAKARTA);

        assertThatThrownBy(() -> nothing.standard(ROADS, Classification.COMPLAINT, NOW))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("COMPLAINT");
        assertThatThrownBy(() -> nothing.procedure(NOW)).isInstanceOf(IllegalStateException.class);
    }

    // ---- what was counted

    /** Whatever an administrator does and is allowed to do, nothing that was counted up to now changes. */
    @Test
    void no_change_of_the_law_changes_what_was_counted_before_it() {
        int changes = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomLaw random = new RandomLaw(new SplittableRandom(seed));
            for (int i = 0; i < 40; i++) {
                random.nextDay();
                Map<OfficeId, List<Object>> counted = random.counted();
                if (random.change()) {
                    changes++;
                    assertThat(random.counted()).as("seed %d, change %d", seed, i).isEqualTo(counted);
                }
            }
        }
        assertThat(changes).isGreaterThan(1_000);
    }

    /** Three offices in three zones, some calendars, and an administrator who changes them by chance. */
    private static final class RandomLaw {

        private static final List<ZoneId> ZONES = List.of(JAKARTA, JAYAPURA, ZoneId.of("America/New_York"));

        private final SplittableRandom random;
        private final List<OfficeId> offices = new ArrayList<>();
        private final List<CalendarId> calendars = new ArrayList<>(List.of(RecordedLaw.GENERAL, Seed.WEEKENDS_ONLY));
        private RecordedLaw law = SEED;
        private Instant now = NOW;

        RandomLaw(SplittableRandom random) {
            this.random = random;
            for (int i = 0; i < ZONES.size(); i++) {
                OfficeId office = new OfficeId(new UUID(0x7000, 0x8000_0000_0000_0010L + i));
                offices.add(office);
                law = law.with(new OfficeEvent.Registered(office, "Dinas", Optional.empty(), ZONES.get(i),
                        Optional.of(oneOf(calendars)), P));
            }
        }

        void nextDay() {
            now = now.plus(Duration.ofMinutes(random.nextInt(2 * 1_440)));
        }

        /** What each office used of limits that run from the seed on, and what bound it. */
        Map<OfficeId, List<Object>> counted() {
            Map<OfficeId, List<Object>> counted = new HashMap<>();
            for (OfficeId office : offices) {
                List<Turn> turns = law.turns(office, NOW, Optional.of(now));
                counted.put(office, List.of(new LegalClock(FIVE_DAYS, NOW, turns, List.of()).used(now),
                        new LegalClock(Limit.workingHours(40), NOW, turns, List.of()).used(now),
                        law.standard(office, Classification.COMPLAINT, now), law.procedure(now)));
            }
            return counted;
        }

        /** @return false if it was not allowed */
        boolean change() {
            LocalDate date = LocalDate.ofInstant(now, JAKARTA).plusDays(random.nextInt(12) - 3L);
            return switch (random.nextInt(8)) {
                case 0 -> {
                    CalendarId id = new CalendarId("c" + calendars.size());
                    take(over(id, oneOf(calendars)));
                    calendars.add(id);
                    yield true;
                }
                case 1 -> {
                    OfficeId office = oneOf(offices);
                    ZoneId zone = law.office(office).orElseThrow().zone();
                    if (!date.isAfter(LocalDate.ofInstant(now, zone))) {
                        yield false;
                    }
                    take(new OfficeEvent.CalendarChosen(office, oneOf(calendars), date, P));
                    yield true;
                }
                case 2 -> {
                    OfficeId office = oneOf(offices);
                    if (!date.isAfter(LocalDate.ofInstant(now, law.office(office).orElseThrow().zone()))) {
                        yield false;
                    }
                    take(new OfficeEvent.ServiceStandardSet(office, standard(1 + random.nextInt(60), date.toString()), P));
                    yield true;
                }
                default -> changeCalendar(oneOf(calendars), date);
            };
        }

        private boolean changeCalendar(CalendarId id, LocalDate date) {
            Calendar calendar = law.calendar(id).orElseThrow();
            CalendarChange change = switch (random.nextInt(4)) {
                case 0 -> new CalendarChange.NameDay(new NamedDay(date, DayKind.WORKING_DAY, new Text("Masuk", "Work"), "SK"));
                case 1 -> new CalendarChange.CancelDay(date, "SK");
                case 2 -> new CalendarChange.SetWeek(new WorkingWeek(date, WorkingHours.OF_GOVERNMENT_OFFICES, "SK"));
                default -> new CalendarChange.NameDay(new NamedDay(date, DayKind.REGIONAL,
                        new Text("Libur " + random.nextInt(3), "Holiday"), "SK"));
            };
            if (calendar.refusal(change, law.calendar(id, JAKARTA).years(), now).isPresent()) {
                return false;
            }
            take(CalendarEvent.of(id, change, P));
            return true;
        }

        private void take(DomainEvent event) {
            law = law.with(event);
        }

        private <T> T oneOf(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
