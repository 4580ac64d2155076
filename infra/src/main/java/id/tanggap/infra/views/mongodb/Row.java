package id.tanggap.infra.views.mongodb;

import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * One document to be written as it is to be after a batch, in a form that can itself be stored. Writing it twice, or after
 * later batches were written, does no harm: a document that has the number of this batch, or of a later one, stays as it is.
 *
 * @param what   {@link What}
 * @param id     of the document
 * @param fields all of the document's, or those to be set; null ones are to be taken away
 */
record Row(String collection, What what, BsonValue id, BsonDocument fields) {

    enum What {
        /** A document that nobody wrote before; if it is there, it was written by this batch, perhaps changed since. */
        ADD,
        /** The whole document, be it new or not. */
        PUT,
        /** Some fields of a document that is there. */
        SET,
        /** What is due at complaints from a moment on is to be counted anew, under the law as it is after this batch. */
        COUNT_ANEW
    }

    static Row add(String collection, BsonValue id, BsonDocument fields) {
        return new Row(collection, What.ADD, id, fields);
    }

    static Row put(String collection, BsonValue id, BsonDocument fields) {
        return new Row(collection, What.PUT, id, fields);
    }

    static Row set(String collection, BsonValue id, BsonDocument fields) {
        return new Row(collection, What.SET, id, fields);
    }

    /** @param from in microseconds */
    static Row countAnew(long from) {
        return new Row(Generation.COMPLAINTS, What.COUNT_ANEW, Bson.of(from), new BsonDocument());
    }

    /** The document, with the number of the batch that wrote it. */
    BsonDocument document(long batch) {
        BsonDocument document = new BsonDocument("_id", id).append("b", Bson.of(batch));
        fields.forEach((name, value) -> {
            if (!value.isNull()) {
                document.append(name, value);
            }
        });
        return document;
    }

    BsonDocument update(long batch) {
        BsonDocument set = new BsonDocument("b", Bson.of(batch));
        BsonDocument unset = new BsonDocument();
        fields.forEach((name, value) -> {
            if (value.isNull()) {
                unset.append(name, BsonNull.VALUE);
            } else {
                set.append(name, value);
            }
        });
        BsonDocument update = new BsonDocument("$set", set);
        return unset.isEmpty() ? update : update.append("$unset", unset);
    }

    /** Only what no batch from this one on has written. */
    BsonDocument unlessWritten(long batch) {
        return new BsonDocument("_id", id).append("b", Bson.doc("$lt", Bson.of(batch)));
    }

    BsonDocument stored() {
        return new BsonDocument("c", new BsonString(collection)).append("w", new BsonString(what.name())).append("i", id)
                .append("f", fields);
    }

    static Row of(BsonDocument stored) {
        return new Row(stored.getString("c").getValue(), What.valueOf(stored.getString("w").getValue()), stored.get("i"),
                stored.getDocument("f"));
    }
}
