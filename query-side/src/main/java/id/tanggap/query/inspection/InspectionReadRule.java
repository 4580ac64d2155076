package id.tanggap.query.inspection;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** The rule that can refuse a list of inspections. One inspection that is not for its reader does not exist. */
enum InspectionReadRule implements Rule {

    INSPECTIONS_ARE_NOT_PUBLIC;

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }

    @Override
    public Text text() {
        return new Text("Daftar pemeriksaan hanya untuk inspektorat dan kepala instansi yang dituju.",
                "Inspections are listed for the inspectorate and for heads of offices that were sent one.");
    }
}
