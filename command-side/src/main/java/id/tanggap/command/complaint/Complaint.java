package id.tanggap.command.complaint;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.office.OfficeId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A complaint as far as decisions need it.
 *
 * @param identity   how much of its reporter anybody gets to know
 * @param secrecy    who may know of it
 * @param course     how far it has come
 * @param subject    whose key its personal data is under
 * @param draft      the final response that waits for approval
 * @param responses  how many responses were written, interim and final
 * @param mergedInto set while it is merged
 * @param duplicates complaints merged into this one
 * @param evaluated  whether the reporter evaluated what stands now
 * @param attached   the attached files, in the order of their numbers
 */
record Complaint(ComplaintId id, Identity identity, Secrecy secrecy, Course course, SecretHash secretHash, PersonId subject,
                 Optional<Draft> draft, int responses, Optional<ComplaintId> mergedInto, Set<ComplaintId> duplicates,
                 boolean evaluated, List<Attached> attached) implements Sight.Subject {

    /** A final response that waits for approval. */
    record Draft(int response, String author) {
    }

    /**
     * An attached file.
     *
     * @param waits whether it is yet to be found out whether it may be given out
     */
    record Attached(int number, AttachmentId file, Correspondent from, boolean waits) {
    }

    static Complaint begin(ComplaintEvent.Submitted e) {
        return new Complaint(e.complaint(), e.identity(), Secrecy.begin(e), Course.begin(e), e.secretHash(),
                e.title().subject(), Optional.empty(), 0, Optional.empty(), Set.of(), false, List.of());
    }

    ComplaintStatus status() {
        return course.status();
    }

    /** Who has it now. */
    @Override
    public Optional<OfficeId> office() {
        return course.office();
    }

    Complaint evolve(ComplaintEvent event) {
        Complaint next = on(course.evolve(event), secrecy.evolve(event));
        return switch (event) {
            case ComplaintEvent.Forwarded _, ComplaintEvent.Returned _, ComplaintEvent.Transferred _,
                 ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.FinalResponseApproved _,
                 ComplaintEvent.Appealed _ -> next.drafted(Optional.empty());
            case ComplaintEvent.InterimResponseGiven e -> next.responded(e.response());
            case ComplaintEvent.FinalResponseDrafted e -> next.responded(e.response())
                    .drafted(Optional.of(new Draft(e.response(), e.provenance().actor().id())));
            case ComplaintEvent.Objected _, ComplaintEvent.ReportedUnsolved _, ComplaintEvent.SentBackOnAppeal _ ->
                    next.evaluated(false);
            case ComplaintEvent.Merged e -> next.mergedInto(Optional.of(e.into()));
            case ComplaintEvent.MergeUndone _ -> next.mergedInto(Optional.empty()).evaluated(false);
            case ComplaintEvent.DuplicateJoined e -> {
                Set<ComplaintId> more = new HashSet<>(duplicates);
                more.add(e.duplicate());
                yield next.duplicates(more);
            }
            case ComplaintEvent.DuplicateLeft e -> {
                Set<ComplaintId> fewer = new HashSet<>(duplicates);
                fewer.remove(e.duplicate());
                yield next.duplicates(fewer);
            }
            case ComplaintEvent.Evaluated _ -> next.evaluated(true);
            case ComplaintEvent.AttachmentAdded e -> next.attached(Stream.concat(attached.stream(),
                    Stream.of(new Attached(e.attachment(), e.file(), e.from(), !e.type().isPicture()))).toList());
            case ComplaintEvent.AttachmentCleared e -> next.decided(e.attachment());
            case ComplaintEvent.AttachmentRejected e -> next.decided(e.attachment());
            case ComplaintEvent.Completed _ -> next.evaluated(false);
            case ComplaintEvent.Submitted _, ComplaintEvent.Rejected _, ComplaintEvent.Assigned _,
                 ComplaintEvent.Closed _, ComplaintEvent.Lapsed _, ComplaintEvent.Withdrawn _,
                 ComplaintEvent.Escalated _, ComplaintEvent.AskedWhetherSolved _, ComplaintEvent.ConfirmedSolved _,
                 ComplaintEvent.ReferredToInspectorate _, ComplaintEvent.MessageSent _,
                 ComplaintEvent.IdentityRevealRequested _, ComplaintEvent.IdentityRevealed _,
                 ComplaintEvent.IdentityRevealRefused _, ComplaintEvent.ErasureRequested _,
                 ComplaintEvent.ErasureRefused _, ComplaintEvent.PersonalDataErased _ -> next;
        };
    }

    private Complaint on(Course now, Secrecy known) {
        return new Complaint(id, identity, known, now, secretHash, subject, draft, responses, mergedInto, duplicates,
                evaluated, attached);
    }

    private Complaint drafted(Optional<Draft> now) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, now, responses, mergedInto, duplicates,
                evaluated, attached);
    }

    private Complaint responded(int number) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, draft, number, mergedInto, duplicates,
                evaluated, attached);
    }

    private Complaint mergedInto(Optional<ComplaintId> now) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, draft, responses, now, duplicates,
                evaluated, attached);
    }

    private Complaint duplicates(Set<ComplaintId> now) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, draft, responses, mergedInto,
                Set.copyOf(now),
                evaluated, attached);
    }

    private Complaint evaluated(boolean now) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, draft, responses, mergedInto, duplicates,
                now, attached);
    }

    private Complaint attached(List<Attached> now) {
        return new Complaint(id, identity, secrecy, course, secretHash, subject, draft, responses, mergedInto, duplicates,
                evaluated, now);
    }

    private Complaint decided(int attachment) {
        return attached(attached.stream().map(each -> each.number() == attachment
                ? new Attached(attachment, each.file(), each.from(), false) : each).toList());
    }
}
