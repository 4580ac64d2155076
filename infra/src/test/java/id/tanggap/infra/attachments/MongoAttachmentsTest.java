package id.tanggap.infra.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import id.tanggap.infra.attachments.mongodb.MongoAttachments;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
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
class MongoAttachmentsTest extends AttachmentStoreContract {

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
    AttachmentStore opened() {
        return MongoAttachments.open(databases.connected());
    }

    private MongoDatabase database() {
        return databases.connected().blocking(Database.ATTACHMENTS);
    }

    @Override
    long size() {
        return database().getCollection("attachment.files").countDocuments()
                + database().getCollection("attachment.chunks").countDocuments();
    }

    @Test
    void pieces_of_a_file_that_a_node_was_storing_when_it_died_are_swept() throws IOException {
        ObjectId file = new ObjectId(Date.from(Instant.now().minusSeconds(90_000)));
        for (int piece = 0; piece < 3; piece++) {
            database().getCollection("attachment.chunks").insertOne(new Document("files_id", file).append("n", piece)
                    .append("data", new Binary(new byte[10])));
        }

        assertThat(opened().sweep(Instant.now().minusSeconds(86_400))).isEqualTo(1);

        assertThat(size()).isZero();
    }
}
