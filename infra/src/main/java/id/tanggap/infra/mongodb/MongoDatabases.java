package id.tanggap.infra.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ServerDescription;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.UuidRepresentation;
import reactor.core.publisher.Mono;

/**
 * Tanggap's databases on one MongoDB server or replica set, by a blocking client and by a reactive one.
 *
 * <p><b>Promised</b>, whatever the connection string says: a write is acknowledged when a majority holds it in its journal
 * (on a single server: when it is in that server's journal), and what is read is held by a majority and comes from the
 * primary. So nothing that was ever shown or acknowledged is undone when another server takes over.
 *
 * <p>An answer that does not come is an error after half a minute, a majority that does not answer after ten seconds. After
 * either error it is open whether the write was done: whoever must know reads it back.
 */
public final class MongoDatabases implements AutoCloseable {

    private static final String DEFAULT_PREFIX = "tanggap";
    private static final int MAJORITY_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;

    private final String prefix;
    private final MongoClient client;
    private final com.mongodb.reactivestreams.client.MongoClient reactiveClient;

    private MongoDatabases(String prefix, MongoClientSettings settings) {
        this.prefix = prefix;
        this.client = MongoClients.create(settings);
        this.reactiveClient = com.mongodb.reactivestreams.client.MongoClients.create(settings);
    }

    /**
     * Connects in the background: what is wrong with the server is told by the first use.
     *
     * @param uri a connection string; its database, {@code tanggap} if it has none, names the events' database and begins
     *            the names of the others
     * @throws IllegalArgumentException if it is no connection string
     */
    public static MongoDatabases at(String uri) {
        ConnectionString connection = new ConnectionString(uri);
        MongoClientSettings settings = MongoClientSettings.builder()
                .applicationName("tanggap")
                // what the connection string says of it goes before this
                .applyToSocketSettings(socket -> socket.readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(connection)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .readPreference(ReadPreference.primary())
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true).withWTimeout(MAJORITY_SECONDS, TimeUnit.SECONDS))
                .build();
        return new MongoDatabases(Optional.ofNullable(connection.getDatabase()).orElse(DEFAULT_PREFIX), settings);
    }

    /** For threads that may wait. */
    public MongoDatabase blocking(Database database) {
        return client.getDatabase(database.name(prefix));
    }

    /** For event loops. */
    public com.mongodb.reactivestreams.client.MongoDatabase reactive(Database database) {
        return reactiveClient.getDatabase(database.name(prefix));
    }

    /** The client itself, for sessions. */
    public MongoClient client() {
        return client;
    }

    /** Whether the server is a replica set or several, which then has change streams; false before it first answered. */
    public boolean areReplicated() {
        return client.getClusterDescription().getServerDescriptions().stream().map(ServerDescription::getType)
                .anyMatch(type -> switch (type) {
                    case REPLICA_SET_PRIMARY, REPLICA_SET_SECONDARY, SHARD_ROUTER -> true;
                    default -> false;
                });
    }

    /** Ends when the primary has answered; any server knows this question, also one that stands in for MongoDB in tests. */
    Mono<Void> ping() {
        return Mono.from(reactive(Database.EVENTS).runCommand(
                new BsonDocument("ping", new BsonInt32(1)), ReadPreference.primary())).then();
    }

    @Override
    public void close() {
        client.close();
        reactiveClient.close();
    }
}
