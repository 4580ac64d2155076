package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.signin.AccountStore.At;
import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.infra.signin.AccountStore.Row;
import id.tanggap.infra.signin.mongodb.MongoAccountStore;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoAccountStoreTest extends AccountStoreContract {

    @Parameter
    TestMongo server;

    private TestDatabases databases;

    @BeforeEach
    void open() {
        databases = server.fresh();
    }

    @AfterEach
    void drop() {
        if (databases != null) {
            databases.close();
        }
    }

    @Override
    AccountStore store() {
        return MongoAccountStore.open(databases.connected());
    }

    /** A life of some accounts: opened, given keys, put out and taken back. */
    private static List<At> history() {
        SplittableRandom random = new SplittableRandom(5);
        List<At> history = new ArrayList<>();
        List<AccountName> names = IntStream.range(0, 6).mapToObj(i -> AccountName.of("account-" + i)).toList();
        names.forEach(name -> history.add(opened(history.size(), name, "OFFICER")));
        for (int i = 0; i < 150; i++) {
            AccountName name = names.get(random.nextInt(names.size()));
            history.add(new At(history.size(), switch (random.nextInt(4)) {
                case 0 -> new Change.Close(name);
                case 1 -> new Change.Reopen(name);
                case 2 -> new Change.Act(name, "ROLE_" + i, Optional.empty());
                default -> new Change.AddKey(name, KeyId.of(new UUID(0x7000, 0x8000000000000000L + i).toString()));
            }));
        }
        return history;
    }

    private static void followAll(AccountStore store, List<At> history, int together) {
        for (int from = 0; from < history.size(); from += together) {
            follow(store, history.subList(from, Math.min(history.size(), from + together)).toArray(At[]::new));
        }
    }

    @Test
    void nodes_that_follow_the_same_events_each_at_its_own_pace_come_to_what_one_comes_to() throws Exception {
        List<At> history = history();
        AccountStore shared = store();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int together : new int[] {1, 7, 40}) {
                all.add(nodes.submit(() -> followAll(store(), history, together)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        List<Row> several = shared.accounts();
        List<AccountStore.KeyRow> keys = shared.keys();
        assertThat(shared.reached().position()).isEqualTo(history.size() - 1);

        try (TestDatabases others = server.fresh()) {
            AccountStore alone = MongoAccountStore.open(others.connected());
            followAll(alone, history, 20);
            assertThat(several).usingRecursiveFieldByFieldElementComparatorIgnoringFields("epoch")
                    .containsExactlyInAnyOrderElementsOf(alone.accounts());
            assertThat(keys).containsExactlyInAnyOrderElementsOf(alone.keys());
        }
    }

    @Test
    void a_node_that_comes_late_with_an_event_ends_no_session_that_began_after_it() {
        AccountStore early = store();
        AccountStore late = store();
        At[] history = {opened(3, SITI, "OFFICER"), new At(4, new Change.Close(SITI)), new At(5, new Change.Reopen(SITI)),
                new At(6, new Change.AddKey(SITI, KEY))};
        follow(early, history);
        begin(early, SITI, "session");
        early.invite(SITI, "token", NOW.plusSeconds(60));
        early.keep(SITI, KEY, "key");

        follow(late, history);

        assertThat(isOn(late, "session")).isTrue();
        assertThat(late.isInvited(SITI, "token", NOW)).isTrue();
        assertThat(late.key("key")).isPresent();
        assertThat(late.account(SITI)).get().extracting(Row::active).isEqualTo(true);
    }

    @Test
    void of_those_who_use_an_invitation_at_several_nodes_at_once_one_sets_the_password() throws Exception {
        AccountStore store = store();
        follow(store, opened(3, SITI, "OFFICER"));
        store.invite(SITI, "token", NOW.plusSeconds(60));

        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String hash = "hash " + i;
                all.add(nodes.submit(() -> store().setPassword(SITI, hash, Optional.of("token"), NOW)));
            }
        }

        List<Integer> winners = IntStream.range(0, all.size()).filter(i -> all.get(i).resultNow()).boxed().toList();
        assertThat(winners).hasSize(1);
        assertThat(store.password(SITI)).contains("hash " + winners.getFirst());
    }
}
