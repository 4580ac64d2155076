package id.tanggap.command.office;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.command.law.Calendars;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.office.OfficeEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link OfficeDecision} behind Axon's command bus and event store; decides nothing itself. */
public class OfficeAggregate {

    @AggregateIdentifier
    private String id;
    private Office office;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected OfficeAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(OfficeCommand.Register command, MetaData metaData, Offices offices, Calendars calendars) {
        return record(List.of(OfficeDecision.register(command, offices, calendars)), Request.from(metaData));
    }

    @CommandHandler
    Answer on(OfficeCommand.Rename command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.Move command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.SetServiceStandard command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.ChooseCalendar command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.BeginDeactivation command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.AbandonDeactivation command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.CompleteDeactivation command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @CommandHandler
    Answer on(OfficeCommand.Recall command, MetaData metaData, Offices offices, Calendars calendars) {
        return handle(command, metaData, offices, calendars);
    }

    @EventSourcingHandler
    void evolve(OfficeEvent event, MetaData metaData, @SequenceNumber long sequence) {
        office = event instanceof OfficeEvent.Registered registered ? Office.begin(registered) : office.evolve(event);
        id = event.office().toString();
        answered.remember(Request.from(metaData), answer(sequence));
    }

    /** All aggregates share one space of ids: this stream is of something else, and the office stays null. */
    @EventSourcingHandler
    void pass(DomainEvent other, @SourceId String stream) {
        id = stream;
    }

    private Answer handle(OfficeCommand.Change command, MetaData metaData, Offices offices, Calendars calendars) {
        OfficeDecision.admit(office, command);
        Request request = Request.from(metaData);
        return answered.to(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(OfficeDecision.decide(office, command, offices, calendars), request);
        });
    }

    private Answer record(List<? extends OfficeEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(id, sequence, office.standing().name(), 0);
    }
}
