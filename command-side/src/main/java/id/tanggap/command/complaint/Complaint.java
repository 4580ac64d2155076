package id.tanggap.command.complaint;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.office.OfficeId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A complaint as far as decisions need it.
 *
 * @param subject    whose key its personal data is under
 * @param office     the office that has or answered it; none once it was returned
 * @param draft      the final response that waits for approval
 * @param responses  how many responses were written, interim and final
 * @param mergedInto set while it is merged
 * @param duplicates complaints merged into this one
 * @param evaluated  whether the reporter evaluated what stands now
 */
record Complaint(ComplaintId id, ComplaintStatus status, SecretHash secretHash, PersonId subject,
                 Optional<OfficeId> office, Optional<Draft> draft, int responses, Optional<ComplaintId> mergedInto,
                 Set<ComplaintId> duplicates, boolean evaluated) {

    /** A final response that waits for approval. */
    record Draft(int response, String author) {
    }

    static Complaint begin(ComplaintEvent.Submitted e) {
        return new Complaint(e.complaint(), ComplaintStatus.SUBMITTED, e.secretHash(), e.title().subject(),
                Optional.empty(), Optional.empty(), 0, Optional.empty(), Set.of(), false);
    }

    Complaint evolve(ComplaintEvent event) {
        return switch (event) {
            case ComplaintEvent.Submitted _ -> throw new IllegalStateException("submitted twice: " + id);
            case ComplaintEvent.Forwarded e -> at(Optional.of(e.office())).in(ComplaintStatus.FORWARDED);
            case ComplaintEvent.Returned _ -> at(Optional.empty()).in(ComplaintStatus.RETURNED);
            case ComplaintEvent.Completed _ -> in(ComplaintStatus.SUBMITTED);
            case ComplaintEvent.Rejected _ -> in(ComplaintStatus.REJECTED);
            case ComplaintEvent.Assigned _ -> this;
            case ComplaintEvent.Transferred e -> at(Optional.of(e.to()));
            case ComplaintEvent.InterimResponseGiven e -> responded(e.response());
            case ComplaintEvent.FinalResponseDrafted e ->
                    responded(e.response()).drafted(Optional.of(new Draft(e.response(), e.provenance().actor().id())));
            case ComplaintEvent.FinalResponseSentBack _ -> drafted(Optional.empty());
            case ComplaintEvent.FinalResponseApproved _ ->
                    drafted(Optional.empty()).in(ComplaintStatus.RESPONDED);
            case ComplaintEvent.Closed _ -> in(ComplaintStatus.CLOSED);
            case ComplaintEvent.Objected _ -> evaluated(false).in(ComplaintStatus.FORWARDED);
            case ComplaintEvent.Withdrawn _ -> in(ComplaintStatus.WITHDRAWN);
            case ComplaintEvent.Merged e -> mergedInto(Optional.of(e.into())).in(ComplaintStatus.MERGED);
            case ComplaintEvent.MergeUndone _ ->
                    mergedInto(Optional.empty()).evaluated(false).in(ComplaintStatus.SUBMITTED);
            case ComplaintEvent.DuplicateJoined e -> {
                Set<ComplaintId> more = new HashSet<>(duplicates);
                more.add(e.duplicate());
                yield duplicates(more);
            }
            case ComplaintEvent.DuplicateLeft e -> {
                Set<ComplaintId> fewer = new HashSet<>(duplicates);
                fewer.remove(e.duplicate());
                yield duplicates(fewer);
            }
            case ComplaintEvent.Evaluated _ -> evaluated(true);
        };
    }

    private Complaint in(ComplaintStatus now) {
        return new Complaint(id, now, secretHash, subject, office, draft, responses, mergedInto, duplicates, evaluated);
    }

    /** A draft is the work of one office: it does not move on with the complaint. */
    private Complaint at(Optional<OfficeId> now) {
        return new Complaint(id, status, secretHash, subject, now, Optional.empty(), responses, mergedInto,
                duplicates, evaluated);
    }

    private Complaint drafted(Optional<Draft> now) {
        return new Complaint(id, status, secretHash, subject, office, now, responses, mergedInto, duplicates, evaluated);
    }

    private Complaint responded(int number) {
        return new Complaint(id, status, secretHash, subject, office, draft, number, mergedInto, duplicates, evaluated);
    }

    private Complaint mergedInto(Optional<ComplaintId> now) {
        return new Complaint(id, status, secretHash, subject, office, draft, responses, now, duplicates, evaluated);
    }

    private Complaint duplicates(Set<ComplaintId> now) {
        return new Complaint(id, status, secretHash, subject, office, draft, responses, mergedInto, Set.copyOf(now),
                evaluated);
    }

    private Complaint evaluated(boolean now) {
        return new Complaint(id, status, secretHash, subject, office, draft, responses, mergedInto, duplicates, now);
    }
}
