package id.tanggap.kernel.inspection;

import id.tanggap.kernel.Text;

/** What an inspection came to. */
public enum Conclusion {
    /** What gave rise to it was not found to be so. */
    UNFOUNDED("Tidak terbukti", "Unfounded"),
    /** Found to be so, and put right since. */
    REMEDIED("Terbukti, sudah ditindaklanjuti", "Founded, and remedied"),
    /** Found to be so, and not put right. */
    NOT_REMEDIED("Terbukti, belum ditindaklanjuti", "Founded, and not remedied");

    private final Text text;

    Conclusion(String id, String en) {
        this.text = new Text(id, en);
    }

    public Text text() {
        return text;
    }
}
