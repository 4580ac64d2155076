package id.tanggap.infra.pages;

/** One of several cards of which one is taken. @param hint in a sentence; may be empty */
public record Choice(String value, String title, String hint) {
}
