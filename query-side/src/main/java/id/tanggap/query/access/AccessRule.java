package id.tanggap.query.access;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of the access record, or a look because of it. */
public enum AccessRule implements Rule {

    ACCESSES_ARE_FOR_INSPECTORS(Kind.FORBIDDEN, "Hanya inspektorat yang membaca catatan akses.",
            "Only the inspectorate reads the access record."),
    ACCESS_NOT_RECORDED(Kind.NOT_NOW,
            "Saat ini pembacaan data pribadi tidak dapat dicatat, maka data itu tidak ditampilkan. Coba lagi nanti.",
            "At the moment it cannot be recorded who reads personal data, so none is shown. Try again later.");

    private final Kind kind;
    private final Text text;

    AccessRule(Kind kind, String id, String en) {
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
