package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.course.Clocks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A reporter asks to be forgotten; a person decides on a legal ground. */
class ErasingPersonalDataTest {

    @Test
    void the_reporter_asks_with_the_secret() {
        complaints().given(aClosedComplaint())
                .when(requestErasure())
                .expectEvents(new ComplaintEvent.ErasureRequested(POTHOLE, Optional.of(said("Sudah cukup.")),
                        by(Actor.REPORTER)));
    }

    @Test
    void an_administrator_or_the_inspectorate_puts_down_a_written_request() {
        for (Actor actor : List.of(ADMIN, DEWI)) {
            complaints().given(aClosedComplaint())
                    .when(new ComplaintCommand.RecordErasureRequest(POTHOLE, Optional.empty(), by(actor)))
                    .expectEvents(new ComplaintEvent.ErasureRequested(POTHOLE, Optional.empty(), by(actor)));
        }
    }

    @Test
    void no_office_and_no_coordinator_decides() {
        for (Actor actor : List.of(BUDI, AGUS, RINA)) {
            complaints().given(askedToErase(aClosedComplaint())).when(grantErasure(actor))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
        }
    }

    @Test
    void one_request_waits_at_a_time_and_nothing_is_erased_without_one() {
        complaints().given(askedToErase(aClosedComplaint())).when(requestErasure())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ERASURE_PENDING));
        complaints().given(aClosedComplaint()).when(grantErasure(ADMIN))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_ERASURE_PENDING));
    }

    @Test
    void what_has_ended_is_erased_on_a_legal_ground() {
        for (List<ComplaintEvent> ended : List.of(aClosedComplaint(), aRejectedComplaint(), aWithdrawnComplaint(),
                aMergedComplaint())) {
            complaints().given(askedToErase(ended)).when(grantErasure(ADMIN))
                    .expectEvents(new ComplaintEvent.PersonalDataErased(POTHOLE, SITI, LegalGround.REQUESTED_BY_SUBJECT,
                            by(ADMIN)));
        }
    }

    @Test
    void nothing_is_erased_while_an_answer_is_owed() {
        for (List<ComplaintEvent> open : List.of(aSubmittedComplaint(), aReturnedComplaint(), aForwardedComplaint(),
                aRespondedComplaint(), anAppealedComplaint())) {
            complaints().given(askedToErase(open)).when(grantErasure(ADMIN))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_ENDED_YET));
        }
    }

    @Test
    void a_request_is_refused_on_a_legal_ground_in_any_state_and_can_be_made_again() {
        var refused = new ComplaintEvent.ErasureRefused(POTHOLE, LegalGround.LAW_ENFORCEMENT,
                Optional.of(said("Masih disidik.")), by(ADMIN));

        complaints().given(askedToErase(aForwardedComplaint())).when(refuseErasure(ADMIN)).expectEvents(refused);
        complaints().given(then(askedToErase(aForwardedComplaint()), refused)).when(requestErasure())
                .expectEvents(askedToErase(List.of()).getLast());
    }

    @Test
    void a_ground_to_keep_erases_nothing_and_a_ground_to_erase_keeps_nothing() {
        for (LegalGround ground : LegalGround.values()) {
            var granted = new ComplaintCommand.GrantErasure(POTHOLE, ground, by(ADMIN));
            var refused = new ComplaintCommand.RefuseErasure(POTHOLE, ground, Optional.empty(), by(ADMIN));

            Refused.by(ComplaintRule.GROUND_DOES_NOT_FIT, () -> ComplaintDecision.decide(
                    after(askedToErase(aClosedComplaint())), ground.grants() ? refused : granted, OFFICES, LAW));
        }
    }

    @Test
    void afterwards_the_secret_opens_nothing() {
        for (ComplaintCommand.ByReporter command : List.of(object(), evaluate(), appeal(), requestErasure(),
                writeAsReporter())) {
            Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> ComplaintDecision.admit(after(anErasedComplaint()), command));
        }
    }

    @Test
    void afterwards_nobody_leaves_a_word_under_a_key_that_is_gone() {
        for (ComplaintCommand.Handling command : List.of(returned(RINA), interim(BUDI), draft(BUDI), refuseErasure(ADMIN),
                writeToReporter(RINA), requestReveal(DEWI), refer(), grantErasure(ADMIN))) {
            Refused.by(ComplaintRule.DATA_ERASED,
                    () -> ComplaintDecision.decide(after(anErasedComplaint()), command, OFFICES, LAW));
        }
    }

    @Test
    void a_merge_is_not_undone_once_the_merged_complaints_data_is_gone() {
        Complaint merged = after(then(askedToErase(aMergedComplaint()), new ComplaintEvent.PersonalDataErased(POTHOLE, SITI,
                LegalGround.REQUESTED_BY_SUBJECT, by(ADMIN))));

        Refused.by(ComplaintRule.DATA_ERASED, () -> ComplaintDecision.undoMerge(merged,
                Optional.of(Complaint.begin(ComplaintDecision.submit(submit(SAME_POTHOLE)))), undoMerge(POTHOLE), LAW));
    }

    @Test
    void afterwards_time_brings_nothing_about_either() {
        assertThat(new Clocks(after(aClosedComplaint()).course(), LAW).next()).isPresent();
        assertThat(new Clocks(after(anErasedComplaint()).course(), LAW).next()).isEmpty();
    }
}
