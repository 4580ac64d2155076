package id.tanggap.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import id.tanggap.command.Answer;
import id.tanggap.command.AnsweredRequests;
import id.tanggap.command.Request;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.account.AccountEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Puts {@link AccountDecision} behind Axon's command bus and event store; decides nothing itself. */
public class AccountAggregate {

    @AggregateIdentifier
    private String stream;
    private Account account;
    private final AnsweredRequests answered = new AnsweredRequests();

    protected AccountAggregate() {
        // Axon creates it, then replays its events
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    Answer on(AccountCommand.Open command, MetaData metaData, Accounts accounts, Offices offices) {
        return record(List.of(AccountDecision.open(command, accounts, offices)), Request.from(metaData));
    }

    @CommandHandler
    Answer on(AccountCommand.ChangeRole command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.Deactivate command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.Reactivate command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.RequestPasswordReset command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.SetPassword command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.SetSecondFactor command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.GiveUpSecondFactor command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.TakeSecondFactor command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.IssueKey command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.RevokeKey command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @CommandHandler
    Answer on(AccountCommand.Recall command, MetaData metaData, Accounts accounts, Offices offices) {
        return handle(command, metaData, accounts, offices);
    }

    @EventSourcingHandler
    void evolve(AccountEvent event, MetaData metaData, @SequenceNumber long sequence) {
        account = event instanceof AccountEvent.Opened opened ? Account.begin(opened) : account.evolve(event);
        stream = event.account().stream();
        answered.remember(Request.from(metaData), answer(sequence));
    }

    private Answer handle(AccountCommand.Change command, MetaData metaData, Accounts accounts, Offices offices) {
        AccountDecision.admit(account, command, accounts);
        Request request = Request.from(metaData);
        return answered.to(request).orElseGet(() -> {
            AnsweredRequests.requireMatch(request, getVersion());
            return record(AccountDecision.decide(account, command, accounts, offices), request);
        });
    }

    private Answer record(List<? extends AccountEvent> events, Request request) {
        MetaData metaData = MetaData.from(request.asEventMetaData());
        events.forEach(event -> apply(event, metaData));
        return answer(getVersion());
    }

    private Answer answer(long sequence) {
        return new Answer(account.id().value(), sequence, account.active() ? "ACTIVE" : "INACTIVE", 0);
    }
}
