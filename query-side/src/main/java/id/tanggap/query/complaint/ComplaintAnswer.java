package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.PauseReason;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.Sight;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A complaint as one reader may see it. What a reader may not see is left out, not masked.
 *
 * @param submittedOn   the day of submission; anything finer could tell the public who it was
 * @param withheld      said, and true, while it is the inspectorate's and hidden from offices and the public
 * @param aboutOfficeId the office that it accuses
 * @param erased        said, to staff, once its reporter's data was erased
 * @param highlights    where what was looked for stands, if anything was
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ComplaintAnswer(ComplaintId id, ComplaintStatus status, Text statusText, long sequence, LocalDate submittedOn,
                       Category category, Optional<Classification> classification, Optional<OfficeId> officeId,
                       int duplicates, List<DeadlineAnswer> deadlines, Optional<Content> content, Optional<Handling> handling,
                       Optional<Who> who, Optional<Boolean> withheld, Optional<OfficeId> aboutOfficeId,
                       Optional<Tombstone> erased, Optional<List<Highlight>> highlights) {

    /**
     * What the reporter and those who work on it see.
     *
     * @param submittedAt left out, like the channel, the end, pauses and shares, for an office that does not know who
     *                    reported: all of them tell when, or by what way, somebody came
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Content(Optional<Instant> submittedAt, Optional<String> title, Optional<String> narrative,
                   Optional<Location> location, Identity identity, Optional<Channel> channel,
                   Optional<OfficeId> requestedOfficeId, Optional<Instant> firstResponseAt,
                   Optional<Instant> respondedAt, Optional<Instant> endedAt, List<PauseAnswer> pauses,
                   List<ShareAnswer> shares, List<ResponseAnswer> responses, Optional<ClosureReason> closure,
                   Optional<ComplaintId> mergedInto, Optional<EvaluationAnswer> evaluation,
                   List<AttachmentAnswer> attachments) {
    }

    /**
     * A file that was attached.
     *
     * @param size     in bytes
     * @param on       the day on which it was attached
     * @param at       left out for an office that does not know who reported, if it is the reporter's
     * @param response the response that it belongs to
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record AttachmentAnswer(int number, AttachmentType type, long size, ComplaintView.Attachment.State state,
                                   Text stateText, Correspondent from, LocalDate on, Optional<Instant> at,
                                   Optional<Integer> response, Optional<String> description) {

        private static AttachmentAnswer of(ComplaintView.Attachment a, Sight sight, ZoneId zone) {
            return new AttachmentAnswer(a.number(), a.type(), a.size(), a.state(), a.state().text(), a.from(),
                    LocalDate.ofInstant(a.at(), zone),
                    Optional.of(a.at()).filter(_ -> sight.whoIsKnown() || a.from() != Correspondent.REPORTER), a.response(),
                    a.description().flatMap(Shreddable::value));
        }
    }

    /** When the office's clock stood still, and why. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record PauseAnswer(PauseReason reason, Text reasonText, Instant from, Optional<Instant> to) {
    }

    /**
     * How much of the time that the office's limit counts somebody had, in the limit's unit.
     *
     * @param officeId absent for the coordinator
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ShareAnswer(Optional<OfficeId> officeId, WorkingUnit unit, double used) {
    }

    /**
     * What only those who work on it see.
     *
     * @param revealRequested  the request that waits for a second person's decision
     * @param erasureRequested said, and true, above the office while such a request waits for its decision
     * @param takenFor         what kind of submission the reporter took it for
     * @param sameAs           another complaint that the reporter said is about the same matter; told above the office
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Handling(Optional<String> officerId, List<ResponseAnswer> drafts, List<ComplaintId> duplicates,
                    Optional<SourceReference> source, Optional<RevealAnswer> revealRequested,
                    Optional<Boolean> erasureRequested, Optional<Classification> takenFor, Optional<ComplaintId> sameAs) {
    }

    /** To which office somebody asked that who reported be revealed. */
    public record RevealAnswer(OfficeId officeId, Actor by) {
    }

    /** That there was personal data, which was erased. */
    public record Tombstone(LocalDate on, LegalGroundAnswer legalGround) {
    }

    /** Who reported. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Who(Optional<TrackingCode> trackingCode, Optional<Reporter> reporter) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ResponseAnswer(int number, ComplaintView.Response.Kind kind, OfficeId officeId, Instant at,
                          Optional<String> text, Optional<String> author) {

        private static ResponseAnswer of(ComplaintView.Response r, boolean staff) {
            return new ResponseAnswer(r.number(), r.kind(), r.office(), r.approvedAt().orElse(r.writtenAt()),
                    r.text().value(), staff ? Optional.of(r.author()) : Optional.empty());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record EvaluationAnswer(int satisfaction, Map<ServiceElement, Integer> elements, Optional<String> comment) {
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

    /**
     * @param hidden other complaints of which this reader may not know
     * @param law    by which it is counted how the limits stand at a moment
     */
    static ComplaintAnswer of(ComplaintView c, Sight sight, Set<ComplaintId> hidden, ZoneId zone, RecordedLaw law,
                              Instant now) {
        Clocks clocks = new Clocks(c.course(), law);
        Secrecy secrecy = c.secrecy();
        List<ComplaintId> duplicates = c.duplicates().stream().filter(other -> !hidden.contains(other)).toList();
        return new ComplaintAnswer(c.id(), c.status(), c.status().text(), c.sequence(),
                LocalDate.ofInstant(c.course().submitted(), zone), c.category(), c.classification(), c.office(),
                duplicates.size(), deadlines(c, clocks, now).map(deadline -> DeadlineAnswer.of(deadline,
                        deadline.kind() == Deadline.Kind.RESPONSE ? clocks.standard() : Optional.empty(),
                        sight.isInvolved() && sight.whoIsKnown(), now)).toList(),
                sight.isInvolved() ? Optional.of(content(c, sight, hidden, clocks, zone, now)) : Optional.empty(),
                sight.isStaff() ? Optional.of(new Handling(c.officer(), responses(c, sight, false), duplicates,
                        c.source().filter(_ -> sight.whoIsKnown()),
                        secrecy.reveal().map(reveal -> new RevealAnswer(reveal.office(), reveal.by())),
                        said(sight.isOversight() && secrecy.erasureAsked()), c.takenFor(),
                        c.sameAs().filter(_ -> sight.isOversight()))) : Optional.empty(),
                sight.isInvolved() && sight.whoIsKnown() ? Optional.of(new Who(
                        sight.part() == Sight.Part.OFFICE ? Optional.empty() : Optional.of(c.trackingCode()),
                        c.reporter().flatMap(Shreddable::value))) : Optional.empty(),
                said(secrecy.withheld()), secrecy.about().filter(_ -> sight.isOversight()),
                secrecy.erased().filter(_ -> sight.isStaff()).map(erased -> new Tombstone(
                        LocalDate.ofInstant(erased.at(), zone), LegalGroundAnswer.of(erased.ground()))), Optional.empty());
    }

    ComplaintAnswer with(List<Highlight> found) {
        return new ComplaintAnswer(id, status, statusText, sequence, submittedOn, category, classification, officeId, duplicates,
                deadlines, content, handling, who, withheld, aboutOfficeId, erased, Optional.of(found));
    }

    /** What can be searched of it: nothing but what it shows. */
    Map<Highlight.Field, String> texts() {
        Map<Highlight.Field, String> texts = new EnumMap<>(Highlight.Field.class);
        content.flatMap(Content::title).ifPresent(text -> texts.put(Highlight.Field.TITLE, text));
        content.flatMap(Content::narrative).ifPresent(text -> texts.put(Highlight.Field.NARRATIVE, text));
        content.flatMap(Content::location).flatMap(Location::address)
                .ifPresent(text -> texts.put(Highlight.Field.ADDRESS, text));
        texts.put(Highlight.Field.CATEGORY, category.value());
        return texts;
    }

    /** Whose data was erased cannot come back: no time runs for them. */
    private static Stream<Deadline> deadlines(ComplaintView c, Clocks clocks, Instant now) {
        return clocks.deadlines(now).stream().filter(deadline -> c.secrecy().erased().isEmpty()
                || deadline.kind().party() != Deadline.Party.REPORTER);
    }

    private static Optional<Boolean> said(boolean what) {
        return what ? Optional.of(true) : Optional.empty();
    }

    private static Content content(ComplaintView c, Sight sight, Set<ComplaintId> hidden, Clocks clocks, ZoneId zone,
                                   Instant now) {
        Course course = c.course();
        boolean exactly = sight.whoIsKnown();
        return new Content(Optional.of(course.submitted()).filter(_ -> exactly), c.title().value(), c.narrative().value(),
                c.location().flatMap(Shreddable::value), c.identity(), Optional.of(c.channel()).filter(_ -> exactly),
                c.requestedOffice(), c.firstResponse(), course.responded(), course.ended().filter(_ -> exactly),
                course.pauses().stream().filter(_ -> exactly).map(pause ->
                        new PauseAnswer(pause.reason(), pause.reason().text(), pause.from(), pause.to())).toList(),
                clocks.shares(now).filter(_ -> exactly).map(shares -> shares.byOffice().entrySet().stream().map(share ->
                        new ShareAnswer(share.getKey(), share.getValue().unit(), DeadlineAnswer.readable(share.getValue())))
                        .toList()).orElse(List.of()),
                responses(c, sight, true), course.closure(), c.mergedInto().filter(into -> !hidden.contains(into)),
                c.evaluation().map(e -> new EvaluationAnswer(e.evaluation().satisfaction(), e.evaluation().elements(),
                        e.comment().flatMap(Shreddable::value))),
                c.attachments().stream().filter(attachment -> c.shows(attachment, sight))
                        .map(attachment -> AttachmentAnswer.of(attachment, sight, zone)).toList());
    }

    private static List<ResponseAnswer> responses(ComplaintView c, Sight sight, boolean given) {
        return c.responses().stream().filter(r -> given == switch (r.kind()) {
            case INTERIM, FINAL -> true;
            case DRAFT, SENT_BACK -> false;
        }).map(r -> ResponseAnswer.of(r, sight.isStaff())).toList();
    }
}
