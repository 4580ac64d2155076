package id.tanggap.kernel;

/** What may be looked for in vain, whether to change it or to read it. */
public enum NotFound implements Rule {

    /** Also the answer to a wrong secret, so that nobody learns which complaints exist. */
    COMPLAINT_NOT_FOUND("Laporan ini tidak ditemukan, atau kode rahasianya tidak cocok.",
            "There is no such complaint, or the secret does not fit it."),
    /** Also the answer to whoever may not see what is attached. */
    ATTACHMENT_NOT_FOUND("Lampiran ini tidak ditemukan.", "There is no such attachment."),
    OFFICE_NOT_FOUND("Instansi ini tidak ditemukan.", "There is no such office."),
    CALENDAR_NOT_FOUND("Kalender ini tidak ditemukan.", "There is no such calendar."),
    /** Also the answer to whoever is not to know that there is one. */
    INSPECTION_NOT_FOUND("Pemeriksaan ini tidak ditemukan.", "There is no such inspection."),
    ACCOUNT_NOT_FOUND("Akun ini tidak ditemukan.", "There is no such account."),
    KEY_NOT_FOUND("Kunci ini tidak ditemukan pada akun itu.", "That account has no such key."),
    IMPORT_NOT_FOUND("Impor ini tidak ditemukan.", "There is no such import.");

    private final Text text;

    NotFound(String id, String en) {
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return Kind.NOT_FOUND;
    }

    @Override
    public Text text() {
        return text;
    }
}
