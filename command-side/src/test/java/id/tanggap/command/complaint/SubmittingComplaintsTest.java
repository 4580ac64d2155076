package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Identity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmittingComplaintsTest {

    @Test
    void anyone_can_submit_a_complaint() {
        complaints().givenNoPriorActivity()
                .when(submit())
                .expectEvents(submitted())
                .expectResultMessagePayload(new Answer(POTHOLE.toString(), 0, "SUBMITTED", 0));
    }

    @ParameterizedTest
    @EnumSource(Identity.class)
    void a_complaint_keeps_the_identity_that_its_reporter_chose(Identity identity) {
        complaints().givenNoPriorActivity()
                .when(submitting(submission(identity), by(Actor.PUBLIC)))
                .expectSuccessfulHandlerExecution()
                .expectState(a -> assertThat(a.complaint().subject()).isEqualTo(SITI));
    }

    @Test
    void an_anonymous_complaint_must_not_carry_data_about_its_reporter() {
        complaints().givenNoPriorActivity()
                .when(submitting(with(submission(Identity.OPEN), Identity.ANONYMOUS), by(Actor.PUBLIC)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ANONYMOUS_WITH_REPORTER));
    }

    @ParameterizedTest
    @EnumSource(value = Identity.class, names = "ANONYMOUS", mode = EnumSource.Mode.EXCLUDE)
    void any_other_complaint_names_its_reporter(Identity identity) {
        complaints().givenNoPriorActivity()
                .when(submitting(with(submission(Identity.ANONYMOUS), identity), by(Actor.PUBLIC)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.REPORTER_MISSING));
    }

    @Test
    void staff_may_file_what_happened_earlier() {
        Provenance lastWeek = by(RINA).occurred(NOW.minusSeconds(7 * 86_400));

        complaints().givenNoPriorActivity()
                .when(submitting(submission(Identity.OPEN), lastWeek))
                .expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"PUBLIC", "REPORTER"})
    void nobody_else_may_state_the_time(Role role) {
        Provenance lastWeek = by(Actor.of(role, "siti")).occurred(NOW.minusSeconds(7 * 86_400));

        complaints().givenNoPriorActivity()
                .when(submitting(submission(Identity.OPEN), lastWeek))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OCCURRED_AT_IS_FOR_STAFF));
    }

    @Test
    void nothing_has_happened_in_the_future() {
        for (Actor actor : new Actor[] {Actor.PUBLIC, RINA}) {
            complaints().givenNoPriorActivity()
                    .when(submitting(submission(Identity.OPEN), by(actor).occurred(NOW.plusNanos(1000))))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.OCCURRED_IN_THE_FUTURE));
        }
    }

    @Test
    void stating_the_present_is_stating_nothing() {
        Instant sameMicrosecond = NOW.plusNanos(999);

        complaints().givenNoPriorActivity()
                .when(submitting(submission(Identity.OPEN), by(Actor.PUBLIC).occurred(sameMicrosecond)))
                .expectEvents(submitted());
    }

    private static ComplaintCommand.Submit submitting(ComplaintCommand.Submission submission, Provenance provenance) {
        return new ComplaintCommand.Submit(POTHOLE, submission, provenance);
    }

    private static ComplaintCommand.Submission with(ComplaintCommand.Submission s, Identity identity) {
        return new ComplaintCommand.Submission(s.trackingCode(), s.secretHash(), identity, s.reporter(), s.title(),
                s.narrative(), s.category(), s.requestedOffice(), s.location(), s.channel(), Optional.empty(),
                s.oversight(), s.takenFor(), s.sameAs());
    }
}
