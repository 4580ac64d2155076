package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import id.tanggap.infra.intake.mongodb.MongoImportSpool;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoImportSpoolTest extends ImportSpoolContract {

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
    ImportSpool spool(long limit) {
        return MongoImportSpool.open(databases.connected(), folder, limit, Clock.systemUTC());
    }

    private MongoCollection<Document> collection(String name) {
        return databases.connected().blocking(Database.IMPORTS).getCollection(name);
    }

    @Override
    void requireEmpty() {
        assertThat(folder).isEmptyDirectory();
        assertThat(collection("upload.files").countDocuments()).isZero();
        assertThat(collection("upload.chunks").countDocuments()).isZero();
        assertThat(collection("turn").countDocuments()).isZero();
    }

    @Test
    void a_file_of_many_pieces_that_one_node_received_is_read_whole_by_another() throws IOException {
        String line = "1234567,abcdefghijklmnopqrstuvwxyz\n";
        String[] parts = IntStream.range(0, 40).mapToObj(_ -> line.repeat(1_000)).toArray(String[]::new);
        spool(10_000_000).receive(pieces(parts)).block().keepFor(ID).block();

        ImportSpool other = MongoImportSpool.open(databases.connected(), folder.resolve("other"), 100, Clock.systemUTC());

        assertThat(content(other)).contains(line.repeat(40_000));
    }

    @Test
    void an_import_is_one_nodes_turn_at_a_time_and_the_next_ones_when_that_one_has_ended() throws IOException {
        ImportSpool one = spool(100);
        ImportSpool two = spool(100);
        try (ImportSpool.Turn _ = one.take(ID, () -> { }).orElseThrow()) {
            assertThat(two.take(ID, () -> { })).isEmpty();
        }
        try (ImportSpool.Turn _ = two.take(ID, () -> { }).orElseThrow()) {
            assertThat(one.take(ID, () -> { })).isEmpty();
        }
    }

    @Test
    void whoever_is_silent_for_too_long_loses_its_turn_and_is_told() throws IOException {
        AtomicBoolean lost = new AtomicBoolean();
        ImportSpool paused = spool(100);
        // given a node that was at an import, and another whose clock says that it has been silent for a while
        Optional<ImportSpool.Turn> turn = MongoImportSpool.open(databases.connected(), folder, 100, Clock.systemUTC(),
                new MongoImportSpool.Patience(Duration.ofMillis(300), Duration.ofSeconds(1))).take(ID, () -> lost.set(true));
        ImportSpool later = MongoImportSpool.open(databases.connected(), folder, 100,
                Clock.fixed(Instant.now().plus(Duration.ofMinutes(1)), ZoneOffset.UTC));

        // when that one takes over
        Optional<ImportSpool.Turn> takenOver = later.take(ID, () -> { });

        // then the first one is told, and giving back what it has no more takes nothing away
        assertThat(takenOver).isPresent();
        await().untilTrue(lost);
        turn.orElseThrow().close();
        assertThat(paused.take(ID, () -> { })).isEmpty();
        takenOver.get().close();
    }

    @Test
    void pieces_of_a_file_that_was_never_complete_go_after_a_day() {
        ObjectId old = new ObjectId(java.util.Date.from(Instant.now().minus(Duration.ofDays(2))));
        ObjectId fresh = new ObjectId();
        List.of(old, fresh).forEach(file -> collection("upload.chunks").insertOne(
                new Document("files_id", file).append("n", 0).append("data", new Binary(new byte[10]))));

        spool(100);

        assertThat(collection("upload.chunks").countDocuments(Filters.eq("files_id", old))).isZero();
        assertThat(collection("upload.chunks").countDocuments(Filters.eq("files_id", fresh))).isOne();
    }

    @Test
    void a_file_that_somebody_may_just_be_handing_in_is_not_taken_for_left_behind() throws IOException {
        spool(100).receive(pieces("a,b\n")).block().keepFor(ID).block();

        assertThat(spool(100).isLeftBehind(ID)).isFalse();
        assertThat(MongoImportSpool.open(databases.connected(), folder, 100, Clock.fixed(Instant.now()
                .plus(Duration.ofHours(2)), ZoneOffset.UTC)).isLeftBehind(ID)).isTrue();
    }

    @Test
    void the_same_file_handed_in_at_two_nodes_at_once_is_there_and_goes_as_one() throws IOException {
        spool(100).receive(pieces("a,b\n")).block().keepFor(ID).block();
        spool(100).receive(pieces("a,b\n")).block().keepFor(ID).block();

        assertThat(spool(100).all()).containsExactly(ID);
        spool(100).discard(ID).block();
        requireEmpty();
    }
}
