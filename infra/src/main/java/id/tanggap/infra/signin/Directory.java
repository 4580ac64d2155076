package id.tanggap.infra.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.account.Credentials;
import id.tanggap.infra.signin.AccountStore.At;
import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.infra.signin.AccountStore.FactorRow;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.signin.AccountStore.SessionRow;
import id.tanggap.infra.signin.Facts.Entry;
import id.tanggap.infra.signin.Facts.Session;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Who has an account, and who is signed in. What an {@link AccountStore} keeps outlives a restart; a request is judged by
 * {@link Facts}: in memory, without waiting for anything, or where several nodes share the store by what stands there.
 *
 * <p>Everything that this node changes happens on one thread, first in the store and then in memory, so what is true in memory
 * is durable. A session cannot begin beside the deactivation that would have ended it: on one node because of the one thread,
 * on several because the deactivation began another epoch of the account, and a session is over in any epoch but its own.
 */
final class Directory implements Credentials, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    /** How far the store may be behind in when a session was last seen. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

    /** After so long nobody waits any more to be told who they are. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For so long after signing in nobody has to show once more who they are. */
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    /** For how long a stream goes on without asking a shared store again. */
    private static final Duration LATELY = Duration.ofSeconds(1);

    /** What a machine's key begins with, so that people and scanners recognise one that was left lying about. */
    static final String KEY_PREFIX = "tgp_";

    private final AccountStore store;
    private final PersonalData people;
    private final Clock clock;
    private final SignInProperties settings;
    private final Function<ExternalIdentity, String> hashing;
    private final ExecutorService thread;
    private final ExecutorService waiting =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("accounts-", 0).factory());
    private final Facts facts;
    private final Progress progress = new Progress();

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
        this.facts = store.isShared() ? new FactsInStore(store) : new FactsInMemory(store);
        join(run(() -> {
            load();
            return null;
        }));
    }

    private void load() {
        long reached = store.reached().position();
        if (!store.isShared()) {
            store.endOlder(clock.instant().minus(settings.longest()),
                    clock.instant().minus(settings.idle()).minus(SEEN_WITHIN));
        }
        facts.load();
        tellOfEndings();
        progress.advance(reached);
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
    record Followed(AccountEvent account, long position, String event) {
    }

    void follow(List<Followed> events, Reached reached) {
        List<At> changes = events.stream().flatMap(e -> change(e).map(change -> new At(e.position(), change)).stream())
                .toList();
        join(run(() -> {
            store.follow(changes, reached);
            changes.forEach(at -> facts.changed(at.change()));
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
            case AccountEvent.PasswordResetRequested _, AccountEvent.PasswordSet _, AccountEvent.SecondFactorSet _ ->
                    Optional.empty();
            case AccountEvent.SecondFactorRemoved e -> Optional.of(new Change.DropFactor(e.account()));
        };
    }

    /** Nobody, once it was erased: then nobody can sign in as the account's owner. */
    private Optional<ExternalIdentity> opened(Shreddable<ExternalIdentity> identity) {
        return people.of(Set.of(identity.subject())).toFuture().join().open(identity, ExternalIdentity.class);
    }

    private void tellOfEndings() {
        endings.tryEmitNext(Boolean.TRUE);
    }

    /**
     * A session, as its owner sees it.
     *
     * @param id       nothing can be opened with it
     * @param browser  in which it began, such as {@code Firefox, Windows}; absent if it did not say
     * @param lastUsed when something was asked in it last; late by up to a minute where several nodes serve
     * @param ends     unless something is asked in it before
     * @param current  whether it is the one in which this is asked
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OneSession(String id, Optional<String> browser, Instant started, Instant lastUsed, Instant ends, boolean current) {
    }

    // Judging requests: any thread.

    Mono<Entry> find(AccountName account) {
        return ask(() -> facts.account(account));
    }

    Mono<Collection<Entry>> all() {
        return ask(() -> Optional.of(facts.accounts()));
    }

    Mono<Entry> identified(ExternalIdentity identity) {
        String hash = hashing.apply(identity);
        return ask(() -> facts.accounts().stream().filter(entry -> entry.active()
                && entry.signIn() == SignInMethod.OPENID_CONNECT && entry.identity().filter(hash::equals).isPresent())
                .findFirst());
    }

    Mono<Boolean> anAdministratorCanSignIn() {
        return ask(() -> Optional.of(canAnAdministratorSignIn()));
    }

    private boolean canAnAdministratorSignIn() {
        return facts.accounts().stream()
                .anyMatch(entry -> entry.actor().role() == Role.ADMINISTRATOR && entry.canSignIn());
    }

    /** As whom the owner of a session acts now; empty if there is none such. */
    Mono<Actor> bySession(String token) {
        return ask(() -> {
            String hash = Tokens.hash(token);
            Instant now = clock.instant();
            Optional<Session> session = valid(hash, now);
            Optional<Actor> actor = session.flatMap(this::owner);
            if (actor.isPresent()) {
                goesOn(hash, session.get(), now);
            }
            return actor;
        });
    }

    /** The same, of somebody who listens and asks for nothing: the session does not go on by it. */
    Mono<Actor> listening(String token) {
        return ask(() -> valid(Tokens.hash(token), clock.instant()).flatMap(this::owner));
    }

    private Optional<Session> valid(String hash, Instant now) {
        return facts.session(hash).filter(session -> now.isBefore(ends(session)));
    }

    /** Unless something is asked in it before. */
    private Instant ends(Session session) {
        return earlier(session.started.plus(settings.longest()), session.seen.plus(settings.idle()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Optional<Actor> owner(Session session) {
        return facts.account(session.account)
                .filter(entry -> entry.active() && entry.epoch().equals(session.epoch)).map(Entry::actor);
    }

    /**
     * What was found out about somebody, for who asks again and again: asked anew each time where that costs nothing, else once
     * in a while.
     */
    Mono<Actor> lately(Mono<Actor> now) {
        return store.isShared() ? now.cache(LATELY) : now;
    }

    /**
     * Something after which somebody may not act any more as they did: to look again at once. What time alone ends is not
     * told, nor what has nothing to do with events and happened on another node.
     */
    Flux<Object> endings() {
        return endings.asFlux().publishOn(Schedulers.parallel());
    }

    private void goesOn(String hash, Session session, Instant now) {
        session.seen = now;
        if (!now.isBefore(session.stored.plus(SEEN_WITHIN))) {
            session.stored = now;
            run(() -> {
                store.seen(hash, now, expiry(session.started, now));
                return null;
            }).exceptionally(fault -> {
                log.warn("Could not note that a session goes on: {}", fault.toString());
                return null;
            });
        }
    }

    private Instant expiry(Instant started, Instant seen) {
        return earlier(started.plus(settings.longest()), seen.plus(settings.idle()).plus(SEEN_WITHIN));
    }

    /** As whom the owner of a key acts now; empty if it is not valid. */
    Mono<Actor> byKey(String key) {
        return key.startsWith(KEY_PREFIX) ? ask(() -> facts.key(Tokens.hash(key)).flatMap(facts::account)
                .filter(Entry::active).map(Entry::actor)) : Mono.empty();
    }

    /** Where a store must be asked, on a thread that may wait for it. */
    private <T> Mono<T> ask(Supplier<Optional<T>> question) {
        return store.isShared()
                ? Mono.fromFuture(() -> CompletableFuture.supplyAsync(question, waiting), true).timeout(PATIENCE)
                        .onErrorMap(Directory::outOfReach).publishOn(Schedulers.parallel()).flatMap(Mono::justOrEmpty)
                : Mono.defer(() -> Mono.justOrEmpty(question.get()));
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
            facts.issued(id, account, Tokens.hash(key));
            tellOfEndings();
            return key;
        });
    }

    private void requireUsable(AccountName account, SignInMethod method) {
        if (facts.account(account).filter(entry -> entry.active() && entry.signIn() == method).isEmpty()) {
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
            return facts.account(account).filter(Entry::active).flatMap(_ -> hash);
        });
    }

    /**
     * Sets a password unless the invitation that allowed it was used by somebody else in the meantime, and ends all sessions.
     *
     * @param invitation the token, or empty where the owner knew the password before
     */
    Mono<Boolean> setPassword(AccountName account, String hash, Optional<String> invitation) {
        return later(() -> {
            if (!store.setPassword(account, hash, invitation.map(Tokens::hash), clock.instant())) {
                return false;
            }
            facts.passwordSet(account);
            tellOfEndings();
            return true;
        });
    }

    Mono<FactorRow> secondFactor(AccountName account) {
        return later(() -> store.factor(account)).flatMap(Mono::justOrEmpty);
    }

    /**
     * Sets up an authenticator and ends all sessions.
     *
     * @param position of the event that tells it
     * @return whether nothing kept it from that
     */
    Mono<Boolean> setSecondFactor(AccountName account, FactorRow factor, Set<String> recovery, long position) {
        return later(() -> {
            if (!store.setFactor(account, factor, recovery, position)) {
                return false;
            }
            facts.factorSet(account);
            tellOfEndings();
            return true;
        });
    }

    Mono<Boolean> takeStep(AccountName account, long step) {
        return later(() -> store.takeStep(account, step));
    }

    Mono<Boolean> takeRecovery(AccountName account, String hash) {
        return later(() -> store.takeRecovery(account, hash));
    }

    /**
     * What somebody showed to sign in with a password.
     *
     * @param hash that the password was found to fit
     * @param code whether a code was taken, or none is needed because a session was there already
     */
    record Proof(String hash, boolean code) {
    }

    /**
     * Begins a session, and ends the one that went before in the same browser.
     *
     * @param proven what was shown, which must still be enough; empty for whoever was recognised elsewhere
     * @return the session's token; empty if the account may not sign in like that any more
     */
    Mono<String> begin(AccountName account, Optional<Proof> proven, Client client) {
        return later(() -> {
            client.session().map(Tokens::hash).ifPresent(this::forget);
            SignInMethod method = proven.isPresent() ? SignInMethod.PASSWORD : SignInMethod.OPENID_CONNECT;
            // its epoch before its password: if that changes in between, the session is over when it begins
            Optional<Entry> entry = facts.account(account).filter(one -> one.active() && one.signIn() == method);
            if (entry.isEmpty() || proven.isPresent() && (entry.get().factor() && !proven.get().code()
                    || !store.password(account).equals(proven.map(Proof::hash)))) {
                return Optional.<String>empty();
            }
            Instant now = clock.instant();
            endOlder(now);
            String token = Tokens.random();
            SessionRow session = new SessionRow(Tokens.hash(token), account, client.browser(), now, now, entry.get().epoch(),
                    expiry(now, now));
            store.open(session);
            facts.opened(session);
            return Optional.of(token);
        }).flatMap(Mono::justOrEmpty);
    }

    private void endOlder(Instant now) {
        Instant started = now.minus(settings.longest());
        Instant seen = now.minus(settings.idle());
        if (facts.endOlder(started, seen)) {
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

    /** @param token of a session of the account's. Those that it is signed in with, the latest first */
    Mono<List<OneSession>> sessions(AccountName account, String token) {
        String own = Tokens.hash(token);
        return ask(() -> Optional.of(sessionsOf(account).map(session -> new OneSession(session.hash, session.browser,
                session.started, session.seen, ends(session), session.hash.equals(own))).toList()));
    }

    private Stream<Session> sessionsOf(AccountName account) {
        Instant now = clock.instant();
        return facts.account(account).filter(Entry::active).stream().flatMap(entry -> facts.sessions(account).stream()
                        .filter(session -> session.epoch.equals(entry.epoch()) && now.isBefore(ends(session))))
                .sorted(Comparator.comparing((Session session) -> session.started).reversed());
    }

    /**
     * Ends one of somebody's sessions, at once on every node.
     *
     * @param token by which they are signed in
     * @return fails if they signed in too long ago and it is not that very session, or if they have no such session
     */
    Mono<Void> endOne(AccountName account, String id, String token) {
        return later(() -> {
            if (!id.equals(Tokens.hash(token))) {
                requireLately(token);
            }
            if (sessionsOf(account).noneMatch(session -> session.hash.equals(id))) {
                throw Refusal.of(SignInRule.NO_SUCH_SESSION);
            }
            forget(id);
            return true;
        }).then();
    }

    /** Ends all of somebody's sessions but the one by which they are signed in. Fails if they signed in too long ago. */
    Mono<Void> endOthers(AccountName account, String token) {
        String own = Tokens.hash(token);
        return later(() -> {
            requireLately(token);
            sessionsOf(account).map(session -> session.hash).filter(hash -> !hash.equals(own)).forEach(this::forget);
            return true;
        }).then();
    }

    private void requireLately(String token) {
        if (!beganLately(token)) {
            throw Refusal.of(SignInRule.SIGN_IN_AGAIN, "", Map.of("minutes", JUST_NOW.toMinutes()));
        }
    }

    private boolean beganLately(String token) {
        Instant now = clock.instant();
        return valid(Tokens.hash(token), now).filter(session -> now.isBefore(session.started.plus(JUST_NOW))).isPresent();
    }

    /** Whether somebody has just shown who they are: nothing that asks for it then fails. */
    Mono<Boolean> signedInLately(String token) {
        return ask(() -> Optional.of(beganLately(token)));
    }

    private void forget(String hash) {
        if (facts.session(hash).isPresent()) {
            store.end(hash);
            facts.ended(hash);
            tellOfEndings();
        }
    }

    /** Lets whoever shows the token become the first administrator until then. */
    Mono<Boolean> offer(String token, Instant expires) {
        return later(() -> {
            store.offer(Tokens.hash(token), expires);
            return true;
        });
    }

    /** Whether anybody can become the first administrator: on whichever node that is offered. */
    Mono<Boolean> isOffered() {
        return ask(() -> Optional.of(store.isOffered(clock.instant()) && !canAnAdministratorSignIn()));
    }

    Mono<Boolean> isOffered(String token) {
        return ask(() -> Optional.of(store.isOffered(Tokens.hash(token), clock.instant()) && !canAnAdministratorSignIn()));
    }

    /** Voids an offer. Tells one caller alone until when it was valid; empty if it was not. */
    Mono<Instant> takeOffer(String token) {
        return later(() -> store.takeOffer(Tokens.hash(token), clock.instant()).filter(_ -> !canAnAdministratorSignIn()))
                .flatMap(Mono::justOrEmpty);
    }

    private <T> Mono<T> later(Supplier<T> work) {
        return Mono.fromFuture(() -> run(work), true).onErrorMap(Directory::outOfReach).publishOn(Schedulers.parallel());
    }

    private static Throwable outOfReach(Throwable fault) {
        if (fault instanceof Refusal) {
            return fault;
        }
        log.error("The accounts are out of reach: {}", fault.toString());
        log.debug("The accounts are out of reach", fault);
        return Refusal.of(SignInRule.SIGN_IN_OUT_OF_REACH);
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
        waiting.close();
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
