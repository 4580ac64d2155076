package id.tanggap.infra.access.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.Chain;
import id.tanggap.infra.access.LookJson;
import id.tanggap.infra.access.Moments;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.threads.Ends;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/**
 * The access record's rows in MongoDB, for any number of nodes that write at once: one document a row, its {@code _id} the
 * row's number. Two nodes that add a row at the same end want the same number; the server gives it to one, and the other
 * hangs its row on that. So the chain of all nodes is one, without a gap, in the order in which rows became durable.
 *
 * <p>Rows that wait on a node are inserted together, in their order. Nothing is ever changed or removed: this needs no right
 * beyond finding and inserting, once the indexes are there.
 */
public final class MongoAccessRows implements AccessRows {

    static final String COLLECTION = "access";

    private static final int MOST_TOGETHER = 1_000;

    /** Whoever loses the race for the next number for so long is refused, and asks again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NUMBER = "_id";
    private static final String AT = "at";
    private static final String ACTOR = "actor";
    private static final String SUBJECTS = "subjects";
    private static final String LOOK = "look";
    private static final String HASH = "hash";

    private static final List<IndexModel> INDEXES = List.of(index("access_by_subject", SUBJECTS),
            index("access_by_actor", ACTOR), index("access_by_time", AT));

    private record Waiting(Look look, byte[] json, CompletableFuture<Long> number) {
    }

    private static final Waiting END = new Waiting(null, null, new CompletableFuture<>());

    private final MongoCollection<Document> rows;
    /** The same, for questions: event loops want the answers. */
    private final com.mongodb.reactivestreams.client.MongoCollection<Document> asked;
    private final MongoCollection<Document> newest;
    private final Clock clock;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    /** Writer's thread only: the row that it wrote last, if nothing went wrong since. A number that is free says the rest. */
    private Chain end;

    private MongoAccessRows(MongoDatabases databases, Clock clock) {
        this.rows = databases.blocking(Database.ACCESS).getCollection(COLLECTION);
        this.asked = databases.reactive(Database.ACCESS).getCollection(COLLECTION);
        // The next row hangs on the last one whether or not a majority holds that yet: none can have the one without the other.
        this.newest = rows.withReadConcern(ReadConcern.LOCAL);
        this.clock = clock;
        makeIndexes();
        this.writer = Thread.ofVirtual().name("access-writer").start(this::write);
    }

    /** Looks first: who may only find and insert can still open a record that somebody else made. */
    private void makeIndexes() {
        Set<String> there = new HashSet<>();
        rows.listIndexes().forEach(index -> there.add(index.getString("name")));
        List<IndexModel> missing = INDEXES.stream().filter(index -> !there.contains(index.getOptions().getName())).toList();
        if (!missing.isEmpty()) {
            rows.createIndexes(missing);
        }
    }

    private static IndexModel index(String name, String field) {
        return new IndexModel(Indexes.ascending(field, NUMBER), new IndexOptions().name(name));
    }

    /** Waits for the server. The databases stay open when this is closed. */
    public static MongoAccessRows open(MongoDatabases databases, Clock clock) {
        return new MongoAccessRows(databases, clock);
    }

    @Override
    public CompletableFuture<Long> add(Look look) {
        Waiting next = new Waiting(look, LookJson.write(look), new CompletableFuture<>());
        waiting.add(next);
        if (closed && waiting.remove(next)) {
            next.number().completeExceptionally(new IllegalStateException("the access record is closed"));
        }
        return next.number();
    }

    private void write() {
        boolean open = true;
        while (open) {
            List<Waiting> group = new ArrayList<>();
            try {
                group.add(waiting.take());
            } catch (InterruptedException _) {
                continue; // nobody has business interrupting the writer
            }
            waiting.drainTo(group, MOST_TOGETHER - 1);
            open = !group.remove(END);
            write(group);
        }
    }

    private void write(List<Waiting> group) {
        int written = 0;
        try {
            for (long began = System.nanoTime(); written < group.size(); ) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IllegalStateException("other nodes were always first for " + PATIENCE);
                }
                written += insert(group.subList(written, group.size()));
            }
        } catch (RuntimeException | Error failure) {
            end = null;
            group.subList(written, group.size()).forEach(look -> look.number().completeExceptionally(failure));
        }
    }

    /** Adds rows at the end, and says how many it were: not all if another node added some at the same time. */
    private int insert(List<Waiting> group) {
        Chain last = end == null ? readEnd() : end;
        List<Chain> chain = new ArrayList<>();
        List<Document> fresh = new ArrayList<>();
        for (Waiting next : group) {
            last = last.next(Moments.micros(clock.instant()), next.json());
            chain.add(last);
            fresh.add(new Document(NUMBER, last.number()).append(AT, last.at()).append(ACTOR, next.look().actor().id())
                    .append(SUBJECTS, next.look().subjects()).append(LOOK, new Binary(next.json()))
                    .append(HASH, new Binary(last.hash())));
        }
        int inserted = group.size();
        try {
            rows.insertMany(fresh);
            end = last;
        } catch (MongoBulkWriteException refused) {
            end = null;
            if (refused.getWriteConcernError() != null || refused.getWriteErrors().size() != 1
                    || refused.getWriteErrors().getFirst().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
            // in their order up to the first whose number was taken
            inserted = refused.getWriteErrors().getFirst().getIndex();
        }
        for (int i = 0; i < inserted; i++) {
            group.get(i).number().complete(chain.get(i).number());
        }
        return inserted;
    }

    private Chain readEnd() {
        Document last = newest.find().sort(Sorts.descending(NUMBER)).limit(1).first();
        return last == null ? Chain.EMPTY
                : new Chain(last.getLong(NUMBER), last.getLong(AT), last.get(HASH, Binary.class).getData());
    }

    @Override
    public CompletableFuture<Long> last() {
        return number(asked.find().sort(Sorts.descending(NUMBER)).limit(1)).publishOn(Schedulers.parallel()).toFuture();
    }

    @Override
    public CompletableFuture<List<Row>> read(AccessRecord.Filter filter, long after, int limit) {
        Mono<Long> from = filter.from().map(this::before).orElse(Mono.just(after));
        Mono<Long> until = filter.until().map(this::before).orElse(Mono.just(Long.MAX_VALUE));
        return Mono.zip(from, until, (first, last) -> {
            List<Bson> wanted = new ArrayList<>(List.of(Filters.gt(NUMBER, Math.max(after, first)), Filters.lte(NUMBER, last)));
            filter.subject().ifPresent(subject -> wanted.add(Filters.eq(SUBJECTS, subject)));
            filter.actor().ifPresent(actor -> wanted.add(Filters.eq(ACTOR, actor)));
            return Filters.and(wanted);
        }).flatMapMany(wanted -> asked.find(wanted).sort(Sorts.ascending(NUMBER)).limit(limit)).map(MongoAccessRows::row)
                .collectList().publishOn(Schedulers.parallel()).toFuture();
    }

    /** The number of the last row that was recorded before a moment. Times never decrease, so it is found by them. */
    private Mono<Long> before(Instant moment) {
        return number(asked.find(Filters.lt(AT, Moments.micros(moment))).sort(Sorts.descending(AT, NUMBER)).limit(1));
    }

    private static Mono<Long> number(Publisher<Document> row) {
        return Mono.from(row).map(found -> found.getLong(NUMBER)).defaultIfEmpty(0L);
    }

    @Override
    public CompletableFuture<List<Walked>> walk(long after, int limit) {
        return Flux.from(asked.find(Filters.gt(NUMBER, after)).sort(Sorts.ascending(NUMBER)).limit(limit))
                .map(document -> new Walked(row(document), isFound(document)))
                .collectList().publishOn(Schedulers.parallel()).toFuture();
    }

    private static Row row(Document document) {
        return new Row(document.getLong(NUMBER), document.getLong(AT), document.get(LOOK, Binary.class).getData(),
                document.get(HASH, Binary.class).getData());
    }

    private static boolean isFound(Document document) {
        try {
            Look look = LookJson.read(document.get(LOOK, Binary.class).getData());
            return look.actor().id().equals(document.getString(ACTOR))
                    && new HashSet<>(document.getList(SUBJECTS, UUID.class)).containsAll(look.subjects());
        } catch (JacksonException _) {
            return false; // it says nothing any more
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        waiting.add(END);
        Ends.await(writer);
    }
}
