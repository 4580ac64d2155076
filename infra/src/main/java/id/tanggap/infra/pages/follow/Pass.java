package id.tanggap.infra.pages.follow;

/** What opens a report: kept by its reporter's browser while they look at it, and nowhere here. */
record Pass(String code, String secret) {

    /** Not for logs. */
    @Override
    public String toString() {
        return "[pass]";
    }
}
