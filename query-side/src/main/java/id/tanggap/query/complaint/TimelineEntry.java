package id.tanggap.query.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Sight.Audience;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.person.Keyring;
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
 * @param closure   why it was closed
 * @param limit     what a review set
 * @param ground    on which data was erased, or stays
 * @param from      who wrote a message
 * @param withheld  whether the complaint was the inspectorate's then, and nobody else's to know
 */
public record TimelineEntry(long complaint, long position, long sequence, Fact what, Instant occurredAt,
                            Instant recordedAt, Actor actor, ComplaintStatus status, Optional<OfficeId> office,
                            Optional<Shreddable<String>> text, Optional<Integer> response,
                            Optional<ComplaintId> related, Optional<ClosureReason> closure,
                            Optional<Escalation> escalation, Optional<Limit> limit, Optional<LegalGround> ground,
                            Optional<Correspondent> from, boolean withheld) {

    /** Who was told that some of the office's time is used up, and how much of it. */
    public record Escalation(int percent, EscalationLadder.Addressee addressee) {
    }

    /** What can happen, as the timeline tells it. */
    public enum Fact {
        SUBMITTED("Laporan diterima", "Complaint submitted"),
        FORWARDED("Diteruskan ke instansi", "Forwarded to an office"),
        RETURNED("Dikembalikan untuk dilengkapi", "Returned to be completed"),
        COMPLETED("Dilengkapi pelapor", "Completed by the reporter"),
        LAPSED("Gugur karena tidak dilengkapi", "Lapsed: not completed in time"),
        REJECTED("Ditolak", "Rejected"),
        ASSIGNED("Petugas ditunjuk", "Officer named", Audience.STAFF),
        TRANSFERRED("Dialihkan ke instansi lain", "Transferred to another office"),
        INTERIM_RESPONSE("Tanggapan sementara", "Interim response"),
        FINAL_RESPONSE_DRAFTED("Tanggapan akhir disusun", "Final response drafted", Audience.STAFF),
        FINAL_RESPONSE_SENT_BACK("Tanggapan akhir dikembalikan ke penyusun", "Final response sent back to its author",
                Audience.STAFF),
        FINAL_RESPONSE("Tanggapan akhir", "Final response"),
        CLOSED("Selesai", "Closed"),
        OBJECTED("Pelapor keberatan", "The reporter objected"),
        ESCALATED("Diingatkan tentang batas waktu", "Reminded of the time limit"),
        ASKED_WHETHER_SOLVED("Pelapor ditanya: apakah tetap selesai?", "The reporter was asked: is it still solved?"),
        CONFIRMED_SOLVED("Pelapor menyatakan tetap selesai", "The reporter says that it is still solved"),
        REPORTED_UNSOLVED("Pelapor menyatakan belum selesai", "The reporter says that it is not solved"),
        APPEALED("Pelapor mengajukan banding", "The reporter appealed"),
        SENT_BACK_ON_APPEAL("Banding: instansi harus menanggapi lagi", "Appeal: the office must answer again"),
        WITHDRAWN("Dicabut pelapor", "Withdrawn by the reporter"),
        MERGED("Digabung dengan laporan lain", "Merged into another complaint"),
        MERGE_UNDONE("Penggabungan dibatalkan", "Merge undone"),
        DUPLICATE_JOINED("Laporan serupa digabung ke sini", "A like complaint was merged into this one"),
        DUPLICATE_LEFT("Laporan serupa dipisahkan lagi", "A like complaint was taken out again"),
        EVALUATED("Dinilai pelapor", "Evaluated by the reporter"),
        REFERRED("Dirujuk ke inspektorat", "Referred to the inspectorate", Audience.REPORTER_AND_OVERSIGHT),
        MESSAGE("Pesan dari {from}", "Message from {from}", Audience.INVOLVED),
        ATTACHED("Lampiran dari {from}", "Attachment from {from}", Audience.INVOLVED),
        ATTACHED_TO_RESPONSE("Lampiran pada tanggapan", "Attachment to a response", Audience.STAFF),
        ATTACHMENT_CLEARED("Dokumen lampiran dinyatakan aman untuk dibuka", "An attached document was cleared to be opened",
                Audience.STAFF),
        ATTACHMENT_REJECTED("Dokumen lampiran dihapus karena isinya berbahaya",
                "An attached document was removed because its content is harmful", Audience.INVOLVED),
        IDENTITY_REVEAL_REQUESTED("Diminta: identitas pelapor diungkap kepada instansi",
                "Asked for: that the office be told who reported", Audience.INVOLVED),
        IDENTITY_REVEALED("Identitas pelapor diungkap kepada instansi", "The office was told who reported",
                Audience.INVOLVED),
        IDENTITY_REVEAL_REFUSED("Identitas pelapor tidak diungkap", "The office was not told who reported",
                Audience.INVOLVED),
        ERASURE_REQUESTED("Pelapor meminta data pribadinya dihapus", "The reporter asked that their personal data be erased",
                Audience.REPORTER_AND_OVERSIGHT),
        ERASURE_REFUSED("Permintaan penghapusan data ditolak", "The request to erase personal data was refused",
                Audience.REPORTER_AND_OVERSIGHT),
        PERSONAL_DATA_ERASED("Data pribadi pelapor dihapus", "The reporter's personal data was erased", Audience.STAFF);

        private final Text text;
        private final Audience audience;

        Fact(String id, String en) {
            this(id, en, Audience.EVERYBODY);
        }

        Fact(String id, String en, Audience audience) {
            this.text = new Text(id, en);
            this.audience = audience;
        }

        public Text text() {
            return text;
        }

        /** For whom it is, unless the complaint was withheld. */
        Audience audience() {
            return audience;
        }
    }

    /** For whom it is. What happened while a complaint was withheld stays between its reporter and those above the office. */
    Audience audience() {
        return withheld && what.audience != Audience.STAFF && what != Fact.SUBMITTED
                ? Audience.REPORTER_AND_OVERSIGHT : what.audience;
    }

    /** Whether it tells when the reporter did something, be it that a limit is counted from there. */
    boolean leadsToReporter() {
        return what == Fact.SUBMITTED || switch (actor.role()) {
            case PUBLIC, REPORTER, SYSTEM -> true;
            case COORDINATOR, OFFICER, OFFICE_HEAD, INSPECTOR, ADMINISTRATOR, API_CLIENT -> false;
        };
    }

    /** With what was said at hand, as far as it was not erased: to be shown, never to be stored. */
    TimelineEntry opened(Keyring keys) {
        return with(text.map(keys::opened), closure, escalation, limit, ground, from);
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
            case ComplaintEvent.Closed e -> entry.at(Fact.CLOSED, e.office(), e.comment()).because(e.reason());
            case ComplaintEvent.Lapsed _ -> entry.of(Fact.LAPSED, Optional.empty()).because(ClosureReason.LAPSED);
            case ComplaintEvent.Escalated e -> entry.at(Fact.ESCALATED, e.office(), Optional.empty())
                    .telling(new Escalation(e.percent(), e.addressee()));
            case ComplaintEvent.AskedWhetherSolved e -> entry.at(Fact.ASKED_WHETHER_SOLVED, e.office(), Optional.empty());
            case ComplaintEvent.ConfirmedSolved e -> entry.at(Fact.CONFIRMED_SOLVED, e.office(), e.comment());
            case ComplaintEvent.ReportedUnsolved e -> entry.at(Fact.REPORTED_UNSOLVED, e.office(), Optional.of(e.text()));
            case ComplaintEvent.Appealed e -> entry.at(Fact.APPEALED, e.office(), Optional.of(e.text()));
            case ComplaintEvent.SentBackOnAppeal e ->
                    entry.at(Fact.SENT_BACK_ON_APPEAL, e.office(), Optional.of(e.instruction())).within(e.limit());
            case ComplaintEvent.Objected e -> entry.at(Fact.OBJECTED, e.office(), Optional.of(e.text()));
            case ComplaintEvent.Withdrawn e -> entry.of(Fact.WITHDRAWN, e.reason());
            case ComplaintEvent.Merged e -> entry.related(Fact.MERGED, e.into());
            case ComplaintEvent.MergeUndone e -> entry.related(Fact.MERGE_UNDONE, e.from());
            case ComplaintEvent.DuplicateJoined e -> entry.related(Fact.DUPLICATE_JOINED, e.duplicate());
            case ComplaintEvent.DuplicateLeft e -> entry.related(Fact.DUPLICATE_LEFT, e.duplicate());
            case ComplaintEvent.Evaluated e -> entry.of(Fact.EVALUATED, e.comment());
            case ComplaintEvent.ReferredToInspectorate e ->
                    entry.entry(Fact.REFERRED, e.about(), e.reason(), Optional.empty(), Optional.empty());
            case ComplaintEvent.MessageSent e -> entry.of(Fact.MESSAGE, Optional.of(e.text())).from(e.from());
            case ComplaintEvent.AttachmentAdded e -> e.response().map(response -> entry.entry(Fact.ATTACHED_TO_RESPONSE,
                            Optional.empty(), e.description(), Optional.of(response), Optional.empty()))
                    .orElseGet(() -> entry.of(Fact.ATTACHED, e.description())).from(e.from());
            case ComplaintEvent.AttachmentCleared _ -> entry.of(Fact.ATTACHMENT_CLEARED, Optional.empty());
            case ComplaintEvent.AttachmentRejected _ -> entry.of(Fact.ATTACHMENT_REJECTED, Optional.empty());
            case ComplaintEvent.IdentityRevealRequested e ->
                    entry.at(Fact.IDENTITY_REVEAL_REQUESTED, e.office(), Optional.of(e.reason()));
            case ComplaintEvent.IdentityRevealed e ->
                    entry.at(Fact.IDENTITY_REVEALED, e.office(), Optional.of(e.reason()));
            case ComplaintEvent.IdentityRevealRefused e ->
                    entry.at(Fact.IDENTITY_REVEAL_REFUSED, e.office(), Optional.of(e.reason()));
            case ComplaintEvent.ErasureRequested e -> entry.of(Fact.ERASURE_REQUESTED, e.reason());
            case ComplaintEvent.ErasureRefused e -> entry.of(Fact.ERASURE_REFUSED, e.text()).on(e.ground());
            case ComplaintEvent.PersonalDataErased e ->
                    entry.of(Fact.PERSONAL_DATA_ERASED, Optional.empty()).on(e.ground());
        };
    }

    /** What is left of it once its reporter's data was erased: that it happened. */
    public TimelineEntry erased() {
        return opened(Keyring.EMPTY);
    }

    private TimelineEntry because(ClosureReason why) {
        return with(text, Optional.of(why), escalation, limit, ground, from);
    }

    private TimelineEntry telling(Escalation told) {
        return with(text, closure, Optional.of(told), limit, ground, from);
    }

    private TimelineEntry within(Limit set) {
        return with(text, closure, escalation, Optional.of(set), ground, from);
    }

    private TimelineEntry on(LegalGround law) {
        return with(text, closure, escalation, limit, Optional.of(law), from);
    }

    private TimelineEntry from(Correspondent writer) {
        return with(text, closure, escalation, limit, ground, Optional.of(writer));
    }

    private TimelineEntry with(Optional<Shreddable<String>> said, Optional<ClosureReason> why, Optional<Escalation> told,
                               Optional<Limit> set, Optional<LegalGround> law, Optional<Correspondent> writer) {
        return new TimelineEntry(complaint, position, sequence, what, occurredAt, recordedAt, actor, status, office, said,
                response, related, why, told, set, law, writer, withheld);
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
                    after.status(), office, text, response, related, Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), after.secrecy().withheld());
        }
    }
}
