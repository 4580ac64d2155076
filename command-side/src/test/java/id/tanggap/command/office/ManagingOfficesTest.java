package id.tanggap.command.office;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static id.tanggap.command.office.OfficeFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.command.law.LawRule;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManagingOfficesTest {

    // ---- registering

    @Test
    void a_registered_office_takes_complaints() {
        fixture().givenNoPriorActivity()
                .when(register(POTHOLES, ROADS))
                .expectEvents(registered(POTHOLES, ROADS))
                .expectResultMessagePayload(new Answer(POTHOLES.toString(), 0, "ACTIVE", 0));
    }

    @Test
    void an_office_needs_no_parent() {
        fixture().givenNoPriorActivity().when(register(CITY, null)).expectEvents(registered(CITY, null));
    }

    @Test
    void an_office_stands_under_one_that_exists() {
        fixture().givenNoPriorActivity()
                .when(register(POTHOLES, UNKNOWN))
                .expectNoEvents().expectException(Refused.by(OfficeRule.PARENT_NOT_FOUND));
    }

    @Test
    void an_office_stands_under_one_that_is_active() {
        fixture().givenNoPriorActivity()
                .when(register(POTHOLES, MARKETS))
                .expectNoEvents().expectException(Refused.by(OfficeRule.PARENT_NOT_ACTIVE));
    }

    // ---- names and standards

    @Test
    void an_office_is_renamed() {
        fixture().given(registered(ROADS, WORKS))
                .when(rename(ROADS, "Dinas Bina Marga"))
                .expectEvents(new OfficeEvent.Renamed(ROADS, "Dinas Bina Marga", by(ADMIN)));
    }

    @Test
    void the_same_name_again_is_no_event() {
        fixture().given(registered(ROADS, WORKS))
                .when(rename(ROADS, "Dinas"))
                .expectNoEvents()
                .expectResultMessagePayload(new Answer(ROADS.toString(), 0, "ACTIVE", 0));
    }

    @Test
    void an_office_sets_a_standard_of_its_own() {
        var event = new OfficeEvent.ServiceStandardSet(ROADS, TEN_DAYS, by(ADMIN));

        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.SetServiceStandard(ROADS, TEN_DAYS, by(ADMIN)))
                .expectEvents(event);
        fixture().given(registered(ROADS, WORKS), event)
                .when(new OfficeCommand.SetServiceStandard(ROADS, TEN_DAYS, by(ADMIN)))
                .expectNoEvents();
    }

    /** It is 2 March, 09:00 in Jakarta. */
    @Test
    void a_standard_takes_effect_tomorrow_at_the_earliest() {
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.SetServiceStandard(ROADS, tenDays(LocalDate.of(2026, 3, 2)), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.TAKES_EFFECT_TOO_EARLY));
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.SetServiceStandard(ROADS, tenDays(LocalDate.of(2026, 3, 3)), by(ADMIN)))
                .expectEvents(new OfficeEvent.ServiceStandardSet(ROADS, tenDays(LocalDate.of(2026, 3, 3)), by(ADMIN)));
    }

    /** On 2 March 2026 at 02:00 UTC it is still 1 March in New York. */
    @Test
    void tomorrow_is_that_of_the_offices_zone() {
        var inNewYork = new OfficeEvent.Registered(ROADS, "Dinas", Optional.of(WORKS), ZoneId.of("America/New_York"),
                Optional.empty(), by(ADMIN));

        fixture().given(inNewYork)
                .when(new OfficeCommand.SetServiceStandard(ROADS, tenDays(LocalDate.of(2026, 3, 2)), by(ADMIN)))
                .expectEvents(new OfficeEvent.ServiceStandardSet(ROADS, tenDays(LocalDate.of(2026, 3, 2)), by(ADMIN)));
    }

    @Test
    void a_standard_that_is_set_already_may_be_set_again_after_it_took_effect() {
        var inForce = new OfficeEvent.ServiceStandardSet(ROADS, tenDays(LocalDate.of(2026, 3, 2)), by(ADMIN));

        fixture().given(registered(ROADS, WORKS), inForce)
                .when(new OfficeCommand.SetServiceStandard(ROADS, inForce.standard(), by(ADMIN)))
                .expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void a_decision_on_an_older_state_is_refused() {
        fixture().given(registered(ROADS, WORKS), new OfficeEvent.Renamed(ROADS, "Bina Marga", by(ADMIN)))
                .when(rename(ROADS, "Dinas Jalan"), Requests.metaData(Requests.onState(0)))
                .expectNoEvents().expectException(Refused.by(RequestRule.STATE_CHANGED));
    }

    // ---- calendars

    @Test
    void an_office_counts_by_another_calendar_from_tomorrow_at_the_earliest() {
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.ChooseCalendar(ROADS, PAPUA, LocalDate.of(2026, 3, 3), by(ADMIN)))
                .expectEvents(new OfficeEvent.CalendarChosen(ROADS, PAPUA, LocalDate.of(2026, 3, 3), by(ADMIN)));
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.ChooseCalendar(ROADS, PAPUA, LocalDate.of(2026, 3, 2), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.TAKES_EFFECT_TOO_EARLY));
    }

    @Test
    void an_office_counts_by_calendars_that_exist() {
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.ChooseCalendar(ROADS, new CalendarId("atlantis"), LocalDate.of(2026, 3, 3),
                        by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.CALENDAR_UNKNOWN));
        fixture().givenNoPriorActivity()
                .when(new OfficeCommand.Register(ROADS, "x", Optional.empty(), JAKARTA,
                        Optional.of(new CalendarId("atlantis")), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.CALENDAR_UNKNOWN));
    }

    @Test
    void a_new_office_may_choose_its_calendar_at_once() {
        fixture().givenNoPriorActivity()
                .when(new OfficeCommand.Register(ROADS, "Dinas", Optional.of(WORKS), JAKARTA, Optional.of(PAPUA), by(ADMIN)))
                .expectEvents(new OfficeEvent.Registered(ROADS, "Dinas", Optional.of(WORKS), JAKARTA, Optional.of(PAPUA),
                        by(ADMIN)));
    }

    @Test
    void a_calendar_that_is_chosen_already_is_no_event() {
        fixture().given(registered(ROADS, WORKS),
                        new OfficeEvent.CalendarChosen(ROADS, PAPUA, LocalDate.of(2026, 3, 1), by(ADMIN)))
                .when(new OfficeCommand.ChooseCalendar(ROADS, PAPUA, LocalDate.of(2026, 3, 1), by(ADMIN)))
                .expectNoEvents().expectSuccessfulHandlerExecution();
    }

    // ---- hierarchy

    @Test
    void an_office_moves_under_another() {
        fixture().given(registered(POTHOLES, ROADS))
                .when(move(POTHOLES, WATER))
                .expectEvents(new OfficeEvent.Moved(POTHOLES, Optional.of(WATER), by(ADMIN)));
    }

    @Test
    void an_office_moves_to_the_top() {
        fixture().given(registered(POTHOLES, ROADS))
                .when(move(POTHOLES, null))
                .expectEvents(new OfficeEvent.Moved(POTHOLES, Optional.empty(), by(ADMIN)));
    }

    @Test
    void moving_to_where_it_is_is_no_event() {
        fixture().given(registered(POTHOLES, ROADS)).when(move(POTHOLES, ROADS)).expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void an_office_does_not_stand_under_itself() {
        fixture().given(registered(CITY, null))
                .when(move(CITY, CITY))
                .expectNoEvents().expectException(Refused.by(OfficeRule.UNDER_ITSELF));
    }

    static Stream<OfficeId> everythingBelowTheCity() {
        return Stream.of(WORKS, ROADS, POTHOLES, WATER);
    }

    @ParameterizedTest
    @MethodSource("everythingBelowTheCity")
    void an_office_does_not_stand_under_one_below_it_however_deep(OfficeId below) {
        fixture().given(registered(CITY, null))
                .when(move(CITY, below))
                .expectNoEvents().expectException(Refused.by(OfficeRule.UNDER_ITSELF));
    }

    @Test
    void an_office_moves_only_under_one_that_exists_and_is_active() {
        fixture().given(registered(POTHOLES, ROADS))
                .when(move(POTHOLES, UNKNOWN))
                .expectNoEvents().expectException(Refused.by(OfficeRule.PARENT_NOT_FOUND));
        fixture().given(registered(POTHOLES, ROADS))
                .when(move(POTHOLES, MARKETS))
                .expectNoEvents().expectException(Refused.by(OfficeRule.PARENT_NOT_ACTIVE));
    }

    // ---- deactivating, step by step

    @Test
    void an_office_that_begins_to_close_takes_no_complaints() {
        fixture().given(registered(MARKETS, CITY))
                .when(begin(MARKETS))
                .expectEvents(begun(MARKETS))
                .expectResultMessagePayload(new Answer(MARKETS.toString(), 1, "CLOSING", 0));
        assertThat(after(registered(MARKETS, CITY), begun(MARKETS)).takesComplaints()).isFalse();
    }

    @Test
    void a_closing_that_was_not_finished_is_taken_up_again() {
        fixture().given(registered(MARKETS, CITY), begun(MARKETS))
                .when(begin(MARKETS))
                .expectNoEvents()
                .expectResultMessagePayload(new Answer(MARKETS.toString(), 1, "CLOSING", 0));
    }

    @Test
    void an_abandoned_closing_leaves_the_office_active() {
        fixture().given(registered(MARKETS, CITY), begun(MARKETS))
                .when(abandon(MARKETS))
                .expectEvents(abandoned(MARKETS))
                .expectResultMessagePayload(new Answer(MARKETS.toString(), 2, "ACTIVE", 0));
    }

    @Test
    void a_completed_closing_is_for_good() {
        fixture().given(registered(MARKETS, CITY), begun(MARKETS))
                .when(finish(MARKETS))
                .expectEvents(deactivated(MARKETS));
        fixture().given(registered(MARKETS, CITY), begun(MARKETS), deactivated(MARKETS))
                .when(begin(MARKETS))
                .expectNoEvents().expectException(Refused.by(OfficeRule.OFFICE_NOT_ACTIVE));
    }

    static Stream<List<OfficeEvent>> notClosing() {
        return Stream.of(List.of(registered(MARKETS, CITY)),
                List.of(registered(MARKETS, CITY), begun(MARKETS), abandoned(MARKETS)),
                List.of(registered(MARKETS, CITY), begun(MARKETS), deactivated(MARKETS)));
    }

    @ParameterizedTest
    @MethodSource("notClosing")
    void what_was_not_begun_is_neither_completed_nor_abandoned(List<OfficeEvent> history) {
        fixture().given(history).when(finish(MARKETS))
                .expectNoEvents().expectException(Refused.by(OfficeRule.DEACTIVATION_NOT_BEGUN));
        fixture().given(history).when(abandon(MARKETS))
                .expectNoEvents().expectException(Refused.by(OfficeRule.DEACTIVATION_NOT_BEGUN));
    }

    static Stream<OfficeCommand> changes() {
        return Stream.of(rename(MARKETS, "Pasar"), move(MARKETS, null),
                new OfficeCommand.SetServiceStandard(MARKETS, TEN_DAYS, by(ADMIN)),
                new OfficeCommand.ChooseCalendar(MARKETS, PAPUA, LocalDate.of(2027, 1, 1), by(ADMIN)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_office_that_closes_or_has_closed_is_not_changed(OfficeCommand change) {
        fixture().given(registered(MARKETS, CITY), begun(MARKETS)).when(change)
                .expectNoEvents().expectException(Refused.by(OfficeRule.OFFICE_NOT_ACTIVE));
        fixture().given(registered(MARKETS, CITY), begun(MARKETS), deactivated(MARKETS)).when(change)
                .expectNoEvents().expectException(Refused.by(OfficeRule.OFFICE_NOT_ACTIVE));
    }

    // ---- who

    static Stream<Actor> everybodyElse() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.ADMINISTRATOR)
                .map(role -> role.belongsToAnOffice() ? Actor.of(role, "budi", ROADS) : Actor.of(role, "budi"));
    }

    @ParameterizedTest
    @MethodSource("everybodyElse")
    void nobody_but_an_administrator_manages_offices(Actor actor) {
        for (OfficeCommand command : List.of(
                new OfficeCommand.Rename(ROADS, "x", by(actor)), new OfficeCommand.Move(ROADS, Optional.empty(), by(actor)),
                new OfficeCommand.SetServiceStandard(ROADS, TEN_DAYS, by(actor)),
                new OfficeCommand.ChooseCalendar(ROADS, PAPUA, LocalDate.of(2027, 1, 1), by(actor)),
                new OfficeCommand.BeginDeactivation(ROADS, by(actor)),
                new OfficeCommand.AbandonDeactivation(ROADS, by(actor)),
                new OfficeCommand.CompleteDeactivation(ROADS, by(actor)), new OfficeCommand.Recall(ROADS, by(actor)))) {
            fixture().given(registered(ROADS, WORKS))
                    .when(command, Requests.metaData(Requests.onState(99)))
                    .expectNoEvents().expectException(Refused.by(OfficeRule.ADMINISTRATORS_ONLY));
        }
        fixture().givenNoPriorActivity()
                .when(new OfficeCommand.Register(ROADS, "x", Optional.empty(), JAKARTA, Optional.empty(), by(actor)))
                .expectNoEvents().expectException(Refused.by(OfficeRule.ADMINISTRATORS_ONLY));
    }

    // ---- repeated requests

    @Test
    void a_repeated_request_is_answered_as_before_even_when_its_if_match_is_stale_by_now() {
        var request = Requests.metaData(Requests.keyedOnState("key", "Jalan", 0));

        fixture().given(registered(ROADS, WORKS))
                .andGivenCommands(new GenericCommandMessage<>(rename(ROADS, "Jalan"), request),
                        rename(ROADS, "Bina Marga"))
                .when(rename(ROADS, "Jalan"), request)
                .expectNoEvents()
                .expectResultMessagePayload(new Answer(ROADS.toString(), 1, "ACTIVE", 0));
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        fixture().given(registered(ROADS, WORKS))
                .andGivenCommands(new GenericCommandMessage<>(rename(ROADS, "Jalan"),
                        Requests.metaData(Requests.keyed("key", "Jalan"))))
                .when(rename(ROADS, "Pasar"), Requests.metaData(Requests.keyed("key", "Pasar")))
                .expectNoEvents().expectException(Refused.by(RequestRule.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void a_request_that_changed_nothing_is_not_remembered_and_meets_a_stale_if_match() {
        var request = Requests.metaData(Requests.keyedOnState("key", "Dinas", 0));

        fixture().given(registered(ROADS, WORKS))
                .andGivenCommands(new GenericCommandMessage<>(rename(ROADS, "Dinas"), request),
                        rename(ROADS, "Bina Marga"))
                .when(rename(ROADS, "Dinas"), request)
                .expectNoEvents().expectException(Refused.by(RequestRule.STATE_CHANGED));
    }

    @Test
    void a_request_that_was_never_made_is_not_recalled() {
        fixture().given(registered(ROADS, WORKS))
                .when(new OfficeCommand.Recall(ROADS, by(ADMIN)), Requests.metaData(Requests.keyed("key", "x")))
                .expectNoEvents().expectException(Refused.by(OfficeRule.OFFICE_EXISTS));
    }

    private static Office after(OfficeEvent.Registered first, OfficeEvent... more) {
        Office office = Office.begin(first);
        for (OfficeEvent event : more) {
            office = office.evolve(event);
        }
        return office;
    }
}
