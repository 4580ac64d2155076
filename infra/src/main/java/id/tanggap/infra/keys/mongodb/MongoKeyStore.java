package id.tanggap.infra.keys.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.kernel.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * People's keys in MongoDB, for any number of nodes. A person is one document, so of several nodes that make a key for
 * somebody one is first and the others use its key; a tombstone is the same document without a key, which no write of this
 * class turns back.
 *
 * <p><b>Not promised</b>: that nothing in the server's files tells an erased key any more. The document does not, at once;
 * the journal and the oplog hold older versions until they are overwritten, a backup for as long as it is kept. What they hold is
 * wrapped: without the key-encryption key, which is in no database, it opens nothing.
 */
public final class MongoKeyStore implements KeyStore {

    private static final String COLLECTION = "person_key";
    private static final String ID = "_id";
    private static final String WRAPPED = "wrapped";
    private static final String KEK = "kek";
    private static final String ERASED = "erased";
    private static final String UP_TO = "up_to";

    /** Who loses a race for a new document finds it at the next attempt. */
    private static final int RACES = 5;

    private final MongoCollection<Document> keys;
    /** The same, for reads that event loops want. */
    private final com.mongodb.reactivestreams.client.MongoCollection<Document> asked;
    private final MongoCollection<Document> progress;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("keys-", 0).factory());

    private MongoKeyStore(MongoDatabases databases) {
        MongoDatabase database = databases.blocking(Database.KEYS);
        keys = database.getCollection(COLLECTION);
        asked = databases.reactive(Database.KEYS).getCollection(COLLECTION);
        progress = database.getCollection("progress");
        keys.createIndex(Indexes.ascending(KEK), new IndexOptions().name("person_key_by_kek"));
    }

    /** Waits for the server. The databases stay open when this is closed. */
    public static MongoKeyStore open(MongoDatabases databases) {
        return new MongoKeyStore(databases);
    }

    @Override
    public CompletableFuture<Map<PersonId, Entry>> keep(Map<PersonId, Wrapped> wanted) {
        return submit(() -> {
            Map<PersonId, Entry> kept = new LinkedHashMap<>(wanted);
            if (wanted.size() == 1 || !insertAll(wanted)) {
                wanted.forEach((person, key) -> kept.put(person, settled(person, key)));
            }
            return kept;
        });
    }

    /** False if some of them are known: which, and with what, is then to be found out. */
    private boolean insertAll(Map<PersonId, Wrapped> wanted) {
        List<Document> fresh = new ArrayList<>();
        wanted.forEach((person, key) -> fresh.add(new Document(ID, person.value())
                .append(WRAPPED, new Binary(key.bytes())).append(KEK, key.kek())));
        try {
            keys.insertMany(fresh, new InsertManyOptions().ordered(false));
            return true;
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()
                    || !e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Keeps a key unless there is an entry, and tells which there is. A write even where there is one: reading would miss an
     * entry that no majority holds yet, a write that changes nothing is acknowledged once one does.
     */
    private Entry settled(PersonId person, Wrapped key) {
        return racing(() -> entry(keys.findOneAndUpdate(Filters.eq(ID, person.value()),
                Updates.combine(Updates.setOnInsert(WRAPPED, new Binary(key.bytes())), Updates.setOnInsert(KEK, key.kek())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))));
    }

    private static <T> T racing(Supplier<T> upsert) {
        for (int race = 1; ; race++) {
            try {
                return upsert.get();
            } catch (MongoCommandException | MongoBulkWriteException lost) {
                if (race == RACES || !isDuplicate(lost)) {
                    throw lost;
                }
            }
        }
    }

    private static boolean isDuplicate(RuntimeException lost) {
        return switch (lost) {
            case MongoCommandException e -> ErrorCategory.fromErrorCode(e.getErrorCode()) == ErrorCategory.DUPLICATE_KEY;
            case MongoBulkWriteException e -> !e.getWriteErrors().isEmpty() && e.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            default -> false;
        };
    }

    private static Entry entry(Document document) {
        Binary wrapped = document.get(WRAPPED, Binary.class);
        return wrapped == null ? new Tombstone() : new Wrapped(wrapped.getData(), document.getString(KEK));
    }

    @Override
    public CompletableFuture<Map<PersonId, Entry>> find(Collection<PersonId> people) {
        return Flux.from(asked.find(Filters.in(ID, people.stream().map(PersonId::value).toList())))
                .collectMap(MongoKeyStore::person, MongoKeyStore::entry).publishOn(Schedulers.parallel()).toFuture();
    }

    private static PersonId person(Document document) {
        return new PersonId(document.get(ID, UUID.class));
    }

    /** First the keys, then how far it has come: what a crash in between leaves is done again and changes nothing. */
    @Override
    public CompletableFuture<Void> erase(Collection<PersonId> people, long upTo, Instant at) {
        return submit(() -> {
            List<UpdateOneModel<Document>> tombstones = people.stream().map(person -> new UpdateOneModel<Document>(
                    Filters.eq(ID, person.value()), Updates.combine(Updates.unset(WRAPPED), Updates.unset(KEK),
                            Updates.min(ERASED, Date.from(at))), new UpdateOptions().upsert(true))).toList();
            if (!tombstones.isEmpty()) {
                racing(() -> keys.bulkWrite(tombstones, new BulkWriteOptions().ordered(false)));
            }
            racing(() -> progress.findOneAndUpdate(Filters.eq(ID, ERASED), Updates.max(UP_TO, upTo),
                    new FindOneAndUpdateOptions().upsert(true)));
            return null;
        });
    }

    @Override
    public long erasedUpTo() {
        Document reached = progress.find(Filters.eq(ID, ERASED)).first();
        return reached == null ? -1 : reached.getLong(UP_TO);
    }

    @Override
    public CompletableFuture<Map<PersonId, Wrapped>> notWrappedWith(String kek, int limit) {
        Bson wrappedOtherwise = Filters.or(Filters.lt(KEK, kek), Filters.gt(KEK, kek));
        return Flux.from(asked.find(wrappedOtherwise).limit(limit)).collectMap(MongoKeyStore::person, document ->
                        new Wrapped(document.get(WRAPPED, Binary.class).getData(), document.getString(KEK)))
                .publishOn(Schedulers.parallel()).toFuture();
    }

    @Override
    public List<String> keks() {
        return keys.distinct(KEK, Filters.gt(KEK, ""), String.class).into(new ArrayList<>());
    }

    @Override
    public CompletableFuture<Void> replace(Map<PersonId, Wrapped> newer) {
        return submit(() -> {
            keys.bulkWrite(newer.entrySet().stream().map(key -> new UpdateOneModel<Document>(
                    Filters.and(Filters.eq(ID, key.getKey().value()), Filters.exists(WRAPPED)),
                    Updates.combine(Updates.set(WRAPPED, new Binary(key.getValue().bytes())),
                            Updates.set(KEK, key.getValue().kek())))).toList(), new BulkWriteOptions().ordered(false));
            return null;
        });
    }

    @Override
    public List<Kept> everybody(Optional<PersonId> after, int limit) {
        return keys.find(after.map(person -> Filters.gt(ID, person.value())).orElseGet(Filters::empty))
                .sort(Sorts.ascending(ID)).limit(limit).map(document -> switch (entry(document)) {
                    case Wrapped key -> new Kept(person(document), Optional.of(key), Optional.empty());
                    case Tombstone _ -> new Kept(person(document), Optional.empty(),
                            Optional.of(document.getDate(ERASED).toInstant()));
                }).into(new ArrayList<>());
    }

    private <T> CompletableFuture<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    /** Ends after what is under way. */
    @Override
    public void close() {
        threads.close();
    }
}
