package id.tanggap.query.complaint;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse a search. */
public enum SearchRule implements Rule {

    SEARCH_NOT_READY("Pencarian sedang disiapkan. Daftar pengaduan tanpa kata yang dicari tetap dapat dibaca; coba cari lagi nanti.",
            "Searching is being made ready. Complaints can be listed without words to look for; search again later."),
    SEARCH_BUSY("Terlalu banyak yang mencari, atau kata yang dicari terlalu umum. Coba lagi sebentar lagi, atau dengan kata "
            + "yang lebih khusus.",
            "Too many are searching, or the words are too common. Try again in a moment, or with rarer words.");

    private final Text text;

    SearchRule(String id, String en) {
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return Kind.NOT_NOW;
    }

    @Override
    public Text text() {
        return text;
    }
}
