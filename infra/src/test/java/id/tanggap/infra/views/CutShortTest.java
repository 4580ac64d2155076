package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import id.tanggap.infra.keys.SealedHistories;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.views.mongodb.CutLine;
import id.tanggap.infra.views.mongodb.MongoShelf;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.projection.Projections;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A batch on MongoDB, wherever the node that writes it is cut off, and whoever else writes at the same time. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class CutShortTest {

    private static final JsonMapper STORED = ViewsJson.mapper();
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final List<Recorded> HISTORY = SealedHistories.of(Histories.small(17).events(700));

    @Parameter
    TestMongo server;

    private TestDatabases databases;
    private MongoShelf shelf;
    private List<String> undisturbed;

    @BeforeEach
    void open() {
        databases = server.fresh();
        shelf = new MongoShelf(databases.uri(), true);
        try (Projecting views = onTo(shelf, "undisturbed")) {
            commit(views, 0, HISTORY.size());
        }
        undisturbed = shelf.dump("undisturbed");
    }

    @AfterEach
    void close() {
        if (databases != null) {
            shelf.close();
            databases.close();
        }
    }

    @Test
    void a_large_batch_whose_node_is_cut_off_at_any_message_is_there_as_a_whole_or_not_at_all() throws Exception {
        // so large that its rows are written down before it is committed
        cutOffAtEveryMessage(300, 650);
    }

    @Test
    void a_small_batch_whose_node_is_cut_off_at_any_message_is_there_as_a_whole_or_not_at_all() throws Exception {
        cutOffAtEveryMessage(300, 320);
    }

    private void cutOffAtEveryMessage(int from, int to) throws Exception {
        ConnectionString uri = new ConnectionString(databases.uri());
        Assumptions.assumeTrue(uri.getCredential() == null && !uri.isSrvProtocol() && uri.getHosts().size() == 1,
                "only a server that is spoken to without a secret can be cut off: NOT tried on this one");
        ServerAddress address = new ServerAddress(uri.getHosts().getFirst());
        try (Projecting views = onTo(shelf, "begun")) {
            commit(views, 0, from);
        }
        Set<Long> found = new HashSet<>();
        int writtenTwice = 0;
        for (boolean afterItGotThere : new boolean[] {false, true}) {
            boolean cut = true;
            for (int message = 1; cut; message++) {
                String name = "cut " + afterItGotThere + message;
                try (CutLine line = new CutLine(address.getHost(), address.getPort());
                        MongoShelf cutOff = new MongoShelf(line.uri(uri.getDatabase()), true)) {
                    shelf.copy("begun", name);
                    Projecting views = onTo(cutOff, name);
                    views.begin();
                    apply(views, from, to);

                    // when
                    line.cut(message, afterItGotThere);
                    try {
                        views.commit();
                        views.leave();
                    } catch (ViewsUnavailable unavailable) {
                        assertThat(line.wasCut()).isTrue();
                        views.rollback();
                    }
                    cut = line.wasCut();
                }

                // then whoever goes on finds all of it or nothing
                Optional<Runnable> committedButNotApplied = shelf.pending(name);
                try (Projecting another = onTo(shelf, name)) {
                    assertThat(another.position()).isIn(from - 1L, to - 1L);
                    found.add(another.position());
                    commit(another, (int) another.position() + 1, HISTORY.size());
                }
                // and if the node wakes up an age later and goes on to write the rows, that changes nothing
                if (committedButNotApplied.isPresent()) {
                    committedButNotApplied.get().run();
                    writtenTwice++;
                }
                assertThat(shelf.dump(name)).as("cut at message %d", message).isEqualTo(undisturbed);
            }
        }
        assertThat(found).as("whole and not at all").hasSize(2);
        assertThat(writtenTwice).isGreaterThan(3);
    }

    @Test
    void of_two_nodes_that_both_believe_to_be_on_duty_each_event_takes_effect_once() {
        try (MongoShelf another = new MongoShelf(databases.uri(), true);
                ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            onTo(shelf, "raced").close();
            AtomicInteger[] commits = {new AtomicInteger(), new AtomicInteger()};
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> race(shelf, 1, commits[0], commits[1]), nodes);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> race(another, 2, commits[1], commits[0]), nodes);
            first.join();
            second.join();

            assertThat(shelf.dump("raced")).isEqualTo(undisturbed);
            assertThat(commits[0]).hasPositiveValue();
            assertThat(commits[1]).hasPositiveValue();
        }
    }

    /** After its first commit each lets the other have one too: then both are in the race. */
    private static void race(MongoShelf shelf, long seed, AtomicInteger commits, AtomicInteger others) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Projecting views = onTo(shelf, "raced")) {
            while (views.position() < HISTORY.size() - 1) {
                int from = (int) views.position() + 1;
                try {
                    commit(views, from, Math.min(HISTORY.size(), from + 1 + random.nextInt(20)));
                    commits.incrementAndGet();
                    await().until(() -> others.get() > 0);
                } catch (ViewsUnavailable _) {
                    startOver(views);
                }
            }
        }
    }

    private static void startOver(Projecting views) {
        while (true) {
            try {
                views.startOver();
                return;
            } catch (ViewsUnavailable _) {
                Thread.onSpinWait(); // the other one applied the same batch at the same moment
            }
        }
    }

    @Test
    void a_node_that_wakes_up_an_age_too_late_writes_nothing() {
        try (MongoShelf another = new MongoShelf(databases.uri(), true);
                Projecting views = onTo(shelf, "late")) {
            commit(views, 0, 100);
            try (Projecting sleeping = onTo(another, "late")) {
                sleeping.begin();
                apply(sleeping, 100, 200);

                for (int from = 100; from < HISTORY.size(); from += 50) {
                    commit(views, from, Math.min(HISTORY.size(), from + 50));
                }

                assertThatThrownBy(sleeping::commit).isInstanceOf(ViewsUnavailable.class)
                        .hasMessageContaining("another node");
                sleeping.rollback();
                assertThat(shelf.dump("late")).isEqualTo(undisturbed);
                assertThat(sleeping.startOver()).isEqualTo(HISTORY.size() - 1);
            }
        }
    }

    private static Projecting onTo(MongoShelf shelf, String name) {
        return Projecting.onTo(shelf.open(name, STORED), new Projections(Platform.ZONE), CLOCK);
    }

    private static void commit(Projecting views, int from, int to) {
        views.begin();
        try {
            apply(views, from, to);
            views.commit();
            views.leave();
        } catch (RuntimeException e) {
            views.rollback();
            throw e;
        }
    }

    private static void apply(Projecting views, int from, int to) {
        for (int i = from; i < to; i++) {
            Recorded e = HISTORY.get(i);
            views.apply(new Incoming("event-" + i, i, e.stream(), e.sequence(), e.type(), e::event));
        }
        views.reach(to - 1);
    }
}
