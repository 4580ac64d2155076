package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.mongodb.MongoEventLog;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole application with its events on MongoDB. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class OnMongoTest {

    @Parameter
    TestMongo server;

    @TempDir
    Path folder;

    @Test
    void what_was_recorded_is_in_the_database_and_is_there_again_after_a_restart() {
        try (TestDatabases databases = server.fresh()) {
            String[] settings = {"--tanggap.storage=mongodb", "--spring.mongodb.uri=" + databases.uri(),
                "--tanggap.keys.kek=" + "ab".repeat(32)};
            String id;
            try (Platform platform = Platform.start(folder, settings)) {
                // given a complaint
                Case complaint = platform.open();
                id = complaint.id;
                platform.http().get("/api/v1/complaints/" + id, Who.PUBLIC.havingSeen(platform.head())).is(200);

                // then its event is in the database, and no file of events was made
                List<StoredEvent> stored = platform.bean(EventLog.class).readStream(id, 0, 10);
                assertThat(stored).extracting(StoredEvent::name).containsExactly("complaint.submitted");
                assertThat(platform.bean(EventLog.class)).isInstanceOf(MongoEventLog.class);
                assertThat(folder.resolve("events.db")).doesNotExist();
                platform.http().get("/actuator/health/mongodb", Who.PUBLIC).is(200);
            }
            // and it is there again after a restart
            try (Platform platform = Platform.start(folder, settings)) {
                platform.http().get("/api/v1/complaints/" + id, Who.PUBLIC.havingSeen(platform.head())).is(200);
            }
        }
    }
}
