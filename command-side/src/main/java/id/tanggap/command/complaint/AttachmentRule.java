package id.tanggap.command.complaint;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule by which a file is not taken in. */
public enum AttachmentRule implements Rule {

    ATTACHMENT_EMPTY(Kind.UNPROCESSABLE, "Berkas ini kosong.", "This file is empty."),
    ATTACHMENT_TOO_LARGE(Kind.TOO_LARGE, "Berkas ini terlalu besar; batasnya {limit} MB. Kirim foto yang lebih kecil.",
            "This file is too large; the limit is {limit} MB. Send a smaller picture."),
    UNSUPPORTED_TYPE(Kind.UNPROCESSABLE, "Jenis berkas ini tidak dapat diterima. Kirim foto (JPEG, PNG, WebP) atau dokumen PDF.",
            "This kind of file is not taken. Send a picture (JPEG, PNG, WebP) or a PDF document."),
    TOO_MANY_PIXELS(Kind.UNPROCESSABLE, "Foto ini terlalu besar: {pixels} juta piksel; batasnya {limit} juta.",
            "This picture is too large: {pixels} million pixels; the limit is {limit} million."),
    NOT_READABLE(Kind.UNPROCESSABLE, "Foto ini rusak atau tidak lengkap, sehingga tidak dapat dibuka. Coba kirim lagi.",
            "This picture is damaged or incomplete and cannot be opened. Try to send it again."),
    FILE_MISSING(Kind.MALFORMED, "Pilih satu berkas untuk dilampirkan.", "Choose one file to attach."),
    UPLOAD_UNREADABLE(Kind.MALFORMED, "Kiriman ini tidak dapat dibaca: {problem}", "This upload cannot be read: {problem}"),
    TOO_MANY_WITH_REPORT(Kind.UNPROCESSABLE, "Paling banyak {limit} berkas dapat dikirim bersama laporan. Kirim yang ini "
            + "tersendiri.", "At most {limit} files can be sent together with a report. Send this one by itself."),
    REPORT_TOO_LARGE(Kind.TOO_LARGE, "Semua berkas bersama-sama lebih dari {limit} MB. Tidak ada yang dikirim, juga laporan "
            + "Anda; isiannya masih ada. Kembali, lalu pilih berkas yang lebih kecil atau lebih sedikit.",
            "All files together are more than {limit} MB. Nothing was sent, and neither was your report; what you entered "
                    + "is still there. Go back and choose smaller files, or fewer."),
    TOO_MANY_FILES_LATELY(Kind.TOO_OFTEN, "Terlalu banyak berkas dikirim dari jaringan ini. Coba lagi beberapa menit lagi.",
            "Too many files were sent from this network. Try again in a few minutes."),
    NOT_ARRIVED(Kind.NOT_NOW, "Berkas ini tidak sampai dengan utuh. Coba kirim lagi.",
            "This file did not arrive whole. Try to send it again."),
    TOO_BUSY_FOR_FILES(Kind.NOT_NOW, "Sedang terlalu banyak berkas yang dikirim. Coba lagi sebentar lagi.",
            "Too many files are being sent at once. Try again in a moment.");

    private final Kind kind;
    private final Text text;

    AttachmentRule(Kind kind, String id, String en) {
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
