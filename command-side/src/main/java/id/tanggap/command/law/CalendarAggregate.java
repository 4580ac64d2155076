package id.tanggap.command.law;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link CalendarDecision} behind Axon's command bus and event store; decides nothing itself. */
public class CalendarAggregate {

    @AggregateIdentifier
    private String stream;
    private Calendar calendar;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected CalendarAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(CalendarCommand.Register command, MetaData metaData, Calendars calendars) {
        return record(CalendarDecision.register(command, calendars), Request.from(metaData));
    }

    @CommandHandler
    Answer on(CalendarCommand.Make command, MetaData metaData, Calendars calendars) {
        return handle(command, metaData, calendars);
    }

    @CommandHandler
    Answer on(CalendarCommand.TakeFile command, MetaData metaData, Calendars calendars) {
        return handle(command, metaData, calendars);
    }

    @CommandHandler
    Answer on(CalendarCommand.Recall command, MetaData metaData, Calendars calendars) {
        return handle(command, metaData, calendars);
    }

    @EventSourcingHandler
    void evolve(CalendarEvent event, MetaData metaData, @SequenceNumber long sequence) {
        calendar = event instanceof CalendarEvent.Registered registered
                ? Calendar.begin(registered) : calendar.evolve(event);
        stream = event.calendar().stream();
        answered.remember(Request.from(metaData), answer(sequence));
    }

    private Answer handle(CalendarCommand.Change command, MetaData metaData, Calendars calendars) {
        CalendarDecision.admit(calendar, command);
        Request request = Request.from(metaData);
        return answered.to(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(CalendarDecision.decide(calendar, command, calendars), request);
        });
    }

    private Answer record(List<CalendarEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(calendar.id().value(), sequence, "REGISTERED", 0);
    }
}
