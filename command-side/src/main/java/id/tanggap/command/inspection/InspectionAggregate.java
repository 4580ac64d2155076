package id.tanggap.command.inspection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.inspection.InspectionEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link InspectionDecision} behind Axon's command bus and event store; decides nothing itself. */
public class InspectionAggregate {

    @AggregateIdentifier
    private String id;
    private Inspection inspection;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected InspectionAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(InspectionCommand.Open command, MetaData metaData, KnownComplaints complaints, Offices offices) {
        return record(List.of(InspectionDecision.open(command, complaints, offices)), Request.from(metaData));
    }

    @CommandHandler
    Answer on(InspectionCommand.RecordFinding command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @CommandHandler
    Answer on(InspectionCommand.Recommend command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @CommandHandler
    Answer on(InspectionCommand.SendReport command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @CommandHandler
    Answer on(InspectionCommand.ReportFollowUp command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @CommandHandler
    Answer on(InspectionCommand.Close command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @CommandHandler
    Answer on(InspectionCommand.Recall command, MetaData metaData, Offices offices) {
        return handle(command, metaData, offices);
    }

    @EventSourcingHandler
    void evolve(InspectionEvent event, MetaData metaData, @SequenceNumber long sequence) {
        inspection = event instanceof InspectionEvent.Opened opened ? Inspection.begin(opened) : inspection.evolve(event);
        id = event.inspection().toString();
        answered.remember(Request.from(metaData), answer(sequence));
    }

    /** All aggregates share one space of ids: this stream is of something else, and the inspection stays null. */
    @EventSourcingHandler
    void pass(DomainEvent other, @SourceId String stream) {
        id = stream;
    }

    private Answer handle(InspectionCommand.Change command, MetaData metaData, Offices offices) {
        InspectionDecision.admit(inspection, command);
        Request request = Request.from(metaData);
        return answered.to(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(InspectionDecision.decide(inspection, command, offices), request);
        });
    }

    private Answer record(List<? extends InspectionEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(id, sequence, inspection.status().name(), 0);
    }
}
