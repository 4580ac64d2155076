package id.tanggap.kernel.complaint;

/** Why a complaint was closed. */
public enum ClosureReason {
    /** The reporter accepted the final response. */
    ACCEPTED,
    /** The system that the complaint was imported from had closed it. */
    CLOSED_AT_SOURCE;
}
