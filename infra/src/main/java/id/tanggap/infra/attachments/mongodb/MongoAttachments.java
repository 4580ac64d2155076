package id.tanggap.infra.attachments.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import id.tanggap.infra.attachments.AttachmentStore;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * Attached files in GridFS, where every node finds them. A file is there once its description is, which is written after all of
 * its pieces; which complaint it is filed with stands in the description.
 */
public final class MongoAttachments implements AttachmentStore {

    private static final String BUCKET = "attachment";
    private static final String COMPLAINT = "metadata.complaint";
    private static final String DONE = "done";
    private static final Duration LOOKING_BACK = Duration.ofDays(30);

    private final GridFSBucket files;
    private final MongoCollection<Document> descriptions;
    private final MongoCollection<Document> pieces;
    private final MongoCollection<Document> progress;

    private MongoAttachments(MongoDatabase database) {
        this.files = GridFSBuckets.create(database, BUCKET);
        this.descriptions = database.getCollection(BUCKET + ".files");
        this.pieces = database.getCollection(BUCKET + ".chunks");
        this.progress = database.getCollection("progress");
        descriptions.createIndex(Indexes.ascending(COMPLAINT, "uploadDate"));
    }

    /** Waits for the server. */
    public static MongoAttachments open(MongoDatabases databases) {
        return new MongoAttachments(databases.blocking(Database.ATTACHMENTS));
    }

    private static Bson named(AttachmentId file) {
        return Filters.eq("filename", file.toString());
    }

    private static Bson filedWith(ComplaintId complaint) {
        return Filters.eq(COMPLAINT, complaint.toString());
    }

    private static Bson filedWithNone() {
        return Filters.exists(COMPLAINT, false);
    }

    @Override
    public void arrived(AttachmentId file, Path encrypted) throws IOException {
        try (InputStream in = Files.newInputStream(encrypted)) {
            files.uploadFromStream(file.toString(), in);
        } catch (MongoException fault) {
            throw new IOException("the file cannot be stored: " + fault.getMessage(), fault);
        }
        Files.deleteIfExists(encrypted);
    }

    @Override
    public void file(AttachmentId file, ComplaintId complaint) throws IOException {
        asked(() -> descriptions.updateMany(Filters.and(named(file), filedWithNone()),
                Updates.set(COMPLAINT, complaint.toString())));
    }

    @Override
    public Optional<InputStream> open(AttachmentId file, ComplaintId complaint) throws IOException {
        return asked(() -> Optional.ofNullable(files.find(Filters.and(named(file),
                Filters.or(filedWith(complaint), filedWithNone()))).first())
                .map(found -> new Reading(files.openDownloadStream(found.getObjectId()))));
    }

    @Override
    public void discard(AttachmentId file) throws IOException {
        delete(Filters.and(named(file), filedWithNone()));
    }

    @Override
    public void delete(AttachmentId file, ComplaintId complaint) throws IOException {
        delete(Filters.and(named(file), filedWith(complaint)));
    }

    @Override
    public void deleteAll(ComplaintId complaint) throws IOException {
        delete(filedWith(complaint));
    }

    /** Pieces first: whatever stops it in between, what is left is found again by its description. */
    private int delete(Bson which) throws IOException {
        return asked(() -> {
            int deleted = 0;
            for (GridFSFile file : files.find(which).into(new ArrayList<>())) {
                pieces.deleteMany(Filters.eq("files_id", file.getObjectId()));
                descriptions.deleteOne(Filters.eq("_id", file.getObjectId()));
                deleted++;
            }
            return deleted;
        });
    }

    @Override
    public void forEach(Each each) throws IOException {
        for (GridFSFile file : files.find()) {
            try (InputStream in = new Reading(files.openDownloadStream(file.getObjectId()))) {
                each.take(AttachmentId.of(file.getFilename()), in);
            }
        }
    }

    /** Also pieces of files that nodes were storing when they died: a description comes after its pieces. */
    @Override
    public int sweep(Instant before) throws IOException {
        int swept = delete(Filters.and(filedWithNone(), Filters.lt("uploadDate", Date.from(before))));
        return swept + asked(() -> {
            int left = 0;
            // by the time that is in their ids, for which there is an index; older ones were swept before
            for (Document piece : pieces.find(Filters.and(Filters.gte("files_id", idOf(before.minus(LOOKING_BACK))),
                    Filters.lt("files_id", idOf(before)), Filters.eq("n", 0))).projection(Projections.include("files_id"))) {
                ObjectId file = piece.getObjectId("files_id");
                if (descriptions.find(Filters.eq("_id", file)).first() == null) {
                    pieces.deleteMany(Filters.eq("files_id", file));
                    left++;
                }
            }
            return left;
        });
    }

    private static ObjectId idOf(Instant moment) {
        return new ObjectId(Date.from(moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment), 0);
    }

    @Override
    public long doneUpTo() throws IOException {
        Document kept = asked(() -> progress.find(Filters.eq("_id", DONE)).first());
        return kept == null ? -1 : kept.getLong("position");
    }

    @Override
    public void done(long upTo) throws IOException {
        asked(() -> progress.updateOne(Filters.eq("_id", DONE), Updates.max("position", upTo), new UpdateOptions().upsert(true)));
    }

    @Override
    public void close() {
        // the client is its maker's to close
    }

    private interface Question<T> {

        T ask();
    }

    private static <T> T asked(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (MongoException fault) {
            throw new IOException("MongoDB does not do it: " + fault.getMessage(), fault);
        }
    }

    /** The driver's faults as those of reading a file. */
    private static final class Reading extends java.io.FilterInputStream {

        Reading(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (MongoException fault) {
                throw new IOException(fault);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (MongoException fault) {
                throw new IOException(fault);
            }
        }
    }
}
