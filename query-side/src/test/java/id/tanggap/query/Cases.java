package id.tanggap.query;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happens to one complaint, in words: each method is an event, each time is an instant as text. */
public final class Cases {

    public static final OfficeId WATER = new OfficeId(new UUID(0, 1));
    public static final OfficeId ROADS = new OfficeId(new UUID(0, 2));
    public static final ComplaintId COMPLAINT = new ComplaintId(new UUID(1, 1));
    public static final ComplaintId OTHER = new ComplaintId(new UUID(1, 2));
    public static final PersonId PERSON = new PersonId(new UUID(2, 1));

    private Cases() {
    }

    public static Instant at(String time) {
        return Instant.parse(time.endsWith("Z") ? time : time + "Z");
    }

    public static Provenance by(Actor actor, String time) {
        return Provenance.now(actor, at(time), "request");
    }

    private static Provenance officer(OfficeId office, String time) {
        return by(Actor.of(Role.OFFICER, "petugas", office), time);
    }

    private static Provenance coordinator(String time) {
        return by(Actor.of(Role.COORDINATOR, "koordinator"), time);
    }

    private static Provenance reporter(String time) {
        return by(Actor.REPORTER, time);
    }

    public static Shreddable<String> text(String text) {
        return Shreddable.of(PERSON, text);
    }

    public static OfficeEvent.Registered registered(OfficeId office, String zone) {
        return new OfficeEvent.Registered(office, "office", Optional.empty(), ZoneId.of(zone), Optional.empty(),
                by(Actor.of(Role.ADMINISTRATOR, "admin"), "2020-01-01T00:00:00"));
    }

    public static ComplaintEvent.Submitted submitted(String time) {
        return submitted(Identity.OPEN, time);
    }

    public static ComplaintEvent.Submitted submitted(Identity identity, String time) {
        return new ComplaintEvent.Submitted(COMPLAINT, new TrackingCode("TGP-7K3Q-9F2M-0000"),
                Histories.secretOf(COMPLAINT), identity, identity == Identity.ANONYMOUS ? Optional.empty()
                : Optional.of(Shreddable.of(PERSON, new Reporter("Siti", Optional.empty(), Optional.empty()))),
                text("title"), text("narrative"), new Category("air"), Optional.of(WATER), Optional.empty(),
                Channel.WEB, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), by(Actor.PUBLIC, time));
    }

    public static ComplaintEvent.Forwarded forwarded(OfficeId office, String time) {
        return new ComplaintEvent.Forwarded(COMPLAINT, office, Classification.COMPLAINT, coordinator(time));
    }

    public static ComplaintEvent.Returned returned(String time) {
        return new ComplaintEvent.Returned(COMPLAINT, text("what is missing"), coordinator(time));
    }

    public static ComplaintEvent.Completed completed(String time) {
        return new ComplaintEvent.Completed(COMPLAINT, text("what was missing"), reporter(time));
    }

    public static ComplaintEvent.Rejected rejected(String time) {
        return new ComplaintEvent.Rejected(COMPLAINT, text("not ours"), coordinator(time));
    }

    public static ComplaintEvent.Assigned assigned(String officer, String time) {
        return new ComplaintEvent.Assigned(COMPLAINT, WATER, officer, officer(WATER, time));
    }

    public static ComplaintEvent.Transferred transferred(OfficeId from, OfficeId to, String time) {
        return new ComplaintEvent.Transferred(COMPLAINT, from, to, text("theirs"), officer(from, time));
    }

    public static ComplaintEvent.InterimResponseGiven interim(OfficeId office, int response, String time) {
        return new ComplaintEvent.InterimResponseGiven(COMPLAINT, office, response, text("we are at it"),
                officer(office, time));
    }

    public static ComplaintEvent.FinalResponseDrafted drafted(OfficeId office, int response, String time) {
        return new ComplaintEvent.FinalResponseDrafted(COMPLAINT, office, response, text("response " + response),
                officer(office, time));
    }

    public static ComplaintEvent.FinalResponseSentBack sentBack(OfficeId office, int response, String time) {
        return new ComplaintEvent.FinalResponseSentBack(COMPLAINT, office, response, text("too short"),
                by(Actor.of(Role.OFFICE_HEAD, "kepala", office), time));
    }

    public static ComplaintEvent.FinalResponseApproved approved(OfficeId office, int response, String time) {
        return new ComplaintEvent.FinalResponseApproved(COMPLAINT, office, response,
                by(Actor.of(Role.OFFICE_HEAD, "kepala", office), time));
    }

    public static ComplaintEvent.Closed closed(OfficeId office, String time) {
        return new ComplaintEvent.Closed(COMPLAINT, office, ClosureReason.ACCEPTED, Optional.of(text("thanks")),
                reporter(time));
    }

    public static ComplaintEvent.Objected objected(OfficeId office, String time) {
        return new ComplaintEvent.Objected(COMPLAINT, office, text("no"), reporter(time));
    }

    public static ComplaintEvent.Withdrawn withdrawn(String time) {
        return new ComplaintEvent.Withdrawn(COMPLAINT, Optional.of(text("never mind")), reporter(time));
    }

    public static ComplaintEvent.Merged merged(String time) {
        return new ComplaintEvent.Merged(COMPLAINT, OTHER, coordinator(time));
    }

    public static ComplaintEvent.MergeUndone mergeUndone(String time) {
        return new ComplaintEvent.MergeUndone(COMPLAINT, OTHER, coordinator(time));
    }

    public static ComplaintEvent.DuplicateJoined duplicateJoined(String time) {
        return new ComplaintEvent.DuplicateJoined(COMPLAINT, OTHER, coordinator(time));
    }

    public static ComplaintEvent.DuplicateLeft duplicateLeft(String time) {
        return new ComplaintEvent.DuplicateLeft(COMPLAINT, OTHER, coordinator(time));
    }

    public static ComplaintEvent.Evaluated evaluated(OfficeId office, int satisfaction,
                                                     Map<ServiceElement, Integer> elements, String time) {
        return new ComplaintEvent.Evaluated(COMPLAINT, Optional.ofNullable(office),
                new Evaluation(satisfaction, elements), Optional.of(text("opinion")), reporter(time));
    }
}
