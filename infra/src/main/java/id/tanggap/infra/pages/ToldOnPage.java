package id.tanggap.infra.pages;

import id.tanggap.kernel.Refusal;

/**
 * A refusal that is told on the page it came from. Thrown where what lies around controllers must see it as a refusal: what
 * counts and evens out wrong secrets does.
 */
public final class ToldOnPage extends RuntimeException {

    private final transient Page page;

    public ToldOnPage(Refusal refusal, Page page) {
        super(refusal.getMessage(), refusal, false, false);
        this.page = page;
    }

    Page page() {
        return page;
    }
}
