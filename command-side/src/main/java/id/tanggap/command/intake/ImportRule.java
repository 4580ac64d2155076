package id.tanggap.command.intake;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of an import. */
public enum ImportRule implements Rule {

    ADMINISTRATORS_ONLY(Kind.FORBIDDEN, "Hanya administrator yang dapat mengimpor laporan.",
            "Only an administrator imports complaints."),
    FOR_THE_PLATFORM_ONLY(Kind.FORBIDDEN, "Hanya sistem ini sendiri yang mencatat kemajuan impor.",
            "Only the platform itself records how far an import has come."),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "Berkas ini terlalu besar; batasnya {limit} byte.",
            "This file is too large; the limit is {limit} bytes."),
    FILE_EMPTY(Kind.UNPROCESSABLE, "Berkas ini kosong.", "This file is empty."),
    IMPORT_ENDED(Kind.CONFLICT, "Impor ini sudah berakhir.", "This import has ended."),
    LINES_MISSING(Kind.CONFLICT, "Impor ini belum selesai: {done} dari {lines} baris sudah diproses.",
            "This import is not complete: {done} of {lines} lines are dealt with.");

    private final Kind kind;
    private final Text text;

    ImportRule(Kind kind, String id, String en) {
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
