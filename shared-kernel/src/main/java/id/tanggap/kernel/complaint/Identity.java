package id.tanggap.kernel.complaint;

/** How much of the reporter anybody gets to know. */
public enum Identity {
    /** The office that answers may see who reported. */
    OPEN,
    /** Only the coordinator and the inspectorate see who; the accused office never does. */
    CONFIDENTIAL,
    /** Nobody can know; the reporter keeps a tracking code and a secret. */
    ANONYMOUS
}
