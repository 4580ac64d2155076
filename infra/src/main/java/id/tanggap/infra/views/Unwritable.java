package id.tanggap.infra.views;

/** What a batch holds cannot be written, and it is not the store's fault: doing it again would not help. */
public final class Unwritable extends RuntimeException {

    /** @param reason without values from events */
    public Unwritable(String reason) {
        super(reason);
    }

    public Unwritable(Throwable cause) {
        this(Faults.describe(cause));
    }

    /** @param code what the store calls it */
    public Unwritable(String code, Throwable cause) {
        this(code + ": " + Faults.describe(cause));
    }
}
