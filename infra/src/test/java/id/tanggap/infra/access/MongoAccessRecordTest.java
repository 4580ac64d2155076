package id.tanggap.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import id.tanggap.infra.access.mongodb.MongoAccessRows;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.query.access.Integrity;
import id.tanggap.query.access.RecordedLook;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoAccessRecordTest extends AccessRecordContract {

    @Parameter
    TestMongo server;

    private TestDatabases databases;

    @Override
    AccessRows rows(Clock clock) {
        if (databases == null) {
            databases = server.fresh();
        }
        return MongoAccessRows.open(databases.connected(), clock);
    }

    @AfterEach
    void drop() {
        if (databases != null) {
            databases.close();
        }
    }

    private MongoCollection<Document> documents() {
        return databases.connected().blocking(Database.ACCESS).getCollection("access");
    }

    @Test
    void looks_that_several_nodes_record_at_once_are_all_there_once_in_one_chain_without_a_gap() throws Exception {
        // given three nodes, of which one's clock is wrong
        int nodes = 3;
        int readers = 6;
        int looks = 40;
        List<ChainedAccessRecord> records = new ArrayList<>();
        records.add(accesses);
        records.add(opened(Clock.fixed(NOW.minus(Duration.ofDays(1)), ZoneOffset.UTC)));
        records.add(opened(Clock.systemUTC()));

        // when readers on each of them look at personal data at the same time
        ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < nodes * readers; reader++) {
                int one = reader;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < looks; i++) {
                        String request = one + "/" + i;
                        records.get(one % nodes).add(Looks.look("budi", request, Looks.complaint(i))).block();
                        shown.add(request);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        // then each node finds all of them
        for (ChainedAccessRecord record : records) {
            List<RecordedLook> recorded = Looks.all(record);
            assertThat(recorded).extracting(RecordedLook::number).containsExactlyElementsOf(
                    LongStream.rangeClosed(1, (long) nodes * readers * looks).boxed().toList());
            assertThat(recorded).extracting(look -> look.look().correlationId()).containsExactlyInAnyOrderElementsOf(shown);
            assertThat(recorded).extracting(RecordedLook::at).isSorted();
            assertThat(record.last().block()).isEqualTo((long) nodes * readers * looks);
            assertThat(record.verify().block().broken()).isEmpty();
        }
        records.stream().skip(1).forEach(ChainedAccessRecord::close);
    }

    @Test
    void a_node_goes_on_where_another_has_ended() {
        try (ChainedAccessRecord other = opened(Clock.systemUTC())) {
            record("budi", Looks.complaint(1));
            other.add(Looks.look("siti", "request", Looks.complaint(1))).block();
            record("kris", Looks.complaint(1));

            assertThat(Looks.all(other)).extracting(look -> look.look().actor().id()).containsExactly("budi", "siti", "kris");
            assertThat(accesses.verify().block().broken()).isEmpty();
        }
    }

    @Test
    void a_row_that_was_changed_is_named() {
        Stream.of("budi", "siti", "kris", "indra").forEach(account -> record(account, Looks.complaint(1)));

        documents().updateOne(Filters.eq("_id", 2L), Updates.set("look",
                new Binary(LookJson.write(Looks.look("oknum", "request", Looks.complaint(1))))));

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);
        assertThat(accesses.broken()).isPresent();
    }

    @Test
    void a_row_that_was_removed_is_named() {
        Stream.of("budi", "siti", "kris", "indra").forEach(account -> record(account, Looks.complaint(1)));

        documents().deleteOne(Filters.eq("_id", 3L));

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(3L);
    }

    @Test
    void rows_that_were_cut_off_the_end_while_a_node_was_up_are_named_also_when_others_go_on_there() {
        Stream.of("budi", "siti", "kris").forEach(account -> record(account, Looks.complaint(1)));

        documents().deleteMany(Filters.gte("_id", 2L));

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);
        try (ChainedAccessRecord other = opened(Clock.systemUTC())) {
            other.add(Looks.look("adi", "request", Looks.complaint(1))).block();
            record("indra", Looks.complaint(1));

            assertThat(accesses.verify().block().broken()).isPresent();
        }
    }

    @Test
    void a_look_that_is_no_longer_found_by_its_complaint_or_its_account_is_named() {
        record("budi", Looks.complaint(1));
        record("siti", Looks.complaint(1));

        documents().updateOne(Filters.eq("_id", 2L), Updates.set("subjects", List.of(UUID.randomUUID())));
        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);

        documents().updateOne(Filters.eq("_id", 1L), Updates.set("actor", "nobody"));
        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(1L);
    }
}
