package id.tanggap.command.complaint;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of a complaint. */
public enum ComplaintRule implements Rule {

    COMPLAINT_EXISTS(Kind.CONFLICT, "Laporan dengan nomor ini sudah ada.", "A complaint with this id exists already."),
    ROLE_MAY_NOT(Kind.FORBIDDEN, "Tindakan ini bukan wewenang peran {role}; yang berwenang: {allowed}.",
            "This is not for the role {role} to do; it is for: {allowed}."),
    NOT_YOUR_OFFICE(Kind.FORBIDDEN, "Laporan ini sedang ditangani instansi lain.",
            "Another office has this complaint."),
    FOR_THE_INSPECTORATE(Kind.FORBIDDEN, "Laporan ini menyangkut pengawasan: hanya inspektorat yang memverifikasinya.",
            "This complaint accuses officials: it is the inspectorate's to check."),
    OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE(Kind.FORBIDDEN, "Pengaduan berkadar pengawasan hanya boleh diteruskan atau "
            + "dialihkan oleh inspektorat; rujuk laporan ini ke inspektorat (REFER).",
            "Only the inspectorate forwards or hands on a complaint with oversight content; refer it to the inspectorate "
                    + "(REFER)."),
    REFERRED_WITH_DUPLICATES(Kind.CONFLICT,
            "Laporan lain sudah digabung ke laporan ini. Pisahkan laporan itu lebih dahulu, lalu rujuk.",
            "Other complaints were merged into this one. Take them out first, then refer it."),
    WITHHELD_NOT_MERGEABLE(Kind.CONFLICT, "Laporan yang ada pada inspektorat tidak dapat digabung dengan laporan lain.",
            "A complaint that is with the inspectorate can be merged with no other."),
    HAS_ENDED(Kind.CONFLICT, "Laporan ini sudah berakhir: {status}.", "This complaint has ended: {status}."),
    TOO_MANY_ATTACHMENTS(Kind.CONFLICT, "Batas jumlah lampiran pada laporan ini sudah tercapai: {limit}.",
            "This complaint has as many attachments as it may: {limit}."),
    NO_SUCH_RESPONSE(Kind.UNPROCESSABLE, "Tidak ada tanggapan nomor {response} pada laporan ini.",
            "This complaint has no response number {response}."),
    NOTHING_TO_REVEAL(Kind.CONFLICT, "Hanya identitas pada laporan rahasia yang dapat diungkap.",
            "Only the reporter of a confidential complaint can be revealed."),
    NO_OFFICE_TO_REVEAL_TO(Kind.CONFLICT,
            "Identitas hanya dapat diungkap kepada instansi yang sedang menangani laporan; laporan ini {status}.",
            "A reporter is revealed only to an office that has the complaint; this one is {status}."),
    REVEALED_ALREADY(Kind.CONFLICT, "Identitas pelapor sudah diungkap kepada instansi ini.",
            "The reporter was revealed to this office already."),
    REVEAL_PENDING(Kind.CONFLICT, "Permintaan mengungkap identitas pelapor sudah menunggu keputusan.",
            "A request to reveal the reporter waits for its decision already."),
    NO_REVEAL_PENDING(Kind.CONFLICT, "Tidak ada permintaan mengungkap identitas yang menunggu keputusan.",
            "No request to reveal the reporter waits for a decision."),
    REVEAL_BY_ANOTHER(Kind.FORBIDDEN, "Permintaan mengungkap identitas harus diputus orang lain, bukan pemintanya.",
            "A request to reveal the reporter must be decided by somebody other than who asked."),
    ERASURE_PENDING(Kind.CONFLICT, "Permintaan penghapusan data sudah menunggu keputusan.",
            "A request to erase personal data waits for its decision already."),
    NO_ERASURE_PENDING(Kind.CONFLICT, "Tidak ada permintaan penghapusan data yang menunggu keputusan.",
            "No request to erase personal data waits for a decision."),
    NOT_ENDED_YET(Kind.CONFLICT, "Data pelapor dapat dihapus setelah laporan berakhir, sebab jawaban masih terutang. "
            + "Laporan ini {status}; cabut dahulu atau tunggu sampai selesai.",
            "The reporter's data can be erased once the complaint has ended, as an answer is still owed. It is {status}: "
                    + "withdraw it first, or wait until it is closed."),
    GROUND_DOES_NOT_FIT(Kind.UNPROCESSABLE, "Dasar hukum ini tidak berlaku untuk keputusan tersebut.",
            "This legal ground does not support that decision."),
    GRANTED_WITHOUT_TEXT(Kind.UNPROCESSABLE, "Penghapusan dicatat hanya dengan dasar hukumnya, tanpa teks: teks dapat "
            + "memuat data yang dihapus.",
            "An erasure is recorded with its legal ground only: a text could hold what is being erased."),
    DATA_ERASED(Kind.CONFLICT, "Data pribadi pelapor sudah dihapus; laporan ini tidak dapat diubah lagi.",
            "The reporter's personal data was erased; nothing can be done to this complaint any more."),
    CHECKED_ALREADY(Kind.CONFLICT, "Hanya laporan yang menunggu verifikasi yang dapat diverifikasi; laporan ini {status}.",
            "Only a complaint that waits for its check can be checked; this one is {status}."),
    NOT_RETURNABLE(Kind.CONFLICT,
            "Hanya laporan yang menunggu verifikasi atau sedang di instansi yang dapat dikembalikan; laporan ini {status}.",
            "Only a complaint that waits for its check or is with an office can be returned; this one is {status}."),
    NOT_RETURNED(Kind.CONFLICT, "Hanya laporan yang dikembalikan yang dapat dilengkapi; laporan ini {status}.",
            "Only a returned complaint can be completed; this one is {status}."),
    NOT_WITH_AN_OFFICE(Kind.CONFLICT, "Hanya laporan yang sedang di instansi yang dapat ditangani; laporan ini {status}.",
            "Only a complaint that is with an office can be worked on; this one is {status}."),
    NO_SUCH_DRAFT(Kind.CONFLICT, "Tidak ada rancangan tanggapan nomor {response} yang menunggu persetujuan.",
            "No draft response number {response} waits for approval."),
    FOUR_EYES(Kind.FORBIDDEN, "Tanggapan akhir harus disetujui orang lain, bukan penulisnya.",
            "A final response must be approved by somebody other than its author."),
    NOT_RESPONDED(Kind.CONFLICT, "Hanya laporan yang sudah ditanggapi yang dapat diterima atau disanggah; laporan ini {status}.",
            "Only a complaint with a final response can be accepted or objected to; this one is {status}."),
    NOT_WITHDRAWABLE(Kind.CONFLICT,
            "Laporan hanya dapat dicabut sebelum diteruskan ke instansi; laporan ini {status}.",
            "A complaint can be withdrawn only before it is forwarded to an office; this one is {status}."),
    NOTHING_TO_EVALUATE(Kind.CONFLICT, "Penilaian dapat diberikan setelah ada tanggapan akhir atau laporan berakhir; laporan ini {status}.",
            "An evaluation is possible once a final response stands or the complaint has ended; this one is {status}."),
    EVALUATED_ALREADY(Kind.CONFLICT, "Tanggapan ini sudah Anda nilai.", "You have evaluated this response already."),
    OFFICE_UNKNOWN(Kind.UNPROCESSABLE, "Instansi ini tidak dikenal.", "This office is unknown."),
    OFFICE_NOT_ACTIVE(Kind.CONFLICT, "Instansi {office} tidak lagi menerima laporan.",
            "The office {office} takes no more complaints."),
    HAS_IT_ALREADY(Kind.CONFLICT, "Laporan sudah berada di instansi ini.", "This office has the complaint already."),
    MERGED_INTO_ITSELF(Kind.UNPROCESSABLE, "Laporan tidak dapat digabung dengan dirinya sendiri.",
            "A complaint cannot be merged into itself."),
    NOT_MERGEABLE(Kind.CONFLICT, "Hanya laporan yang menunggu verifikasi yang dapat digabung; laporan ini {status}.",
            "Only a complaint that waits for its check can be merged; this one is {status}."),
    HAS_DUPLICATES(Kind.CONFLICT,
            "Laporan lain sudah digabung ke laporan ini. Gabungkan laporan itu ke tujuan yang baru lebih dahulu.",
            "Other complaints were merged into this one. Merge those into the new one first."),
    MERGE_TARGET_NOT_FOUND(Kind.UNPROCESSABLE, "Laporan tujuan penggabungan tidak ditemukan.",
            "The complaint to merge into does not exist."),
    MERGE_TARGET_ENDED(Kind.CONFLICT, "Laporan tujuan penggabungan sudah berakhir: {status}.",
            "The complaint to merge into has ended: {status}."),
    NOT_MERGED(Kind.CONFLICT, "Laporan ini tidak sedang digabung; laporan ini {status}.",
            "This complaint is not merged; it is {status}."),
    REVERSAL_OVER(Kind.CONFLICT, "Masa untuk membuka kembali laporan ini sudah berakhir.",
            "The time in which this complaint could be taken up again is over."),
    NOT_ASKED(Kind.CONFLICT, "Saat ini tidak ada pertanyaan apakah laporan ini tetap selesai, atau masa menjawabnya berakhir.",
            "Whether this complaint is still solved is not being asked, or the time to answer is over."),
    NOT_APPEALABLE(Kind.CONFLICT, "Banding dapat diajukan setelah keberatan ditanggapi atau batas waktu instansi lewat, dan "
            + "hanya dalam masa banding; laporan ini {status}.",
            "An appeal is possible once an objection was answered or the office's limit has passed, and only within the time "
                    + "for it; this complaint is {status}."),
    NOT_APPEALED(Kind.CONFLICT, "Tidak ada banding yang menunggu keputusan; laporan ini {status}.",
            "No appeal waits for a decision; this complaint is {status}."),
    NOT_SUPERVISING(Kind.FORBIDDEN, "Banding diputus oleh inspektorat atau kepala instansi di atas instansi terlapor.",
            "An appeal is decided by the inspectorate or by the head of the office above the one concerned."),
    NOTHING_TO_UPHOLD(Kind.CONFLICT, "Instansi belum memberi tanggapan akhir; kembalikan laporan dengan perintah.",
            "The office gave no final response that could be upheld. Send it back with an instruction."),
    OCCURRED_IN_THE_FUTURE(Kind.UNPROCESSABLE, "Waktu kejadian tidak boleh di masa depan.",
            "The time at which it happened must not lie in the future."),
    OCCURRED_AT_IS_FOR_STAFF(Kind.FORBIDDEN, "Hanya petugas yang menerima laporan atas nama orang lain yang boleh menyebut waktunya.",
            "Only staff who take a complaint on behalf of somebody may state its time."),
    ANONYMOUS_WITH_REPORTER(Kind.UNPROCESSABLE, "Laporan anonim tidak boleh memuat data pelapor.",
            "An anonymous complaint must not carry data about the reporter."),
    CONSENT_MISSING(Kind.UNPROCESSABLE, "Laporan di meja bantu memerlukan persetujuan pelapor yang tercatat.",
            "A complaint taken at an assisted desk needs the reporter's recorded consent."),
    CONSENT_IS_RECORDED_BY_STAFF(Kind.FORBIDDEN, "Persetujuan hanya dicatat oleh petugas yang melapor untuk orang lain.",
            "Consent is recorded only by staff who submit for somebody else."),
    WITNESS_MISSING(Kind.UNPROCESSABLE, "Sebutkan saksi yang mendengar persetujuan itu.",
            "Name the witness who heard the consent."),
    REPORTER_MISSING(Kind.UNPROCESSABLE, "Sebutkan nama pelapor, atau pilih ANONYMOUS.",
            "Name the reporter, or choose ANONYMOUS."),
    CLOSED_BEFORE_SUBMITTED(Kind.UNPROCESSABLE, "Laporan ditutup sebelum dibuat.",
            "It was closed before it was created.");

    private final Kind kind;
    private final Text text;

    ComplaintRule(Kind kind, String id, String en) {
        this.kind = kind;
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }
}
