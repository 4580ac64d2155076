package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;

/** The only reasons for which a clock may stand still. A transfer is none, an interim response is none. */
public enum PauseReason {

    /**
     * The reporter must complete the complaint, and nobody but the reporter can do it. The limit runs for a complete file
     * only: Perpres 76/2013 gives its days from when the file is complete.
     */
    RETURNED_TO_REPORTER("Dikembalikan kepada pelapor untuk dilengkapi", "Returned to the reporter to be completed");

    private final Text text;

    PauseReason(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
