package id.tanggap.infra.pages.inspectorate;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** For whom a page is that shows what others may read elsewhere. */
enum InspectorateRule implements Rule {

    PAGE_IS_FOR_INSPECTORS;

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }

    @Override
    public Text text() {
        return new Text("Halaman ini untuk inspektorat.", "This page is for the inspectorate.");
    }
}
