package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.CHUNKS;
import static id.tanggap.infra.views.mongodb.Generation.PROGRESS;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import id.tanggap.infra.views.ManyRows;
import id.tanggap.infra.views.Unwritable;
import id.tanggap.infra.views.ViewsUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Batches take effect one after another, each as a whole and once, without transactions: on a single server as on a replica
 * set, whoever is killed when, and however many nodes believe that they are the one to write.
 *
 * <p>A set has one document of progress. A batch is committed when that document says what comes next: where all rows of the
 * batch are written down, or they themselves if they are few. That takes a majority, and the progress exactly as the batch
 * was made from: so of two nodes that go on from the same progress one fails, and it also fails if it comes an age too late.
 * Then the rows are written, which does no harm twice; then the progress moves on. Whoever finds a batch committed but not
 * moved on from writes its rows (again) before anything else. Readers are told of a position only after the last step.
 */
final class Commits {

    /** Rows that take no more than this stand in the progress itself. */
    private static final int FEW_BYTES = 128 << 10;
    private static final int CHUNK_BYTES = 8 << 20;

    /** MongoDB takes documents of 16 MiB; a row has to fit into a chunk with something around it. */
    static final int MOST_BYTES = (16 << 20) - (64 << 10);

    private static final BsonString ID = new BsonString("progress");
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final Generation set;
    private final Applying applying;

    Commits(Generation set, Applying applying) {
        this.set = set;
        this.applying = applying;
    }

    private MongoCollection<BsonDocument> progress() {
        return set.rows(PROGRESS);
    }

    /** Of a new set. */
    void begin() {
        beginAt(Progress.NONE);
    }

    void beginAt(Progress start) {
        progress().insertOne(start.document().append("_id", ID));
    }

    /** For readers on other nodes; null if there is no such set (any more). */
    static BsonDocument readable(Generation set) {
        return set.readable(PROGRESS).find(new BsonDocument("_id", ID)).projection(new BsonDocument("next.rows",
                new BsonInt32(0))).first();
    }

    /** How far the set has come after what was committed is applied, by whoever it was committed. */
    Progress settled() {
        BsonDocument now = progress().find(new BsonDocument("_id", ID)).first();
        if (now == null) {
            throw new ViewsUnavailable("the read models " + set.name() + " are gone");
        }
        if (!now.containsKey("next")) {
            Progress reached = Progress.of(now);
            dropChunks(reached.batch()); // of who was cut off after the last step but this
            return reached;
        }
        BsonDocument next = now.getDocument("next");
        Progress after = Progress.of(next);
        applying.apply(rows(next), after.batch(), false);
        moveOn(next, after);
        return after;
    }

    /**
     * Makes a batch durable and applies it.
     *
     * @throws Unwritable       if a row is too large; then nothing was written
     * @throws ViewsUnavailable if another node went on from the same progress; then nothing was written either
     * @throws MongoException   if it is not known whether anything was written: {@link #settled()} tells
     */
    void commit(List<Row> rows, Progress after) {
        List<RawBsonDocument> encoded = encoded(rows);
        UUID id = UUID.randomUUID();
        BsonDocument next = after.document().append("id", Bson.of(id));
        if (encoded.stream().mapToInt(Commits::size).sum() <= FEW_BYTES) {
            next.append("rows", new BsonArray(encoded));
        } else {
            next.append("chunks", Bson.of(writeChunks(id, after.batch(), encoded)));
        }
        BsonDocument before = new BsonDocument("_id", ID).append("batch", Bson.of(after.batch() - 1))
                .append("next", Bson.doc("$exists", BsonBoolean.FALSE));
        if (progress().updateOne(before, Bson.doc("$set", Bson.doc("next", next))).getMatchedCount() == 0) {
            throw new ViewsUnavailable("another node has gone on with the read models");
        }
        applying.apply(rows, after.batch(), false);
        moveOn(next, after);
    }

    /** Writes rows of a set that nobody else knows of yet. */
    void applyAlone(List<Row> rows, long batch) {
        encoded(rows);
        applying.apply(rows, batch, true);
    }

    /** Of two who apply the same batch one moves the progress, the other finds it moved. */
    private void moveOn(BsonDocument next, Progress after) {
        boolean moved = progress().updateOne(new BsonDocument("_id", ID).append("next.id", next.get("id")),
                new BsonDocument("$set", after.document()).append("$unset", Bson.doc("next", BsonBoolean.TRUE)))
                .getMatchedCount() == 1;
        if (!moved && progress().countDocuments(new BsonDocument("_id", ID)
                .append("batch", Bson.doc("$gte", Bson.of(after.batch())))) == 0) {
            throw new ViewsUnavailable("the read models " + set.name() + " are gone");
        }
        if (next.containsKey("chunks")) {
            dropChunks(after.batch());
        }
    }

    /** Also those of batches that lost: none with this number, or a lower one, can ever be committed any more. */
    private void dropChunks(long batch) {
        set.rows(CHUNKS).deleteMany(Bson.doc("batch", Bson.doc("$lte", Bson.of(batch))));
    }

    private static int size(RawBsonDocument document) {
        return document.getByteBuffer().remaining();
    }

    private static List<RawBsonDocument> encoded(List<Row> rows) {
        List<RawBsonDocument> encoded = ManyRows.each(rows,
                row -> new RawBsonDocument(row.stored(), CODEC));
        encoded.stream().mapToInt(Commits::size).max().ifPresent(largest -> {
            if (largest > MOST_BYTES) {
                throw new Unwritable("a row of " + largest + " bytes, and a document takes no more than " + MOST_BYTES);
            }
        });
        return encoded;
    }

    /** Before the commit, which they are nothing without. @return how many */
    private int writeChunks(UUID id, long batch, List<RawBsonDocument> rows) {
        int chunks = 0;
        List<RawBsonDocument> some = new ArrayList<>();
        int bytes = 0;
        for (RawBsonDocument row : rows) {
            if (!some.isEmpty() && bytes + size(row) > CHUNK_BYTES) {
                writeChunk(id, batch, chunks++, some);
                some = new ArrayList<>();
                bytes = 0;
            }
            some.add(row);
            bytes += size(row);
        }
        writeChunk(id, batch, chunks++, some);
        return chunks;
    }

    private void writeChunk(UUID id, long batch, int number, List<RawBsonDocument> rows) {
        set.rows(CHUNKS).insertOne(new BsonDocument("_id", new BsonString(id + "/" + number))
                .append("batch", Bson.of(batch)).append("rows", new BsonArray(rows)));
    }

    private Iterable<Row> rows(BsonDocument next) {
        if (!next.containsKey("chunks")) {
            return next.getArray("rows").stream().map(row -> Row.of(row.asDocument())).toList();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < next.getInt32("chunks").getValue(); i++) {
            BsonDocument chunk = set.rows(CHUNKS).find(new BsonDocument("_id",
                    new BsonString(next.getBinary("id").asUuid() + "/" + i))).first();
            if (chunk == null) {
                throw new ViewsUnavailable("another node has applied the same batch in the meantime");
            }
            chunk.getArray("rows").forEach(row -> rows.add(Row.of(row.asDocument())));
        }
        return rows;
    }
}
