package id.tanggap.infra.intake;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Why a line of a file, or a whole file, cannot be taken. Beside these, the rules of complaints hold. */
enum LineRule implements Rule {

    HEADER_UNREADABLE("Baris judul kolom tidak terbaca.", "The line with the columns' names cannot be read."),
    COLUMN_MISSING("Kolom yang wajib ada tidak ditemukan: {columns}.", "Required columns are missing: {columns}."),
    COLUMN_TWICE("Kolom ini muncul lebih dari sekali: {column}.", "This column appears more than once: {column}."),
    FIELD_COUNT("Baris ini memuat {found} kolom, seharusnya {expected}.",
            "This line has {found} fields instead of {expected}."),
    QUOTES_BROKEN("Tanda kutip pada baris ini tidak berpasangan.", "The quotes in this line do not pair up."),
    LINE_TOO_LONG("Baris ini lebih panjang dari {limit} byte.", "This line is longer than {limit} bytes."),
    NOT_UTF8("Teks ini bukan UTF-8 yang sah.", "This text is not valid UTF-8."),
    CONTROL_CHARACTER("Teks ini memuat karakter kendali.", "This text holds a control character."),
    VALUE_MISSING("Nilai ini wajib ada.", "This value is required."),
    VALUE_TOO_LONG("Teks ini lebih panjang dari {limit} karakter.", "This text is longer than {limit} characters."),
    TIME_UNREADABLE("Waktu ini tidak berbentuk {form}.", "This time has not the form {form}."),
    TIME_NOT_ON_THE_CLOCK("Waktu ini tidak pernah ada di zona {zone}: jam dimajukan melewatinya.",
            "This time never was in the zone {zone}: clocks were put forward past it."),
    CLOSED_WITHOUT_TIME("Status menyatakan selesai, tetapi waktu selesainya tidak ada.",
            "The status says closed, but there is no time of closing."),
    COORDINATE_UNREADABLE("Koordinat ini bukan derajat desimal.", "This coordinate is not in decimal degrees."),
    COORDINATE_OFF_THE_GLOBE("Koordinat ini di luar {limit} derajat.", "This coordinate lies beyond {limit} degrees."),
    KEY_TAKEN("Laporan lain, yang dibuat pada waktu lain, sudah diimpor dengan kunci ini.",
            "Another complaint, created at another time, was imported under this key before.");

    private final Text text;

    LineRule(String id, String en) {
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return Kind.UNPROCESSABLE;
    }

    @Override
    public Text text() {
        return text;
    }
}
