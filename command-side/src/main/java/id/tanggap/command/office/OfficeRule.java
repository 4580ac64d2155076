package id.tanggap.command.office;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of an office. */
public enum OfficeRule implements Rule {

    OFFICE_EXISTS(Kind.CONFLICT, "Instansi dengan nomor ini sudah ada.", "An office with this id exists already."),
    ADMINISTRATORS_ONLY(Kind.FORBIDDEN, "Hanya administrator yang mengelola instansi.",
            "Only an administrator manages offices."),
    PARENT_NOT_FOUND(Kind.UNPROCESSABLE, "Instansi induk tidak ditemukan.", "The parent office does not exist."),
    PARENT_NOT_ACTIVE(Kind.CONFLICT, "Instansi induk tidak aktif.", "The parent office is not active."),
    UNDER_ITSELF(Kind.UNPROCESSABLE, "Instansi tidak dapat berada di bawah dirinya sendiri.",
            "An office cannot stand under itself."),
    OFFICE_NOT_ACTIVE(Kind.CONFLICT, "Instansi ini sudah tidak aktif.", "This office is no longer active."),
    COMPLAINTS_STILL_OPEN(Kind.CONFLICT,
            "Masih ada {open} laporan terbuka di instansi ini. Selesaikan atau alihkan dahulu.",
            "{open} complaints are still open at this office. Answer or transfer them first."),
    DEACTIVATION_NOT_BEGUN(Kind.CONFLICT, "Penonaktifan instansi ini belum dimulai.",
            "The deactivation of this office has not begun.");

    private final Kind kind;
    private final Text text;

    OfficeRule(Kind kind, String id, String en) {
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
