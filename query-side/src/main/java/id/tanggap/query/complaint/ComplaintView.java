package id.tanggap.query.complaint;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.person.Keyring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A complaint as people read it. A pure fold of its events.
 *
 * @param number   position of its submission: a short, unique, ascending number
 * @param sequence of its last event, which is its ETag
 * @param course        how far it has come
 * @param secrecy       who may know of it
 * @param firstResponse when an office first answered, be it for the time being
 * @param takenFor      what kind of submission the reporter took it for
 * @param sameAs        another complaint that the reporter said is about the same matter
 * @param consent       to having it submitted at an assisted desk
 * @param attachments   in the order of their numbers
 * @param resolvedIn    the working time that its resolution was counted with when it was closed, in seconds of working days:
 *                      what is taken back if it is taken up again is what was counted, whatever the law says by then. Empty
 *                      while it is not closed, and if that could not be counted. Follows from the law too, so it is no part
 *                      of the fold: see {@link #resolvedIn(OptionalLong)}
 */
public record ComplaintView(long number, ComplaintId id, long sequence, TrackingCode trackingCode,
                            SecretHash secretHash, Identity identity, Course course, Secrecy secrecy,
                            Optional<Shreddable<Reporter>> reporter, Shreddable<String> title,
                            Shreddable<String> narrative, Category category, Optional<Classification> classification,
                            Optional<OfficeId> requestedOffice, Optional<String> officer,
                            Optional<Shreddable<Location>> location, Channel channel, Optional<SourceReference> source,
                            Optional<Instant> firstResponse, List<Response> responses, Optional<ComplaintId> mergedInto,
                            List<ComplaintId> duplicates, Optional<Evaluated> evaluation,
                            Optional<Classification> takenFor, Optional<ComplaintId> sameAs, Optional<Consent> consent,
                            List<Attachment> attachments, Optional<Long> resolvedIn)
        implements Sight.Subject {

    public ComplaintView {
        responses = List.copyOf(responses);
        duplicates = List.copyOf(duplicates);
        attachments = List.copyOf(attachments);
    }

    public ComplaintStatus status() {
        return course.status();
    }

    /** Who has it, or had it when it ended. */
    @Override
    public Optional<OfficeId> office() {
        return course.office();
    }

    /** Whose data it holds. */
    public PersonId subject() {
        return title.subject();
    }

    /** With all that it says at hand, as far as it was not erased: to be shown, never to be stored. */
    ComplaintView opened(Keyring keys) {
        return new ComplaintView(number, id, sequence, trackingCode, secretHash, identity, course, secrecy,
                reporter.map(who -> keys.opened(who, Reporter.class)), keys.opened(title), keys.opened(narrative), category,
                classification, requestedOffice, officer, location.map(place -> keys.opened(place, Location.class)), channel,
                source, firstResponse, responses.stream().map(response -> response.opened(keys)).toList(), mergedInto,
                duplicates, evaluation.map(evaluated -> evaluated.opened(keys)), takenFor, sameAs, consent.map(agreed ->
                        new Consent(agreed.manner(), agreed.wording(), agreed.by().map(keys::opened),
                                agreed.witness().map(keys::opened))),
                attachments.stream().map(attachment -> attachment.opened(keys)).toList(), resolvedIn);
    }

    /** The same, its resolution counted with so much working time. */
    public ComplaintView resolvedIn(OptionalLong working) {
        return new ComplaintView(number, id, sequence, trackingCode, secretHash, identity, course, secrecy, reporter, title,
                narrative, category, classification, requestedOffice, officer, location, channel, source, firstResponse,
                responses, mergedInto, duplicates, evaluation, takenFor, sameAs, consent, attachments,
                working.isPresent() ? Optional.of(working.getAsLong()) : Optional.empty());
    }

    /**
     * A file that was attached.
     *
     * @param withheld whether the complaint was the inspectorate's then, and nobody else's to know
     * @param response the response that it belongs to
     * @param key      under which it is encrypted
     */
    public record Attachment(int number, AttachmentId file, AttachmentType type, long size, State state, Correspondent from,
                             Instant at, boolean withheld, Optional<Integer> response,
                             Optional<Shreddable<String>> description, Shreddable<FileKey> key) {

        /** Whether it can be had. */
        public enum State {

            AVAILABLE("Dapat dibuka", "Can be opened"),
            QUARANTINED("Menunggu pemeriksaan keamanan", "Waits for its security check"),
            REJECTED("Ditolak: isinya berbahaya", "Refused: its content is harmful"),
            ERASED("Dihapus bersama data pribadi pelapor", "Erased with the reporter's personal data");

            private final Text text;

            State(String id, String en) {
                this.text = new Text(id, en);
            }

            public Text text() {
                return text;
            }
        }

        /** The key is opened by those only who open the file: nobody else has a use for it. */
        private Attachment opened(Keyring keys) {
            return new Attachment(number, file, type, size, state, from, at, withheld, response,
                    description.map(keys::opened), key);
        }

        private Attachment erased() {
            return new Attachment(number, file, type, size, State.ERASED, from, at, withheld, response,
                    description.map(Keyring.EMPTY::opened), Shreddable.erased(key.subject()));
        }

        private Attachment in(State now) {
            return new Attachment(number, file, type, size, now, from, at, withheld, response, description, key);
        }
    }

    /** Whether somebody with such a sight may see an attachment: one of a response whoever sees that, others the involved. */
    boolean shows(Attachment attachment, Sight sight) {
        boolean draft = attachment.response().flatMap(number -> responses.stream()
                .filter(response -> response.number() == number).findFirst()).map(Response::kind)
                .filter(kind -> kind == Response.Kind.DRAFT || kind == Response.Kind.SENT_BACK).isPresent();
        return sight.isAmong(attachment.withheld() ? Sight.Audience.REPORTER_AND_OVERSIGHT : Sight.Audience.INVOLVED)
                && (!draft || sight.isStaff());
    }

    /** A response of an office, from draft to standing. */
    public record Response(int number, Kind kind, OfficeId office, String author, Instant writtenAt,
                           Shreddable<String> text, Optional<String> approver, Optional<Instant> approvedAt) {

        /** How far a response has come. */
        public enum Kind { INTERIM, DRAFT, SENT_BACK, FINAL }

        private Response opened(Keyring keys) {
            return new Response(number, kind, office, author, writtenAt, keys.opened(text), approver, approvedAt);
        }

        private Response as(Kind now, Optional<Provenance> approved) {
            return new Response(number, now, office, author, writtenAt, text, approved.map(p -> p.actor().id()),
                    approved.map(Provenance::occurredAt));
        }
    }

    /** What the reporter thinks of it. */
    public record Evaluated(Evaluation evaluation, Optional<Shreddable<String>> comment, Instant at) {

        private Evaluated opened(Keyring keys) {
            return new Evaluated(evaluation, comment.map(keys::opened), at);
        }
    }

    public static ComplaintView begin(long position, ComplaintEvent.Submitted e) {
        return new ComplaintView(position, e.complaint(), 0, e.trackingCode(), e.secretHash(), e.identity(),
                Course.begin(e), Secrecy.begin(e), e.reporter(), e.title(), e.narrative(), e.category(), Optional.empty(),
                e.requestedOffice(), Optional.empty(), e.location(), e.channel(), e.source(), Optional.empty(), List.of(),
                Optional.empty(), List.of(), Optional.empty(), e.takenFor(), e.sameAs(), e.consent(),
                List.of(), Optional.empty());
    }

    /** @param sequence of the event in the complaint's stream */
    public ComplaintView evolve(ComplaintEvent event, long sequence) {
        Draft next = new Draft(this, course.evolve(event), secrecy.evolve(event));
        next.sequence = sequence;
        Instant at = event.provenance().occurredAt();
        switch (event) {
            case ComplaintEvent.Submitted _ -> throw new IllegalStateException("submitted twice: " + id);
            case ComplaintEvent.Forwarded e -> {
                next.classification = Optional.of(e.classification());
                next.move();
            }
            case ComplaintEvent.Returned _, ComplaintEvent.Transferred _ -> next.move();
            case ComplaintEvent.Assigned e -> next.officer = Optional.of(e.officer());
            case ComplaintEvent.InterimResponseGiven e -> {
                next.responses.add(new Response(e.response(), Response.Kind.INTERIM, e.office(),
                        e.provenance().actor().id(), at, e.text(), Optional.empty(), Optional.empty()));
                next.firstResponse = firstResponse.or(() -> Optional.of(at));
            }
            case ComplaintEvent.FinalResponseDrafted e -> {
                next.voidDraft();
                next.responses.add(new Response(e.response(), Response.Kind.DRAFT, e.office(),
                        e.provenance().actor().id(), at, e.text(), Optional.empty(), Optional.empty()));
            }
            case ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.Appealed _ -> next.voidDraft();
            case ComplaintEvent.FinalResponseApproved e -> {
                next.responses.replaceAll(r -> r.number() == e.response()
                        ? r.as(Response.Kind.FINAL, Optional.of(e.provenance())) : r);
                next.firstResponse = firstResponse.or(() -> Optional.of(at));
            }
            case ComplaintEvent.Objected _, ComplaintEvent.ReportedUnsolved _, ComplaintEvent.SentBackOnAppeal _,
                 ComplaintEvent.Completed _ -> next.evaluation = Optional.empty();
            case ComplaintEvent.Merged e -> next.mergedInto = Optional.of(e.into());
            case ComplaintEvent.MergeUndone _ -> {
                next.mergedInto = Optional.empty();
                next.evaluation = Optional.empty();
            }
            case ComplaintEvent.DuplicateJoined e ->
                    next.duplicates = Stream.concat(duplicates.stream(), Stream.of(e.duplicate())).toList();
            case ComplaintEvent.DuplicateLeft e ->
                    next.duplicates = duplicates.stream().filter(d -> !d.equals(e.duplicate())).toList();
            case ComplaintEvent.Evaluated e ->
                    next.evaluation = Optional.of(new Evaluated(e.evaluation(), e.comment(), at));
            case ComplaintEvent.Rejected _, ComplaintEvent.Closed _, ComplaintEvent.Lapsed _, ComplaintEvent.Withdrawn _,
                 ComplaintEvent.Escalated _, ComplaintEvent.AskedWhetherSolved _, ComplaintEvent.ConfirmedSolved _ -> {
                // all that it changes is the course
            }
            case ComplaintEvent.ReferredToInspectorate _, ComplaintEvent.MessageSent _,
                 ComplaintEvent.IdentityRevealRequested _, ComplaintEvent.IdentityRevealed _,
                 ComplaintEvent.IdentityRevealRefused _, ComplaintEvent.ErasureRequested _,
                 ComplaintEvent.ErasureRefused _ -> {
                // all that it changes is who may know what
            }
            case ComplaintEvent.AttachmentAdded e -> next.attachments.add(new Attachment(e.attachment(), e.file(), e.type(),
                    e.size(), e.type().isPicture() ? Attachment.State.AVAILABLE : Attachment.State.QUARANTINED, e.from(), at,
                    next.secrecy.withheld(), e.response(), e.description(), e.key()));
            case ComplaintEvent.AttachmentCleared e -> next.decide(e.attachment(), Attachment.State.AVAILABLE);
            case ComplaintEvent.AttachmentRejected e -> next.decide(e.attachment(), Attachment.State.REJECTED);
            case ComplaintEvent.PersonalDataErased _ -> {
                next.attachments.replaceAll(Attachment::erased);
                return next.view().opened(Keyring.EMPTY);
            }
        }
        return next.view();
    }

    /** The parts that change, while one event is applied. */
    private final class Draft {

        private final Course course;
        private final Secrecy secrecy;
        private long sequence;
        private Optional<Classification> classification;
        private Optional<String> officer;
        private Optional<Instant> firstResponse;
        private final List<Response> responses;
        private Optional<ComplaintId> mergedInto;
        private List<ComplaintId> duplicates;
        private Optional<Evaluated> evaluation;
        private final List<Attachment> attachments;

        private Draft(ComplaintView from, Course course, Secrecy secrecy) {
            this.course = course;
            this.secrecy = secrecy;
            classification = from.classification;
            officer = from.officer;
            firstResponse = from.firstResponse;
            responses = new ArrayList<>(from.responses);
            mergedInto = from.mergedInto;
            duplicates = from.duplicates;
            evaluation = from.evaluation;
            attachments = new ArrayList<>(from.attachments);
        }

        private void decide(int attachment, Attachment.State now) {
            attachments.replaceAll(each -> each.number() == attachment ? each.in(now) : each);
        }

        /** What one officer has at hand does not move on with the complaint. */
        private void move() {
            officer = Optional.empty();
            voidDraft();
        }

        private void voidDraft() {
            responses.replaceAll(r -> r.kind() == Response.Kind.DRAFT
                    ? r.as(Response.Kind.SENT_BACK, Optional.empty()) : r);
        }

        private ComplaintView view() {
            return new ComplaintView(number, id, sequence, trackingCode, secretHash, identity, course, secrecy, reporter,
                    title, narrative, category, classification, requestedOffice, officer, location, channel, source,
                    firstResponse, responses, mergedInto, duplicates, evaluation, takenFor, sameAs, consent,
                    attachments, course.status() == ComplaintStatus.CLOSED ? resolvedIn : Optional.empty());
        }
    }
}
