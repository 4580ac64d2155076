package id.tanggap.command.complaint;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Clearance;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.Optional;

/** What can be asked of a complaint. Time and actor come with the command; deciding looks at no clock. */
public sealed interface ComplaintCommand {

    ComplaintId complaint();

    Provenance provenance();

    /**
     * What a submission says, whoever brings it in.
     *
     * @param oversight whether the reporter says that it accuses officials
     * @param takenFor  what kind of submission the reporter takes it for
     * @param sameAs    another complaint that the reporter says is about the same matter
     * @param consent   that the reporter agreed to have it submitted by the one who does
     */
    record Submission(TrackingCode trackingCode, SecretHash secretHash, Identity identity,
                      Optional<Shreddable<Reporter>> reporter, Shreddable<String> title, Shreddable<String> narrative,
                      Category category, Optional<OfficeId> requestedOffice, Optional<Shreddable<Location>> location,
                      Channel channel, Optional<SourceReference> source, boolean oversight,
                      Optional<Classification> takenFor, Optional<ComplaintId> sameAs, Optional<Consent> consent) {

        /** By the reporter, or by whoever needs nobody's consent. */
        public Submission(TrackingCode trackingCode, SecretHash secretHash, Identity identity,
                   Optional<Shreddable<Reporter>> reporter,
                   Shreddable<String> title, Shreddable<String> narrative, Category category, Optional<OfficeId> requestedOffice,
                   Optional<Shreddable<Location>> location, Channel channel, Optional<SourceReference> source, boolean oversight,
                   Optional<Classification> takenFor, Optional<ComplaintId> sameAs) {
            this(trackingCode, secretHash, identity, reporter, title, narrative, category, requestedOffice, location, channel,
                    source, oversight, takenFor, sameAs, Optional.empty());
        }
    }

    record Submit(ComplaintId complaint, Submission submission, Provenance provenance) implements ComplaintCommand {
    }

    /**
     * Takes a complaint over from another system with its last known state, in one step.
     *
     * @param closed when and with which words the source closed it; empty if it is still open
     */
    record Import(ComplaintId complaint, Submission submission, OfficeId office, Classification classification,
                  Optional<ClosedAtSource> closed, Provenance provenance) implements ComplaintCommand {
    }

    /** @param at not before the submission */
    record ClosedAtSource(Instant at, Shreddable<String> resolution) {
    }

    /** Asked of a complaint that exists. */
    sealed interface Handling extends ComplaintCommand {
    }

    /** Asked by the reporter, who proves to be it. */
    sealed interface ByReporter extends Handling {

        SecretHash proof();
    }

    record Forward(ComplaintId complaint, OfficeId office, Classification classification, Provenance provenance)
            implements Handling {
    }

    /** @param about the office that it accuses, if that can be told */
    record Refer(ComplaintId complaint, Optional<OfficeId> about, Optional<Text> reason, Provenance provenance)
            implements Handling {
    }

    record Return(ComplaintId complaint, Text reason, Provenance provenance) implements Handling {
    }

    record Reject(ComplaintId complaint, Text reason, Provenance provenance) implements Handling {
    }

    record Assign(ComplaintId complaint, String officer, Provenance provenance) implements Handling {
    }

    record Transfer(ComplaintId complaint, OfficeId office, Text reason, Provenance provenance) implements Handling {
    }

    record GiveInterimResponse(ComplaintId complaint, Text text, Provenance provenance) implements Handling {
    }

    record DraftFinalResponse(ComplaintId complaint, Text text, Provenance provenance) implements Handling {
    }

    record ApproveFinalResponse(ComplaintId complaint, int response, Provenance provenance) implements Handling {
    }

    record SendBackFinalResponse(ComplaintId complaint, int response, Text reason, Provenance provenance)
            implements Handling {
    }

    record Complete(ComplaintId complaint, SecretHash proof, Text text, Provenance provenance) implements ByReporter {
    }

    record Accept(ComplaintId complaint, SecretHash proof, Optional<Text> comment, Provenance provenance)
            implements ByReporter {
    }

    record RaiseObjection(ComplaintId complaint, SecretHash proof, Text text, Provenance provenance) implements ByReporter {
    }

    record Withdraw(ComplaintId complaint, SecretHash proof, Optional<Text> reason, Provenance provenance)
            implements ByReporter {
    }

    record Evaluate(ComplaintId complaint, SecretHash proof, Evaluation evaluation, Optional<Text> comment,
                    Provenance provenance) implements ByReporter {
    }

    /** Says that it is still solved, having been asked. */
    record ConfirmSolved(ComplaintId complaint, SecretHash proof, Optional<Text> comment, Provenance provenance)
            implements ByReporter {
    }

    /** Says that it is not solved, having been asked. */
    record ReportUnsolved(ComplaintId complaint, SecretHash proof, Text text, Provenance provenance) implements ByReporter {
    }

    record Appeal(ComplaintId complaint, SecretHash proof, Text text, Provenance provenance) implements ByReporter {
    }

    /** The reporter writes to those who work on it. */
    record WriteAsReporter(ComplaintId complaint, SecretHash proof, Text text, Provenance provenance) implements ByReporter {
    }

    /** Somebody who works on it writes to the reporter. */
    record WriteToReporter(ComplaintId complaint, Text text, Provenance provenance) implements Handling {
    }

    /**
     * A file that was taken in and is kept, encrypted.
     *
     * @param size   of what is to be given out, in bytes
     * @param sha256 of the stored bytes
     */
    record Attachment(AttachmentId file, AttachmentType type, long size, String sha256, FileKey key,
                      Optional<Text> description) {
    }

    /** @param attachment empty to ask only whether somebody may: before a file is taken in from them */
    record AttachAsReporter(ComplaintId complaint, SecretHash proof, Optional<Attachment> attachment, Provenance provenance)
            implements ByReporter {
    }

    /**
     * Somebody who works on it attaches a file.
     *
     * @param attachment empty to ask only whether somebody may: before a file is taken in from them
     * @param response   the response that it belongs to
     */
    record AttachAsStaff(ComplaintId complaint, Optional<Attachment> attachment, Optional<Integer> response,
                         Provenance provenance) implements Handling {
    }

    /** Asked by the platform once a document may be given out; any number of times. */
    record ClearAttachment(ComplaintId complaint, int attachment, Clearance clearance, Provenance provenance)
            implements Handling {
    }

    /** Asked by the platform when a scanner found something; any number of times. */
    record RejectAttachment(ComplaintId complaint, int attachment, String finding, Provenance provenance)
            implements Handling {
    }

    /** Asks that the office that has a confidential complaint be told who reported. */
    record RequestReveal(ComplaintId complaint, Text reason, Provenance provenance) implements Handling {
    }

    /** The second person's decision on that request. */
    record DecideReveal(ComplaintId complaint, boolean approved, Text reason, Provenance provenance) implements Handling {
    }

    record RequestErasure(ComplaintId complaint, SecretHash proof, Optional<Text> reason, Provenance provenance)
            implements ByReporter {
    }

    /** The reporter's written request to erase, put down by somebody else. */
    record RecordErasureRequest(ComplaintId complaint, Optional<Text> reason, Provenance provenance) implements Handling {
    }

    record GrantErasure(ComplaintId complaint, LegalGround ground, Provenance provenance) implements Handling {
    }

    record RefuseErasure(ComplaintId complaint, LegalGround ground, Optional<Text> text, Provenance provenance)
            implements Handling {
    }

    /** The review on appeal upholds the response. */
    record UpholdResponse(ComplaintId complaint, Text reason, Provenance provenance) implements Handling {
    }

    /** The review on appeal orders the office to answer again. */
    record SendBackOnAppeal(ComplaintId complaint, Text instruction, Limit limit, Provenance provenance)
            implements Handling {
    }

    /**
     * Records what time alone has brought about by now. Asked by the platform; any number of times, by any number of
     * nodes: what was recorded is not recorded again. Every other command does the same first.
     */
    record KeepTime(ComplaintId complaint, Provenance provenance) implements Handling {
    }

    record Merge(ComplaintId complaint, ComplaintId into, Provenance provenance) implements Handling {
    }

    record UndoMerge(ComplaintId complaint, Provenance provenance) implements Handling {
    }

    /** Asks for nothing but the answer that the same request got before. */
    record Recall(ComplaintId complaint, Provenance provenance) implements Handling {
    }

    /** Free text on its way into a {@link Shreddable}; never prints itself. */
    record Text(String value) {

        @Override
        public String toString() {
            return "[text]";
        }
    }
}
