package id.tanggap.kernel.inspection;

import id.tanggap.kernel.Text;

/** How an inspection stands. */
public enum InspectionStatus {
    /** Takes findings and recommendations, and reports of what was done about them. */
    OPEN("Berjalan", "Open"),
    /** Takes nothing more. */
    CLOSED("Selesai", "Closed");

    private final Text text;

    InspectionStatus(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
