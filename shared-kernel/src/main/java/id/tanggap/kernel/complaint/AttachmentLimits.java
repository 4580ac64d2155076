package id.tanggap.kernel.complaint;

/** How much may be attached. */
public final class AttachmentLimits {

    /** Bytes of one file, as it is sent. */
    public static final int MOST_BYTES = 10 << 20;

    /** Pixels of one picture: twice what telephones make unless they are told otherwise, and far less than a node's memory. */
    public static final int MOST_PIXELS = 25_000_000;

    /** Files of one complaint from its reporter, … */
    public static final int MOST_FROM_REPORTER = 10;

    /** … so many of them together with the report itself, which can then be sent again without meeting the limit above, … */
    public static final int MOST_WITH_REPORT = 5;

    /** … and from all who work on it, so that neither side can use up what the other needs. */
    public static final int MOST_FROM_STAFF = 30;

    /** Characters of what somebody says a file is. */
    public static final int MOST_DESCRIPTION = 200;

    private AttachmentLimits() {
    }

    /** How many files of one complaint may be from this side. */
    public static int mostFrom(Correspondent from) {
        return from == Correspondent.REPORTER ? MOST_FROM_REPORTER : MOST_FROM_STAFF;
    }
}
