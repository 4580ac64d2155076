package id.tanggap.query.scorecard;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse a question about an office's figures. */
enum ScorecardRule implements Rule {

    FIGURES_IN_FULL_ARE_THE_OFFICES("Angka lengkap, dan laporan di baliknya, hanya untuk instansi itu sendiri, koordinator, dan "
            + "inspektorat. Yang boleh diketahui semua orang ada di halaman kinerja instansi.",
            "Figures in full, and the complaints behind them, are for the office itself, coordinators and the inspectorate. "
                    + "What everybody may know is on the office's public page.");

    private final Text text;

    ScorecardRule(String id, String en) {
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }

    @Override
    public Text text() {
        return text;
    }
}
