package id.tanggap.infra.keys.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import id.tanggap.command.PlatformKey;
import id.tanggap.infra.keys.HmacKey;
import id.tanggap.infra.keys.KeyEncryptionKeys;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The platform's secret key, the same on all nodes: it lies beside people's keys, wrapped like them, so that whoever has the
 * database alone can derive nothing. The node that starts first puts it there.
 */
public final class SharedPlatformKey {

    private static final String ID = "_id";
    private static final String NAME = "platform";
    private static final String WRAPPED = "wrapped";
    private static final String KEK = "kek";
    private static final byte[] ABOUT = "tanggap/platform-key/v1".getBytes(StandardCharsets.US_ASCII);

    private SharedPlatformKey() {
    }

    /**
     * Waits for the server.
     *
     * @param earlier the key of the platform as it was before it had a database; used if none is kept yet
     */
    public static PlatformKey of(MongoDatabases databases, KeyEncryptionKeys keks, Optional<byte[]> earlier) {
        MongoCollection<Document> keys = databases.blocking(Database.KEYS).getCollection("platform_key");
        Document kept = keys.find(Filters.eq(ID, NAME)).first();
        while (kept == null) {
            insert(keys, keks, earlier.orElseGet(HmacKey::fresh));
            kept = keys.find(Filters.eq(ID, NAME)).first();
        }
        byte[] key = keks.unwrap(kept.get(WRAPPED, Binary.class).getData(), kept.getString(KEK), ABOUT).orElseThrow(() ->
                new IllegalStateException("the platform's key is not what was stored: restore it from a backup of the keys"));
        if (!kept.getString(KEK).equals(keks.current())) {
            keys.updateOne(Filters.eq(ID, NAME), Updates.combine(
                    Updates.set(WRAPPED, new Binary(keks.wrap(key, ABOUT))), Updates.set(KEK, keks.current())));
        }
        return new HmacKey(key);
    }

    private static void insert(MongoCollection<Document> keys, KeyEncryptionKeys keks, byte[] key) {
        try {
            keys.insertOne(new Document(ID, NAME).append(WRAPPED, new Binary(keks.wrap(key, ABOUT)))
                    .append(KEK, keks.current()));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // another node was first, and what it put there counts
        }
    }
}
