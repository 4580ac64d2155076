package id.tanggap.query.audit;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** The rule that can refuse a look at the history. */
enum AuditRule implements Rule {

    HISTORY_IS_FOR_INSPECTORS;

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }

    @Override
    public Text text() {
        return new Text("Hanya inspektorat yang membaca seluruh riwayat.", "Only the inspectorate reads the whole history.");
    }
}
