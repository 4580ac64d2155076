package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.course.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What time alone brings about, and what it allows. Everything begins on Monday, 2 March 2026, in Jakarta; Nyepi and
 * Lebaran with their collective leave make 18 to 24 March days off, Good Friday the 3rd of April.
 */
class KeepingTimeTest {

    private static final Instant HALF = jakarta("2026-03-12T00:00");
    private static final Instant THREE_QUARTERS = jakarta("2026-03-17T12:00");
    private static final Instant LIMIT = jakarta("2026-03-28T00:00");
    private static final Instant HALF_AS_MUCH_AGAIN = jakarta("2026-04-09T00:00");
    private static final Instant TEN_DAYS_ON = jakarta("2026-03-17T00:00");

    private static ComplaintCommand.KeepTime keepTime(Instant now) {
        return new ComplaintCommand.KeepTime(POTHOLE, by(Actor.SYSTEM, now));
    }

    private static Provenance due(Instant at, Instant noticed) {
        return new Provenance(Actor.SYSTEM, at, noticed, "request-1");
    }

    private static ComplaintEvent escalated(int percent, Addressee to, Instant at, Instant noticed) {
        return new ComplaintEvent.Escalated(POTHOLE, ROADS, percent, to, due(at, noticed));
    }

    private static ComplaintEvent closedUnanswered(Instant at, Instant noticed) {
        return new ComplaintEvent.Closed(POTHOLE, ROADS, ClosureReason.STOOD_UNANSWERED, Optional.empty(), due(at, noticed));
    }

    private static ComplaintEvent asked(Instant at, Instant noticed) {
        return new ComplaintEvent.AskedWhetherSolved(POTHOLE, ROADS, due(at, noticed));
    }

    private static Instant before(Instant moment) {
        return moment.minusSeconds(1);
    }

    private static List<ComplaintEvent> aComplaintClosedUnanswered() {
        return then(aRespondedComplaint(), closedUnanswered(TEN_DAYS_ON, TEN_DAYS_ON));
    }

    private static List<ComplaintEvent> aLapsedComplaint() {
        return then(aReturnedComplaint(), new ComplaintEvent.Lapsed(POTHOLE, due(TEN_DAYS_ON, TEN_DAYS_ON)));
    }

    private static List<ComplaintEvent> aClosedComplaintAskedAbout() {
        return then(aClosedComplaint(), asked(FOUR_WEEKS_ON, FOUR_WEEKS_ON));
    }

    private static final Instant FOUR_WEEKS_ON = NOW.plusSeconds(28 * 86_400);

    @Nested
    class Escalation {

        @Test
        void nobody_is_told_before_half_of_the_limit_is_used() {
            complaints().given(aForwardedComplaint()).when(keepTime(before(HALF))).expectNoEvents();
        }

        @Test
        void the_officer_is_reminded_at_half_of_the_limit() {
            complaints().given(aForwardedComplaint()).when(keepTime(HALF))
                    .expectEvents(escalated(50, Addressee.OFFICER, HALF, HALF));
        }

        @Test
        void a_level_is_told_once() {
            complaints().given(then(aForwardedComplaint(), escalated(50, Addressee.OFFICER, HALF, HALF)))
                    .when(keepTime(HALF.plusSeconds(3_600))).expectNoEvents();
        }

        @Test
        void after_a_downtime_every_level_is_told_in_order_with_the_time_at_which_it_was_due() {
            Instant late = jakarta("2026-05-04T09:00");

            complaints().given(aForwardedComplaint()).when(keepTime(late)).expectEvents(
                    escalated(50, Addressee.OFFICER, HALF, late),
                    escalated(75, Addressee.OFFICE_HEAD, THREE_QUARTERS, late),
                    escalated(100, Addressee.SUPERVISING_OFFICE, LIMIT, late),
                    escalated(150, Addressee.INSPECTORATE, HALF_AS_MUCH_AGAIN, late));
        }

        @Test
        void what_the_coordinator_used_up_is_told_when_it_comes_to_the_office() {
            Instant forwarded = jakarta("2026-03-13T08:00");

            complaints().given(then(aSubmittedComplaint(), new ComplaintEvent.Forwarded(POTHOLE, ROADS,
                            id.tanggap.kernel.complaint.Classification.COMPLAINT, by(RINA, forwarded))))
                    .when(keepTime(forwarded)).expectEvents(escalated(50, Addressee.OFFICER, forwarded, forwarded));
        }

        @Test
        void a_transfer_gives_no_time_back() {
            complaints().given(then(aForwardedComplaint(), new ComplaintEvent.Transferred(POTHOLE, ROADS, WATER,
                            said("Pipa bocor."), by(BUDI, before(HALF)))))
                    .when(keepTime(HALF)).expectEvents(new ComplaintEvent.Escalated(POTHOLE, WATER, 50, Addressee.OFFICER,
                            due(HALF, HALF)));
        }

        @Test
        void an_escalation_moves_no_complaint() {
            assertThat(after(then(aForwardedComplaint(), escalated(100, Addressee.SUPERVISING_OFFICE, LIMIT, LIMIT))).status())
                    .isEqualTo(ComplaintStatus.FORWARDED);
        }

        @Test
        void whatever_else_is_asked_time_is_kept_first() {
            Instant late = jakarta("2026-03-13T08:00");

            complaints().given(aForwardedComplaint())
                    .when(new ComplaintCommand.GiveInterimResponse(POTHOLE, text("Kami periksa."), by(BUDI, late)))
                    .expectEvents(escalated(50, Addressee.OFFICER, HALF, late), new ComplaintEvent.InterimResponseGiven(POTHOLE,
                            ROADS, 1, said("Kami periksa."), by(BUDI, late)));
        }

        @Test
        void while_a_response_stands_the_limit_does_not_run() {
            complaints().given(aRespondedComplaint()).when(keepTime(before(TEN_DAYS_ON))).expectNoEvents();
        }

        @Test
        void an_objection_continues_the_same_clock() {
            Instant objected = jakarta("2026-03-09T00:00");
            // four working days (3 to 6 March) stood still: half of fourteen is reached on 18 March, which is off until the 25th

            complaints().given(then(aRespondedComplaint(),
                            new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER, objected))))
                    .when(keepTime(jakarta("2026-03-25T00:00"))).expectEvents(escalated(50, Addressee.OFFICER,
                            jakarta("2026-03-18T00:00"), jakarta("2026-03-25T00:00")));
        }
    }

    @Nested
    class Lapsing {

        @Test
        void a_returned_complaint_waits_ten_working_days() {
            complaints().given(aReturnedComplaint()).when(keepTime(before(TEN_DAYS_ON))).expectNoEvents();
        }

        @Test
        void a_returned_complaint_that_nobody_completes_lapses() {
            complaints().given(aReturnedComplaint()).when(keepTime(TEN_DAYS_ON))
                    .expectEvents(new ComplaintEvent.Lapsed(POTHOLE, due(TEN_DAYS_ON, TEN_DAYS_ON)));
        }

        @Test
        void a_lapsed_complaint_is_closed() {
            assertThat(after(aLapsedComplaint()).status()).isEqualTo(ComplaintStatus.CLOSED);
            assertThat(after(aLapsedComplaint()).course().closure()).contains(ClosureReason.LAPSED);
        }

        @Test
        void the_reporter_may_still_complete_it_within_ten_working_days() {
            Instant later = jakarta("2026-04-08T23:59");

            complaints().given(aLapsedComplaint()).when(new ComplaintCommand.Complete(POTHOLE, PROOF, text("Depan pasar."),
                    by(Actor.REPORTER, later))).expectEvents(new ComplaintEvent.Completed(POTHOLE, said("Depan pasar."),
                    by(Actor.REPORTER, later)));
        }

        @Test
        void after_that_it_stays_lapsed() {
            Instant tooLate = jakarta("2026-04-09T00:00");

            Refused.by(ComplaintRule.REVERSAL_OVER, () -> ComplaintDecision.decide(after(aLapsedComplaint()),
                    new ComplaintCommand.Complete(POTHOLE, PROOF, text("Depan pasar."), by(Actor.REPORTER, tooLate)),
                    OFFICES, LAW));
        }

        @Test
        void what_an_office_had_returned_is_checked_anew_once_it_is_completed_though_it_had_lapsed() {
            Instant completed = jakarta("2026-03-26T09:00");
            Course course = after(then(aForwardedComplaint(),
                    new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(BUDI)),
                    new ComplaintEvent.Lapsed(POTHOLE, due(TEN_DAYS_ON, TEN_DAYS_ON)),
                    new ComplaintEvent.Completed(POTHOLE, said("Depan pasar."), by(Actor.REPORTER, completed)))).course();

            assertThat(new Clocks(course, LAW).deadlines(completed)).filteredOn(deadline ->
                    deadline.kind() == Deadline.Kind.VERIFICATION).singleElement().satisfies(check -> {
                        assertThat(check.from()).isEqualTo(completed);
                        assertThat(check.due()).isEqualTo(new Due.At(jakarta("2026-04-01T00:00")));
                    });
        }

        @Test
        void the_reporter_is_not_asked_whether_a_lapsed_complaint_is_solved() {
            complaints().given(aLapsedComplaint()).when(keepTime(jakarta("2026-12-01T00:00"))).expectNoEvents();
        }
    }

    @Nested
    class Closing {

        @Test
        void a_response_may_be_replied_to_for_ten_working_days() {
            complaints().given(aRespondedComplaint()).when(keepTime(before(TEN_DAYS_ON))).expectNoEvents();
        }

        @Test
        void a_response_that_stood_unanswered_closes_the_complaint() {
            complaints().given(aRespondedComplaint()).when(keepTime(TEN_DAYS_ON))
                    .expectEvents(closedUnanswered(TEN_DAYS_ON, TEN_DAYS_ON));
        }

        @Test
        void an_objection_that_comes_before_the_platform_looked_still_reopens() {
            Instant late = jakarta("2026-03-17T08:00");

            complaints().given(aRespondedComplaint()).when(new ComplaintCommand.RaiseObjection(POTHOLE, PROOF, text("Belum."),
                    by(Actor.REPORTER, late))).expectEvents(closedUnanswered(TEN_DAYS_ON, late),
                    new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER, late)));
        }

        @Test
        void the_reporter_may_take_it_back_within_ten_working_days() {
            complaints().given(aComplaintClosedUnanswered()).when(new ComplaintCommand.RaiseObjection(POTHOLE, PROOF,
                    text("Belum."), by(Actor.REPORTER, jakarta("2026-04-08T23:59"))))
                    .expectEvents(new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."),
                            by(Actor.REPORTER, jakarta("2026-04-08T23:59"))));
        }

        @Test
        void after_that_it_stays_closed() {
            Refused.by(ComplaintRule.REVERSAL_OVER, () -> ComplaintDecision.decide(after(aComplaintClosedUnanswered()),
                    new ComplaintCommand.RaiseObjection(POTHOLE, PROOF, text("Belum."),
                            by(Actor.REPORTER, jakarta("2026-04-09T00:00"))), OFFICES, LAW));
        }

        @Test
        void after_a_downtime_it_was_closed_and_asked_about_in_order() {
            Instant late = jakarta("2026-06-01T08:00");

            complaints().given(aRespondedComplaint()).when(keepTime(late)).expectEvents(
                    closedUnanswered(TEN_DAYS_ON, late), asked(jakarta("2026-04-14T00:00"), late));
        }
    }

    @Nested
    class Asking {

        @Test
        void the_reporter_is_asked_four_weeks_after_the_closing() {
            complaints().given(aClosedComplaint()).when(keepTime(FOUR_WEEKS_ON))
                    .expectEvents(asked(FOUR_WEEKS_ON, FOUR_WEEKS_ON));
        }

        @Test
        void not_earlier() {
            complaints().given(aClosedComplaint()).when(keepTime(before(FOUR_WEEKS_ON))).expectNoEvents();
        }

        @Test
        void and_only_once() {
            complaints().given(aClosedComplaintAskedAbout()).when(keepTime(jakarta("2026-12-01T00:00"))).expectNoEvents();
        }

        @Test
        void no_means_that_the_office_must_answer_again() {
            Instant then = FOUR_WEEKS_ON.plusSeconds(86_400);

            complaints().given(aClosedComplaintAskedAbout()).when(new ComplaintCommand.ReportUnsolved(POTHOLE, PROOF,
                    text("Berlubang lagi."), by(Actor.REPORTER, then))).expectEvents(new ComplaintEvent.ReportedUnsolved(
                    POTHOLE, ROADS, said("Berlubang lagi."), by(Actor.REPORTER, then)))
                    .expectState(now -> assertThat(now.complaint().status()).isEqualTo(ComplaintStatus.FORWARDED));
        }

        @Test
        void yes_leaves_it_closed() {
            Instant then = FOUR_WEEKS_ON.plusSeconds(86_400);

            complaints().given(aClosedComplaintAskedAbout()).when(new ComplaintCommand.ConfirmSolved(POTHOLE, PROOF,
                    Optional.empty(), by(Actor.REPORTER, then))).expectEvents(new ComplaintEvent.ConfirmedSolved(
                    POTHOLE, ROADS, Optional.empty(), by(Actor.REPORTER, then)))
                    .expectState(now -> assertThat(now.complaint().status()).isEqualTo(ComplaintStatus.CLOSED));
        }

        @Test
        void it_is_answered_once() {
            Instant then = FOUR_WEEKS_ON.plusSeconds(86_400);
            Complaint answered = after(ComplaintFixture.then(aClosedComplaintAskedAbout(), new ComplaintEvent.ConfirmedSolved(
                    POTHOLE, ROADS, Optional.empty(), by(Actor.REPORTER, then))));

            Refused.by(ComplaintRule.NOT_ASKED, () -> ComplaintDecision.decide(answered, new ComplaintCommand.ReportUnsolved(
                    POTHOLE, PROOF, text("Berlubang lagi."), by(Actor.REPORTER, then)), OFFICES, LAW));
        }

        @Test
        void the_question_is_open_for_ten_working_days() {
            Refused.by(ComplaintRule.NOT_ASKED, () -> ComplaintDecision.decide(after(aClosedComplaintAskedAbout()),
                    new ComplaintCommand.ReportUnsolved(POTHOLE, PROOF, text("Berlubang lagi."),
                            by(Actor.REPORTER, jakarta("2026-04-15T00:00"))), OFFICES, LAW));
        }
    }

    @Nested
    class Appealing {

        private ComplaintCommand.Appeal appealAt(Instant at) {
            return new ComplaintCommand.Appeal(POTHOLE, PROOF, text("Masih berlubang."), by(Actor.REPORTER, at));
        }

        private static List<ComplaintEvent> anAnsweredObjection() {
            return then(aComplaintObjectedTo(), draftedBy(BUDI, 2),
                    new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 2, by(AGUS)));
        }

        @Test
        void a_first_response_is_objected_to_before_it_is_appealed_against() {
            Refused.by(ComplaintRule.NOT_APPEALABLE, () -> ComplaintDecision.decide(after(aRespondedComplaint()), appeal(),
                    OFFICES, LAW));
        }

        @Test
        void the_answer_to_an_objection_can_be_appealed_against() {
            complaints().given(anAnsweredObjection()).when(appeal()).expectEvents(new ComplaintEvent.Appealed(POTHOLE, ROADS,
                    said("Masih berlubang."), by(Actor.REPORTER)));
        }

        @Test
        void for_ten_working_days() {
            Refused.by(ComplaintRule.NOT_APPEALABLE, () -> ComplaintDecision.decide(after(anAnsweredObjection()),
                    appealAt(TEN_DAYS_ON), OFFICES, LAW));
        }

        @Test
        void a_transfer_neither_gives_nor_takes_time_to_appeal() {
            Instant transferred = jakarta("2026-03-18T09:00");
            List<ComplaintEvent> late = then(aSubmittedComplaint(), forwardedTo(SimulatedLaw.HOTLINE));
            List<ComplaintEvent> transferredLate = then(late, new ComplaintEvent.Transferred(POTHOLE, SimulatedLaw.HOTLINE,
                    SimulatedLaw.JAKARTA, said("Bukan di sini."), by(RINA, transferred)));
            Law law = SimulatedLaw.at(transferred);

            Deadline before = new Clocks(after(late).course(), law).appeal(transferred).orElseThrow();
            Deadline after = new Clocks(after(transferredLate).course(), law).appeal(transferred).orElseThrow();

            assertThat(before.used().orElseThrow().seconds()).isPositive();
            assertThat(after.left()).isEqualTo(before.left());
        }

        @Test
        void silence_can_be_appealed_against_once_the_limit_has_passed() {
            assertThat(ComplaintDecision.decide(after(aForwardedComplaint()), appealAt(LIMIT), OFFICES, LAW)).last()
                    .isEqualTo(new ComplaintEvent.Appealed(POTHOLE, ROADS, said("Masih berlubang."), by(Actor.REPORTER, LIMIT)));
        }

        @Test
        void not_before() {
            Refused.by(ComplaintRule.NOT_APPEALABLE, () -> ComplaintDecision.decide(after(aForwardedComplaint()),
                    appealAt(before(LIMIT)), OFFICES, LAW));
        }

        @Test
        void a_late_response_can_be_appealed_against_too() {
            Instant late = jakarta("2026-03-30T10:00");
            List<ComplaintEvent> history = then(aComplaintWithADraft(),
                    new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 1, by(AGUS, late)));

            complaints().given(history).when(appealAt(late.plusSeconds(60))).expectEvents(new ComplaintEvent.Appealed(POTHOLE,
                    ROADS, said("Masih berlubang."), by(Actor.REPORTER, late.plusSeconds(60))));
        }

        @Test
        void the_head_of_the_office_above_decides() {
            complaints().given(anAppealedComplaint()).when(uphold(YULI)).expectEvents(new ComplaintEvent.Closed(POTHOLE, ROADS,
                    ClosureReason.UPHELD_ON_APPEAL, Optional.of(said("Sudah sesuai.")), by(YULI)));
        }

        @Test
        void or_the_inspectorate() {
            complaints().given(anAppealedComplaint()).when(sendBackOnAppeal(DEWI)).expectEvents(
                    new ComplaintEvent.SentBackOnAppeal(POTHOLE, ROADS, said("Tambal dalam lima hari."), Limit.workingDays(5),
                            by(DEWI)));
        }

        @Test
        void nobody_decides_about_their_own_office() {
            Refused.by(ComplaintRule.NOT_SUPERVISING, () -> ComplaintDecision.decide(after(anAppealedComplaint()),
                    uphold(AGUS), OFFICES, LAW));
        }

        @Test
        void silence_cannot_be_upheld() {
            List<ComplaintEvent> history = then(aForwardedComplaint(), new ComplaintEvent.Appealed(POTHOLE, ROADS,
                    said("Tidak ada jawaban."), by(Actor.REPORTER, LIMIT)));

            Refused.by(ComplaintRule.NOTHING_TO_UPHOLD, () -> ComplaintDecision.decide(after(history), uphold(DEWI),
                    OFFICES, LAW));
        }

        @Test
        void while_it_is_reviewed_no_clock_runs() {
            complaints().given(anAppealedComplaint()).when(keepTime(jakarta("2026-12-01T00:00"))).expectNoEvents();
        }

        @Test
        void what_is_sent_back_has_the_limit_that_the_review_set() {
            Instant half = jakarta("2026-03-05T12:00");

            complaints().given(then(anAppealedComplaint(), new ComplaintEvent.SentBackOnAppeal(POTHOLE, ROADS,
                            said("Tambal dalam lima hari."), Limit.workingDays(5), by(DEWI))))
                    .when(keepTime(half)).expectEvents(escalated(50, Addressee.OFFICER, half, half));
        }

        @Test
        void an_upheld_response_is_asked_about_like_any_other() {
            complaints().given(then(anAppealedComplaint(), new ComplaintEvent.Closed(POTHOLE, ROADS,
                            ClosureReason.UPHELD_ON_APPEAL, Optional.of(said("Sudah sesuai.")), by(DEWI))))
                    .when(keepTime(FOUR_WEEKS_ON)).expectEvents(asked(FOUR_WEEKS_ON, FOUR_WEEKS_ON));
        }
    }
}
