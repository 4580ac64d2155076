package id.tanggap.command.complaint;

import id.tanggap.command.GeneralLaw;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandards;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;

/**
 * A pothole in Jalan Melati and the people it concerns: Siti reports it, Rina coordinates, Budi and Wati work at the
 * road office under its head Agus, Joko at the water office. Yuli heads the public works that the road office stands
 * under, Dewi is an inspector. The market office has been closed.
 */
public final class ComplaintFixture {

    public static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    public static final ComplaintId POTHOLE = new ComplaintId(uuid(1));
    static final AttachmentId FILE = new AttachmentId(uuid(77));
    public static final ComplaintId SAME_POTHOLE = new ComplaintId(uuid(2));
    public static final PersonId SITI = new PersonId(uuid(3));

    public static final OfficeId ROADS = new OfficeId(uuid(11));
    public static final OfficeId WATER = new OfficeId(uuid(12));
    public static final OfficeId CLOSED_MARKETS = new OfficeId(uuid(13));
    public static final OfficeId WORKS = new OfficeId(uuid(15));
    public static final OfficeId UNKNOWN = new OfficeId(uuid(14));
    public static final Offices OFFICES = id -> Optional.ofNullable(Map.of(
            ROADS, office(ROADS, "Dinas Jalan", Optional.of(WORKS), Office.Standing.ACTIVE),
            WORKS, office(WORKS, "Dinas Pekerjaan Umum", Optional.empty(), Office.Standing.ACTIVE),
            WATER, office(WATER, "Dinas Air", Optional.empty(), Office.Standing.ACTIVE),
            CLOSED_MARKETS, office(CLOSED_MARKETS, "Dinas Pasar", Optional.empty(), Office.Standing.INACTIVE)).get(id));

    public static final Law LAW = GeneralLaw.LAW;

    public static final Actor RINA = Actor.of(Role.COORDINATOR, "rina");
    public static final Actor BUDI = Actor.of(Role.OFFICER, "budi", ROADS);
    public static final Actor WATI = Actor.of(Role.OFFICER, "wati", ROADS);
    public static final Actor AGUS = Actor.of(Role.OFFICE_HEAD, "agus", ROADS);
    public static final Actor JOKO = Actor.of(Role.OFFICER, "joko", WATER);
    public static final Actor YULI = Actor.of(Role.OFFICE_HEAD, "yuli", WORKS);
    public static final Actor DEWI = Actor.of(Role.INSPECTOR, "dewi");
    public static final Actor ADMIN = Actor.of(Role.ADMINISTRATOR, "admin");

    static final ReporterSecret SECRET = ReporterSecret.from("siti's own secret".getBytes());
    static final SecretHash PROOF = SECRET.hash();
    static final SecretHash WRONG_PROOF = ReporterSecret.from("somebody else's..".getBytes()).hash();
    static final Evaluation SATISFIED = new Evaluation(3, Map.of());

    private ComplaintFixture() {
    }

    private static UUID uuid(int number) {
        return new UUID(0x018f_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    private static Office office(OfficeId id, String name, Optional<OfficeId> parent, Office.Standing standing) {
        return new Office(id, name, parent, standing, new OfficeTerms(ZoneId.of("Asia/Jakarta"), Optional.empty(),
                new TreeMap<>(), new ServiceStandards(List.of())));
    }

    public static Provenance by(Actor actor) {
        return by(actor, NOW);
    }

    static Provenance by(Actor actor, Instant at) {
        return Provenance.now(actor, at, "request-1");
    }

    /** A moment in Jakarta, where all these offices are. */
    static Instant jakarta(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Jakarta")).toInstant();
    }

    static ComplaintCommand.Text text(String value) {
        return new ComplaintCommand.Text(value);
    }

    static Shreddable<String> said(String value) {
        return Shreddable.of(SITI, value);
    }

    /** Axon's fixture with the offices and the law above. */
    static AggregateTestFixture<ComplaintAggregate> complaints() {
        AggregateTestFixture<ComplaintAggregate> fixture = new AggregateTestFixture<>(ComplaintAggregate.class);
        fixture.registerInjectableResource(OFFICES);
        fixture.registerInjectableResource(LAW);
        fixture.registerCommandTargetResolver(SmallPlatform::target);
        return fixture;
    }

    // ---- histories

    static ComplaintEvent.Submitted submitted() {
        ComplaintCommand.Submit command = submit();
        ComplaintCommand.Submission s = command.submission();
        return new ComplaintEvent.Submitted(POTHOLE, s.trackingCode(), s.secretHash(), s.identity(), s.reporter(),
                s.title(), s.narrative(), s.category(), s.requestedOffice(), s.location(), s.channel(), s.source(),
                s.oversight(), s.takenFor(), s.sameAs(), Optional.empty(), command.provenance());
    }

    static List<ComplaintEvent> aSubmittedComplaint() {
        return List.of(submitted());
    }

    static List<ComplaintEvent> aReturnedComplaint() {
        return then(aSubmittedComplaint(), new ComplaintEvent.Returned(POTHOLE, said("Di mana?"), by(RINA)));
    }

    static List<ComplaintEvent> aForwardedComplaint() {
        return then(aSubmittedComplaint(), forwardedTo(ROADS));
    }

    static ComplaintEvent.Forwarded forwardedTo(OfficeId office) {
        return new ComplaintEvent.Forwarded(POTHOLE, office, Classification.COMPLAINT, by(RINA));
    }

    /** Budi's draft, number 1, waits for approval. */
    static List<ComplaintEvent> aComplaintWithADraft() {
        return then(aForwardedComplaint(), draftedBy(BUDI, 1));
    }

    static ComplaintEvent.FinalResponseDrafted draftedBy(Actor author, int number) {
        return new ComplaintEvent.FinalResponseDrafted(POTHOLE, ROADS, number, said("Sudah ditambal."), by(author));
    }

    static List<ComplaintEvent> aRespondedComplaint() {
        return then(aComplaintWithADraft(), new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 1, by(AGUS)));
    }

    static List<ComplaintEvent> aComplaintObjectedTo() {
        return then(aRespondedComplaint(),
                new ComplaintEvent.Objected(POTHOLE, ROADS, said("Belum."), by(Actor.REPORTER)));
    }

    static List<ComplaintEvent> aClosedComplaint() {
        return then(aRespondedComplaint(), new ComplaintEvent.Closed(POTHOLE, ROADS, ClosureReason.ACCEPTED,
                Optional.empty(), by(Actor.REPORTER)));
    }

    /** The answer to her objection did not satisfy Siti either. */
    static List<ComplaintEvent> anAppealedComplaint() {
        return then(aComplaintObjectedTo(), draftedBy(BUDI, 2),
                new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 2, by(AGUS)),
                new ComplaintEvent.Appealed(POTHOLE, ROADS, said("Masih berlubang."), by(Actor.REPORTER)));
    }

    static List<ComplaintEvent> aRejectedComplaint() {
        return then(aSubmittedComplaint(), new ComplaintEvent.Rejected(POTHOLE, said("Bukan wewenang."), by(RINA)));
    }

    static List<ComplaintEvent> aWithdrawnComplaint() {
        return then(aSubmittedComplaint(),
                new ComplaintEvent.Withdrawn(POTHOLE, Optional.empty(), by(Actor.REPORTER)));
    }

    /** It accuses the road office; the inspectorate has it to check. */
    static List<ComplaintEvent> aReferredComplaint() {
        return then(aSubmittedComplaint(), new ComplaintEvent.ReferredToInspectorate(POTHOLE, Optional.of(ROADS),
                Optional.of(said("Dugaan pungli.")), by(RINA)));
    }

    /** Forwarded by the inspectorate as one that accuses officials. */
    static List<ComplaintEvent> anOversightComplaintAtTheOffice() {
        return then(aReferredComplaint(), new ComplaintEvent.Forwarded(POTHOLE, WORKS,
                Classification.OVERSIGHT_COMPLAINT, by(DEWI)));
    }

    /** The road office has it and does not know that it is from Siti. */
    static List<ComplaintEvent> aConfidentialComplaint() {
        return as(Identity.CONFIDENTIAL, forwardedTo(ROADS));
    }

    /** The head of the road office asked who reported. */
    static List<ComplaintEvent> aRevealAskedFor() {
        return then(aConfidentialComplaint(),
                new ComplaintEvent.IdentityRevealRequested(POTHOLE, ROADS, said("Perlu kesaksian."), by(AGUS)));
    }

    /** Submitted under another identity, with what came then. */
    static List<ComplaintEvent> as(Identity identity, ComplaintEvent... more) {
        return then(List.of(ComplaintDecision.submit(new ComplaintCommand.Submit(POTHOLE, submission(identity),
                by(Actor.PUBLIC)))), more);
    }

    /** A history at whose end Siti has asked to be forgotten. */
    static List<ComplaintEvent> askedToErase(List<ComplaintEvent> history) {
        return then(history, new ComplaintEvent.ErasureRequested(POTHOLE, Optional.of(said("Sudah cukup.")),
                by(Actor.REPORTER)));
    }

    static List<ComplaintEvent> anErasedComplaint() {
        return then(askedToErase(aClosedComplaint()), new ComplaintEvent.PersonalDataErased(POTHOLE, SITI,
                LegalGround.REQUESTED_BY_SUBJECT, by(ADMIN)));
    }

    static List<ComplaintEvent> aMergedComplaint() {
        return then(aSubmittedComplaint(), new ComplaintEvent.Merged(POTHOLE, SAME_POTHOLE, by(RINA)));
    }

    static List<ComplaintEvent> then(List<ComplaintEvent> history, ComplaintEvent... more) {
        List<ComplaintEvent> longer = new ArrayList<>(history);
        longer.addAll(List.of(more));
        return List.copyOf(longer);
    }

    /** The state that a history leads to. */
    static Complaint after(List<ComplaintEvent> history) {
        Complaint complaint = Complaint.begin((ComplaintEvent.Submitted) history.getFirst());
        for (ComplaintEvent event : history.subList(1, history.size())) {
            complaint = complaint.evolve(event);
        }
        return complaint;
    }

    // ---- commands

    static ComplaintCommand.Submission submission(Identity identity) {
        return new ComplaintCommand.Submission(new TrackingCode("TGP-7K3Q-9F2M-40CD"), PROOF, identity,
                identity == Identity.ANONYMOUS ? Optional.empty() : Optional.of(Shreddable.of(SITI,
                        new Reporter("Siti Rahayu", Optional.of("siti@example.org"), Optional.empty()))),
                said("Lubang di Jalan Melati"), said("Sudah sebulan, dalamnya sejengkal."),
                new Category("Jalan rusak"), Optional.of(ROADS), Optional.empty(), Channel.WEB, Optional.empty(), false,
                Optional.empty(), Optional.empty());
    }

    static ComplaintCommand.Submit submit() {
        return submit(POTHOLE);
    }

    public static ComplaintCommand.Submit submit(ComplaintId complaint) {
        return new ComplaintCommand.Submit(complaint, submission(Identity.OPEN), by(Actor.PUBLIC));
    }

    public static ComplaintCommand.Forward forwardTo(OfficeId office) {
        return new ComplaintCommand.Forward(POTHOLE, office, Classification.COMPLAINT, by(RINA));
    }

    static ComplaintCommand.Return returned(Actor actor) {
        return new ComplaintCommand.Return(POTHOLE, text("Di mana?"), by(actor));
    }

    static ComplaintCommand.Reject reject() {
        return new ComplaintCommand.Reject(POTHOLE, text("Bukan wewenang."), by(RINA));
    }

    static ComplaintCommand.Complete complete() {
        return new ComplaintCommand.Complete(POTHOLE, PROOF, text("Depan pasar."), by(Actor.REPORTER));
    }

    static ComplaintCommand.Assign assign(Actor actor) {
        return new ComplaintCommand.Assign(POTHOLE, "wati", by(actor));
    }

    static ComplaintCommand.Transfer transferTo(OfficeId office, Actor actor) {
        return new ComplaintCommand.Transfer(POTHOLE, office, text("Pipa bocor."), by(actor));
    }

    static ComplaintCommand.GiveInterimResponse interim(Actor actor) {
        return new ComplaintCommand.GiveInterimResponse(POTHOLE, text("Kami periksa."), by(actor));
    }

    static ComplaintCommand.DraftFinalResponse draft(Actor actor) {
        return new ComplaintCommand.DraftFinalResponse(POTHOLE, text("Sudah ditambal."), by(actor));
    }

    static ComplaintCommand.ApproveFinalResponse approve(int number, Actor actor) {
        return new ComplaintCommand.ApproveFinalResponse(POTHOLE, number, by(actor));
    }

    static ComplaintCommand.SendBackFinalResponse sendBack(int number, Actor actor) {
        return new ComplaintCommand.SendBackFinalResponse(POTHOLE, number, text("Lampirkan foto."), by(actor));
    }

    static ComplaintCommand.Accept accept() {
        return new ComplaintCommand.Accept(POTHOLE, PROOF, Optional.of(text("Terima kasih.")), by(Actor.REPORTER));
    }

    static ComplaintCommand.RaiseObjection object() {
        return new ComplaintCommand.RaiseObjection(POTHOLE, PROOF, text("Belum."), by(Actor.REPORTER));
    }

    static ComplaintCommand.Appeal appeal() {
        return new ComplaintCommand.Appeal(POTHOLE, PROOF, text("Masih berlubang."), by(Actor.REPORTER));
    }

    static ComplaintCommand.UpholdResponse uphold(Actor actor) {
        return new ComplaintCommand.UpholdResponse(POTHOLE, text("Sudah sesuai."), by(actor));
    }

    static ComplaintCommand.SendBackOnAppeal sendBackOnAppeal(Actor actor) {
        return new ComplaintCommand.SendBackOnAppeal(POTHOLE, text("Tambal dalam lima hari."), Limit.workingDays(5), by(actor));
    }

    public static ComplaintCommand.Withdraw withdraw() {
        return new ComplaintCommand.Withdraw(POTHOLE, PROOF, Optional.empty(), by(Actor.REPORTER));
    }

    static ComplaintCommand.Evaluate evaluate() {
        return new ComplaintCommand.Evaluate(POTHOLE, PROOF, SATISFIED, Optional.empty(), by(Actor.REPORTER));
    }

    static ComplaintCommand.Refer refer() {
        return new ComplaintCommand.Refer(POTHOLE, Optional.of(ROADS), Optional.of(text("Dugaan pungli.")), by(RINA));
    }

    static ComplaintCommand.Forward forward(OfficeId office, Classification classification, Actor actor) {
        return new ComplaintCommand.Forward(POTHOLE, office, classification, by(actor));
    }

    static ComplaintCommand.WriteAsReporter writeAsReporter() {
        return new ComplaintCommand.WriteAsReporter(POTHOLE, PROOF, text("Ada kabar?"), by(Actor.REPORTER));
    }

    static ComplaintCommand.WriteToReporter writeToReporter(Actor actor) {
        return new ComplaintCommand.WriteToReporter(POTHOLE, text("Kami kerjakan."), by(actor));
    }

    static ComplaintCommand.RequestReveal requestReveal(Actor actor) {
        return new ComplaintCommand.RequestReveal(POTHOLE, text("Perlu kesaksian."), by(actor));
    }

    static ComplaintCommand.DecideReveal decideReveal(boolean approved, Actor actor) {
        return new ComplaintCommand.DecideReveal(POTHOLE, approved, text("Sesuai hukum acara."), by(actor));
    }

    static ComplaintCommand.RequestErasure requestErasure() {
        return new ComplaintCommand.RequestErasure(POTHOLE, PROOF, Optional.of(text("Sudah cukup.")), by(Actor.REPORTER));
    }

    static ComplaintCommand.GrantErasure grantErasure(Actor actor) {
        return new ComplaintCommand.GrantErasure(POTHOLE, LegalGround.REQUESTED_BY_SUBJECT, by(actor));
    }

    static ComplaintCommand.RefuseErasure refuseErasure(Actor actor) {
        return new ComplaintCommand.RefuseErasure(POTHOLE, LegalGround.LAW_ENFORCEMENT,
                Optional.of(text("Masih disidik.")), by(actor));
    }

    static ComplaintCommand.Merge merge(ComplaintId complaint, ComplaintId into) {
        return new ComplaintCommand.Merge(complaint, into, by(RINA));
    }

    static ComplaintCommand.UndoMerge undoMerge(ComplaintId complaint) {
        return new ComplaintCommand.UndoMerge(complaint, by(RINA));
    }

    static ComplaintCommand.Attachment aPhoto() {
        return new ComplaintCommand.Attachment(FILE, AttachmentType.JPEG, 1_000, "ab".repeat(32), new FileKey("a2V5"),
                Optional.of(text("Lubangnya.")));
    }

    static ComplaintCommand.Attachment aDocument() {
        return new ComplaintCommand.Attachment(FILE, AttachmentType.PDF, 1_000, "ab".repeat(32), new FileKey("a2V5"),
                Optional.empty());
    }

    static ComplaintEvent.AttachmentAdded attached(int number, AttachmentType type, Correspondent from, Provenance provenance) {
        return new ComplaintEvent.AttachmentAdded(POTHOLE, number, FILE, type, 1_000, "ab".repeat(32),
                Shreddable.of(SITI, new FileKey("a2V5")), Optional.empty(), from, Optional.empty(), provenance);
    }
}
