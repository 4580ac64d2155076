package id.tanggap.kernel;

/** The rules that every request must follow, whatever it is about. */
public enum RequestRule implements Rule {

    BODY_UNREADABLE(Kind.MALFORMED, "Isi permintaan bukan JSON yang dapat dibaca: {problem}",
            "The body is not readable JSON: {problem}"),
    BODY_MISSING(Kind.MALFORMED, "Permintaan ini memerlukan isi JSON.", "This request needs a JSON body."),
    FIELD_MISSING(Kind.MALFORMED, "Kolom ini wajib diisi.", "This field is required."),
    FIELD_UNKNOWN(Kind.MALFORMED, "Kolom ini tidak dikenal. Yang dikenal: {known}.",
            "This field is unknown. Known are: {known}."),
    FIELD_INVALID(Kind.MALFORMED, "Nilai ini tidak sah: {expected}", "This value is not valid: {expected}"),
    PARAMETER_UNKNOWN(Kind.MALFORMED, "Parameter ini tidak dikenal. Yang dikenal: {known}.",
            "This parameter is unknown. Known are: {known}."),
    PARAMETER_INVALID(Kind.MALFORMED, "Nilai parameter ini tidak sah: {expected}",
            "This parameter's value is not valid: {expected}"),
    HEADER_INVALID(Kind.MALFORMED, "Nilai header ini tidak sah: {expected}",
            "This header's value is not valid: {expected}"),
    FORM_FROM_ELSEWHERE(Kind.FORBIDDEN, "Permintaan ini dikirim dari situs lain. Bukalah halamannya sendiri, lalu coba lagi.",
            "This was sent from another site. Open the page yourself and try again."),
    IF_MATCH_MISSING(Kind.PRECONDITION_REQUIRED,
            "Kirim header If-Match dengan ETag dari keadaan yang menjadi dasar keputusan Anda.",
            "Send an If-Match header with the ETag of the state that your decision rests on."),
    STATE_CHANGED(Kind.STALE, "Keadaan sudah berubah sejak Anda membacanya (kini {current}). Baca lagi, lalu putuskan.",
            "The state has changed since you read it (it is {current} now). Read it again, then decide."),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE,
            "Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.",
            "This Idempotency-Key was used for another request. Use a new key for a new request."),
    TOO_MANY_AT_ONCE(Kind.NOT_NOW, "Terlalu banyak perubahan serentak. Coba lagi sebentar lagi.",
            "Too many changes at once. Try again in a moment."),
    POSITION_NOT_REACHED(Kind.NOT_NOW, "Data belum sampai pada posisi {position}. Coba lagi sebentar lagi.",
            "The data has not reached position {position} yet. Try again in a moment."),
    CANNOT_WRITE(Kind.NOT_NOW, "Saat ini tidak ada yang dapat disimpan; permintaan Anda tidak dicatat. Coba lagi nanti.",
            "Nothing can be stored at the moment; your request was not recorded. Try again later."),
    OUTCOME_UNKNOWN(Kind.NOT_NOW, "Penyimpanan tidak menjawab: belum diketahui apakah permintaan Anda tercatat. Ulangi dengan "
            + "Idempotency-Key yang sama, maka tidak akan tercatat dua kali; tanpa kunci itu, periksa dahulu.",
            "The store does not answer: it is not known whether your request was recorded. Repeat it with the same "
                    + "Idempotency-Key and it is not recorded twice; without such a key, look first.");

    private final Kind kind;
    private final Text text;

    RequestRule(Kind kind, String id, String en) {
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
