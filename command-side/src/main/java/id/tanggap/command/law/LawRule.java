package id.tanggap.command.law;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Every rule that can refuse a change of standards, of the procedure or of an office's calendar. */
public enum LawRule implements Rule {

    ADMINISTRATORS_ONLY(Kind.FORBIDDEN, "Hanya administrator yang mengubah aturan.",
            "Only an administrator changes the rules."),
    CALENDAR_UNKNOWN(Kind.UNPROCESSABLE, "Kalender ini tidak ditemukan.", "There is no such calendar."),
    TAKES_EFFECT_TOO_EARLY(Kind.UNPROCESSABLE,
            "Perubahan ini paling cepat berlaku sejak {earliest}: laporan mengikuti aturan yang berlaku saat disampaikan.",
            "This takes effect on {earliest} at the earliest: a complaint keeps what was in force when it was submitted.");

    private final Kind kind;
    private final Text text;

    LawRule(Kind kind, String id, String en) {
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

    /**
     * Today has begun: complaints may have been submitted, and time counted, under what is in force now.
     *
     * @param zone whose days count
     */
    public static void requireAhead(LocalDate effectiveFrom, ZoneId zone, Provenance provenance) {
        LocalDate earliest = LocalDate.ofInstant(provenance.recordedAt(), zone).plusDays(1);
        if (effectiveFrom.isBefore(earliest)) {
            throw Refusal.of(TAKES_EFFECT_TOO_EARLY, "/effectiveFrom", Map.of("earliest", earliest));
        }
    }
}
