package id.tanggap.infra.intake.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import id.tanggap.infra.intake.Arrivals;
import id.tanggap.infra.intake.ImportSpool;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Uploaded files in GridFS, where every node finds them, and a lease for each import that is being worked through. A file is
 * there once its description is, which is written after all of its pieces.
 *
 * <p>A lease is kept by the clocks of the nodes. It spares them work that would be done twice; that no line counts twice does
 * not depend on it, so clocks that differ cost time and nothing else.
 */
public final class MongoImportSpool implements ImportSpool {

    private static final Logger log = LoggerFactory.getLogger(MongoImportSpool.class);

    private static final String BUCKET = "upload";

    /** Whoever hands a file in has started its import by then, or never will. */
    private static final Duration HANDING_IN = Duration.ofHours(1);
    private static final Duration UPLOADING = Duration.ofDays(1);

    /** How long a node is silent before others go on with what it was at, and how often they look. */
    public record Patience(Duration lease, Duration lookAgain) {

        static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    private final Arrivals arrivals;
    private final GridFSBucket files;
    private final MongoCollection<Document> turns;
    private final Clock clock;
    private final Patience patience;

    private MongoImportSpool(MongoDatabases databases, Path folder, long limit, Clock clock, Patience patience) {
        MongoDatabase database = databases.blocking(Database.IMPORTS);
        this.arrivals = new Arrivals(folder, limit);
        this.files = GridFSBuckets.create(database, BUCKET);
        this.turns = database.getCollection("turn");
        this.clock = clock;
        this.patience = patience;
        sweep(database.getCollection(BUCKET + ".files"), database.getCollection(BUCKET + ".chunks"));
    }

    /**
     * Waits for the server.
     *
     * @param folder of this node's, for files that it receives or reads
     * @param limit  of one file, in bytes
     */
    public static MongoImportSpool open(MongoDatabases databases, Path folder, long limit, Clock clock) {
        return open(databases, folder, limit, clock, Patience.DEFAULT);
    }

    public static MongoImportSpool open(MongoDatabases databases, Path folder, long limit, Clock clock, Patience patience) {
        return new MongoImportSpool(databases, folder, limit, clock, patience);
    }

    /** Pieces of files that nodes were storing when they died. */
    private void sweep(MongoCollection<Document> descriptions, MongoCollection<Document> pieces) {
        Date old = Date.from(clock.instant().minus(UPLOADING));
        for (ObjectId file : pieces.distinct("files_id", ObjectId.class)) {
            if (file.getDate().before(old) && descriptions.find(Filters.eq("_id", file)).first() == null) {
                pieces.deleteMany(Filters.eq("files_id", file));
            }
        }
    }

    @Override
    public Mono<Upload> receive(Flux<DataBuffer> content) {
        return arrivals.receive(content).map(arrived -> arrived.keptBy(this::keep));
    }

    @Override
    public Mono<Void> discard(ImportId id) {
        return Arrivals.onDisk(() -> delete(id));
    }

    private void delete(ImportId id) {
        List<GridFSFile> copies = files.find(Filters.eq("filename", id.toString())).into(new ArrayList<>());
        for (GridFSFile copy : copies) {
            try {
                files.delete(copy.getObjectId());
            } catch (MongoException gone) {
                log.debug("Another node deleted the file of import {} first: {}", id, gone.getMessage());
            }
        }
    }

    @Override
    public List<ImportId> all() {
        Set<ImportId> all = new LinkedHashSet<>();
        files.find().forEach(file -> all.add(ImportId.of(file.getFilename())));
        return List.copyOf(all);
    }

    @Override
    public boolean isLeftBehind(ImportId id) {
        GridFSFile newest = newest(id);
        return newest == null || newest.getUploadDate().toInstant().isBefore(clock.instant().minus(HANDING_IN));
    }

    private GridFSFile newest(ImportId id) {
        return files.find(Filters.eq("filename", id.toString())).sort(new Document("uploadDate", -1)).limit(1).first();
    }

    @Override
    public Optional<Turn> take(ImportId id, Runnable lost) {
        UUID holder = UUID.randomUUID();
        try {
            turns.updateOne(Filters.and(Filters.eq("_id", id.value()), Filters.lt("until", Date.from(clock.instant()))),
                    Updates.combine(Updates.set("holder", holder), Updates.set("until", leased())),
                    new UpdateOptions().upsert(true));
            return Optional.of(new Leased(id, holder, lost));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw taken;
            }
            return Optional.empty();
        }
    }

    private Date leased() {
        return Date.from(clock.instant().plus(patience.lease()));
    }

    @Override
    public Optional<Duration> othersLeaveThings() {
        return Optional.of(patience.lookAgain());
    }

    private final class Leased implements Turn {

        private final ImportId id;
        private final UUID holder;
        private final Runnable lost;
        private final Thread renewing;
        private Path copy;

        Leased(ImportId id, UUID holder, Runnable lost) {
            this.id = id;
            this.holder = holder;
            this.lost = lost;
            this.renewing = Thread.ofVirtual().name("import-lease").start(this::renew);
        }

        private void renew() {
            try {
                while (true) {
                    Thread.sleep(patience.lease().dividedBy(3));
                    if (!renewed()) {
                        lost.run();
                        return;
                    }
                }
            } catch (InterruptedException _) {
                // the turn is over
            }
        }

        private boolean renewed() {
            try {
                return turns.updateOne(mine(), Updates.set("until", leased())).getMatchedCount() == 1;
            } catch (MongoException fault) {
                // who knows: either it is still this node's at the next attempt, or it is lost by then
                log.warn("The lease of import {} could not be renewed: {}", id, fault.getMessage());
                return true;
            }
        }

        private Bson mine() {
            return Filters.and(Filters.eq("_id", id.value()), Filters.eq("holder", holder));
        }

        @Override
        public Optional<Path> file() throws IOException {
            GridFSFile stored = newest(id);
            if (stored == null) {
                return Optional.empty();
            }
            copy = arrivals.scratch();
            try (OutputStream out = Files.newOutputStream(copy)) {
                files.downloadToStream(stored.getObjectId(), out);
            } catch (MongoException fault) {
                throw new IOException("the file of import " + id + " cannot be read: " + fault.getMessage(), fault);
            }
            return Optional.of(copy);
        }

        @Override
        public void end() {
            delete(id);
        }

        @Override
        public void close() throws IOException {
            renewing.interrupt();
            turns.deleteOne(mine());
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** Handed in twice at once it is there twice; the import goes on from one copy, and both go when it has ended. */
    private void keep(Path arrived, ImportId id) throws IOException {
        try (InputStream in = Files.newInputStream(arrived)) {
            files.uploadFromStream(id.toString(), in);
        }
        Files.deleteIfExists(arrived);
    }
}
