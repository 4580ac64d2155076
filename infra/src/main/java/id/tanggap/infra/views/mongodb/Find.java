package id.tanggap.infra.views.mongodb;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * A question to one collection.
 *
 * @param index the one that it is answered by, so that no server chooses to look at everything
 * @param sort  empty for no order
 * @param fields which ones are asked for; empty for all
 * @param limit 0 for all
 */
record Find(String collection, String index, BsonDocument filter, BsonDocument sort, BsonDocument fields, int limit) {

    static Find by(String collection, String index, BsonDocument filter) {
        return new Find(collection, index, filter, new BsonDocument(), new BsonDocument(), 0);
    }

    static Find byId(String collection, BsonValue id) {
        return by(collection, Index.BY_ID, new BsonDocument("_id", id));
    }

    Find ascending(String... by) {
        return sorted(1, by);
    }

    Find descending(String... by) {
        return sorted(-1, by);
    }

    private Find sorted(int direction, String... by) {
        BsonDocument order = new BsonDocument();
        for (String field : by) {
            order.append(field, new BsonInt32(direction));
        }
        return sorted(order);
    }

    Find sorted(BsonDocument order) {
        return new Find(collection, index, filter, order, fields, limit);
    }

    /** These and no others, not even the id. */
    Find only(String... names) {
        BsonDocument these = new BsonDocument("_id", new BsonInt32(0));
        for (String name : names) {
            these.append(name, new BsonInt32(1));
        }
        return new Find(collection, index, filter, sort, these, limit);
    }

    /** These, and the id. */
    Find fields(String... names) {
        BsonDocument these = new BsonDocument();
        for (String name : names) {
            these.append(name, new BsonInt32(1));
        }
        return new Find(collection, index, filter, sort, these, limit);
    }

    Find atMost(int most) {
        return new Find(collection, index, filter, sort, fields, most);
    }
}
