package id.tanggap.infra.pages;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule by which pages refuse what the sides would take. */
enum PageRule implements Rule {

    SIGN_IN_FIRST(Kind.UNAUTHENTICATED, "Halaman ini untuk petugas yang sudah masuk.",
            "This page is for staff who are signed in.");

    private final Kind kind;
    private final Text text;

    PageRule(Kind kind, String id, String en) {
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
