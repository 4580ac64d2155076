package id.tanggap.command.law;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.RINA;
import static id.tanggap.command.complaint.ComplaintFixture.by;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.command.SmallPlatform;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** It is 2 March 2026, 09:00 in Jakarta, whose days count. */
class ChangingTheRulebookTest {

    private static final Law LAW = RecordedLaw.nothing(ZoneId.of("Asia/Jakarta"));
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final RulebookCommand.Open OPEN =
            new RulebookCommand.Open(Seed.standards(), Seed.procedure(), by(Actor.SYSTEM));

    private static AggregateTestFixture<RulebookAggregate> fixture() {
        AggregateTestFixture<RulebookAggregate> fixture = new AggregateTestFixture<>(RulebookAggregate.class);
        fixture.registerInjectableResource(LAW);
        fixture.registerCommandTargetResolver(SmallPlatform::target);
        return fixture;
    }

    private static List<RulebookEvent> opened() {
        return Stream.<RulebookEvent>concat(
                Seed.standards().stream().map(standard -> new RulebookEvent.StandardSet(standard, by(Actor.SYSTEM))),
                Stream.of(new RulebookEvent.ProcedureSet(Seed.procedure(), by(Actor.SYSTEM)))).toList();
    }

    private static ServiceStandard standard(LocalDate from) {
        return new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(10), "Perpres 1", "Pasal 2", from);
    }

    private static Procedure procedure(LocalDate from) {
        Limit days = Limit.workingDays(5);
        return new Procedure(from, "Perpres 1", days, days, days, days, days, 14, EscalationLadder.GENERAL);
    }

    @Test
    void the_platform_opens_the_rulebook_with_what_has_been_in_force_all_along() {
        fixture().givenNoPriorActivity().when(OPEN)
                .expectEvents(opened().toArray())
                .expectResultMessagePayload(new Answer("rulebook", 4, "OPEN", 0));
    }

    @Test
    void nobody_else_opens_it() {
        fixture().givenNoPriorActivity().when(new RulebookCommand.Open(Seed.standards(), Seed.procedure(), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.ADMINISTRATORS_ONLY));
    }

    @Test
    void a_standard_takes_effect_tomorrow_at_the_earliest() {
        fixture().given(opened()).when(new RulebookCommand.SetStandard(standard(TODAY.plusDays(1)), by(ADMIN)))
                .expectEvents(new RulebookEvent.StandardSet(standard(TODAY.plusDays(1)), by(ADMIN)));
        fixture().given(opened()).when(new RulebookCommand.SetStandard(standard(TODAY), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.TAKES_EFFECT_TOO_EARLY));
    }

    @Test
    void a_procedure_takes_effect_tomorrow_at_the_earliest() {
        fixture().given(opened()).when(new RulebookCommand.SetProcedure(procedure(TODAY.plusDays(1)), by(ADMIN)))
                .expectEvents(new RulebookEvent.ProcedureSet(procedure(TODAY.plusDays(1)), by(ADMIN)));
        fixture().given(opened()).when(new RulebookCommand.SetProcedure(procedure(TODAY), by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(LawRule.TAKES_EFFECT_TOO_EARLY));
    }

    @Test
    void what_is_set_already_is_no_event() {
        fixture().given(opened()).when(new RulebookCommand.SetStandard(Seed.standards().getFirst(), by(ADMIN)))
                .expectNoEvents().expectSuccessfulHandlerExecution();
        fixture().given(opened()).when(new RulebookCommand.SetProcedure(Seed.procedure(), by(ADMIN)))
                .expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void nobody_but_an_administrator_changes_it() {
        for (RulebookCommand command : List.of(new RulebookCommand.SetStandard(standard(TODAY.plusDays(1)), by(RINA)),
                new RulebookCommand.SetProcedure(procedure(TODAY.plusDays(1)), by(RINA)),
                new RulebookCommand.SetStandard(standard(TODAY.plusDays(1)), by(Actor.SYSTEM)))) {
            fixture().given(opened()).when(command, Requests.metaData(Requests.onState(99)))
                    .expectNoEvents().expectException(Refused.by(LawRule.ADMINISTRATORS_ONLY));
        }
    }

    @Test
    void a_decision_on_an_older_state_is_refused() {
        fixture().given(opened())
                .when(new RulebookCommand.SetStandard(standard(TODAY.plusDays(1)), by(ADMIN)),
                        Requests.metaData(Requests.onState(3)))
                .expectNoEvents().expectException(Refused.by(RequestRule.STATE_CHANGED));
    }
}
