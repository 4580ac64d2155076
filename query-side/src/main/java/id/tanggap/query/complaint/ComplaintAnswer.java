package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.PauseReason;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.Shown;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A complaint as one reader may see it. What a reader may not see is left out, not masked.
 *
 * @param submittedOn the day of submission; anything finer could tell the public who it was
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ComplaintAnswer(ComplaintId id, ComplaintStatus status, Text statusText, long sequence, LocalDate submittedOn,
                       Category category, Optional<Classification> classification, Optional<OfficeId> officeId,
                       int duplicates, List<DeadlineAnswer> deadlines, Optional<Content> content, Optional<Handling> handling,
                       Optional<Who> who) {

    /** What the reporter and those who work on it see. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Content(Instant submittedAt, Optional<String> title, Optional<String> narrative,
                   Optional<Location> location, Identity identity, Channel channel,
                   Optional<OfficeId> requestedOfficeId, Optional<Instant> firstResponseAt,
                   Optional<Instant> respondedAt, Optional<Instant> endedAt, List<PauseAnswer> pauses,
                   List<ShareAnswer> shares, List<ResponseAnswer> responses, Optional<ClosureReason> closure,
                   Optional<ComplaintId> mergedInto, Optional<EvaluationAnswer> evaluation) {
    }

    /** When the office's clock stood still, and why. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PauseAnswer(PauseReason reason, Text reasonText, Instant from, Optional<Instant> to) {
    }

    /**
     * How much of the time that the office's limit counts somebody had, in the limit's unit.
     *
     * @param officeId absent for the coordinator
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShareAnswer(Optional<OfficeId> officeId, WorkingUnit unit, double used) {
    }

    /** What only those who work on it see. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Handling(Optional<String> officerId, List<ResponseAnswer> drafts, List<ComplaintId> duplicates,
                    Optional<SourceReference> source) {
    }

    /** Who reported. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Who(Optional<TrackingCode> trackingCode, Optional<Reporter> reporter) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ResponseAnswer(int number, ComplaintView.Response.Kind kind, OfficeId officeId, Instant at,
                          Optional<String> text, Optional<String> author) {

        private static ResponseAnswer of(ComplaintView.Response r, boolean staff) {
            return new ResponseAnswer(r.number(), r.kind(), r.office(), r.approvedAt().orElse(r.writtenAt()),
                    r.text().value(), staff ? Optional.of(r.author()) : Optional.empty());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EvaluationAnswer(int satisfaction, Map<ServiceElement, Integer> elements, Optional<String> comment) {
    }

    /** How much of a complaint somebody may see. */
    enum Part {
        /** That it exists, where it stands, what it is about. */
        PUBLIC,
        /** All that the reporter said and was told. */
        REPORTER,
        /** All but who reported, unless the reporter is open to the office. */
        OFFICE,
        /** Everything. */
        OVERSIGHT;

        static Part of(ComplaintView complaint, Actor actor, Optional<id.tanggap.kernel.complaint.SecretHash> proof) {
            if (actor.role() == Role.COORDINATOR || actor.role() == Role.INSPECTOR) {
                return OVERSIGHT;
            }
            if (complaint.office().filter(actor::belongsTo).isPresent()) {
                return OFFICE;
            }
            return proof.filter(complaint.secretHash()::matches).isPresent() ? REPORTER : PUBLIC;
        }

        boolean isStaff() {
            return this == OFFICE || this == OVERSIGHT;
        }
    }

    /** What personal data some answers hold, and of which complaints. */
    static Map<Shown, List<UUID>> shown(List<ComplaintAnswer> answers) {
        Map<Shown, List<UUID>> shown = new EnumMap<>(Shown.class);
        for (ComplaintAnswer answer : answers) {
            if (answer.content().isPresent()) {
                shown.computeIfAbsent(Shown.CONTENT, _ -> new ArrayList<>()).add(answer.id().value());
            }
            if (answer.who().isPresent()) {
                shown.computeIfAbsent(Shown.WHO, _ -> new ArrayList<>()).add(answer.id().value());
            }
        }
        return shown;
    }

    /** @param law by which it is counted how the limits stand at a moment */
    static ComplaintAnswer of(ComplaintView c, Part part, ZoneId zone, RecordedLaw law, Instant now) {
        Clocks clocks = new Clocks(c.course(), law);
        boolean whoIsKnown = part == Part.REPORTER || part == Part.OVERSIGHT
                || part == Part.OFFICE && c.identity() == Identity.OPEN;
        return new ComplaintAnswer(c.id(), c.status(), c.status().text(), c.sequence(),
                LocalDate.ofInstant(c.course().submitted(), zone), c.category(), c.classification(), c.office(),
                c.duplicates().size(), clocks.deadlines(now).stream().map(deadline -> DeadlineAnswer.of(deadline,
                        deadline.kind() == Deadline.Kind.RESPONSE ? clocks.standard() : Optional.empty(),
                        part != Part.PUBLIC, now)).toList(),
                part == Part.PUBLIC ? Optional.empty() : Optional.of(content(c, part, clocks, now)),
                part.isStaff() ? Optional.of(new Handling(c.officer(), responses(c, part, false), c.duplicates(),
                        c.source())) : Optional.empty(),
                whoIsKnown ? Optional.of(new Who(
                        part == Part.OFFICE ? Optional.empty() : Optional.of(c.trackingCode()),
                        c.reporter().flatMap(Shreddable::value))) : Optional.empty());
    }

    private static Content content(ComplaintView c, Part part, Clocks clocks, Instant now) {
        Course course = c.course();
        return new Content(course.submitted(), c.title().value(), c.narrative().value(),
                c.location().flatMap(Shreddable::value), c.identity(), c.channel(), c.requestedOffice(),
                c.firstResponse(), course.responded(), course.ended(),
                course.pauses().stream().map(pause ->
                        new PauseAnswer(pause.reason(), pause.reason().text(), pause.from(), pause.to())).toList(),
                clocks.shares(now).map(shares -> shares.byOffice().entrySet().stream().map(share -> new ShareAnswer(
                        share.getKey(), share.getValue().unit(), DeadlineAnswer.readable(share.getValue()))).toList()).orElse(List.of()),
                responses(c, part, true), course.closure(), c.mergedInto(),
                c.evaluation().map(e -> new EvaluationAnswer(e.evaluation().satisfaction(), e.evaluation().elements(),
                        e.comment().flatMap(Shreddable::value))));
    }

    private static List<ResponseAnswer> responses(ComplaintView c, Part part, boolean given) {
        return c.responses().stream().filter(r -> given == switch (r.kind()) {
            case INTERIM, FINAL -> true;
            case DRAFT, SENT_BACK -> false;
        }).map(r -> ResponseAnswer.of(r, part.isStaff())).toList();
    }
}
