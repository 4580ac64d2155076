package id.tanggap.infra.pages.desk;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** For whom the desk is. Whose consent is taken by whom is decided where a complaint is submitted. */
enum DeskRule implements Rule {

    DESK_IS_FOR_STAFF;

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }

    @Override
    public Text text() {
        return new Text("Meja bantu untuk koordinator dan petugas instansi.",
                "The assisted desk is for coordinators and people of offices.");
    }
}
