package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.CELLS;
import static id.tanggap.infra.views.mongodb.Generation.CHUNKS;
import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.COUNTED;
import static id.tanggap.infra.views.mongodb.Generation.DEAD_LETTERS;
import static id.tanggap.infra.views.mongodb.Generation.IMPORTS;
import static id.tanggap.infra.views.mongodb.Generation.INSPECTIONS;
import static id.tanggap.infra.views.mongodb.Generation.OFFICES;
import static id.tanggap.infra.views.mongodb.Generation.REFUSED_LINES;
import static id.tanggap.infra.views.mongodb.Generation.TIMELINES;

import java.util.List;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * What rows are found by.
 *
 * <p>A complaint's number is the position of its submission; time and number are the total order of lists, so that they go
 * on exactly where they stopped. What stands behind the number is there to be looked at: a list by office and class reads
 * the office's entries in order and opens no document but those it gives. Status stands behind no number, because every
 * index it stands in is rewritten whenever it changes. Whether one is withheld hardly ever does.
 *
 * @param only which documents it has; null for all
 */
record Index(String collection, String name, BsonDocument keys, BsonDocument only) {

    /** The one that every collection has. */
    static final String BY_ID = "_id_";

    static final Index COMPLAINT_BY_ID = of(COMPLAINTS, "by_id", "id");

    static final List<Index> ALL = List.of(
            COMPLAINT_BY_ID,
            of(COMPLAINTS, "by_code", "code"),
            of(COMPLAINTS, "by_time", "submitted", "_id", "withheld"),
            of(COMPLAINTS, "by_office", "office", "submitted", "_id", "class", "category", "withheld"),
            of(COMPLAINTS, "by_office_status", "office", "status", "submitted", "_id", "class", "category", "withheld"),
            of(COMPLAINTS, "by_status", "status", "submitted", "_id", "class", "category", "withheld"),
            of(COMPLAINTS, "by_class", "class", "submitted", "_id", "withheld"),
            of(COMPLAINTS, "by_category", "category", "submitted", "_id", "class", "withheld"),
            ofThoseWith("due", "due", "_id"),
            ofThoseWith("owed", "desk", "withheld", "owed", "_id", "officer", "drafted"),
            // by which it is counted anew when a law changes
            partial(COMPLAINTS, "by_owed_day", Bson.doc("owed", Bson.doc("$exists", BsonBoolean.TRUE)), "owed"),
            ofThoseWith("erasure_asked", "erasure_asked", "withheld"),
            ofThoseWith("reveal_asked", "reveal_asked", "withheld"),
            of(TIMELINES, "by_complaint", "complaint", "_id"),
            of(OFFICES, "by_name", "name", "_id"),
            of(INSPECTIONS, "by_id", "id"),
            of(INSPECTIONS, "by_complaint", "complaint", "_id"),
            of(INSPECTIONS, "by_office", "office", "_id"),
            of(INSPECTIONS, "by_sent", "sent", "_id"),
            of(INSPECTIONS, "by_status", "status", "_id"),
            new Index(IMPORTS, "by_start", new BsonDocument("started", new BsonInt32(-1)).append("_id", new BsonInt32(1)),
                    null),
            of(REFUSED_LINES, "by_line", "import", "line"),
            of(CELLS, "by_period", "period", "office", "b"),
            of(COUNTED, "by_office", "office", "day"),
            partial(DEAD_LETTERS, "waiting", Bson.doc("waiting", BsonBoolean.TRUE), "waiting", "_id"),
            of(CHUNKS, "by_batch", "batch"));

    private static Index of(String collection, String name, String... keys) {
        return partial(collection, name, null, keys);
    }

    /** Few complaints have such a field at a time. */
    private static Index ofThoseWith(String field, String... keys) {
        return partial(COMPLAINTS, "by_" + field, Bson.doc(field, Bson.doc("$exists", BsonBoolean.TRUE)), keys);
    }

    private static Index partial(String collection, String name, BsonDocument only, String... keys) {
        BsonDocument ascending = new BsonDocument();
        for (String key : keys) {
            ascending.append(key, new BsonInt32(1));
        }
        return new Index(collection, name, ascending, only);
    }

    static Optional<Index> named(String name, String collection) {
        return ALL.stream().filter(index -> index.collection().equals(collection) && index.name().equals(name)).findFirst();
    }
}
