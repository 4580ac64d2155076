package id.tanggap.infra.eventstore.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonTimestamp;

/**
 * Sessions that begin where this process has come to: what is read in one is at least as new as anything that this process
 * has read or written before, also right after another server took over, which for a moment may not know what a majority
 * holds.
 *
 * <p>A single server of its own needs none of this, and what stands in for MongoDB in tests has no sessions.
 */
final class CausalSessions {

    private static final ClientSessionOptions CAUSAL = ClientSessionOptions.builder().causallyConsistent(true).build();

    private final MongoClient client;
    private final boolean supported;
    private final AtomicReference<BsonTimestamp> seen = new AtomicReference<>();

    CausalSessions(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.supported = areSupported(client, database);
    }

    private static boolean areSupported(MongoClient client, MongoDatabase database) {
        try (ClientSession session = client.startSession(CAUSAL)) {
            database.runCommand(session, new BsonDocument("ping", new BsonInt32(1)));
            return true;
        } catch (MongoTimeoutException e) {
            throw e;
        } catch (MongoClientException e) {
            return false;
        }
    }

    /** @param work gets null if the server has no sessions */
    <T> T in(Function<ClientSession, T> work) {
        if (!supported) {
            return work.apply(null);
        }
        try (ClientSession session = client.startSession(CAUSAL)) {
            BsonTimestamp known = seen.get();
            if (known != null) {
                session.advanceOperationTime(known);
            }
            T result = work.apply(session);
            seen(session.getOperationTime());
            return result;
        }
    }

    /** What happened at that time of the server's is from now on part of everything that is read. */
    void seen(BsonTimestamp time) {
        if (time != null) {
            seen.accumulateAndGet(time, (known, now) -> known != null && known.compareTo(now) >= 0 ? known : now);
        }
    }
}
