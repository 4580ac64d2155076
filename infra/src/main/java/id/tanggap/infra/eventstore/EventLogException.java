package id.tanggap.infra.eventstore;

/** The log could not be written or read; the message says in plain words why, the cause has the driver's words. */
public class EventLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventLogException(String message, Throwable cause) {
        super(message, cause);
    }

    public EventLogException(String message) {
        super(message);
    }
}
