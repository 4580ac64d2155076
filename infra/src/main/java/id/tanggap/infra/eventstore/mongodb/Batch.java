package id.tanggap.infra.eventstore.mongodb;

import id.tanggap.infra.eventstore.Microseconds;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A batch as a document: the events of one write at contiguous positions, in their order.
 * <pre>
 *   { _id:              position of the first event
 *     last:             position of the last event
 *     latestRecordedAt: greatest recordedAt up to and including this batch; it never decreases
 *     write:            an id of its own, by which whoever wrote it knows it again
 *     events: [ { position, stream, sequence, eventId, recordedAt, aggregateType?, name, revision?, payload, metadata } ] }
 * </pre>
 * Moments are microseconds since 1970, UTC; payload and metadata are the bytes that were written.
 */
final class Batch {

    static final String FIRST = "_id";
    static final String LAST = "last";
    static final String LATEST_RECORDED_AT = "latestRecordedAt";
    static final String WRITE = "write";
    static final String EVENTS = "events";
    static final String POSITION = "position";
    static final String STREAM = "stream";
    static final String SEQUENCE = "sequence";
    static final String EVENT_ID = "eventId";
    static final String RECORDED_AT = "recordedAt";
    static final String NAME = "name";
    private static final String AGGREGATE_TYPE = "aggregateType";
    private static final String REVISION = "revision";
    private static final String PAYLOAD = "payload";
    private static final String METADATA = "metadata";

    /** Where a log ends. */
    record End(long last, long latestRecordedAt) {

        static final End OF_NOTHING = new End(-1, Long.MIN_VALUE);

        static End of(BsonDocument batch) {
            return new End(batch.getNumber(LAST).longValue(), batch.getNumber(LATEST_RECORDED_AT).longValue());
        }

        long next() {
            return last + 1;
        }
    }

    private Batch() {
    }

    static BsonDocument document(List<NewEvent> events, End before, BsonString write) {
        long position = before.next();
        long latest = before.latestRecordedAt();
        BsonArray documents = new BsonArray(events.size());
        for (NewEvent event : events) {
            long recordedAt = Microseconds.of(event.recordedAt());
            latest = Math.max(latest, recordedAt);
            BsonDocument document = new BsonDocument(POSITION, new BsonInt64(position++));
            put(event, recordedAt, document);
            documents.add(document);
        }
        return new BsonDocument(FIRST, new BsonInt64(before.next()))
                .append(LAST, new BsonInt64(position - 1))
                .append(LATEST_RECORDED_AT, new BsonInt64(latest))
                .append(WRITE, write)
                .append(EVENTS, documents);
    }

    static BsonDocument snapshot(NewEvent snapshot) {
        BsonDocument document = new BsonDocument(FIRST, new BsonString(snapshot.stream()));
        put(snapshot, Microseconds.of(snapshot.recordedAt()), document);
        return document;
    }

    private static void put(NewEvent event, long recordedAt, BsonDocument document) {
        document.append(STREAM, new BsonString(event.stream()))
                .append(SEQUENCE, new BsonInt64(event.sequence()))
                .append(EVENT_ID, new BsonString(event.eventId()))
                .append(RECORDED_AT, new BsonInt64(recordedAt));
        if (event.aggregateType() != null) {
            document.append(AGGREGATE_TYPE, new BsonString(event.aggregateType()));
        }
        document.append(NAME, new BsonString(event.name()));
        if (event.revision() != null) {
            document.append(REVISION, new BsonString(event.revision()));
        }
        document.append(PAYLOAD, new BsonBinary(event.payload())).append(METADATA, new BsonBinary(event.metadata()));
    }

    static StoredEvent event(BsonDocument document) {
        return new StoredEvent(document.getNumber(POSITION).longValue(), text(document, AGGREGATE_TYPE),
                text(document, STREAM), sequence(document), text(document, EVENT_ID), recordedAt(document),
                text(document, NAME), text(document, REVISION), document.getBinary(PAYLOAD).getData(),
                document.getBinary(METADATA).getData());
    }

    static NewEvent snapshot(BsonDocument document) {
        return new NewEvent(text(document, AGGREGATE_TYPE), text(document, STREAM), sequence(document),
                text(document, EVENT_ID), recordedAt(document), text(document, NAME), text(document, REVISION),
                document.getBinary(PAYLOAD).getData(), document.getBinary(METADATA).getData());
    }

    static long sequence(BsonDocument document) {
        return document.getNumber(SEQUENCE).longValue();
    }

    private static Instant recordedAt(BsonDocument document) {
        return Microseconds.instant(document.getNumber(RECORDED_AT).longValue());
    }

    private static String text(BsonDocument document, String field) {
        BsonValue value = document.get(field);
        return value == null ? null : value.asString().getValue();
    }
}
