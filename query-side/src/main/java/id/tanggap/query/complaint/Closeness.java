package id.tanggap.query.complaint;

/** How close what a complaint says is to what somebody looks for; the closest first, and each takes in those before it. */
public enum Closeness {
    /** The word itself. */
    AS_WRITTEN,
    /** Another form of the word: <i>mengadu</i> for <i>pengaduan</i>. */
    SAME_STEM,
    /** One letter left out, added, exchanged or moved, in a word of four letters or more. */
    ONE_SLIP
}
