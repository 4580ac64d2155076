package id.tanggap.infra.signin;

import id.tanggap.command.account.Credentials;
import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.signin.AccountStore.SessionRow;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.ExternalIdentity;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.person.PersonalData;
import id.tanggap.query.projection.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Who has an account, and who is signed in: in memory, so that a request is judged without waiting for anything, and in an
 * {@link AccountStore}, so that it outlives a restart.
 *
 * <p>Everything that changes it happens on one thread, first in the store and then in memory. So a session cannot begin
 * beside the deactivation that would have ended it, and what is true in memory is durable.
 */
final class Directory implements Credentials, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    /** How far the store may be behind in when a session was last seen. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

    /** What a machine's key begins with, so that people and scanners recognise one that was left lying about. */
    static final String KEY_PREFIX = "tgp_";

    /** @param password whether it has one */
    record Entry(Actor actor, boolean active, SignInMethod signIn, Optional<String> identity, boolean password) {

        AccountName account() {
            return AccountName.of(actor.id());
        }

        private Entry acting(Actor other) {
            return new Entry(other, active, signIn, identity, password);
        }

        private Entry active(boolean now) {
            return new Entry(actor, now, signIn, identity, password);
        }

        private Entry withPassword() {
            return new Entry(actor, active, signIn, identity, true);
        }

        boolean canSignIn() {
            return active && (signIn == SignInMethod.OPENID_CONNECT || signIn == SignInMethod.PASSWORD && password);
        }
    }

    private static final class Session {

        private final AccountName account;
        private final Instant started;
        private volatile Instant seen;
        private volatile Instant stored;

        Session(AccountName account, Instant started, Instant seen) {
            this.account = account;
            this.started = started;
            this.seen = seen;
            this.stored = seen;
        }
    }

    private record Key(KeyId id, AccountName account) {
    }

    private final AccountStore store;
    private final PersonalData people;
    private final Clock clock;
    private final SignInProperties settings;
    private final Function<ExternalIdentity, String> hashing;
    private final ExecutorService thread;
    private final Progress progress = new Progress();

    private final Map<AccountName, Entry> accounts = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /** Told on the one thread; whoever cannot take it at once is still to look again. */
    private final Sinks.Many<Object> endings = Sinks.many().multicast().directBestEffort();

    /** @param hashing of who people are elsewhere, under a key: it could be guessed otherwise */
    Directory(AccountStore store, PersonalData people, Clock clock, SignInProperties settings, Function<ExternalIdentity, String> hashing) {
        this.store = store;
        this.people = people;
        this.clock = clock;
        this.settings = settings;
        this.hashing = hashing;
        this.thread = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().name("accounts").daemon().unstarted(task));
        join(run(() -> {
            load();
            return null;
        }));
    }

    private void load() {
        accounts.clear();
        sessions.clear();
        keys.clear();
        store.endOlder(clock.instant().minus(settings.longest()),
                clock.instant().minus(settings.idle()).minus(SEEN_WITHIN));
        store.accounts().forEach(row -> accounts.put(row.account(), new Entry(new Actor(Role.valueOf(row.role()),
                row.account().value(), row.office().map(OfficeId::of)), row.active(), SignInMethod.valueOf(row.signIn()),
                row.identity(), row.password())));
        store.sessions().forEach(row ->
                sessions.put(row.hash(), new Session(row.account(), row.started(), row.seen())));
        store.keys().stream().filter(row -> row.hash() != null).forEach(row ->
                keys.put(row.hash(), new Key(row.key(), row.account())));
        tellOfEndings();
        progress.advance(store.reached().position());
    }

    // Following the events: one caller.

    Reached reached() {
        return join(run(store::reached));
    }

    void startOver() {
        join(run(() -> {
            store.startOver();
            load();
            return null;
        }));
    }

    /** Nothing up to this position that was not followed is about accounts. */
    void passed(long position) {
        progress.advance(position);
    }

    /** @param event its identifier */
    record Followed(AccountEvent account, String event) {
    }

    void follow(List<Followed> events, Reached reached) {
        List<Change> changes = events.stream().flatMap(e -> change(e).stream()).toList();
        join(run(() -> {
            store.follow(changes, reached);
            changes.forEach(this::apply);
            tellOfEndings();
            return null;
        }));
        progress.advance(reached.position());
    }

    private Optional<Change> change(Followed followed) {
        return switch (followed.account()) {
            case AccountEvent.Opened e -> Optional.of(new Change.Put(e.account(), followed.event(), e.role().name(),
                    e.office().map(OfficeId::toString), e.signIn().name(),
                    e.identity().flatMap(this::opened).map(hashing)));
            case AccountEvent.RoleChanged e -> Optional.of(new Change.Act(e.account(), e.role().name(),
                    e.office().map(OfficeId::toString)));
            case AccountEvent.Deactivated e -> Optional.of(new Change.Close(e.account()));
            case AccountEvent.Reactivated e -> Optional.of(new Change.Reopen(e.account()));
            case AccountEvent.KeyIssued e -> Optional.of(new Change.AddKey(e.account(), e.key()));
            case AccountEvent.KeyRevoked e -> Optional.of(new Change.VoidKey(e.account(), e.key()));
            // the secrets that these are about come with the request itself
            case AccountEvent.PasswordResetRequested _, AccountEvent.PasswordSet _ -> Optional.empty();
        };
    }

    /** Nobody, once it was erased: then nobody can sign in as the account's owner. */
    private Optional<ExternalIdentity> opened(Shreddable<ExternalIdentity> identity) {
        return people.of(Set.of(identity.subject())).toFuture().join().open(identity, ExternalIdentity.class);
    }

    private void apply(Change change) {
        AccountName account = change.account();
        switch (change) {
            case Change.Put put -> accounts.put(account, new Entry(new Actor(Role.valueOf(put.role()), account.value(),
                    put.office().map(OfficeId::of)), true, SignInMethod.valueOf(put.signIn()), put.identity(),
                    store.password(account).isPresent()));
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
            case Change.AddKey _ -> {
                // nobody was told it yet
            }
            case Change.VoidKey voided -> keys.values().removeIf(key -> key.id().equals(voided.key()));
        }
    }

    private void endSessionsOf(AccountName account) {
        sessions.values().removeIf(session -> session.account.equals(account));
    }

    private void tellOfEndings() {
        endings.tryEmitNext(Boolean.TRUE);
    }

    // Judging requests: any thread, no waiting.

    Optional<Entry> find(AccountName account) {
        return Optional.ofNullable(accounts.get(account));
    }

    Collection<Entry> all() {
        return accounts.values();
    }

    Optional<Entry> identified(ExternalIdentity identity) {
        String hash = hashing.apply(identity);
        return accounts.values().stream().filter(entry -> entry.active()
                && entry.signIn() == SignInMethod.OPENID_CONNECT && entry.identity().filter(hash::equals).isPresent())
                .findFirst();
    }

    boolean anAdministratorCanSignIn() {
        return accounts.values().stream()
                .anyMatch(entry -> entry.actor().role() == Role.ADMINISTRATOR && entry.canSignIn());
    }

    /** As whom the owner of a session acts now; the session goes on by it. */
    Optional<Actor> bySession(String token) {
        String hash = Tokens.hash(token);
        Instant now = clock.instant();
        Session session = sessions.get(hash);
        if (session == null || hasEnded(session, now)) {
            return Optional.empty();
        }
        session.seen = now;
        if (!now.isBefore(session.stored.plus(SEEN_WITHIN))) {
            session.stored = now;
            run(() -> {
                store.seen(hash, now);
                return null;
            }).exceptionally(fault -> {
                log.warn("Could not note that a session goes on: {}", fault.toString());
                return null;
            });
        }
        return actor(session.account);
    }

    private boolean hasEnded(Session session, Instant now) {
        return !now.isBefore(session.started.plus(settings.longest())) || !now.isBefore(session.seen.plus(settings.idle()));
    }

    /** The same, of somebody who listens and asks for nothing: the session does not go on by it. */
    Optional<Actor> listening(String token) {
        return Optional.ofNullable(sessions.get(Tokens.hash(token)))
                .filter(session -> !hasEnded(session, clock.instant())).flatMap(session -> actor(session.account));
    }

    /**
     * Something after which somebody may not act any more as they did: to look again at once. What time alone ends is not
     * told.
     */
    Flux<Object> endings() {
        return endings.asFlux().publishOn(Schedulers.parallel());
    }

    Optional<Actor> byKey(String key) {
        return key.startsWith(KEY_PREFIX)
                ? Optional.ofNullable(keys.get(Tokens.hash(key))).flatMap(found -> actor(found.account()))
                : Optional.empty();
    }

    private Optional<Actor> actor(AccountName account) {
        return find(account).filter(Entry::active).map(Entry::actor);
    }

    // Changing what is kept beside the events.

    @Override
    public Mono<Void> judgedBy(long position) {
        return progress.reached(position, Duration.ofSeconds(10));
    }

    @Override
    public Mono<Invitation> invite(AccountName account) {
        return later(() -> {
            requireUsable(account, SignInMethod.PASSWORD);
            String token = Tokens.random();
            Instant expires = clock.instant().plus(settings.invitation());
            store.invite(account, Tokens.hash(token), expires);
            return new Invitation(token, expires);
        });
    }

    @Override
    public Mono<String> issue(AccountName account, KeyId id) {
        return later(() -> {
            requireUsable(account, SignInMethod.KEY);
            String key = KEY_PREFIX + Tokens.random();
            if (!store.keep(account, id, Tokens.hash(key))) {
                throw Refusal.of(NotFound.KEY_NOT_FOUND);
            }
            keys.values().removeIf(other -> other.id().equals(id));
            keys.put(Tokens.hash(key), new Key(id, account));
            tellOfEndings();
            return key;
        });
    }

    private void requireUsable(AccountName account, SignInMethod method) {
        if (find(account).filter(entry -> entry.active() && entry.signIn() == method).isEmpty()) {
            throw Refusal.of(NotFound.ACCOUNT_NOT_FOUND);
        }
    }

    Mono<Boolean> isInvited(AccountName account, String token) {
        return later(() -> store.isInvited(account, Tokens.hash(token), clock.instant()));
    }

    /** The hash of an account's password, if it can sign in with one. The same is looked for in any case. */
    Mono<Optional<String>> password(AccountName account) {
        return later(() -> {
            Optional<String> hash = store.password(account);
            return find(account).filter(Entry::active).flatMap(_ -> hash);
        });
    }

    /**
     * Sets a password unless the invitation that allowed it was used by somebody else in the meantime, and ends all sessions.
     *
     * @param invitation the token, or empty where the owner knew the password before
     */
    Mono<Boolean> setPassword(AccountName account, String hash, Optional<String> invitation) {
        return later(() -> {
            if (find(account).filter(Entry::active).isEmpty() || invitation.filter(token ->
                    !store.isInvited(account, Tokens.hash(token), clock.instant())).isPresent()) {
                return false;
            }
            store.setPassword(account, hash);
            accounts.computeIfPresent(account, (_, entry) -> entry.withPassword());
            endSessionsOf(account);
            tellOfEndings();
            return true;
        });
    }

    /**
     * Begins a session, and ends the one that went before in the same browser.
     *
     * @param proven the hash that the password was found to fit, which must still be the account's; empty for whoever was
     *               recognised elsewhere
     * @return the session's token; empty if the account may not sign in like that any more
     */
    Mono<String> begin(AccountName account, Optional<String> proven, Optional<String> before) {
        return later(() -> {
            before.map(Tokens::hash).ifPresent(this::forget);
            SignInMethod method = proven.isPresent() ? SignInMethod.PASSWORD : SignInMethod.OPENID_CONNECT;
            if (find(account).filter(entry -> entry.active() && entry.signIn() == method).isEmpty()
                    || proven.isPresent() && !store.password(account).equals(proven)) {
                return Optional.<String>empty();
            }
            Instant now = clock.instant();
            endOlder(now);
            String token = Tokens.random();
            store.open(new SessionRow(Tokens.hash(token), account, now, now));
            sessions.put(Tokens.hash(token), new Session(account, now, now));
            return Optional.of(token);
        }).flatMap(Mono::justOrEmpty);
    }

    private void endOlder(Instant now) {
        Instant started = now.minus(settings.longest());
        Instant seen = now.minus(settings.idle());
        if (sessions.values().removeIf(session -> session.started.isBefore(started) || session.seen.isBefore(seen))) {
            // the store may have seen a session up to a minute earlier than it was
            store.endOlder(started, seen.minus(SEEN_WITHIN));
        }
    }

    Mono<Void> end(String token) {
        return later(() -> {
            forget(Tokens.hash(token));
            return true;
        }).then();
    }

    private void forget(String hash) {
        if (sessions.containsKey(hash)) {
            store.end(hash);
            sessions.remove(hash);
            tellOfEndings();
        }
    }

    private <T> Mono<T> later(Supplier<T> work) {
        return Mono.fromFuture(() -> run(work), true).publishOn(Schedulers.parallel());
    }

    private <T> CompletableFuture<T> run(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    private static <T> T join(CompletableFuture<T> work) {
        return work.join();
    }

    /** Ends after what is under way; the store is closed by whoever made it. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
