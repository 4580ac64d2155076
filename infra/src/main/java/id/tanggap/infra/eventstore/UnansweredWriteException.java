package id.tanggap.infra.eventstore;

/** It is not known whether a write was done or may still be: nobody answered for as long as was waited for it. */
public final class UnansweredWriteException extends EventLogException {

    private static final long serialVersionUID = 1L;

    public UnansweredWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
