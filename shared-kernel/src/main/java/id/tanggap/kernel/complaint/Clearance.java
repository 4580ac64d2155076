package id.tanggap.kernel.complaint;

/** On what grounds a document is given out. */
public enum Clearance {

    /** A scanner looked through it and found nothing. */
    SCANNED,
    /** Nobody looked: whoever runs the platform has said that it runs without a scanner. */
    UNSCANNED
}
