package id.tanggap.infra.views.mongodb;

import id.tanggap.infra.views.Changes;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * How far a set has come.
 *
 * @param batch    how many were applied
 * @param position everything up to and including it is applied
 * @param last     the last event among it
 * @param law      which event changed the law last
 * @param letters  how many dead letters wait
 */
record Progress(long batch, long position, Optional<Changes.Reached> last, long law, int letters) {

    static final Progress NONE = new Progress(0, id.tanggap.query.projection.Progress.NOTHING, Optional.empty(), -1, 0);

    BsonDocument document() {
        BsonDocument document = new BsonDocument("batch", Bson.of(batch)).append("position", Bson.of(position))
                .append("law", Bson.of(law)).append("letters", Bson.of(letters));
        last.ifPresent(its -> document.append("lastPosition", Bson.of(its.lastPosition()))
                .append("lastEvent", new BsonString(its.lastEvent())));
        return document;
    }

    static Progress of(BsonDocument document) {
        long position = document.getInt64("position").getValue();
        return new Progress(document.getInt64("batch").getValue(), position,
                document.containsKey("lastEvent")
                        ? Optional.of(new Changes.Reached(position, document.getInt64("lastPosition").getValue(),
                                document.getString("lastEvent").getValue()))
                        : Optional.empty(),
                document.getInt64("law").getValue(), document.getInt32("letters").getValue());
    }
}
