package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Correspondent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reporter and those who work on a complaint write to each other. */
class WritingMessagesTest {

    @Test
    void the_reporter_writes_with_the_secret() {
        complaints().given(aForwardedComplaint())
                .when(writeAsReporter())
                .expectEvents(new ComplaintEvent.MessageSent(POTHOLE, Correspondent.REPORTER, said("Ada kabar?"),
                        by(Actor.REPORTER)));
    }

    @Test
    void with_a_wrong_secret_nobody_writes() {
        complaints().given(aForwardedComplaint())
                .when(new ComplaintCommand.WriteAsReporter(POTHOLE, WRONG_PROOF, text("Ada kabar?"), by(Actor.REPORTER)))
                .expectNoEvents().expectException(Refused.by(NotFound.COMPLAINT_NOT_FOUND));
    }

    @Test
    void the_office_the_coordinator_and_the_inspectorate_write_as_what_they_are() {
        Map.of(BUDI, Correspondent.OFFICE, AGUS, Correspondent.OFFICE, RINA, Correspondent.COORDINATOR,
                DEWI, Correspondent.INSPECTORATE).forEach((actor, from) -> complaints().given(aForwardedComplaint())
                .when(writeToReporter(actor))
                .expectEvents(new ComplaintEvent.MessageSent(POTHOLE, from, said("Kami kerjakan."), by(actor))));
    }

    @Test
    void an_office_that_does_not_have_it_does_not_write() {
        for (List<ComplaintEvent> history : List.of(aForwardedComplaint(), aSubmittedComplaint())) {
            complaints().given(history)
                    .when(writeToReporter(JOKO))
                    .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
        }
    }

    @Test
    void the_conversation_ends_with_the_complaint() {
        complaints().given(aClosedComplaint())
                .when(writeAsReporter())
                .expectNoEvents().expectException(Refused.by(ComplaintRule.HAS_ENDED));
    }

    @Test
    void a_message_is_no_response_and_no_clock_minds_it() {
        Complaint before = after(aForwardedComplaint());
        Complaint then = before.evolve(new ComplaintEvent.MessageSent(POTHOLE, Correspondent.OFFICE, said("Sabar."), by(BUDI)));

        assertThat(then.course()).isEqualTo(before.course());
        assertThat(then.responses()).isZero();
    }
}
