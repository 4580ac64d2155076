package id.tanggap.infra.signin;

import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A copy of a store that nobody else changes. Any thread reads it, one changes it. */
final class FactsInMemory implements Facts {

    private record Key(KeyId id, AccountName account) {
    }

    private final AccountStore store;
    private final Map<AccountName, Entry> accounts = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    FactsInMemory(AccountStore store) {
        this.store = store;
    }

    @Override
    public void load() {
        accounts.clear();
        sessions.clear();
        keys.clear();
        store.accounts().forEach(row -> accounts.put(row.account(), Entry.of(row)));
        store.sessions().forEach(this::opened);
        store.keys().stream().filter(row -> row.hash() != null).forEach(row -> issued(row.key(), row.account(), row.hash()));
    }

    @Override
    public Optional<Entry> account(AccountName account) {
        return Optional.ofNullable(accounts.get(account));
    }

    @Override
    public Collection<Entry> accounts() {
        return accounts.values();
    }

    @Override
    public Optional<Session> session(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    @Override
    public Collection<Session> sessions(AccountName account) {
        return sessions.values().stream().filter(session -> session.account.equals(account)).toList();
    }

    @Override
    public Optional<AccountName> key(String hash) {
        return Optional.ofNullable(keys.get(hash)).map(Key::account);
    }

    @Override
    public void changed(Change change) {
        AccountName account = change.account();
        switch (change) {
            case Change.Put put -> accounts.put(account, new Entry(new Actor(Role.valueOf(put.role()), account.value(),
                    put.office().map(OfficeId::of)), true, SignInMethod.valueOf(put.signIn()), put.identity(),
                    store.password(account).isPresent(), store.factor(account).isPresent(), AccountStore.ONE_EPOCH));
            case Change.Act act -> {
                accounts.computeIfPresent(account, (_, entry) -> entry.acting(new Actor(Role.valueOf(act.role()),
                        account.value(), act.office().map(OfficeId::of))));
                endSessionsOf(account);
            }
            case Change.Close _ -> {
                accounts.computeIfPresent(account, (_, entry) -> entry.active(false));
                endSessionsOf(account);
                keys.values().removeIf(key -> key.account().equals(account));
            }
            case Change.Reopen _ -> accounts.computeIfPresent(account, (_, entry) -> entry.active(true));
            case Change.DropFactor _ -> factorChanged(account);
            case Change.AddKey _ -> {
                // nobody was told it yet
            }
            case Change.VoidKey voided -> keys.values().removeIf(key -> key.id().equals(voided.key()));
        }
    }

    private void endSessionsOf(AccountName account) {
        sessions.values().removeIf(session -> session.account.equals(account));
    }

    @Override
    public void issued(KeyId id, AccountName account, String hash) {
        keys.values().removeIf(other -> other.id().equals(id));
        keys.put(hash, new Key(id, account));
    }

    @Override
    public void passwordSet(AccountName account) {
        accounts.computeIfPresent(account, (_, entry) -> entry.withPassword());
        endSessionsOf(account);
    }

    @Override
    public void factorSet(AccountName account) {
        factorChanged(account);
    }

    private void factorChanged(AccountName account) {
        accounts.computeIfPresent(account, (_, entry) -> entry.withFactor(store.factor(account).isPresent()));
        endSessionsOf(account);
    }

    @Override
    public void opened(AccountStore.SessionRow session) {
        sessions.put(session.hash(), new Session(session));
    }

    @Override
    public void ended(String hash) {
        sessions.remove(hash);
    }

    @Override
    public boolean endOlder(Instant started, Instant seen) {
        return sessions.values().removeIf(session -> session.started.isBefore(started) || session.seen.isBefore(seen));
    }
}
