package id.tanggap.infra.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoDatabasesTest {

    @Parameter
    TestMongo server;

    private TestDatabases databases;

    @BeforeEach
    void open() {
        databases = server.fresh();
    }

    @AfterEach
    void close() {
        if (databases != null) {
            databases.close();
        }
    }

    @Test
    void each_kind_of_thing_has_a_database_of_its_own_that_both_clients_see() {
        MongoDatabases connected = databases.connected();
        for (Database database : Database.values()) {
            connected.blocking(database).getCollection("things").insertOne(new Document("_id", database.name()));
        }
        for (Database database : Database.values()) {
            assertThat(Mono.from(connected.reactive(database).getCollection("things").find()).block())
                    .isEqualTo(new Document("_id", database.name()));
        }
    }

    @Test
    void nothing_is_left_on_the_server_when_a_test_has_ended() {
        databases.connected().blocking(Database.KEYS).getCollection("things").insertOne(new Document());
        String uri = databases.uri();
        String name = databases.connected().blocking(Database.KEYS).getName();
        close();

        try (MongoClient client = MongoClients.create(uri)) {
            assertThat(client.listDatabaseNames().into(new ArrayList<>())).doesNotContain(name);
        }
    }

    @Test
    void a_connection_string_cannot_loosen_what_writes_and_reads_promise() {
        String loose = databases.uri() + (databases.uri().contains("?") ? "&" : "?")
                + "w=0&journal=false&readConcernLevel=local&readPreference=secondaryPreferred";
        try (MongoDatabases connected = MongoDatabases.at(loose)) {
            var database = connected.blocking(Database.EVENTS);
            assertThat(database.getWriteConcern().getWString()).isEqualTo("majority");
            assertThat(database.getWriteConcern().getJournal()).isTrue();
            assertThat(database.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
            assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
        }
    }

    @Test
    void health_is_up_while_a_primary_answers_and_down_when_none_does() {
        assertThat(new MongoHealth(databases.connected()).health().block().getStatus()).isEqualTo(Status.UP);
        try (MongoDatabases nowhere = MongoDatabases.at("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50")) {
            assertThat(new MongoHealth(nowhere).health().block().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void databases_are_named_after_the_one_in_the_connection_string_or_tanggap() {
        for (List<String> uri : List.of(List.of("mongodb://127.0.0.1:1/kota", "kota"), List.of("mongodb://127.0.0.1:1", "tanggap"))) {
            try (MongoDatabases connected = MongoDatabases.at(uri.getFirst())) {
                assertThat(connected.blocking(Database.EVENTS).getName()).isEqualTo(uri.getLast());
                assertThat(connected.blocking(Database.VIEWS).getName()).isEqualTo(uri.getLast() + "_views");
            }
        }
    }

    @Test
    void what_is_no_connection_string_is_refused_at_once() {
        assertThatThrownBy(() -> MongoDatabases.at("localhost:27017")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_somebody_is_stays_a_matter_of_the_database_it_was() {
        assertThat(TestMongo.in("mongodb://a:b@one,two/first?x=1", "other")).isEqualTo("mongodb://a:b@one,two/other?authSource=first&x=1");
        assertThat(TestMongo.in("mongodb://a:b@one", "other")).isEqualTo("mongodb://a:b@one/other?authSource=admin");
        assertThat(TestMongo.in("mongodb://one/?x=1", "other")).isEqualTo("mongodb://one/other?x=1");
    }
}
