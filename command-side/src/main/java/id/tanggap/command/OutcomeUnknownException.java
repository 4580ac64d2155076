package id.tanggap.command;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** The event store did not answer: what a command decided may be recorded or not. */
public final class OutcomeUnknownException extends EventStoreException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
