package id.tanggap.command.account;

import id.tanggap.command.StreamConditions;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Accounts straight from their events, read anew each time: they are few, and asked for by administrators only. */
public final class RecordedAccounts implements Accounts {

    /** @param sequence of the account's last event */
    public record Recorded(Account account, long sequence) {
    }

    private final EventStore events;

    public RecordedAccounts(EventStore events) {
        this.events = events;
    }

    @Override
    public Optional<Account> find(AccountName id) {
        Optional<Recorded> recorded = recorded(id);
        StreamConditions.restOn(id.stream(), recorded.map(Recorded::sequence).orElse(-1L));
        return recorded.map(Recorded::account);
    }

    /** An account and its version. Waits for the event store. */
    public Optional<Recorded> recorded(AccountName id) {
        if (events.lastSequenceNumberFor(id.stream()).isEmpty()) {
            return Optional.empty();
        }
        Account account = null;
        var history = events.readEvents(id.stream());
        while (history.hasNext()) {
            if (history.next().getPayload() instanceof AccountEvent event) {
                account = event instanceof AccountEvent.Opened opened ? Account.begin(opened) : account.evolve(event);
            }
        }
        return Optional.of(new Recorded(account, history.getLastSequenceNumber()));
    }
}
