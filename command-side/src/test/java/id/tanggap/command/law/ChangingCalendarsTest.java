package id.tanggap.command.law;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.RINA;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.command.SmallPlatform;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.CalendarRule;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.WorkingHours;
import id.tanggap.kernel.clock.WorkingWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** It is 2 March 2026, 16:00 on Kiritimati, where days begin first. The nation knows 2026. */
class ChangingCalendarsTest {

    private static final CalendarId NATION = new CalendarId("nation");
    private static final CalendarId REGION = new CalendarId("region");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);
    private static final WorkingWeek WEEK =
            new WorkingWeek(LocalDate.of(2020, 1, 1), WorkingHours.OF_GOVERNMENT_OFFICES, "Perpres");

    private static final Calendars CALENDARS = id -> Optional.of(new Calendar(NATION, Optional.empty(),
            CalendarLayer.weekendsOnly("nation", 2026, 2026, WorkingHours.OF_GOVERNMENT_OFFICES, "SKB")))
            .filter(calendar -> calendar.id().equals(id));

    private static AggregateTestFixture<CalendarAggregate> fixture() {
        AggregateTestFixture<CalendarAggregate> fixture = new AggregateTestFixture<>(CalendarAggregate.class);
        fixture.registerInjectableResource(CALENDARS);
        fixture.registerCommandTargetResolver(SmallPlatform::target);
        return fixture;
    }

    private static CalendarEvent.Registered registered(CalendarId id, CalendarId over) {
        return new CalendarEvent.Registered(id, Optional.ofNullable(over), by(ADMIN));
    }

    private static CalendarCommand.Register register(CalendarId id, CalendarId over, CalendarChange... contents) {
        return new CalendarCommand.Register(id, Optional.ofNullable(over), List.of(contents), by(ADMIN));
    }

    private static CalendarChange holiday(LocalDate date) {
        return new CalendarChange.NameDay(new NamedDay(date, DayKind.REGIONAL, new Text("Libur", "Holiday"), "Perda"));
    }

    private static CalendarEvent event(CalendarId id, CalendarChange change) {
        return CalendarEvent.of(id, change, by(ADMIN));
    }

    private static CalendarCommand.Make make(CalendarChange change) {
        return new CalendarCommand.Make(REGION, change, by(ADMIN));
    }

    private static CalendarCommand.TakeFile file(String text) {
        return new CalendarCommand.TakeFile(REGION, CalendarFile.lines(text), by(ADMIN));
    }

    // ---- registering

    @Test
    void a_calendar_is_laid_over_one_that_exists() {
        fixture().givenNoPriorActivity().when(register(REGION, NATION))
                .expectEvents(registered(REGION, NATION))
                .expectResultMessagePayload(new Answer("region", 0, "REGISTERED", 0));
        fixture().givenNoPriorActivity().when(register(REGION, new CalendarId("atlantis")))
                .expectNoEvents().expectException(Refused.by(CalendarRule.OVER_NOT_FOUND));
    }

    @Test
    void what_a_calendar_says_from_the_beginning_may_be_about_any_day_for_nobody_counts_by_it() {
        CalendarChange long_ago = holiday(LocalDate.of(2024, 1, 1));

        fixture().givenNoPriorActivity().when(register(REGION, NATION, long_ago))
                .expectEvents(registered(REGION, NATION), event(REGION, long_ago));
    }

    @Test
    void contents_that_contradict_themselves_are_refused_as_a_whole() {
        fixture().givenNoPriorActivity().when(register(REGION, NATION, holiday(TODAY), holiday(TODAY)))
                .expectNoEvents().expectException(Refused.by(CalendarRule.DAY_ALREADY_NAMED));
    }

    // ---- changing

    @Test
    void a_day_is_named_before_it_has_begun_anywhere() {
        fixture().given(registered(REGION, NATION)).when(make(holiday(TOMORROW)))
                .expectEvents(event(REGION, holiday(TOMORROW)));
        fixture().given(registered(REGION, NATION)).when(make(holiday(TODAY)))
                .expectNoEvents().expectException(Refused.by(CalendarRule.DAY_ALREADY_BEGUN));
    }

    @Test
    void days_of_a_year_that_the_calendar_at_the_bottom_does_not_know_may_be_named_late() {
        fixture().given(registered(REGION, NATION)).when(make(holiday(LocalDate.of(2025, 3, 3))))
                .expectEvents(event(REGION, holiday(LocalDate.of(2025, 3, 3))));
    }

    @Test
    void a_named_day_is_cancelled_by_a_decree_of_its_own() {
        CalendarChange cancel = new CalendarChange.CancelDay(TOMORROW, "SK 2");

        fixture().given(registered(REGION, NATION), event(REGION, holiday(TOMORROW))).when(make(cancel))
                .expectEvents(event(REGION, cancel));
    }

    @Test
    void only_a_calendar_that_is_laid_over_none_declares_years() {
        CalendarChange declare = new CalendarChange.DeclareYear(2025, "SKB");

        fixture().given(registered(REGION, null), event(REGION, new CalendarChange.SetWeek(WEEK))).when(make(declare))
                .expectEvents(event(REGION, declare));
        fixture().given(registered(REGION, NATION), event(REGION, new CalendarChange.SetWeek(WEEK))).when(make(declare))
                .expectNoEvents().expectException(Refused.by(CalendarRule.NOT_FOR_THIS_CALENDAR));
    }

    @Test
    void what_is_recorded_already_is_no_event() {
        fixture().given(registered(REGION, NATION), event(REGION, holiday(TODAY))).when(make(holiday(TODAY)))
                .expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void a_decision_on_an_older_state_is_refused() {
        fixture().given(registered(REGION, NATION), event(REGION, holiday(TOMORROW)))
                .when(make(holiday(TOMORROW.plusDays(1))), Requests.metaData(Requests.onState(0)))
                .expectNoEvents().expectException(Refused.by(RequestRule.STATE_CHANGED));
    }

    // ---- files

    @Test
    void a_file_is_taken_as_a_whole() {
        fixture().given(registered(REGION, null))
                .when(file("""
                        2025,SKB
                        2025-05-05,REGIONAL,Hari jadi,Founding day,Perda 1
                        week,2025-01-01,MON-FRI 08:00-16:00; SPECIAL 08:00-12:00,SK
                        """))
                .expectEvents(
                        event(REGION, new CalendarChange.SetWeek(new WorkingWeek(LocalDate.of(2025, 1, 1),
                                WorkingHours.of("MON-FRI 08:00-16:00; SPECIAL 08:00-12:00"), "SK"))),
                        event(REGION, new CalendarChange.NameDay(new NamedDay(LocalDate.of(2025, 5, 5), DayKind.REGIONAL,
                                new Text("Hari jadi", "Founding day"), "Perda 1"))),
                        event(REGION, new CalendarChange.DeclareYear(2025, "SKB")));
    }

    @Test
    void the_same_file_again_changes_nothing() {
        String text = "2025-05-05,REGIONAL,Hari jadi,Founding day,Perda 1";

        fixture().given(registered(REGION, NATION))
                .andGivenCommands(new GenericCommandMessage<>(file(text)))
                .when(file(text))
                .expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void every_line_that_cannot_be_taken_is_told_and_nothing_is_taken() {
        Calendar region = Calendar.begin(registered(REGION, NATION));

        assertThatThrownBy(() -> CalendarDecision.decide(region, file("""
                2026,SKB
                2026-02-02,REGIONAL,Hari jadi,Founding day,Perda 1
                2026-07-07,REGIONAL,Hari jadi,Founding day,Perda 1
                """), CALENDARS)).isInstanceOfSatisfying(CalendarFile.Faulty.class, faulty ->
                assertThat(faulty.faults()).extracting(fault -> fault.line() + " " + fault.rule().name())
                        .containsExactly("1 NOT_FOR_THIS_CALENDAR", "2 DAY_ALREADY_BEGUN"));
    }

    // ---- who

    @Test
    void nobody_but_an_administrator_changes_calendars() {
        for (CalendarCommand command : List.of(new CalendarCommand.Make(REGION, holiday(TOMORROW), by(RINA)),
                new CalendarCommand.TakeFile(REGION, List.of(), by(RINA)), new CalendarCommand.Recall(REGION, by(RINA)),
                new CalendarCommand.Make(REGION, holiday(TOMORROW), by(Actor.SYSTEM)))) {
            fixture().given(registered(REGION, NATION)).when(command, Requests.metaData(Requests.onState(99)))
                    .expectNoEvents().expectException(Refused.by(CalendarRule.ADMINISTRATORS_ONLY));
        }
        fixture().givenNoPriorActivity()
                .when(new CalendarCommand.Register(REGION, Optional.empty(), List.of(), by(RINA)))
                .expectNoEvents().expectException(Refused.by(CalendarRule.ADMINISTRATORS_ONLY));
    }

    @Test
    void the_platform_itself_registers_the_calendars_that_come_with_it() {
        fixture().givenNoPriorActivity()
                .when(new CalendarCommand.Register(REGION, Optional.empty(), List.of(), by(Actor.SYSTEM)))
                .expectEvents(new CalendarEvent.Registered(REGION, Optional.empty(), by(Actor.SYSTEM)));
    }

    // ---- repeated requests

    @Test
    void a_repeated_request_is_answered_as_before_even_when_its_if_match_is_stale_by_now() {
        var request = Requests.metaData(Requests.keyedOnState("key", "a holiday", 0));

        fixture().given(registered(REGION, NATION))
                .andGivenCommands(new GenericCommandMessage<>(make(holiday(TOMORROW)), request),
                        make(holiday(TOMORROW.plusDays(1))))
                .when(make(holiday(TOMORROW)), request)
                .expectNoEvents().expectResultMessagePayload(new Answer("region", 1, "REGISTERED", 0));
    }
}
