package id.tanggap.kernel.complaint;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.ErasesPersonalData;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/** What can happen to a complaint. */
public sealed interface ComplaintEvent extends DomainEvent {

    ComplaintId complaint();

    /**
     * Somebody submitted a complaint.
     *
     * @param oversight whether the reporter says that it accuses officials: then it is the inspectorate's from the first moment
     * @param takenFor  what kind of submission the reporter takes it for, if they said so; the coordinator decides
     * @param sameAs    another complaint that the reporter says is about the same matter; nothing follows from it by itself
     * @param consent   that the reporter agreed to have it submitted by the one who did; present if that was at an assisted desk
     */
    @EventName(value = "complaint.submitted", revision = 3)
    record Submitted(ComplaintId complaint, TrackingCode trackingCode, SecretHash secretHash, Identity identity,
                     Optional<Shreddable<Reporter>> reporter, Shreddable<String> title, Shreddable<String> narrative,
                     Category category, Optional<OfficeId> requestedOffice, Optional<Shreddable<Location>> location,
                     Channel channel, Optional<SourceReference> source, boolean oversight,
                     Optional<Classification> takenFor, Optional<ComplaintId> sameAs, Optional<Consent> consent,
                     Provenance provenance) implements ComplaintEvent {
    }

    /**
     * It accuses officials: the inspectorate checks it, and until that forwards it no office and nobody of the public knows
     * of it.
     *
     * @param about the office that it accuses, as far as the coordinator can tell
     */
    @EventName("complaint.referred-to-inspectorate")
    record ReferredToInspectorate(ComplaintId complaint, Optional<OfficeId> about, Optional<Shreddable<String>> reason,
                                  Provenance provenance) implements ComplaintEvent {
    }

    /** The coordinator, or the inspectorate, checked it and handed it to the office that must answer. */
    @EventName("complaint.forwarded")
    record Forwarded(ComplaintId complaint, OfficeId office, Classification classification, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The reporter must complete it first; until then the clock stands still. */
    @EventName("complaint.returned")
    record Returned(ComplaintId complaint, Shreddable<String> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The reporter completed a returned complaint, be it one that had lapsed; it waits for the coordinator's check again. */
    @EventName("complaint.completed")
    record Completed(ComplaintId complaint, Shreddable<String> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Ended by the coordinator: not a matter for this platform. */
    @EventName("complaint.rejected")
    record Rejected(ComplaintId complaint, Shreddable<String> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The office named the officer who works on it. */
    @EventName("complaint.assigned")
    record Assigned(ComplaintId complaint, OfficeId office, String officer, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Another office must answer from now on; the clock goes on. */
    @EventName("complaint.transferred")
    record Transferred(ComplaintId complaint, OfficeId from, OfficeId to, Shreddable<String> reason,
                       Provenance provenance) implements ComplaintEvent {
    }

    /** The office told the reporter how far it is; does not stop the clock. */
    @EventName("complaint.interim-response-given")
    record InterimResponseGiven(ComplaintId complaint, OfficeId office, int response, Shreddable<String> text,
                                Provenance provenance) implements ComplaintEvent {
    }

    /** An officer wrote a final response; it stands only once somebody else approved it. */
    @EventName("complaint.final-response-drafted")
    record FinalResponseDrafted(ComplaintId complaint, OfficeId office, int response, Shreddable<String> text,
                                Provenance provenance) implements ComplaintEvent {
    }

    /** Whoever was to approve a final response sent it back to be written anew. */
    @EventName("complaint.final-response-sent-back")
    record FinalResponseSentBack(ComplaintId complaint, OfficeId office, int response, Shreddable<String> reason,
                                 Provenance provenance) implements ComplaintEvent {
    }

    /** The final response stands; the reporter may accept or object. */
    @EventName("complaint.final-response-approved")
    record FinalResponseApproved(ComplaintId complaint, OfficeId office, int response, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Ended with a final response that was accepted, upheld or not objected to in time. */
    @EventName("complaint.closed")
    record Closed(ComplaintId complaint, OfficeId office, ClosureReason reason, Optional<Shreddable<String>> comment,
                  Provenance provenance) implements ComplaintEvent {
    }

    /** Ended by the clock: the reporter did not complete a returned complaint in time. */
    @EventName("complaint.lapsed")
    record Lapsed(ComplaintId complaint, Provenance provenance) implements ComplaintEvent {
    }

    /** Some of the office's time is used up and somebody was told. Attention and nothing else: it moves no complaint. */
    @EventName("complaint.escalated")
    record Escalated(ComplaintId complaint, OfficeId office, int percent, EscalationLadder.Addressee addressee,
                     Provenance provenance) implements ComplaintEvent {
    }

    /** Some time after the closing the reporter was asked whether it is still solved. */
    @EventName("complaint.asked-whether-solved")
    record AskedWhetherSolved(ComplaintId complaint, OfficeId office, Provenance provenance) implements ComplaintEvent {
    }

    /** It is still solved, says the reporter. */
    @EventName("complaint.confirmed-solved")
    record ConfirmedSolved(ComplaintId complaint, OfficeId office, Optional<Shreddable<String>> comment,
                           Provenance provenance) implements ComplaintEvent {
    }

    /** It is not solved, says the reporter: the office must answer again. */
    @EventName("complaint.reported-unsolved")
    record ReportedUnsolved(ComplaintId complaint, OfficeId office, Shreddable<String> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The reporter asks those above the office to review how it was handled. */
    @EventName("complaint.appealed")
    record Appealed(ComplaintId complaint, OfficeId office, Shreddable<String> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The review orders the office to answer again, as instructed and within a new limit from this moment on. */
    @EventName("complaint.sent-back-on-appeal")
    record SentBackOnAppeal(ComplaintId complaint, OfficeId office, Shreddable<String> instruction, Limit limit,
                            Provenance provenance) implements ComplaintEvent {
    }

    /**
     * The reporter does not accept the final response, be it that the complaint was closed meanwhile for want of a reply:
     * the same office must answer again.
     */
    @EventName("complaint.objected")
    record Objected(ComplaintId complaint, OfficeId office, Shreddable<String> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Ended by the reporter. */
    @EventName("complaint.withdrawn")
    record Withdrawn(ComplaintId complaint, Optional<Shreddable<String>> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Goes on as part of another complaint; its reporter stays a reporter of that one. */
    @EventName("complaint.merged")
    record Merged(ComplaintId complaint, ComplaintId into, Provenance provenance) implements ComplaintEvent {
    }

    /** Stands for itself again and waits for the coordinator's check. */
    @EventName("complaint.merge-undone")
    record MergeUndone(ComplaintId complaint, ComplaintId from, Provenance provenance) implements ComplaintEvent {
    }

    /** Another complaint was merged into this one; recorded together with that one's {@link Merged}. */
    @EventName("complaint.duplicate-joined")
    record DuplicateJoined(ComplaintId complaint, ComplaintId duplicate, Provenance provenance)
            implements ComplaintEvent {
    }

    /** A merged complaint stands for itself again; recorded together with that one's {@link MergeUndone}. */
    @EventName("complaint.duplicate-left")
    record DuplicateLeft(ComplaintId complaint, ComplaintId duplicate, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The reporter said how satisfied they are. */
    @EventName("complaint.evaluated")
    record Evaluated(ComplaintId complaint, Optional<OfficeId> office, Evaluation evaluation,
                     Optional<Shreddable<String>> comment, Provenance provenance) implements ComplaintEvent {
    }

    /** The reporter, or somebody who works on it, wrote to the other side. No response: no clock minds it. */
    @EventName("complaint.message-sent")
    record MessageSent(ComplaintId complaint, Correspondent from, Shreddable<String> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /**
     * A file was attached. A picture can be seen at once, for it was made anew; a document waits for its clearance.
     *
     * @param attachment its number within the complaint, from 1
     * @param file       under which name it is stored
     * @param size       of what is given out, in bytes
     * @param sha256     of the stored bytes, which are encrypted, in hex
     * @param key        under which they are
     * @param response   the response that it belongs to; it is seen by those only who see that
     */
    @EventName("complaint.attachment-added")
    record AttachmentAdded(ComplaintId complaint, int attachment, AttachmentId file, AttachmentType type, long size,
                           String sha256, Shreddable<FileKey> key, Optional<Shreddable<String>> description,
                           Correspondent from, Optional<Integer> response, Provenance provenance)
            implements ComplaintEvent {
    }

    /** A document may be given out. */
    @EventName("complaint.attachment-cleared")
    record AttachmentCleared(ComplaintId complaint, int attachment, Clearance clearance, Provenance provenance)
            implements ComplaintEvent {
    }

    /**
     * A scanner found something harmful in a document: it is never given out, and its file is deleted on this event.
     *
     * @param file    under which name it was stored
     * @param finding what the scanner calls it
     */
    @EventName("complaint.attachment-rejected")
    record AttachmentRejected(ComplaintId complaint, int attachment, AttachmentId file, String finding, Provenance provenance)
            implements ComplaintEvent {
    }

    /** Somebody asked that an office that has a confidential complaint be told who reported. */
    @EventName("complaint.identity-reveal-requested")
    record IdentityRevealRequested(ComplaintId complaint, OfficeId office, Shreddable<String> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** A second person agreed: the office, and no other, is told who reported for as long as it has the complaint. */
    @EventName("complaint.identity-revealed")
    record IdentityRevealed(ComplaintId complaint, OfficeId office, Shreddable<String> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** A second person did not agree: the office is not told who reported. */
    @EventName("complaint.identity-reveal-refused")
    record IdentityRevealRefused(ComplaintId complaint, OfficeId office, Shreddable<String> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The reporter asked, here or in writing, that their personal data be erased. */
    @EventName("complaint.erasure-requested")
    record ErasureRequested(ComplaintId complaint, Optional<Shreddable<String>> reason, Provenance provenance)
            implements ComplaintEvent {
    }

    /** The personal data must stay for now, on a legal ground. */
    @EventName("complaint.erasure-refused")
    record ErasureRefused(ComplaintId complaint, LegalGround ground, Optional<Shreddable<String>> text, Provenance provenance)
            implements ComplaintEvent {
    }

    /**
     * The subject's data is gone: its key is deleted on this event, and no later event carries any data of this subject's.
     * The complaint stays what it was, without them.
     */
    @EventName("complaint.personal-data-erased")
    record PersonalDataErased(ComplaintId complaint, PersonId subject, LegalGround ground, Provenance provenance)
            implements ComplaintEvent, ErasesPersonalData {
    }
}
