package id.tanggap.infra;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Rules about which node is asked. */
enum NodeRule implements Rule {

    MISDIRECTED(Kind.MISDIRECTED,
            "Simpul ini tidak melayani permintaan ini: yang mengubah sesuatu dilayani simpul dengan tanggap.role=command, yang "
                    + "membaca dilayani simpul dengan tanggap.role=query.",
            "This node does not serve this request: what changes something is served by nodes with tanggap.role=command, what "
                    + "reads by nodes with tanggap.role=query.");

    private final Kind kind;
    private final Text text;

    NodeRule(Kind kind, String id, String en) {
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
