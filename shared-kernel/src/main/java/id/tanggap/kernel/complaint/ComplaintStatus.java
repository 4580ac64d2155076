package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Text;

/** Where a complaint stands. */
public enum ComplaintStatus {

    /** Waits for the coordinator's check. */
    SUBMITTED("diterima, menunggu verifikasi", "submitted, waiting for the check"),
    /** The reporter must complete it; the clock stands still. */
    RETURNED("dikembalikan untuk dilengkapi", "returned to be completed"),
    /** An office has it and must answer. */
    FORWARDED("diteruskan ke instansi", "forwarded to an office"),
    /** A final response stands; the reporter may accept or object. */
    RESPONDED("sudah ditanggapi", "responded"),
    /** The supervising office or the inspectorate reviews how it was handled. */
    APPEALED("sedang diperiksa dalam banding", "under review on appeal"),
    /** Ended: the response was accepted, upheld or stood until the reply window ended; or nobody completed it. */
    CLOSED("selesai", "closed"),
    /** Ended: not for this platform, with a reason. */
    REJECTED("ditolak", "rejected"),
    /** Ended by the reporter. */
    WITHDRAWN("dicabut pelapor", "withdrawn by the reporter"),
    /** Ended: goes on as part of another complaint; can be undone. */
    MERGED("digabung dengan laporan lain", "merged into another complaint");

    private final Text text;

    ComplaintStatus(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }

    /** Nothing more is owed by anybody; evaluation stays possible. */
    public boolean ended() {
        return switch (this) {
            case SUBMITTED, RETURNED, FORWARDED, RESPONDED, APPEALED -> false;
            case CLOSED, REJECTED, WITHDRAWN, MERGED -> true;
        };
    }

    /** An office owes an answer. A response that stands is not counted, though an objection may bring the complaint back. */
    public boolean openAtOffice() {
        return this == FORWARDED;
    }
}
