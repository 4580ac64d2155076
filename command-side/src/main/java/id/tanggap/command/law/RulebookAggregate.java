package id.tanggap.command.law;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.clock.RulebookEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link RulebookDecision} behind Axon's command bus and event store; decides nothing itself. There is one. */
public class RulebookAggregate {

    @AggregateIdentifier
    private String stream;
    private Rulebook rulebook = Rulebook.EMPTY;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected RulebookAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(RulebookCommand.Open command, MetaData metaData) {
        return record(RulebookDecision.open(command), Request.from(metaData));
    }

    @CommandHandler
    Answer on(RulebookCommand.SetStandard command, MetaData metaData, Law law) {
        return handle(command, metaData, law);
    }

    @CommandHandler
    Answer on(RulebookCommand.SetProcedure command, MetaData metaData, Law law) {
        return handle(command, metaData, law);
    }

    @EventSourcingHandler
    void evolve(RulebookEvent event, MetaData metaData, @SequenceNumber long sequence) {
        rulebook = rulebook.evolve(event);
        stream = RulebookEvent.STREAM;
        answered.remember(Request.from(metaData), answer(sequence));
    }

    private Answer handle(RulebookCommand.Change command, MetaData metaData, Law law) {
        RulebookDecision.admit(command);
        Request request = Request.from(metaData);
        return answered.to(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(RulebookDecision.decide(rulebook, command, law.general().zone()), request);
        });
    }

    private Answer record(List<RulebookEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(RulebookEvent.STREAM, sequence, "OPEN", 0);
    }
}
