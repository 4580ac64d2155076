package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import org.junit.jupiter.api.Test;

/** What offices do with complaints. */
class AnsweringComplaintsTest {

    @Test
    void an_office_names_the_officer_who_works_on_a_complaint() {
        complaints().given(aForwardedComplaint())
                .when(assign(AGUS))
                .expectEvents(new ComplaintEvent.Assigned(POTHOLE, ROADS, "wati", by(AGUS)));
    }

    @Test
    void another_office_assigns_nobody() {
        complaints().given(aForwardedComplaint())
                .when(assign(JOKO))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void an_interim_response_does_not_change_the_state() {
        complaints().given(aForwardedComplaint())
                .when(interim(BUDI))
                .expectEvents(new ComplaintEvent.InterimResponseGiven(POTHOLE, ROADS, 1, said("Kami periksa."), by(BUDI)))
                .expectResultMessagePayload(new Answer(POTHOLE.toString(), 2, "FORWARDED", 1));
    }

    @Test
    void responses_are_numbered_on_whatever_their_kind() {
        complaints().given(then(aForwardedComplaint(),
                        new ComplaintEvent.InterimResponseGiven(POTHOLE, ROADS, 1, said("Kami periksa."), by(BUDI))))
                .when(draft(BUDI))
                .expectEvents(draftedBy(BUDI, 2));
    }

    @Test
    void a_draft_alone_does_not_answer_a_complaint() {
        complaints().given(aForwardedComplaint())
                .when(draft(BUDI))
                .expectEvents(draftedBy(BUDI, 1))
                .expectState(a -> assertThat(a.complaint().status()).isEqualTo(ComplaintStatus.FORWARDED));
    }

    @Test
    void a_final_response_stands_once_somebody_else_approved_it() {
        complaints().given(aComplaintWithADraft())
                .when(approve(1, WATI))
                .expectEvents(new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 1, by(WATI)))
                .expectState(a -> assertThat(a.complaint().status()).isEqualTo(ComplaintStatus.RESPONDED));
    }

    @Test
    void nobody_approves_a_final_response_of_their_own() {
        complaints().given(aComplaintWithADraft())
                .when(approve(1, BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.FOUR_EYES));
    }

    @Test
    void not_even_the_head_approves_a_final_response_of_their_own() {
        complaints().given(then(aForwardedComplaint(), draftedBy(AGUS, 1)))
                .when(approve(1, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.FOUR_EYES));
    }

    @Test
    void the_author_of_a_superseded_draft_may_approve_the_new_one() {
        complaints().given(then(aComplaintWithADraft(), draftedBy(WATI, 2)))
                .when(approve(2, BUDI))
                .expectEvents(new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 2, by(BUDI)));
    }

    @Test
    void a_superseded_draft_is_not_approved() {
        complaints().given(then(aComplaintWithADraft(), draftedBy(WATI, 2)))
                .when(approve(1, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    @Test
    void a_number_that_nobody_drafted_is_not_approved() {
        for (int number : new int[] {Integer.MIN_VALUE, 0, 2, Integer.MAX_VALUE}) {
            complaints().given(aComplaintWithADraft())
                    .when(approve(number, AGUS))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
        }
    }

    @Test
    void an_interim_response_is_not_approved() {
        complaints().given(then(aForwardedComplaint(),
                        new ComplaintEvent.InterimResponseGiven(POTHOLE, ROADS, 1, said("Kami periksa."), by(BUDI))))
                .when(approve(1, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    @Test
    void an_interim_response_leaves_a_waiting_draft_alone() {
        complaints().given(then(aComplaintWithADraft(),
                        new ComplaintEvent.InterimResponseGiven(POTHOLE, ROADS, 2, said("Kami periksa."), by(WATI))))
                .when(approve(1, WATI))
                .expectEvents(new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 1, by(WATI)));
    }

    @Test
    void another_office_approves_nothing() {
        complaints().given(aComplaintWithADraft())
                .when(approve(1, JOKO))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void a_draft_that_was_sent_back_is_not_approved() {
        complaints().given(then(aComplaintWithADraft(),
                        new ComplaintEvent.FinalResponseSentBack(POTHOLE, ROADS, 1, said("Lampirkan foto."), by(AGUS))))
                .when(approve(1, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    @Test
    void a_draft_is_sent_back_with_a_reason_and_the_next_one_gets_the_next_number() {
        var sentBack = new ComplaintEvent.FinalResponseSentBack(POTHOLE, ROADS, 1, said("Lampirkan foto."), by(AGUS));

        complaints().given(aComplaintWithADraft()).when(sendBack(1, AGUS)).expectEvents(sentBack);
        complaints().given(then(aComplaintWithADraft(), sentBack)).when(draft(BUDI)).expectEvents(draftedBy(BUDI, 2));
    }

    @Test
    void a_draft_that_does_not_wait_is_not_sent_back() {
        complaints().given(aComplaintWithADraft())
                .when(sendBack(2, AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    // ---- transfer

    @Test
    void an_office_transfers_a_complaint_to_the_one_that_must_answer() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(WATER, BUDI))
                .expectEvents(new ComplaintEvent.Transferred(POTHOLE, ROADS, WATER, said("Pipa bocor."), by(BUDI)))
                .expectState(a -> assertThat(a.complaint().office()).contains(WATER));
    }

    @Test
    void the_coordinator_transfers_the_complaint_of_any_office() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(WATER, RINA))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void another_office_does_not_fetch_a_complaint() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(WATER, JOKO))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void a_complaint_is_not_transferred_to_the_office_that_has_it() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(ROADS, BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.HAS_IT_ALREADY));
    }

    @Test
    void a_complaint_is_not_transferred_to_an_office_that_takes_none() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(CLOSED_MARKETS, BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_NOT_ACTIVE));
    }

    @Test
    void a_complaint_is_not_transferred_to_an_office_that_does_not_exist() {
        complaints().given(aForwardedComplaint())
                .when(transferTo(UNKNOWN, BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_UNKNOWN));
    }

    @Test
    void a_draft_does_not_travel_with_the_complaint() {
        complaints().given(then(aComplaintWithADraft(),
                        new ComplaintEvent.Transferred(POTHOLE, ROADS, WATER, said("Pipa bocor."), by(BUDI))))
                .when(approve(1, JOKO))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_DRAFT));
    }

    @Test
    void the_office_that_gave_a_complaint_away_works_on_it_no_more() {
        complaints().given(then(aForwardedComplaint(),
                        new ComplaintEvent.Transferred(POTHOLE, ROADS, WATER, said("Pipa bocor."), by(BUDI))))
                .when(interim(BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }
}
