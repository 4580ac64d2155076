package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Identity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Filing for somebody else, at an assisted desk. */
class ConsentingTest {

    private static final Consent SIGNED = new Consent(Consent.Manner.SIGNED, "meja-bantu-1", Optional.empty(), Optional.empty());
    private static final Consent SPOKEN = new Consent(Consent.Manner.SPOKEN, "meja-bantu-1", Optional.of(said("Ibu Siti")),
            Optional.of(said("Pak RT")));

    private static ComplaintEvent.Submitted submitted(Actor actor, Identity identity, Channel channel, Optional<Consent> consent) {
        ComplaintCommand.Submission s = submission(identity);
        return ComplaintDecision.submit(new ComplaintCommand.Submit(POTHOLE, new ComplaintCommand.Submission(s.trackingCode(),
                s.secretHash(), identity, s.reporter(), s.title(), s.narrative(), s.category(), s.requestedOffice(), s.location(),
                channel, Optional.empty(), false, s.takenFor(), s.sameAs(), consent), by(actor)));
    }

    @Test
    void what_is_taken_at_a_desk_says_how_and_to_which_words_the_reporter_agreed() {
        assertThat(submitted(RINA, Identity.OPEN, Channel.DESK, Optional.of(SIGNED)).consent()).contains(SIGNED);
        assertThat(submitted(RINA, Identity.OPEN, Channel.DESK, Optional.of(SPOKEN)).consent()).contains(SPOKEN);
    }

    @Test
    void nothing_is_taken_at_a_desk_without_consent() {
        refused(ComplaintRule.CONSENT_MISSING, "/consent", RINA, Identity.OPEN, Channel.DESK, null);
        refused(ComplaintRule.CONSENT_MISSING, "/consent", Actor.PUBLIC, Identity.OPEN, Channel.DESK, null);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"PUBLIC", "REPORTER", "INSPECTOR", "ADMINISTRATOR", "API_CLIENT"})
    void nobody_but_coordinators_and_people_of_offices_records_consent(Role role) {
        refused(ComplaintRule.CONSENT_IS_RECORDED_BY_STAFF, "/consent", Actor.of(role, "x"), Identity.OPEN, Channel.DESK, SIGNED);
    }

    @Test
    void consent_that_was_spoken_names_its_witness() {
        refused(ComplaintRule.WITNESS_MISSING, "/consent/witness", RINA, Identity.OPEN, Channel.DESK,
                new Consent(Consent.Manner.SPOKEN, "meja-bantu-1", Optional.empty(), Optional.empty()));
    }

    @Test
    void consent_to_an_anonymous_complaint_names_nobody_of_the_reporters() {
        refused(ComplaintRule.ANONYMOUS_WITH_REPORTER, "/consent/by", RINA, Identity.ANONYMOUS, Channel.DESK, SPOKEN);

        assertThat(submitted(RINA, Identity.ANONYMOUS, Channel.DESK, Optional.of(SIGNED)).consent()).contains(SIGNED);
    }

    private static void refused(ComplaintRule rule, String field, Actor actor, Identity identity, Channel channel, Consent consent) {
        assertThatThrownBy(() -> submitted(actor, identity, channel, Optional.ofNullable(consent)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo(rule);
                    assertThat(refusal.field()).contains(field);
                });
    }
}
