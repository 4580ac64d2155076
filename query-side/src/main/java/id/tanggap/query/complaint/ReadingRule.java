package id.tanggap.query.complaint;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse a question about a complaint. */
enum ReadingRule implements Rule {

    PERSONAL_DATA_IS_THE_REPORTERS("Data pribadi hanya diberikan kepada pelapor, atau kepada administrator dan inspektorat "
            + "atas permintaan tertulis pelapor.",
            "Personal data is given to the reporter only, or to administrators and the inspectorate on the reporter's "
                    + "written request."),
    REQUESTS_ARE_FOR_THOSE_WHO_DECIDE("Permintaan yang menunggu keputusan hanya ditampilkan kepada mereka yang memutuskannya.",
            "Requests that wait for a decision are shown to those only who decide them."),
    WORK_IS_FOR_THOSE_WHO_DO_IT("Daftar pekerjaan hanya untuk petugas dan kepala instansi, koordinator dan inspektorat.",
            "The work list is for officers and heads of offices, coordinators and the inspectorate.");

    private final Text text;

    ReadingRule(String id, String en) {
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
