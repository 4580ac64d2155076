package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Sight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who reported confidentially is told to the office that has it if somebody asks and another inspector agrees. */
class RevealingReportersTest {

    private static final ComplaintEvent REVEALED =
            new ComplaintEvent.IdentityRevealed(POTHOLE, ROADS, said("Sesuai hukum acara."), by(DEWI));

    private static boolean isKnownTo(Actor actor, List<ComplaintEvent> history) {
        return Sight.of(after(history), actor, Optional.empty()).whoIsKnown();
    }

    @Test
    void the_head_of_the_office_a_coordinator_or_an_inspector_asks_for_the_office_that_has_it() {
        for (Actor actor : List.of(AGUS, RINA, DEWI)) {
            complaints().given(aConfidentialComplaint())
                    .when(requestReveal(actor))
                    .expectEvents(new ComplaintEvent.IdentityRevealRequested(POTHOLE, ROADS, said("Perlu kesaksian."),
                            by(actor)));
        }
    }

    @Test
    void the_head_of_another_office_does_not_ask() {
        complaints().given(aConfidentialComplaint())
                .when(requestReveal(YULI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void an_officer_does_not_ask() {
        complaints().given(aConfidentialComplaint())
                .when(requestReveal(BUDI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
    }

    @Test
    void of_an_anonymous_or_open_reporter_there_is_nothing_to_reveal() {
        for (Identity identity : List.of(Identity.ANONYMOUS, Identity.OPEN)) {
            complaints().given(as(identity, forwardedTo(ROADS)))
                    .when(requestReveal(DEWI))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.NOTHING_TO_REVEAL));
        }
    }

    @Test
    void nobody_asks_before_an_office_has_it_or_after_it_has_ended() {
        for (List<ComplaintEvent> history : List.of(as(Identity.CONFIDENTIAL), as(Identity.CONFIDENTIAL,
                new ComplaintEvent.Rejected(POTHOLE, said("Bukan."), by(RINA))))) {
            complaints().given(history)
                    .when(requestReveal(DEWI))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_OFFICE_TO_REVEAL_TO));
        }
    }

    @Test
    void one_request_waits_at_a_time_and_none_is_decided_twice() {
        complaints().given(aRevealAskedFor()).when(requestReveal(RINA))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.REVEAL_PENDING));
        complaints().given(then(aRevealAskedFor(), REVEALED)).when(decideReveal(true, DEWI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_REVEAL_PENDING));
        complaints().given(then(aRevealAskedFor(), REVEALED)).when(requestReveal(AGUS))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.REVEALED_ALREADY));
    }

    @Test
    void an_inspector_approves_or_refuses() {
        complaints().given(aRevealAskedFor()).when(decideReveal(true, DEWI)).expectEvents(REVEALED);
        complaints().given(aRevealAskedFor()).when(decideReveal(false, DEWI))
                .expectEvents(new ComplaintEvent.IdentityRevealRefused(POTHOLE, ROADS, said("Sesuai hukum acara."), by(DEWI)));
    }

    @Test
    void only_an_inspector_decides() {
        for (Actor actor : List.of(RINA, AGUS, ADMIN)) {
            complaints().given(aRevealAskedFor()).when(decideReveal(true, actor))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
        }
    }

    @Test
    void whoever_asked_does_not_decide_in_whatever_role() {
        Actor both = Actor.of(Role.INSPECTOR, AGUS.id());

        complaints().given(aRevealAskedFor()).when(decideReveal(true, both))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.REVEAL_BY_ANOTHER));
    }

    @Test
    void the_office_knows_who_from_the_approval_on_and_not_before() {
        assertThat(isKnownTo(BUDI, aRevealAskedFor())).isFalse();
        assertThat(isKnownTo(BUDI, then(aRevealAskedFor(), REVEALED))).isTrue();
        assertThat(isKnownTo(JOKO, then(aRevealAskedFor(), REVEALED))).isFalse();
    }

    @Test
    void a_transfer_carries_over_neither_what_was_revealed_nor_what_was_asked() {
        var transferred = new ComplaintEvent.Transferred(POTHOLE, ROADS, WATER, said("Pipa bocor."), by(BUDI));

        assertThat(isKnownTo(JOKO, then(aRevealAskedFor(), REVEALED, transferred))).isFalse();
        assertThat(isKnownTo(BUDI, then(aRevealAskedFor(), REVEALED, transferred))).isFalse();
        complaints().given(then(aRevealAskedFor(), transferred)).when(decideReveal(true, DEWI))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_REVEAL_PENDING));
    }
}
