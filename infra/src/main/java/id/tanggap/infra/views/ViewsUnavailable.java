package id.tanggap.infra.views;

/** The read models cannot be read or written; no fault of the event at hand. */
public final class ViewsUnavailable extends RuntimeException {

    public ViewsUnavailable(Throwable cause) {
        super("the read models cannot be read or written: " + cause.getMessage(), cause);
    }

    public ViewsUnavailable(String message) {
        super(message);
    }
}
