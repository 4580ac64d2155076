package id.tanggap.infra.views.mongodb;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** Values as they are written in documents. */
final class Bson {

    private Bson() {
    }

    static BsonInt64 of(long value) {
        return new BsonInt64(value);
    }

    static BsonInt32 of(int value) {
        return new BsonInt32(value);
    }

    static BsonBinary of(UUID id) {
        return new BsonBinary(id);
    }

    static BsonBinary of(byte[] bytes) {
        return new BsonBinary(bytes);
    }

    static BsonValue orNull(BsonValue value) {
        return value == null ? BsonNull.VALUE : value;
    }

    static BsonDocument doc(String field, BsonValue value) {
        return new BsonDocument(field, value);
    }

    static BsonDocument in(Collection<? extends BsonValue> values) {
        return doc("$in", new BsonArray(List.copyOf(values)));
    }

    static byte[] bytes(BsonDocument document, String field) {
        return document.getBinary(field).getData();
    }
}
