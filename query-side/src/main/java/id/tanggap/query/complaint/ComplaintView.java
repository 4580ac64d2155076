package id.tanggap.query.complaint;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A complaint as people read it. A pure fold of its events.
 *
 * @param number   position of its submission: a short, unique, ascending number
 * @param sequence of its last event, which is its ETag
 * @param clock    the moments that times are measured between
 */
public record ComplaintView(long number, ComplaintId id, long sequence, TrackingCode trackingCode,
                            SecretHash secretHash, Identity identity, ComplaintStatus status,
                            Optional<Shreddable<Reporter>> reporter, Shreddable<String> title,
                            Shreddable<String> narrative, Category category, Optional<Classification> classification,
                            Optional<OfficeId> requestedOffice, Optional<OfficeId> office, Optional<String> officer,
                            Optional<Shreddable<Location>> location, Channel channel, Optional<SourceReference> source,
                            Clock clock, List<Response> responses, Optional<ClosureReason> closure,
                            Optional<ComplaintId> mergedInto, List<ComplaintId> duplicates,
                            Optional<Evaluated> evaluation) {

    public ComplaintView {
        responses = List.copyOf(responses);
        duplicates = List.copyOf(duplicates);
    }

    /**
     * @param submitted     when it was submitted
     * @param firstResponse when an office first answered, be it for the time being
     * @param responded     when the final response that stands now was approved
     * @param ended         when it ended
     * @param pausedSince   since when the reporter must complete it
     * @param paused        how long it stood still before that
     */
    public record Clock(Instant submitted, Optional<Instant> firstResponse, Optional<Instant> responded,
                        Optional<Instant> ended, Optional<Instant> pausedSince, Duration paused) {

        private Clock answered(Instant at) {
            return new Clock(submitted, firstResponse.or(() -> Optional.of(at)), responded, ended, pausedSince, paused);
        }

        private Clock responded(Optional<Instant> at) {
            return new Clock(submitted, firstResponse, at, ended, pausedSince, paused);
        }

        private Clock ended(Optional<Instant> at) {
            return new Clock(submitted, firstResponse, responded, at, pausedSince, paused);
        }

        private Clock stopped(Instant at) {
            return new Clock(submitted, firstResponse, responded, ended, Optional.of(at), paused);
        }

        private Clock resumed(Instant at) {
            return new Clock(submitted, firstResponse, responded, ended, Optional.empty(),
                    pausedSince.map(since -> paused.plus(Duration.between(since, at))).orElse(paused));
        }
    }

    /** A response of an office, from draft to standing. */
    public record Response(int number, Kind kind, OfficeId office, String author, Instant writtenAt,
                           Shreddable<String> text, Optional<String> approver, Optional<Instant> approvedAt) {

        /** How far a response has come. */
        public enum Kind { INTERIM, DRAFT, SENT_BACK, FINAL }

        private Response as(Kind now, Optional<Provenance> approved) {
            return new Response(number, now, office, author, writtenAt, text, approved.map(p -> p.actor().id()),
                    approved.map(Provenance::occurredAt));
        }
    }

    /** What the reporter thinks of it. */
    public record Evaluated(Evaluation evaluation, Optional<Shreddable<String>> comment, Instant at) {
    }

    public static ComplaintView begin(long position, ComplaintEvent.Submitted e) {
        return new ComplaintView(position, e.complaint(), 0, e.trackingCode(), e.secretHash(), e.identity(),
                ComplaintStatus.SUBMITTED, e.reporter(), e.title(), e.narrative(), e.category(), Optional.empty(),
                e.requestedOffice(), Optional.empty(), Optional.empty(), e.location(), e.channel(), e.source(),
                new Clock(e.provenance().occurredAt(), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Duration.ZERO),
                List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /** @param sequence of the event in the complaint's stream */
    public ComplaintView evolve(ComplaintEvent event, long sequence) {
        Draft next = new Draft(this);
        next.sequence = sequence;
        Instant at = event.provenance().occurredAt();
        switch (event) {
            case ComplaintEvent.Submitted _ -> throw new IllegalStateException("submitted twice: " + id);
            case ComplaintEvent.Forwarded e -> {
                next.status = ComplaintStatus.FORWARDED;
                next.classification = Optional.of(e.classification());
                next.at(Optional.of(e.office()));
            }
            case ComplaintEvent.Returned _ -> {
                next.status = ComplaintStatus.RETURNED;
                next.at(Optional.empty());
                next.clock = clock.stopped(at);
            }
            case ComplaintEvent.Completed _ -> {
                next.status = ComplaintStatus.SUBMITTED;
                next.clock = clock.resumed(at);
            }
            case ComplaintEvent.Rejected _ -> next.end(ComplaintStatus.REJECTED, at);
            case ComplaintEvent.Assigned e -> next.officer = Optional.of(e.officer());
            case ComplaintEvent.Transferred e -> next.at(Optional.of(e.to()));
            case ComplaintEvent.InterimResponseGiven e -> {
                next.responses.add(new Response(e.response(), Response.Kind.INTERIM, e.office(),
                        e.provenance().actor().id(), at, e.text(), Optional.empty(), Optional.empty()));
                next.clock = clock.answered(at);
            }
            case ComplaintEvent.FinalResponseDrafted e -> {
                next.voidDraft();
                next.responses.add(new Response(e.response(), Response.Kind.DRAFT, e.office(),
                        e.provenance().actor().id(), at, e.text(), Optional.empty(), Optional.empty()));
            }
            case ComplaintEvent.FinalResponseSentBack _ -> next.voidDraft();
            case ComplaintEvent.FinalResponseApproved e -> {
                next.status = ComplaintStatus.RESPONDED;
                next.responses.replaceAll(r -> r.number() == e.response()
                        ? r.as(Response.Kind.FINAL, Optional.of(e.provenance())) : r);
                next.clock = clock.answered(at).responded(Optional.of(at));
            }
            case ComplaintEvent.Closed e -> {
                next.closure = Optional.of(e.reason());
                next.end(ComplaintStatus.CLOSED, at);
            }
            case ComplaintEvent.Objected _ -> {
                next.status = ComplaintStatus.FORWARDED;
                next.clock = clock.responded(Optional.empty());
                next.evaluation = Optional.empty();
            }
            case ComplaintEvent.Withdrawn _ -> {
                next.clock = clock.resumed(at);
                next.end(ComplaintStatus.WITHDRAWN, at);
            }
            case ComplaintEvent.Merged e -> {
                next.mergedInto = Optional.of(e.into());
                next.end(ComplaintStatus.MERGED, at);
            }
            case ComplaintEvent.MergeUndone _ -> {
                next.mergedInto = Optional.empty();
                next.status = ComplaintStatus.SUBMITTED;
                next.clock = clock.ended(Optional.empty());
                next.evaluation = Optional.empty();
            }
            case ComplaintEvent.DuplicateJoined e ->
                    next.duplicates = Stream.concat(duplicates.stream(), Stream.of(e.duplicate())).toList();
            case ComplaintEvent.DuplicateLeft e ->
                    next.duplicates = duplicates.stream().filter(d -> !d.equals(e.duplicate())).toList();
            case ComplaintEvent.Evaluated e ->
                    next.evaluation = Optional.of(new Evaluated(e.evaluation(), e.comment(), at));
        }
        return next.view();
    }

    /** The parts that change, while one event is applied. */
    private final class Draft {

        private long sequence;
        private ComplaintStatus status;
        private Optional<Classification> classification;
        private Optional<OfficeId> office;
        private Optional<String> officer;
        private Clock clock;
        private final List<Response> responses;
        private Optional<ClosureReason> closure;
        private Optional<ComplaintId> mergedInto;
        private List<ComplaintId> duplicates;
        private Optional<Evaluated> evaluation;

        private Draft(ComplaintView from) {
            status = from.status;
            classification = from.classification;
            office = from.office;
            officer = from.officer;
            clock = from.clock;
            responses = new ArrayList<>(from.responses);
            closure = from.closure;
            mergedInto = from.mergedInto;
            duplicates = from.duplicates;
            evaluation = from.evaluation;
        }

        private void at(Optional<OfficeId> now) {
            office = now;
            officer = Optional.empty();
            voidDraft();
        }

        private void voidDraft() {
            responses.replaceAll(r -> r.kind() == Response.Kind.DRAFT
                    ? r.as(Response.Kind.SENT_BACK, Optional.empty()) : r);
        }

        private void end(ComplaintStatus how, Instant at) {
            status = how;
            clock = clock.ended(Optional.of(at));
        }

        private ComplaintView view() {
            return new ComplaintView(number, id, sequence, trackingCode, secretHash, identity, status, reporter, title,
                    narrative, category, classification, requestedOffice, office, officer, location, channel, source,
                    clock, responses, closure, mergedInto, duplicates, evaluation);
        }
    }
}
