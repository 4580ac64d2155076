package id.tanggap.infra.views.mongodb;

import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import id.tanggap.infra.views.ViewsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.BsonDocument;

/**
 * One set of read models: collections of a common prefix, so that another set can be made beside it and this one dropped.
 *
 * @param name the prefix
 */
record Generation(MongoDatabase database, String name) {

    static final String COMPLAINTS = "complaint";
    static final String TIMELINES = "timeline";
    static final String OFFICES = "office";
    static final String INSPECTIONS = "inspection";
    static final String IMPORTS = "import";
    static final String REFUSED_LINES = "refused_line";
    static final String LAW = "law";
    static final String CELLS = "cell";
    static final String COUNTED = "counted";
    static final String BACKLOGS = "backlog";
    static final String DEAD_LETTERS = "dead_letter";
    static final String CHUNKS = "chunk";
    static final String PROGRESS = "progress";

    /** Each takes up to half a minute. */
    private static final int MOST_WAITS = 240;

    /** Of all sets of this version's schema. */
    static final String PREFIX = "v" + ViewsJson.SCHEMA + "_";

    /** The names of those that are there, also of what is left of one. */
    static Set<String> names(MongoDatabase database) {
        return database.listCollectionNames().into(new ArrayList<String>()).stream()
                .filter(collection -> collection.startsWith(PREFIX) && collection.contains("."))
                .map(collection -> collection.substring(0, collection.indexOf('.'))).collect(Collectors.toSet());
    }

    /** A new one, under a name that nothing else has or had. */
    static Generation anew(MongoDatabase database) {
        return new Generation(database, PREFIX + UUID.randomUUID().toString().replace("-", ""));
    }

    /**
     * For its writer: what the primary has, whether or not a majority holds it yet. Whoever goes on from what is undone
     * later cannot commit: that needs a majority, and the progress as it was.
     */
    MongoCollection<BsonDocument> rows(String kind) {
        return readable(kind).withReadConcern(ReadConcern.LOCAL);
    }

    /** For readers: what a majority holds. */
    MongoCollection<BsonDocument> readable(String kind) {
        return database.getCollection(name + "." + kind, BsonDocument.class);
    }

    /** What is already there stays as it is. */
    void createIndexes() {
        for (Index index : Index.ALL) {
            IndexOptions options = new IndexOptions().name(index.name());
            if (index.only() != null) {
                options.partialFilterExpression(index.only());
            }
            create(index, options);
        }
    }

    /**
     * One of a large collection takes longer than anybody waits for an answer; who asks for it again waits for the one that
     * is being made.
     */
    private void create(Index index, IndexOptions options) {
        for (int waited = 1; ; waited++) {
            try {
                rows(index.collection()).createIndex(index.keys(), options);
                return;
            } catch (MongoSocketReadTimeoutException | MongoWriteConcernException e) {
                if (waited == MOST_WAITS) {
                    throw e;
                }
            }
        }
    }

    void drop() {
        List<String> collections = database.listCollectionNames().into(new ArrayList<String>());
        for (String collection : collections) {
            if (collection.startsWith(name + ".")) {
                database.getCollection(collection).drop();
            }
        }
    }
}
