package id.tanggap.infra.pages.report;

/**
 * What came of a report, for its reporter to note. Kept by their browser for a while, and nowhere here.
 *
 * @param position from which on it can be read
 */
record Sent(String trackingCode, String secret, String link, long position) {

    /** Not for logs. */
    @Override
    public String toString() {
        return "[sent]";
    }
}
