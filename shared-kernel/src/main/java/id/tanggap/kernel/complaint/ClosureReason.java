package id.tanggap.kernel.complaint;

/** Why a complaint was closed. */
public enum ClosureReason {
    /** The reporter accepted the final response. */
    ACCEPTED,
    /** The final response stood unanswered until the reply window ended. */
    STOOD_UNANSWERED,
    /** The reporter did not complete it in time. */
    LAPSED,
    /** The review on appeal upheld the response. */
    UPHELD_ON_APPEAL,
    /** The system that the complaint was imported from had closed it. */
    CLOSED_AT_SOURCE
}
