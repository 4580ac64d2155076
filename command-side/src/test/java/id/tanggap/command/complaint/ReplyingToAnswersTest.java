package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.SecretHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reporters do with answers, and how they prove to be the reporter. */
class ReplyingToAnswersTest {

    @Test
    void a_reporter_accepts_the_final_response_and_the_complaint_is_closed() {
        complaints().given(aRespondedComplaint())
                .when(accept())
                .expectEvents(new ComplaintEvent.Closed(POTHOLE, ROADS, ClosureReason.ACCEPTED,
                        Optional.of(said("Terima kasih.")), by(Actor.REPORTER)));
    }

    @Test
    void an_objection_reopens_the_complaint_at_the_same_office() {
        complaints().given(aRespondedComplaint())
                .when(object())
                .expectEvents(new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER)))
                .expectState(a -> {
                    assertThat(a.complaint().status()).isEqualTo(ComplaintStatus.FORWARDED);
                    assertThat(a.complaint().office()).contains(ROADS);
                });
    }

    @Test
    void after_an_objection_the_response_that_stood_is_not_approved_again() {
        complaints().given(aComplaintObjectedTo())
                .when(approve(1, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    @Test
    void after_an_objection_the_office_answers_again_under_the_next_number() {
        complaints().given(aComplaintObjectedTo())
                .when(draft(BUDI))
                .expectEvents(draftedBy(BUDI, 2));
    }

    @Test
    void a_reporter_may_object_to_every_answer() {
        complaints().given(then(aComplaintObjectedTo(), draftedBy(BUDI, 2),
                        new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 2, by(AGUS))))
                .when(object())
                .expectEvents(new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER)));
    }

    // ---- evaluation

    @Test
    void a_reporter_evaluates_the_office_that_answered() {
        complaints().given(aRespondedComplaint())
                .when(evaluate())
                .expectEvents(evaluated());
    }

    @Test
    void an_answer_is_evaluated_once() {
        complaints().given(then(aRespondedComplaint(), evaluated()))
                .when(evaluate())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.EVALUATED_ALREADY));
    }

    @Test
    void accepting_an_evaluated_answer_does_not_make_it_one_more() {
        complaints().given(then(aRespondedComplaint(), evaluated(), new ComplaintEvent.Closed(POTHOLE, ROADS,
                        ClosureReason.ACCEPTED, Optional.empty(), by(Actor.REPORTER))))
                .when(evaluate())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.EVALUATED_ALREADY));
    }

    @Test
    void the_answer_after_an_objection_is_evaluated_anew() {
        complaints().given(then(aRespondedComplaint(), evaluated(),
                        new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER)),
                        draftedBy(BUDI, 2), new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 2, by(AGUS))))
                .when(evaluate())
                .expectEvents(evaluated());
    }

    @Test
    void while_an_objection_waits_for_its_answer_there_is_nothing_to_evaluate() {
        complaints().given(aComplaintObjectedTo())
                .when(evaluate())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOTHING_TO_EVALUATE));
    }

    @Test
    void a_rejected_complaint_is_evaluated_without_an_office() {
        complaints().given(aRejectedComplaint())
                .when(evaluate())
                .expectEvents(new ComplaintEvent.Evaluated(POTHOLE, Optional.empty(), SATISFIED, Optional.empty(),
                        by(Actor.REPORTER)));
    }

    private static ComplaintEvent.Evaluated evaluated() {
        return new ComplaintEvent.Evaluated(POTHOLE, Optional.of(ROADS), SATISFIED, Optional.empty(), by(Actor.REPORTER));
    }

    // ---- the secret

    static Stream<ComplaintCommand.ByReporter> withAWrongSecret() {
        SecretHash wrong = WRONG_PROOF;
        return Stream.of(
                new ComplaintCommand.Complete(POTHOLE, wrong, text("x"), by(Actor.REPORTER)),
                new ComplaintCommand.Accept(POTHOLE, wrong, Optional.empty(), by(Actor.REPORTER)),
                new ComplaintCommand.RaiseObjection(POTHOLE, wrong, text("x"), by(Actor.REPORTER)),
                new ComplaintCommand.Withdraw(POTHOLE, wrong, Optional.empty(), by(Actor.REPORTER)),
                new ComplaintCommand.Evaluate(POTHOLE, wrong, SATISFIED, Optional.empty(), by(Actor.REPORTER)));
    }

    @ParameterizedTest
    @MethodSource("withAWrongSecret")
    void a_wrong_secret_looks_exactly_like_an_unknown_complaint_in_every_state(ComplaintCommand.ByReporter command) {
        Refusal unknown = Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
        for (List<ComplaintEvent> history : List.of(aSubmittedComplaint(), aReturnedComplaint(), aForwardedComplaint(),
                aRespondedComplaint(), aClosedComplaint(), aWithdrawnComplaint(), aMergedComplaint())) {
            Refusal refusal = Refused.by(NotFound.COMPLAINT_NOT_FOUND,
                    () -> ComplaintDecision.decide(after(history), command, OFFICES, LAW));
            assertThat(refusal.text()).isEqualTo(unknown.text());
            assertThat(refusal.field()).isEqualTo(unknown.field());
        }
    }

    @ParameterizedTest
    @MethodSource("withAWrongSecret")
    void a_wrong_secret_with_any_if_match_looks_like_an_unknown_complaint(ComplaintCommand.ByReporter command) {
        for (long sequence : new long[] {0, 1, 99}) {
            complaints().given(aSubmittedComplaint())
                    .when(command, Requests.metaData(Requests.onState(sequence)))
                    .expectNoEvents().expectException(Refused.by(NotFound.COMPLAINT_NOT_FOUND));
        }
    }

    @ParameterizedTest
    @MethodSource("withAWrongSecret")
    void a_wrong_secret_does_not_learn_the_answer_to_a_request_of_the_reporters(ComplaintCommand.ByReporter command) {
        Map<String, String> keyed = Requests.metaData(Requests.keyed("key", "content"));
        complaints().given(aSubmittedComplaint())
                .andGivenCommands(new org.axonframework.commandhandling.GenericCommandMessage<>(withdraw(), keyed))
                .when(command, keyed)
                .expectNoEvents().expectException(Refused.by(NotFound.COMPLAINT_NOT_FOUND));
        complaints().given(aSubmittedComplaint())
                .andGivenCommands(new org.axonframework.commandhandling.GenericCommandMessage<>(withdraw(), keyed))
                .when(command, Requests.metaData(Requests.keyed("key", "other content")))
                .expectNoEvents().expectException(Refused.by(NotFound.COMPLAINT_NOT_FOUND));
    }

    @Test
    void the_secret_does_not_help_whoever_acts_in_another_role() {
        complaints().given(aSubmittedComplaint())
                .when(new ComplaintCommand.Withdraw(POTHOLE, PROOF, Optional.empty(), by(RINA)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
    }

    @Test
    void what_reporters_write_never_prints_itself_in_a_command() {
        assertThat(object().toString()).doesNotContain("Belum").contains("[text]", "[hash]");
        assertThat(submit().toString()).doesNotContain("Siti", "Melati", "sejengkal");
    }
}
