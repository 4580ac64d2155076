package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;

/**
 * The only reasons for which a clock may stand still. A transfer is none, an interim response is none. While an office owes
 * an answer there is just one: the complaint was returned to its reporter.
 */
public enum PauseReason {

    /**
     * The reporter must complete the complaint, and nobody but the reporter can do it. The limit runs for a complete file
     * only: Perpres 76/2013 gives its days from when the file is complete.
     */
    RETURNED_TO_REPORTER("Dikembalikan kepada pelapor untuk dilengkapi", "Returned to the reporter to be completed"),
    /** A final response stands, or stood until the end: the office owes nothing unless the reporter brings it back. */
    RESPONSE_STANDS("Tanggapan akhir sudah diberikan", "A final response stands"),
    /** The supervising office or the inspectorate reviews; what comes of it has a limit of its own. */
    UNDER_REVIEW("Banding sedang diperiksa", "Under review on appeal"),
    /** It goes on as part of another complaint, whose clock runs. */
    MERGED("Digabung dengan laporan lain", "Merged into another complaint");

    private final Text text;

    PauseReason(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
