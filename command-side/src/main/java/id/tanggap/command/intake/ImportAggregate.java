package id.tanggap.command.intake;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.law.Calendars;
import id.tanggap.kernel.intake.ImportEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * Puts {@link ImportDecision} behind Axon's command bus and event store; decides nothing itself. Keeps no answered
 * requests: its decisions are such that a repeated command changes nothing.
 */
public class ImportAggregate {

    @AggregateIdentifier
    private String id;
    private Import state;

    protected ImportAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(ImportCommand.Start command, Calendars calendars) {
        return record(List.of(ImportDecision.start(command, calendars)));
    }

    @CommandHandler
    Answer on(ImportCommand.Advance command) {
        return record(ImportDecision.decide(state, command));
    }

    @CommandHandler
    Answer on(ImportCommand.Finish command) {
        return record(ImportDecision.decide(state, command));
    }

    @CommandHandler
    Answer on(ImportCommand.Fail command) {
        return record(ImportDecision.decide(state, command));
    }

    @CommandHandler
    Answer on(ImportCommand.Recall command) {
        return record(ImportDecision.decide(state, command));
    }

    @EventSourcingHandler
    void evolve(ImportEvent event) {
        state = event instanceof ImportEvent.Started started ? Import.begin(started) : state.evolve(event);
        id = event.importId().toString();
    }

    private Answer record(List<? extends ImportEvent> events) {
        events.forEach(event -> apply(event));
        return new Answer(id, getVersion(), state.phase().name(), 0);
    }
}
