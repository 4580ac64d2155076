package id.tanggap.command.complaint;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.complaint.ComplaintEvent;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link ComplaintDecision} behind Axon's command bus and event store; decides nothing itself. */
public class ComplaintAggregate {

    @AggregateIdentifier
    private String id;
    private Complaint complaint;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected ComplaintAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer submit(ComplaintCommand.Submit command, MetaData metaData) {
        return record(List.of(ComplaintDecision.submit(command)), Request.from(metaData));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer takeOver(ComplaintCommand.Import command, MetaData metaData, Offices offices) {
        return record(ComplaintDecision.takeOver(command, offices), Request.from(metaData));
    }

    @CommandHandler
    Answer on(ComplaintCommand.Forward command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Return command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Reject command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Assign command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Transfer command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.GiveInterimResponse command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.DraftFinalResponse command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.ApproveFinalResponse command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.SendBackFinalResponse command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Complete command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Accept command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RaiseObjection command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Withdraw command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Evaluate command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.ConfirmSolved command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.ReportUnsolved command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Appeal command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.UpholdResponse command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.SendBackOnAppeal command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Refer command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.WriteAsReporter command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.WriteToReporter command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.AttachAsReporter command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.AttachAsStaff command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.ClearAttachment command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RejectAttachment command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RequestReveal command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.DecideReveal command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RequestErasure command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RecordErasureRequest command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.GrantErasure command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.RefuseErasure command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.KeepTime command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @CommandHandler
    Answer on(ComplaintCommand.Recall command, MetaData metaData, Offices offices, Law law) {
        return handle(command, metaData, offices, law);
    }

    @EventSourcingHandler
    void evolve(ComplaintEvent event, MetaData metaData, @SequenceNumber long sequence) {
        complaint = event instanceof ComplaintEvent.Submitted submitted
                ? Complaint.begin(submitted) : complaint.evolve(event);
        id = event.complaint().toString();
        answered.remember(Request.from(metaData), answer(sequence));
    }

    /** All aggregates share one space of ids: this stream is of something else, and the complaint stays null. */
    @EventSourcingHandler
    void pass(DomainEvent other, @SourceId String stream) {
        id = stream;
    }

    private Answer handle(ComplaintCommand.Handling command, MetaData metaData, Offices offices, Law law) {
        ComplaintDecision.admit(complaint, command);
        Request request = Request.from(metaData);
        return recall(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(ComplaintDecision.decide(complaint, command, offices, law), request);
        });
    }

    Optional<Answer> recall(Request request) {
        return answered.to(request);
    }

    Complaint complaint() {
        return complaint;
    }

    Answer record(List<? extends ComplaintEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(id, sequence, complaint.status().name(), complaint.responses(),
                complaint.attached().size());
    }
}
