package id.tanggap.query.access;

/** What of something was shown. */
public enum Shown {
    /** What was said in a complaint or an inspection: texts, places, times. */
    CONTENT,
    /** Who reported. */
    WHO,
    /** Personal data in its events. */
    EVENTS,
    /** Who had looked at it before. */
    ACCESSES
}
