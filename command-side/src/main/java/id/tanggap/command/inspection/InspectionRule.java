package id.tanggap.command.inspection;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of an inspection. */
public enum InspectionRule implements Rule {

    INSPECTION_EXISTS(Kind.CONFLICT, "Pemeriksaan dengan nomor ini sudah ada.", "An inspection with this id exists already."),
    INSPECTORS_ONLY(Kind.FORBIDDEN, "Hanya inspektorat yang melakukan pemeriksaan.", "Only the inspectorate inspects."),
    FOLLOW_UP_IS_THE_OFFICES(Kind.FORBIDDEN, "Tindak lanjut dilaporkan oleh kepala instansi yang dituju.",
            "What was done about a recommendation is reported by the head of the office addressed."),
    MATTER_NOT_ONE(Kind.UNPROCESSABLE, "Sebutkan laporan atau instansi yang diperiksa, tepat salah satu.",
            "Name the complaint or the office to be inspected, exactly one of them."),
    MATTER_UNKNOWN(Kind.UNPROCESSABLE, "Laporan atau instansi yang hendak diperiksa tidak dikenal.",
            "The complaint or office to be inspected is unknown."),
    ADDRESSEE_UNKNOWN(Kind.UNPROCESSABLE, "Instansi yang dituju tidak dikenal.", "The office addressed is unknown."),
    ADDRESSEE_NOT_ACTIVE(Kind.CONFLICT, "Instansi yang dituju sudah tidak aktif.", "The office addressed is no longer active."),
    NO_SUCH_FINDING(Kind.UNPROCESSABLE, "Tidak ada temuan nomor {finding}.", "There is no finding number {finding}."),
    DUE_DAY_PAST(Kind.UNPROCESSABLE, "Tenggat tidak boleh sebelum hari ini.", "The due day must not lie before today."),
    NOTHING_TO_SEND(Kind.CONFLICT, "Tidak ada rekomendasi yang belum dikirim.", "Every recommendation has been sent."),
    NOT_ALL_SENT(Kind.CONFLICT, "Rekomendasi nomor {recommendations} belum dikirim. Kirimkan sebelum pemeriksaan ditutup.",
            "The recommendations {recommendations} were not sent. Send them before the inspection is closed."),
    NO_SUCH_RECOMMENDATION(Kind.CONFLICT, "Tidak ada rekomendasi nomor {recommendation} untuk instansi Anda.",
            "There is no recommendation number {recommendation} for your office."),
    INSPECTION_CLOSED(Kind.CONFLICT, "Pemeriksaan ini sudah ditutup.", "This inspection is closed.");

    private final Kind kind;
    private final Text text;

    InspectionRule(Kind kind, String id, String en) {
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
