package id.tanggap.infra.signin;

import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** A store that other nodes change too: each question is asked there, nothing is remembered. Each answer waits for the store. */
final class FactsInStore implements Facts {

    private final AccountStore store;

    FactsInStore(AccountStore store) {
        this.store = store;
    }

    @Override
    public Optional<Entry> account(AccountName account) {
        return store.account(account).map(Entry::of);
    }

    @Override
    public Collection<Entry> accounts() {
        return store.accounts().stream().map(Entry::of).toList();
    }

    @Override
    public Optional<Session> session(String hash) {
        return store.session(hash).map(Session::new);
    }

    @Override
    public Collection<Session> sessions(AccountName account) {
        return store.sessions(account).stream().map(Session::new).toList();
    }

    @Override
    public Optional<AccountName> key(String hash) {
        return store.key(hash).map(AccountStore.KeyRow::account);
    }

    @Override
    public void load() {
        // nothing is remembered
    }

    @Override
    public void changed(Change change) {
        // nothing is remembered
    }

    @Override
    public void issued(KeyId id, AccountName account, String hash) {
        // nothing is remembered
    }

    @Override
    public void passwordSet(AccountName account) {
        // nothing is remembered
    }

    @Override
    public void factorSet(AccountName account) {
        // nothing is remembered
    }

    @Override
    public void opened(AccountStore.SessionRow session) {
        // nothing is remembered
    }

    @Override
    public void ended(String hash) {
        // nothing is remembered
    }

    /** The store drops what has expired. */
    @Override
    public boolean endOlder(Instant started, Instant seen) {
        return false;
    }
}
