package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.intake.mongodb.MongoImportSpool;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes' jobs, each with a folder of its own, over one store of events and one of files. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class ImportingOnSeveralNodesTest {

    private static final Path EXCERPT = Path.of("src/test/resources/nyc-311-excerpt.csv");

    @Parameter
    TestMongo server;

    @TempDir
    Path folder;

    private TestDatabases databases;
    private Platform platform;
    private final List<Importing> nodes = new ArrayList<>();

    @BeforeEach
    void open() {
        databases = server.fresh();
        platform = new Platform(folder.resolve("platform"));
    }

    @AfterEach
    void close() {
        nodes.forEach(Importing::stop);
        if (platform != null) {
            platform.close();
            databases.close();
        }
    }

    private ImportSpool spool(String node) {
        return MongoImportSpool.open(databases.connected(), folder.resolve(node), 10_000_000, Clock.systemUTC(),
                new MongoImportSpool.Patience(Duration.ofSeconds(2), Duration.ofMillis(50)));
    }

    private void node(ImportSpool files) {
        nodes.add(platform.importing(files, 20));
    }

    private void requireEnded(ImportId id) {
        await().atMost(Duration.ofSeconds(60)).until(() -> platform.hasEnded(id));
    }

    private List<DomainEvent> undisturbed() {
        try (Platform other = new Platform(folder.resolve("undisturbed"))) {
            ImportId id = other.handIn(other.files(), EXCERPT, ImportFormat.NYC_311);
            other.importing(other.files(), 20);
            await().atMost(Duration.ofSeconds(60)).until(() -> other.hasEnded(id));
            return other.events();
        }
    }

    @Test
    void a_file_that_was_handed_in_at_one_node_is_imported_by_another_and_goes() {
        // given a node that takes a file in and ends
        ImportId id = platform.handIn(spool("first"), EXCERPT, ImportFormat.NYC_311);

        // when two others come
        node(spool("second"));
        node(spool("third"));
        requireEnded(id);

        // then it came to what one node alone comes to, and nothing of the file stays
        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed());
        await().untilAsserted(() -> assertThat(databases.connected().blocking(Database.IMPORTS)
                .getCollection("upload.files").countDocuments()).isZero());
        await().untilAsserted(() -> assertThat(folder.resolve("second")).isEmptyDirectory());
        assertThat(folder.resolve("first")).isEmptyDirectory();
    }

    @Test
    void what_a_dead_node_was_at_another_goes_on_with() {
        ImportId id = platform.handIn(spool("first"), EXCERPT, ImportFormat.NYC_311);
        // given a node that died while it was at the import
        databases.connected().blocking(Database.IMPORTS).getCollection("turn").insertOne(new Document("_id", id.value())
                .append("holder", UUID.randomUUID()).append("until", Date.from(Instant.now().plusSeconds(1))));

        node(spool("second"));

        requireEnded(id);
        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed());
    }

    @Test
    void nodes_that_both_believe_that_it_is_their_turn_count_no_line_twice() {
        // given two nodes each of which has the file to itself: as if one was taken for dead and was not
        SpooledFiles one = new SpooledFiles(folder.resolve("one"), 10_000_000);
        SpooledFiles two = new SpooledFiles(folder.resolve("two"), 10_000_000);
        ImportId id = platform.handIn(one, EXCERPT, ImportFormat.NYC_311);
        platform.handIn(two, EXCERPT, ImportFormat.NYC_311);

        node(one);
        node(two);
        requireEnded(id);

        nodes.forEach(Importing::stop);
        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed());
    }
}
