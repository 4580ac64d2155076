package id.tanggap.infra.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OtherWritersTest {

    @BeforeAll
    static void quieten() {
        TestMongo.quieten();
    }

    @Test
    void where_there_are_change_streams_they_tell_of_every_append_at_once_also_after_a_rest() {
        // given a double of a server with change streams: the only way to try them where there is no real one
        MemoryBackend backend = new MemoryBackend();
        backend.enableOplog();
        MongoServer server = new MongoServer(backend);
        try (MongoDatabases databases = MongoDatabases.at(server.bindAndGetConnectionString() + "/tanggap")) {
            MongoEventLog log = MongoEventLog.open(databases);
            List<Long> told = new CopyOnWriteArrayList<>();
            try (EventLog.Watch _ = log.watch(told::add, true)) {
                await().until(() -> told.size() >= 2);
                List<Long> lags = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    // when nothing has happened for longer than asking would have gone on quickly
                    await().pollDelay(Duration.ofMillis(600)).until(() -> true);
                    log.write(List.of(append("stream-" + i)));
                    long acknowledged = System.nanoTime();
                    long position = i;
                    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> told.contains(position));
                    lags.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - acknowledged));
                }

                // then it is told at once
                lags.sort(Comparator.naturalOrder());
                assertThat(lags.get(2)).as("median in milliseconds of %s", lags).isLessThan(100);
            }
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void where_there_are_none_the_end_is_asked_for_and_never_told_beyond_what_is_stored() {
        try (TestDatabases databases = TestMongo.IN_PROCESS.fresh()) {
            MongoEventLog writing = MongoEventLog.open(databases.connected());
            MongoEventLog watching = MongoEventLog.open(databases.connectedAgain());
            List<Long> told = new CopyOnWriteArrayList<>();
            try (EventLog.Watch _ = watching.watch(position -> {
                assertThat(writing.head()).isGreaterThanOrEqualTo(position);
                told.add(position);
            })) {
                for (int i = 0; i < 50; i++) {
                    writing.write(List.of(append("stream-" + i), append("other-" + i)));
                }
                await().until(() -> told.contains(99L));
                assertThat(told).isSorted();
            }
            // and nothing is told any more when nobody wants to know
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            int before = told.size();
            writing.write(List.of(append("later")));
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            assertThat(told).hasSize(before);
        }
    }

    @Test
    void a_server_that_goes_away_and_comes_back_is_followed_again() throws Exception {
        try (TestDatabases databases = TestMongo.IN_PROCESS.fresh(); Cable cable = new Cable(databases.uri());
             MongoDatabases behindTheCable = MongoDatabases.at(cable.uri(databases.uri()))) {
            MongoEventLog writing = MongoEventLog.open(databases.connected());
            MongoEventLog watching = MongoEventLog.open(behindTheCable);
            List<Long> told = new CopyOnWriteArrayList<>();
            try (EventLog.Watch _ = watching.watch(told::add)) {
                writing.write(List.of(append("before")));
                await().until(() -> told.contains(0L));

                cable.cut();
                for (int i = 0; i < 5; i++) {
                    writing.write(List.of(append("meanwhile-" + i)));
                }
                cable.mend();

                await().until(() -> told.contains(5L));
            }
        }
    }

    private static Append append(String stream) {
        return Append.of(new NewEvent("Complaint", stream, 0, stream, Instant.EPOCH, "name", null, new byte[0], new byte[0]));
    }
}
