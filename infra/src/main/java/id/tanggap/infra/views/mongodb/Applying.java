package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.LAW;
import static id.tanggap.infra.views.mongodb.Generation.OFFICES;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.DueTimes;
import id.tanggap.infra.views.Unwritable;
import id.tanggap.infra.views.ViewsUnavailable;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.query.complaint.ComplaintView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** Writes the rows of a batch; writing them again, whatever was written since, does no harm. */
final class Applying {

    private static final int AT_A_TIME = 1_000;

    private final Generation set;
    private final Encoding encoding;
    private final ZoneId zone;

    Applying(Generation set, Encoding encoding, ZoneId zone) {
        this.set = set;
        this.encoding = encoding;
        this.zone = zone;
    }

    /** @param once whether it is certain that none of them was ever written: then it is a fault if one is there already */
    void apply(Iterable<Row> rows, long batch, boolean once) {
        Map<String, List<WriteModel<BsonDocument>>> writes = new LinkedHashMap<>();
        List<Long> from = new ArrayList<>();
        for (Row row : rows) {
            List<WriteModel<BsonDocument>> its = writes.computeIfAbsent(row.collection(), _ -> new ArrayList<>());
            switch (row.what()) {
                case ADD -> its.add(new InsertOneModel<>(row.document(batch)));
                case PUT -> its.add(new ReplaceOneModel<>(row.unlessWritten(batch), row.document(batch),
                        new ReplaceOptions().upsert(true)));
                case SET -> its.add(new UpdateOneModel<>(row.unlessWritten(batch), row.update(batch)));
                case COUNT_ANEW -> from.add(row.id().asInt64().getValue());
            }
        }
        writes.forEach((collection, its) -> write(collection, its, once));
        from.forEach(moment -> countAnew(moment, batch));
    }

    /** In no order: each row is another document. */
    private void write(String collection, List<WriteModel<BsonDocument>> writes, boolean once) {
        for (int i = 0; i < writes.size(); i += AT_A_TIME) {
            try {
                set.rows(collection).bulkWrite(writes.subList(i, Math.min(writes.size(), i + AT_A_TIME)),
                        new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (once && e.getWriteConcernError() == null) {
                    throw new Unwritable("E" + e.getWriteErrors().getFirst().getCode(), e);
                }
                // The id is the only thing that is unique: it is there already, from this batch or a later one.
                if (e.getWriteConcernError() != null || e.getWriteErrors().stream()
                        .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                    throw new ViewsUnavailable(e);
                }
            }
        }
    }

    /**
     * What was to be due from a moment on, or could not be counted, may be due at another moment now. Depends on nothing but
     * what is stored as of this batch, so that it can be done again.
     */
    private void countAnew(long from, long batch) {
        RecordedLaw law = LawDocs.read(set.rows(LAW), set.rows(OFFICES), batch, encoding, zone).law();
        List<WriteModel<BsonDocument>> some = new ArrayList<>();
        for (BsonDocument complaint : set.rows(COMPLAINTS).find(new BsonDocument("$or", new BsonArray(List.of(
                        new BsonDocument("due", Bson.doc("$gte", Bson.of(from))), new BsonDocument("owed", Bson.doc("$gte",
                                Bson.of(DueTimes.earliestDay(Codes.instant(from))))))))
                        .append("b", Bson.doc("$lt", Bson.of(batch))))
                .projection(new BsonDocument("submission", new BsonInt32(1)).append("state", new BsonInt32(1))
                        .append("due", new BsonInt32(1)).append("owed", new BsonInt32(1))).batchSize(AT_A_TIME)) {
            ComplaintView view = encoding.complaint(complaint);
            BsonValue due = Encoding.due(view, law);
            BsonValue owed = Encoding.owed(view, law);
            if (!due.equals(complaint.get("due", BsonNull.VALUE)) || !owed.equals(complaint.get("owed", BsonNull.VALUE))) {
                Row row = Row.set(COMPLAINTS, complaint.get("_id"), new BsonDocument("due", due).append("owed", owed));
                some.add(new UpdateOneModel<>(row.unlessWritten(batch), row.update(batch)));
            }
            if (some.size() == AT_A_TIME) {
                write(COMPLAINTS, some, false);
                some.clear();
            }
        }
        write(COMPLAINTS, some, false);
    }
}
