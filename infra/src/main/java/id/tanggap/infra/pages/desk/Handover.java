package id.tanggap.infra.pages.desk;

/** What is to be handed to the person at the desk. Kept by this browser for a while, and nowhere here. */
record Handover(String code, String secret, String link) {

    /** Not for logs. */
    @Override
    public String toString() {
        return "[handover]";
    }
}
