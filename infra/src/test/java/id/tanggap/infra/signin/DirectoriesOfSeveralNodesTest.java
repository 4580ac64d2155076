package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.signin.Directory.Followed;
import id.tanggap.infra.signin.mongodb.MongoAccountStore;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.person.Keyring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Two nodes over one store: what one has acknowledged holds on the other, although that has not followed the event yet. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class DirectoriesOfSeveralNodesTest {

    private static final AccountName SITI = AccountName.of("siti");
    private static final OfficeId OFFICE = new OfficeId(UUID.randomUUID());
    private static final KeyId KEY = KeyId.of(UUID.randomUUID().toString());
    private static final SignInProperties SETTINGS = new SignInProperties(Duration.ofMinutes(30), Duration.ofHours(12),
            Duration.ofHours(72), false, null, "sub");

    private static final Client CLIENT = new Client("network", Optional.empty(), Optional.of("Firefox, Linux"));

    @Parameter
    TestMongo server;

    private TestDatabases databases;
    private Directory one;
    private Directory two;
    private long position;

    @BeforeEach
    void open() {
        databases = server.fresh();
        one = node();
        two = node();
    }

    @AfterEach
    void close() {
        if (databases != null) {
            one.close();
            two.close();
            databases.close();
        }
    }

    private Directory node() {
        return new Directory(MongoAccountStore.open(databases.connected()), _ -> Mono.just(Keyring.EMPTY), Clock.systemUTC(),
                SETTINGS, identity -> identity.toString());
    }

    private static Provenance now() {
        return Provenance.now(Actor.SYSTEM, Instant.now(), "request");
    }

    /** What the first node follows, and thereby acknowledges; the second one has not come so far. */
    private void acknowledged(AccountEvent event) {
        position++;
        one.follow(List.of(new Followed(event, position, "event " + position)),
                new Reached(position, Optional.of("event " + position)));
    }

    private void opened(Role role, SignInMethod method) {
        acknowledged(new AccountEvent.Opened(SITI, role, role == Role.OFFICER ? Optional.of(OFFICE) : Optional.empty(),
                Shreddable.erased(new PersonId(UUID.randomUUID())), method, Optional.empty(), now()));
    }

    private AccountEvent.Deactivated deactivated() {
        return new AccountEvent.Deactivated(SITI, now());
    }

    private String signedIn(Directory node) {
        return node.begin(SITI, Optional.of(new Directory.Proof("hash", false)), CLIENT).block();
    }

    private void withPassword() {
        opened(Role.OFFICER, SignInMethod.PASSWORD);
        assertThat(one.setPassword(SITI, "hash", Optional.empty()).block()).isTrue();
    }

    @Test
    void a_session_that_began_on_one_node_is_known_on_the_other_and_ends_on_both() {
        withPassword();
        String token = signedIn(two);

        assertThat(one.bySession(token).block()).isEqualTo(new Actor(Role.OFFICER, "siti", Optional.of(OFFICE)));
        one.end(token).block();

        assertThat(two.bySession(token).blockOptional()).isEmpty();
    }

    @Test
    void a_session_that_began_on_one_node_is_listed_and_ended_at_the_other() {
        withPassword();
        String here = signedIn(one);
        String there = signedIn(two);

        List<Directory.OneSession> sessions = one.sessions(SITI, here).block();
        assertThat(sessions).extracting(Directory.OneSession::browser, Directory.OneSession::current).containsExactlyInAnyOrder(
                tuple(Optional.of("Firefox, Linux"), true), tuple(Optional.of("Firefox, Linux"), false));
        one.endOne(SITI, sessions.stream().filter(session -> !session.current()).findFirst().orElseThrow().id(), here).block();
        assertThat(two.bySession(there).blockOptional()).isEmpty();

        two.endOthers(SITI, signedIn(two)).block();
        assertThat(one.bySession(here).blockOptional()).isEmpty();
    }

    @Test
    void a_deactivation_ends_sessions_on_every_node_at_once_and_nobody_signs_in_after_it() {
        withPassword();
        String token = signedIn(two);

        acknowledged(deactivated());

        assertThat(two.bySession(token).blockOptional()).isEmpty();
        assertThat(two.listening(token).blockOptional()).isEmpty();
        assertThat(two.begin(SITI, Optional.of(new Directory.Proof("hash", false)), CLIENT).blockOptional()).isEmpty();
        assertThat(two.find(SITI).block().active()).isFalse();
    }

    @Test
    void no_session_survives_a_deactivation_however_close_to_it_it_began_also_when_the_account_comes_back() throws Exception {
        withPassword();
        for (int round = 0; round < 15; round++) {
            // given somebody who signs in at the other node again and again, while the account is put out and taken back
            AtomicBoolean over = new AtomicBoolean();
            List<String> tokens = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> signingIn = threads.submit(() -> {
                    while (!over.get()) {
                        two.begin(SITI, Optional.of(new Directory.Proof("hash", false)), CLIENT).blockOptional().ifPresent(tokens::add);
                    }
                });
                Thread.sleep(5);
                acknowledged(deactivated());
                over.set(true);
                signingIn.get();
            }
            acknowledged(new AccountEvent.Reactivated(SITI, now()));

            // then none of these sessions has come back with it
            for (Directory node : List.of(one, two)) {
                assertThat(tokens).allSatisfy(token -> assertThat(node.bySession(token).blockOptional()).isEmpty());
            }
        }
    }

    @Test
    void another_role_is_acted_in_on_every_node_at_once() {
        withPassword();
        String before = signedIn(two);

        acknowledged(new AccountEvent.RoleChanged(SITI, Role.OFFICE_HEAD, Optional.of(OFFICE), now()));

        assertThat(two.bySession(before).blockOptional()).isEmpty();
        assertThat(two.bySession(signedIn(two)).block().role()).isEqualTo(Role.OFFICE_HEAD);
    }

    @Test
    void a_password_that_was_changed_on_one_node_is_the_one_that_the_other_takes() {
        withPassword();
        String before = signedIn(two);

        assertThat(one.setPassword(SITI, "other", Optional.empty()).block()).isTrue();

        assertThat(two.bySession(before).blockOptional()).isEmpty();
        assertThat(two.begin(SITI, Optional.of(new Directory.Proof("hash", false)), CLIENT).blockOptional()).isEmpty();
        assertThat(two.begin(SITI, Optional.of(new Directory.Proof("other", false)), CLIENT).blockOptional()).isPresent();
    }

    @Test
    void a_key_that_one_node_told_is_taken_by_the_other_until_it_is_revoked_on_either() {
        opened(Role.API_CLIENT, SignInMethod.KEY);
        acknowledged(new AccountEvent.KeyIssued(SITI, KEY, Shreddable.erased(new PersonId(UUID.randomUUID())), now()));
        String key = two.issue(SITI, KEY).block();
        assertThat(one.byKey(key).block().role()).isEqualTo(Role.API_CLIENT);

        acknowledged(new AccountEvent.KeyRevoked(SITI, KEY, now()));

        assertThat(two.byKey(key).blockOptional()).isEmpty();
    }

    @Test
    void the_offer_of_one_node_is_taken_at_another_once_and_void_as_soon_as_an_administrator_can_sign_in() {
        Instant soon = Instant.now().plusSeconds(60);
        one.offer("first", soon).block();
        two.offer("second", soon).block();
        assertThat(two.isOffered("first").block()).isTrue();
        assertThat(two.takeOffer("first").blockOptional()).isPresent();
        assertThat(one.takeOffer("first").blockOptional()).isEmpty();

        opened(Role.ADMINISTRATOR, SignInMethod.PASSWORD);
        assertThat(two.isOffered().block()).isTrue();
        one.setPassword(SITI, "hash", Optional.empty()).block();

        assertThat(two.isOffered().block()).isFalse();
        assertThat(two.takeOffer("second").blockOptional()).isEmpty();
    }
}
