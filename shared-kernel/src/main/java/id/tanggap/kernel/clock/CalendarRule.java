package id.tanggap.kernel.clock;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** The rules of working calendars. */
public enum CalendarRule implements Rule {

    YEAR_MISSING(Kind.NOT_NOW, "Kalender {calendar} belum memuat hari libur tahun {year}; waktu kerja tidak dapat dihitung.",
            "The calendar {calendar} does not know the holidays of {year} yet; working time cannot be counted."),
    DAY_ALREADY_BEGUN(Kind.UNPROCESSABLE,
            "Tanggal {date} sudah dimulai atau sudah lewat. Perubahan hanya berlaku untuk hari setelah {today}.",
            "{date} has begun or is over. A change can only be about days after {today}."),
    DAY_ALREADY_NAMED(Kind.CONFLICT, "Tanggal {date} sudah tercatat dengan nama itu.",
            "{date} is already recorded under that name."),
    DAY_CONTRADICTED(Kind.CONFLICT, "Tanggal {date} tidak dapat sekaligus hari libur dan hari kerja khusus.",
            "{date} cannot be a holiday and a special working day at once."),
    DAY_NOT_NAMED(Kind.NOT_FOUND, "Tanggal {date} tidak tercatat dalam kalender ini.",
            "{date} is not recorded in this calendar."),
    YEAR_ALREADY_DECLARED(Kind.CONFLICT, "Tahun {year} sudah dinyatakan lengkap.",
            "{year} was already declared complete."),
    SOURCE_MISSING(Kind.MALFORMED, "Sebutkan sumbernya (nomor keputusan).", "Name the source (the decree's number).");

    private final Kind kind;
    private final Text text;

    CalendarRule(Kind kind, String id, String en) {
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
