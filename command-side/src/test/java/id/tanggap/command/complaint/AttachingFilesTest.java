package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Clearance;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.FileKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files are attached to a complaint, and documents among them cleared or rejected. */
class AttachingFilesTest {

    private static final Provenance PLATFORM = by(Actor.SYSTEM);

    private static ComplaintCommand.AttachAsReporter byReporter(ComplaintCommand.Attachment file) {
        return new ComplaintCommand.AttachAsReporter(POTHOLE, PROOF, Optional.ofNullable(file), by(Actor.REPORTER));
    }

    private static ComplaintCommand.AttachAsStaff byStaff(Actor actor, Integer response) {
        return new ComplaintCommand.AttachAsStaff(POTHOLE, Optional.of(aPhoto()), Optional.ofNullable(response), by(actor));
    }

    private static List<ComplaintEvent> with(List<ComplaintEvent> history, ComplaintEvent... more) {
        List<ComplaintEvent> all = new ArrayList<>(history);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void the_reporter_attaches_with_the_secret_and_the_files_key_is_the_reporters_data() {
        complaints().given(aForwardedComplaint())
                .when(byReporter(aPhoto()))
                .expectEvents(new ComplaintEvent.AttachmentAdded(POTHOLE, 1, FILE, AttachmentType.JPEG, 1_000, "ab".repeat(32),
                        Shreddable.of(SITI, new FileKey("a2V5")), Optional.of(said("Lubangnya.")), Correspondent.REPORTER,
                        Optional.empty(), by(Actor.REPORTER)));
    }

    @Test
    void whether_somebody_may_is_asked_before_there_is_a_file_and_leaves_nothing() {
        complaints().given(aForwardedComplaint()).when(byReporter(null)).expectNoEvents().expectSuccessfulHandlerExecution();
        complaints().given(aForwardedComplaint())
                .when(new ComplaintCommand.AttachAsReporter(POTHOLE, WRONG_PROOF, Optional.empty(), by(Actor.REPORTER)))
                .expectNoEvents().expectException(Refused.by(NotFound.COMPLAINT_NOT_FOUND));
        complaints().given(aForwardedComplaint())
                .when(new ComplaintCommand.AttachAsStaff(POTHOLE, Optional.empty(), Optional.empty(), by(JOKO)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NOT_YOUR_OFFICE));
    }

    @Test
    void attachments_are_numbered_whoever_they_are_from() {
        Complaint after = after(with(aForwardedComplaint(), attached(1, AttachmentType.PNG, Correspondent.REPORTER,
                by(Actor.REPORTER)), attached(2, AttachmentType.PDF, Correspondent.OFFICE, by(BUDI))));

        assertThat(ComplaintDecision.decide(after, byReporter(aPhoto()), OFFICES, LAW)).singleElement()
                .extracting(event -> ((ComplaintEvent.AttachmentAdded) event).attachment()).isEqualTo(3);
    }

    @Test
    void each_side_may_attach_so_many_and_no_more() {
        List<ComplaintEvent> full = new ArrayList<>(aForwardedComplaint());
        for (int i = 1; i <= AttachmentLimits.MOST_FROM_REPORTER; i++) {
            full.add(attached(i, AttachmentType.JPEG, Correspondent.REPORTER, by(Actor.REPORTER)));
        }

        Refused.by(ComplaintRule.TOO_MANY_ATTACHMENTS, () ->
                ComplaintDecision.decide(after(full), byReporter(aPhoto()), OFFICES, LAW));
        assertThat(ComplaintDecision.decide(after(full), byStaff(BUDI, null), OFFICES, LAW)).hasSize(1);
        for (int i = 1; i <= AttachmentLimits.MOST_FROM_STAFF; i++) {
            full.add(attached(i, AttachmentType.JPEG, i % 2 == 0 ? Correspondent.OFFICE : Correspondent.COORDINATOR, by(BUDI)));
        }
        Refused.by(ComplaintRule.TOO_MANY_ATTACHMENTS, () ->
                ComplaintDecision.decide(after(full), byStaff(RINA, null), OFFICES, LAW));
    }

    @Test
    void a_file_belongs_to_a_response_that_there_is_or_to_none() {
        complaints().given(aForwardedComplaint())
                .when(byStaff(BUDI, 1))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.NO_SUCH_RESPONSE));
    }

    @Test
    void a_document_is_cleared_or_rejected_once_however_often_the_platform_says_so() {
        List<ComplaintEvent> waiting = with(aForwardedComplaint(), attached(1, AttachmentType.PDF, Correspondent.REPORTER,
                by(Actor.REPORTER)));
        ComplaintEvent cleared = new ComplaintEvent.AttachmentCleared(POTHOLE, 1, Clearance.SCANNED, PLATFORM);
        ComplaintEvent rejected = new ComplaintEvent.AttachmentRejected(POTHOLE, 1, FILE, "Eicar", PLATFORM);
        ComplaintCommand clear = new ComplaintCommand.ClearAttachment(POTHOLE, 1, Clearance.SCANNED, PLATFORM);
        ComplaintCommand reject = new ComplaintCommand.RejectAttachment(POTHOLE, 1, "Eicar", PLATFORM);

        complaints().given(waiting).when(clear).expectEvents(cleared);
        complaints().given(waiting).when(reject).expectEvents(rejected);
        for (ComplaintEvent decided : List.of(cleared, rejected)) {
            complaints().given(with(waiting, decided)).when(clear).expectNoEvents();
            complaints().given(with(waiting, decided)).when(reject).expectNoEvents();
        }
    }

    @Test
    void a_picture_needs_no_clearance() {
        complaints().given(with(aForwardedComplaint(), attached(1, AttachmentType.PNG, Correspondent.REPORTER,
                        by(Actor.REPORTER))))
                .when(new ComplaintCommand.ClearAttachment(POTHOLE, 1, Clearance.SCANNED, PLATFORM)).expectNoEvents();
    }
}
