package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Deadline;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What accuses officials is the inspectorate's to check, and nobody accused hears of it before. */
class ReferringComplaintsTest {

    private static final List<Actor> KEPT_OUT = List.of(BUDI, AGUS, JOKO, YULI, ADMIN, Actor.PUBLIC,
            Actor.of(Role.API_CLIENT, "lapor"));

    private static List<ComplaintEvent> saidToAccuse() {
        ComplaintCommand.Submission s = submission(Identity.OPEN);
        return List.of(ComplaintDecision.submit(new ComplaintCommand.Submit(POTHOLE, new ComplaintCommand.Submission(
                s.trackingCode(), s.secretHash(), s.identity(), s.reporter(), s.title(), s.narrative(), s.category(),
                s.requestedOffice(), s.location(), s.channel(), s.source(), true, s.takenFor(), s.sameAs()), by(Actor.PUBLIC))));
    }

    @Test
    void the_coordinator_refers_a_complaint_that_accuses_officials() {
        complaints().given(aSubmittedComplaint())
                .when(refer())
                .expectEvents(new ComplaintEvent.ReferredToInspectorate(POTHOLE, Optional.of(ROADS),
                        Optional.of(said("Dugaan pungli.")), by(RINA)));
    }

    @Test
    void an_office_that_does_not_exist_accuses_nobody() {
        complaints().given(aSubmittedComplaint())
                .when(new ComplaintCommand.Refer(POTHOLE, Optional.of(UNKNOWN), Optional.empty(), by(RINA)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_UNKNOWN));
    }

    @Test
    void a_coordinator_does_not_forward_as_an_oversight_complaint_and_is_told_to_refer() {
        var refusal = Refused.by(ComplaintRule.OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE, () -> ComplaintDecision.decide(
                after(aSubmittedComplaint()), forward(WORKS, Classification.OVERSIGHT_COMPLAINT, RINA), OFFICES, LAW));

        assertThat(refusal.text().en()).contains("REFER");
    }

    @Test
    void the_inspectorate_forwards_what_it_was_referred_as_any_class() {
        for (Classification classification : Classification.values()) {
            complaints().given(aReferredComplaint())
                    .when(forward(WORKS, classification, DEWI))
                    .expectEvents(new ComplaintEvent.Forwarded(POTHOLE, WORKS, classification, by(DEWI)));
        }
    }

    @Test
    void the_inspectorate_returns_or_rejects_what_it_was_referred() {
        complaints().given(aReferredComplaint()).when(returned(DEWI))
                .expectEvents(new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(DEWI)));
        complaints().given(aReferredComplaint())
                .when(new ComplaintCommand.Reject(POTHOLE, text("Tidak terbukti."), by(DEWI)))
                .expectEvents(new ComplaintEvent.Rejected(POTHOLE, said("Tidak terbukti."), by(DEWI)));
    }

    @Test
    void the_inspectorate_does_not_check_what_nobody_referred() {
        complaints().given(aSubmittedComplaint())
                .when(forward(WORKS, Classification.COMPLAINT, DEWI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
    }

    @Test
    void no_coordinator_can_do_away_with_an_accusation() {
        for (List<ComplaintEvent> withheld : List.of(aReferredComplaint(), saidToAccuse())) {
            for (ComplaintCommand.Handling command : List.of(forwardTo(ROADS), returned(RINA), reject(), refer())) {
                Refused.by(ComplaintRule.FOR_THE_INSPECTORATE,
                        () -> ComplaintDecision.decide(after(withheld), command, OFFICES, LAW));
            }
        }
    }

    @Test
    void what_its_reporter_says_accuses_officials_is_withheld_from_the_first_moment() {
        Complaint complaint = after(saidToAccuse());

        KEPT_OUT.forEach(actor -> assertThat(Sight.of(complaint, actor, Optional.empty()).isNothing()).isTrue());
    }

    @Test
    void to_everybody_kept_out_every_command_looks_like_one_for_an_unknown_complaint() {
        for (List<ComplaintEvent> withheld : List.of(aReferredComplaint(), saidToAccuse())) {
            KEPT_OUT.forEach(actor -> List.of(returned(actor), assign(actor), interim(actor), writeToReporter(actor),
                    requestReveal(actor), grantErasure(actor), uphold(actor),
                    new ComplaintCommand.Merge(POTHOLE, SAME_POTHOLE, by(actor))).forEach(command -> Refused.by(NotFound.COMPLAINT_NOT_FOUND,
                            () -> ComplaintDecision.admit(after(withheld), command))));
        }
    }

    @Test
    void the_request_that_created_it_can_still_be_repeated() {
        ComplaintDecision.admit(after(saidToAccuse()), new ComplaintCommand.Recall(POTHOLE, by(Actor.PUBLIC)));
    }

    @Test
    void its_reporter_can_do_with_it_what_any_reporter_can() {
        complaints().given(aReferredComplaint()).when(withdraw())
                .expectEvents(new ComplaintEvent.Withdrawn(POTHOLE, Optional.empty(), by(Actor.REPORTER)));
    }

    @Test
    void an_office_knows_of_it_once_the_inspectorate_has_forwarded_it() {
        Complaint complaint = after(anOversightComplaintAtTheOffice());

        assertThat(Sight.of(complaint, YULI, Optional.empty()).part()).isEqualTo(Sight.Part.OFFICE);
        assertThat(Sight.of(complaint, BUDI, Optional.empty()).part()).isEqualTo(Sight.Part.PUBLIC);
    }

    @Test
    void what_was_rejected_is_never_known_to_those_it_accused() {
        Complaint complaint = after(then(aReferredComplaint(),
                new ComplaintEvent.Rejected(POTHOLE, said("Tidak terbukti."), by(DEWI))));

        KEPT_OUT.forEach(actor -> assertThat(Sight.of(complaint, actor, Optional.empty()).isNothing()).isTrue());
    }

    @Test
    void the_office_that_has_it_cannot_hand_it_to_the_one_that_it_accuses() {
        complaints().given(anOversightComplaintAtTheOffice())
                .when(transferTo(ROADS, YULI))
                .expectNoEvents()
                .expectException(Refused.by(ComplaintRule.OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE));
        complaints().given(anOversightComplaintAtTheOffice())
                .when(transferTo(WATER, DEWI))
                .expectEvents(new ComplaintEvent.Transferred(POTHOLE, WORKS, WATER, said("Pipa bocor."), by(DEWI)));
    }

    @Test
    void what_accuses_officials_and_is_returned_by_an_office_is_the_inspectorates_again() {
        Complaint complaint = after(then(anOversightComplaintAtTheOffice(),
                new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(YULI)),
                new ComplaintEvent.Completed(POTHOLE, said("Depan pasar."), by(Actor.REPORTER))));

        KEPT_OUT.forEach(actor -> assertThat(Sight.of(complaint, actor, Optional.empty()).isNothing()).isTrue());
        Refused.by(ComplaintRule.FOR_THE_INSPECTORATE,
                () -> ComplaintDecision.decide(complaint, forwardTo(ROADS), OFFICES, LAW));
    }

    @Test
    void the_clock_of_the_check_goes_on() {
        Deadline before = new Clocks(after(aSubmittedComplaint()).course(), LAW).deadlines(NOW).getFirst();

        assertThat(new Clocks(after(aReferredComplaint()).course(), LAW).deadlines(NOW)).containsExactly(before);
    }

    @Test
    void what_is_withheld_is_merged_neither_into_another_nor_another_into_it() {
        Complaint withheld = after(aReferredComplaint());
        Complaint other = Complaint.begin(ComplaintDecision.submit(submit(SAME_POTHOLE)));

        Refused.by(ComplaintRule.WITHHELD_NOT_MERGEABLE, () -> ComplaintDecision.merge(withheld, Optional.of(other),
                merge(POTHOLE, SAME_POTHOLE), LAW));
        Refused.by(ComplaintRule.WITHHELD_NOT_MERGEABLE, () -> ComplaintDecision.merge(other, Optional.of(withheld),
                merge(SAME_POTHOLE, POTHOLE), LAW));
    }

    @Test
    void a_complaint_is_not_referred_while_others_are_part_of_it() {
        complaints().given(then(aSubmittedComplaint(), new ComplaintEvent.DuplicateJoined(POTHOLE, SAME_POTHOLE, by(RINA))))
                .when(refer())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.REFERRED_WITH_DUPLICATES));
    }
}
