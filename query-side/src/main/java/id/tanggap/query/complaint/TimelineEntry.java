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
 */
public record TimelineEntry(long complaint, long position, long sequence, Fact what, Instant occurredAt,
                            Instant recordedAt, Actor actor, ComplaintStatus status, Optional<OfficeId> office,
                            Optional<Shreddable<String>> text, Optional<Integer> response,
                            Optional<ComplaintId> related, Optional<ClosureReason> closure,
                            Optional<Escalation> escalation, Optional<Limit> limit) {

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
        ASSIGNED("Petugas ditunjuk", "Officer named", true),
        TRANSFERRED("Dialihkan ke instansi lain", "Transferred to another office"),
        INTERIM_RESPONSE("Tanggapan sementara", "Interim response"),
        FINAL_RESPONSE_DRAFTED("Tanggapan akhir disusun", "Final response drafted", true),
        FINAL_RESPONSE_SENT_BACK("Tanggapan akhir dikembalikan ke penyusun", "Final response sent back to its author", true),
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
        EVALUATED("Dinilai pelapor", "Evaluated by the reporter");

        private final Text text;
        private final boolean internal;

        Fact(String id, String en) {
            this(id, en, false);
        }

        Fact(String id, String en, boolean internal) {
            this.text = new Text(id, en);
            this.internal = internal;
        }

        public Text text() {
            return text;
        }

        /** A matter of the office's own, not shown to the reporter or the public. */
        public boolean internal() {
            return internal;
        }
    }

    /** With what was said at hand, as far as it was not erased: to be shown, never to be stored. */
    TimelineEntry opened(Keyring keys) {
        return new TimelineEntry(complaint, position, sequence, what, occurredAt, recordedAt, actor, status, office,
                text.map(keys::opened), response, related, closure, escalation, limit);
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
        };
    }

    private TimelineEntry because(ClosureReason why) {
        return new TimelineEntry(complaint, position, sequence, what, occurredAt, recordedAt, actor, status, office, text,
                response, related, Optional.of(why), escalation, limit);
    }

    private TimelineEntry telling(Escalation told) {
        return new TimelineEntry(complaint, position, sequence, what, occurredAt, recordedAt, actor, status, office, text,
                response, related, closure, Optional.of(told), limit);
    }

    private TimelineEntry within(Limit set) {
        return new TimelineEntry(complaint, position, sequence, what, occurredAt, recordedAt, actor, status, office, text,
                response, related, closure, escalation, Optional.of(set));
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
                    Optional.empty());
        }
    }
}
