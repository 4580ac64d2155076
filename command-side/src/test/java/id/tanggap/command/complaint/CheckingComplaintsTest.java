package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the coordinator does with submissions, and what reporters do until an office has theirs. */
class CheckingComplaintsTest {

    @Test
    void the_coordinator_forwards_a_complaint_to_the_office_that_must_answer() {
        complaints().given(aSubmittedComplaint())
                .when(forwardTo(ROADS))
                .expectEvents(forwardedTo(ROADS))
                .expectState(a -> assertThat(a.complaint().office()).contains(ROADS));
    }

    @Test
    void a_complaint_is_not_forwarded_to_an_office_that_takes_none() {
        complaints().given(aSubmittedComplaint())
                .when(forwardTo(CLOSED_MARKETS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_NOT_ACTIVE));
    }

    @Test
    void a_complaint_is_not_forwarded_to_an_office_that_does_not_exist() {
        complaints().given(aSubmittedComplaint())
                .when(forwardTo(UNKNOWN))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_UNKNOWN));
    }

    @Test
    void the_refusal_names_the_office_that_takes_no_more_complaints() {
        var refusal = Refused.by(ComplaintRule.OFFICE_NOT_ACTIVE, () ->
                ComplaintDecision.decide(after(aSubmittedComplaint()), forwardTo(CLOSED_MARKETS), OFFICES, LAW));

        assertThat(refusal.text().en()).contains("Dinas Pasar");
        assertThat(refusal.field()).contains("/officeId");
    }

    @Test
    void a_refusal_says_in_which_state_the_complaint_is_in_both_languages() {
        var refusal = Refused.by(ComplaintRule.CHECKED_ALREADY, () ->
                ComplaintDecision.decide(after(aForwardedComplaint()), reject(), OFFICES, LAW));

        assertThat(refusal.text().en()).contains("forwarded to an office");
        assertThat(refusal.text().id()).contains("diteruskan ke instansi");
    }

    @Test
    void the_coordinator_returns_an_unclear_complaint_to_its_reporter() {
        complaints().given(aSubmittedComplaint())
                .when(returned(RINA))
                .expectEvents(new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(RINA)));
    }

    @Test
    void an_office_does_not_check_submissions() {
        complaints().given(aSubmittedComplaint())
                .when(returned(BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
    }

    @Test
    void the_office_that_has_a_complaint_can_return_it() {
        complaints().given(aForwardedComplaint())
                .when(returned(BUDI))
                .expectEvents(new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(BUDI)));
    }

    @Test
    void another_office_cannot_return_it() {
        complaints().given(aForwardedComplaint())
                .when(returned(JOKO))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void an_office_that_returned_a_complaint_does_not_have_it_any_more() {
        var history = then(aComplaintWithADraft(), new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(BUDI)));

        assertThat(after(history).office()).isEmpty();
        assertThat(after(history).draft()).isEmpty();
    }

    @Test
    void who_evaluates_a_complaint_that_its_office_returned_does_not_evaluate_that_office() {
        complaints().given(then(aForwardedComplaint(),
                        new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(BUDI)),
                        new ComplaintEvent.Withdrawn(POTHOLE, Optional.empty(), by(Actor.REPORTER))))
                .when(evaluate())
                .expectEvents(new ComplaintEvent.Evaluated(POTHOLE, Optional.empty(), SATISFIED, Optional.empty(),
                        by(Actor.REPORTER)));
    }

    @Test
    void the_coordinator_rejects_what_is_not_a_matter_for_this_platform() {
        complaints().given(aSubmittedComplaint())
                .when(reject())
                .expectEvents(new ComplaintEvent.Rejected(POTHOLE, said("Bukan wewenang."), by(RINA)));
    }

    @Test
    void a_completed_complaint_waits_for_the_check_again() {
        complaints().given(aReturnedComplaint())
                .when(complete())
                .expectEvents(new ComplaintEvent.Completed(POTHOLE, said("Depan pasar."), by(Actor.REPORTER)))
                .expectState(a -> assertThat(a.complaint().status()).isEqualTo(ComplaintStatus.SUBMITTED));
    }

    @Test
    void a_reporter_withdraws_a_complaint_before_an_office_has_it() {
        complaints().given(aSubmittedComplaint())
                .when(withdraw())
                .expectEvents(new ComplaintEvent.Withdrawn(POTHOLE, Optional.empty(), by(Actor.REPORTER)));
    }

    @Test
    void a_reporter_does_not_withdraw_what_an_office_works_on() {
        complaints().given(aForwardedComplaint())
                .when(withdraw())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_WITHDRAWABLE));
    }

    @Test
    void a_decision_on_an_older_state_is_refused() {
        complaints().given(then(aReturnedComplaint(),
                        new ComplaintEvent.Completed(POTHOLE, said("Depan pasar."), by(Actor.REPORTER))))
                .when(forwardTo(ROADS), Requests.metaData(Requests.onState(0)))
                .expectNoEvents().expectException(Refused.by(RequestRule.STATE_CHANGED));
    }

    @Test
    void a_decision_on_the_present_state_is_taken() {
        complaints().given(aSubmittedComplaint())
                .when(forwardTo(ROADS), Requests.metaData(Requests.onState(0)))
                .expectEvents(forwardedTo(ROADS));
    }
}
