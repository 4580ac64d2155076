package id.tanggap.query.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a complaint.
 *
 * @param complaint its number
 * @param position  of the event in the total order
 * @param sequence  of the event in the complaint's stream
 * @param what      which fact it was
 * @param status    the complaint's state from then on
 * @param office    the office concerned
 * @param response  the number of the response concerned
 * @param related   the other complaint concerned
 */
public record TimelineEntry(long complaint, long position, long sequence, Fact what, Instant occurredAt,
                            Instant recordedAt, Actor actor, ComplaintStatus status, Optional<OfficeId> office,
                            Optional<Shreddable<String>> text, Optional<Integer> response,
                            Optional<ComplaintId> related) {

    /** What can happen, as the timeline tells it. */
    public enum Fact {
        SUBMITTED, FORWARDED, RETURNED, COMPLETED, REJECTED, ASSIGNED(true), TRANSFERRED, INTERIM_RESPONSE,
        FINAL_RESPONSE_DRAFTED(true), FINAL_RESPONSE_SENT_BACK(true), FINAL_RESPONSE, CLOSED, OBJECTED, WITHDRAWN,
        MERGED, MERGE_UNDONE, DUPLICATE_JOINED, DUPLICATE_LEFT, EVALUATED;

        private final boolean internal;

        Fact() {
            this(false);
        }

        Fact(boolean internal) {
            this.internal = internal;
        }

        /** A matter of the office's own, not shown to the reporter or the public. */
        public boolean internal() {
            return internal;
        }
    }

    static TimelineEntry of(ComplaintView after, ComplaintEvent event, long position) {
        Entry entry = new Entry(after, event, position);
        return switch (event) {
            case ComplaintEvent.Submitted _ -> entry.of(Fact.SUBMITTED, Optional.empty());
            case ComplaintEvent.Forwarded e -> entry.at(Fact.FORWARDED, e.office(), Optional.empty());
            case ComplaintEvent.Returned e -> entry.of(Fact.RETURNED, Optional.of(e.reason()));
            case ComplaintEvent.Completed e -> entry.of(Fact.COMPLETED, Optional.of(e.text()));
            case ComplaintEvent.Rejected e -> entry.of(Fact.REJECTED, Optional.of(e.reason()));
            case ComplaintEvent.Assigned e -> entry.at(Fact.ASSIGNED, e.office(), Optional.empty());
            case ComplaintEvent.Transferred e -> entry.at(Fact.TRANSFERRED, e.to(), Optional.of(e.reason()));
            case ComplaintEvent.InterimResponseGiven e ->
                    entry.response(Fact.INTERIM_RESPONSE, e.office(), e.response(), Optional.of(e.text()));
            case ComplaintEvent.FinalResponseDrafted e ->
                    entry.response(Fact.FINAL_RESPONSE_DRAFTED, e.office(), e.response(), Optional.of(e.text()));
            case ComplaintEvent.FinalResponseSentBack e ->
                    entry.response(Fact.FINAL_RESPONSE_SENT_BACK, e.office(), e.response(), Optional.of(e.reason()));
            case ComplaintEvent.FinalResponseApproved e -> entry.response(Fact.FINAL_RESPONSE, e.office(),
                    e.response(), after.responses().stream().filter(r -> r.number() == e.response())
                            .map(ComplaintView.Response::text).findFirst());
            case ComplaintEvent.Closed e -> entry.at(Fact.CLOSED, e.office(), e.comment());
            case ComplaintEvent.Objected e -> entry.at(Fact.OBJECTED, e.office(), Optional.of(e.text()));
            case ComplaintEvent.Withdrawn e -> entry.of(Fact.WITHDRAWN, e.reason());
            case ComplaintEvent.Merged e -> entry.related(Fact.MERGED, e.into());
            case ComplaintEvent.MergeUndone e -> entry.related(Fact.MERGE_UNDONE, e.from());
            case ComplaintEvent.DuplicateJoined e -> entry.related(Fact.DUPLICATE_JOINED, e.duplicate());
            case ComplaintEvent.DuplicateLeft e -> entry.related(Fact.DUPLICATE_LEFT, e.duplicate());
            case ComplaintEvent.Evaluated e -> entry.of(Fact.EVALUATED, e.comment());
        };
    }

    private record Entry(ComplaintView after, ComplaintEvent event, long position) {

        TimelineEntry of(Fact what, Optional<Shreddable<String>> text) {
            return entry(what, Optional.empty(), text, Optional.empty(), Optional.empty());
        }

        TimelineEntry at(Fact what, OfficeId office, Optional<Shreddable<String>> text) {
            return entry(what, Optional.of(office), text, Optional.empty(), Optional.empty());
        }

        TimelineEntry response(Fact what, OfficeId office, int response, Optional<Shreddable<String>> text) {
            return entry(what, Optional.of(office), text, Optional.of(response), Optional.empty());
        }

        TimelineEntry related(Fact what, ComplaintId other) {
            return entry(what, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(other));
        }

        private TimelineEntry entry(Fact what, Optional<OfficeId> office, Optional<Shreddable<String>> text,
                                    Optional<Integer> response, Optional<ComplaintId> related) {
            return new TimelineEntry(after.number(), position, after.sequence(), what,
                    event.provenance().occurredAt(), event.provenance().recordedAt(), event.provenance().actor(),
                    after.status(), office, text, response, related);
        }
    }
}
