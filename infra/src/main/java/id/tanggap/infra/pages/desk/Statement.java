package id.tanggap.infra.pages.desk;

/**
 * The statement that people agree to at the desk. Events keep only its version, so the words of a version never change: whoever
 * changes them gives them a new version, and leaves the old words in the bundle.
 */
final class Statement {

    static final String VERSION = "meja-bantu-1";

    /** Of the bundle {@code words/desk}. */
    static final String WORDS = "desk.statement." + VERSION;

    private Statement() {
    }
}
