package id.tanggap.kernel.clock;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** The rules of working calendars. */
public enum CalendarRule implements Rule {

    YEAR_MISSING(Kind.UNPROCESSABLE, "Kalender {calendar} belum memuat hari libur tahun {year}; waktu kerja tidak dapat dihitung.",
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
    WEEK_MISSING(Kind.CONFLICT, "Pada 1 Januari {year} belum ada pekan kerja yang berlaku. Tetapkan dahulu.",
            "No working week is in force on 1 January {year}. Set one first."),
    NOT_FOR_THIS_CALENDAR(Kind.CONFLICT,
            "Kalender ini menumpang pada {over}; tahun dinyatakan lengkap di kalender dasarnya.",
            "This calendar is laid over {over}; years are declared in the calendar at the bottom."),
    CALENDAR_EXISTS(Kind.CONFLICT, "Kalender dengan nama ini sudah ada.", "A calendar of this name exists already."),
    OVER_NOT_FOUND(Kind.UNPROCESSABLE, "Kalender dasarnya tidak ditemukan.",
            "The calendar that it is to be laid over does not exist."),
    ADMINISTRATORS_ONLY(Kind.FORBIDDEN, "Hanya administrator yang mengelola kalender.",
            "Only an administrator manages calendars."),
    LINE_UNREADABLE(Kind.MALFORMED, "Baris ini tidak terbaca: {problem}.", "This line cannot be read: {problem}."),
    FILE_FAULTY(Kind.MALFORMED, "Ada {count} baris yang tidak dapat diterima; tidak ada yang diubah: lihat errors.",
            "{count} lines cannot be taken, so nothing was changed: see errors."),
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
