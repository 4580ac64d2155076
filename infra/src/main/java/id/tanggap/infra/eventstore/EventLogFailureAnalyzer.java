package id.tanggap.infra.eventstore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells without a stack trace why the event store does not open: it is in use, damaged, of another version, half imported. */
final class EventLogFailureAnalyzer extends AbstractFailureAnalyzer<EventLogException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, EventLogException cause) {
        return new FailureAnalysis("The event store cannot be opened: " + cause.getMessage(), null, cause);
    }
}
