package id.tanggap.infra.views;

/** The read models' file cannot be read or written; no fault of the event at hand. */
public final class ViewsUnavailable extends RuntimeException {

    ViewsUnavailable(Throwable cause) {
        super("the read models cannot be read or written: " + cause.getMessage(), cause);
    }

    ViewsUnavailable(String message) {
        super(message);
    }
}
