package id.tanggap.infra.eventstore.mongodb;

import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.replaceRoot;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static id.tanggap.infra.eventstore.mongodb.Batch.EVENTS;
import static id.tanggap.infra.eventstore.mongodb.Batch.EVENT_ID;
import static id.tanggap.infra.eventstore.mongodb.Batch.FIRST;
import static id.tanggap.infra.eventstore.mongodb.Batch.LAST;
import static id.tanggap.infra.eventstore.mongodb.Batch.LATEST_RECORDED_AT;
import static id.tanggap.infra.eventstore.mongodb.Batch.NAME;
import static id.tanggap.infra.eventstore.mongodb.Batch.POSITION;
import static id.tanggap.infra.eventstore.mongodb.Batch.RECORDED_AT;
import static id.tanggap.infra.eventstore.mongodb.Batch.SEQUENCE;
import static id.tanggap.infra.eventstore.mongodb.Batch.STREAM;
import static id.tanggap.infra.eventstore.mongodb.Batch.WRITE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.AggregateIterable;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.Microseconds;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.UnansweredWriteException;
import id.tanggap.infra.eventstore.mongodb.Placement.Place;
import id.tanggap.infra.eventstore.mongodb.Placement.Taken;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * The event log on MongoDB, for any number of processes at once. A group is one document ({@link Batch}), so it is stored
 * whole or not at all without a transaction, on a single server as on a replica set.
 *
 * <p><b>Order.</b> A batch's id is the position of its first event, and a batch is only ever inserted right after the end
 * of the log that its writer has seen. Of several writers who saw the same end one inserts; the others are told that the
 * id is taken, look for the new end and try again. So positions have no gap.
 *
 * <p><b>Decisions.</b> Conditions, and what is said of taken places, are judged by what stands in the log before the
 * batch's id and by nothing else. If the insert succeeds, no batch came in between, so the judgement still holds when the
 * batch becomes part of the log; if one did, the insert fails and everything is judged anew.
 *
 * <p><b>Faults.</b> An insert whose outcome did not become known is repeated, with the same id and the same mark of its
 * writer, until the place in the log is found to be taken, by this batch or by another's. A late request that is still on
 * its way can change nothing after that. If no answer can be had for {@link #PATIENCE}, the callers are told that it is not
 * known what became of their appends.
 */
public final class MongoEventLog implements EventLog {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String UNKNOWN = "; it is not known whether anything was written";
    private static final String COLLECTION = "events";
    private static final String SNAPSHOTS = "snapshots";

    /** A page of large events ends here, so that a reader's memory is bounded by bytes, not by their number alone. */
    private static final long PAGE_BYTES = 8 << 20;
    private static final int MOST_FLOORS = 20_000;
    private static final int PLACES_PER_QUERY = 200;

    private static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(EVENTS + "." + STREAM, EVENTS + "." + SEQUENCE), named("place").unique(true)),
            new IndexModel(Indexes.ascending(EVENTS + "." + EVENT_ID), named("identity").unique(true)),
            new IndexModel(Indexes.ascending(LAST), named("last").unique(true)),
            new IndexModel(Indexes.ascending(LATEST_RECORDED_AT, FIRST), named("time")));

    private final MongoDatabases databases;
    private final MongoCollection<BsonDocument> batches;
    private final MongoCollection<BsonDocument> snapshots;
    private final CausalSessions sessions;
    private final Duration patience;

    /** For streams that are asked for often: a sequence that they are known to have reached. They never go back. */
    private final Cache<String, Long> floors =
            Caffeine.newBuilder().maximumSize(MOST_FLOORS).executor(Runnable::run).build();

    /** Writer's thread only: where the log ended when it was last seen; null if it has to be looked for. */
    private Batch.End end;

    private MongoEventLog(MongoDatabases databases, Duration patience) {
        this.databases = databases;
        MongoDatabase database = databases.blocking(Database.EVENTS);
        this.batches = database.getCollection(COLLECTION, BsonDocument.class);
        this.snapshots = database.getCollection(SNAPSHOTS, BsonDocument.class);
        this.sessions = new CausalSessions(databases.client(), database);
        this.patience = patience;
    }

    /** Opens the log, and makes its indexes if they are missing. The connection stays the caller's to close. */
    public static MongoEventLog open(MongoDatabases databases) {
        return open(databases, PATIENCE);
    }

    static MongoEventLog open(MongoDatabases databases, Duration patience) {
        try {
            MongoEventLog eventLog = new MongoEventLog(databases, patience);
            eventLog.makeIndexes();
            return eventLog;
        } catch (MongoException e) {
            throw new EventLogException("the event log cannot be opened: " + Faults.inPlainWords(e), e);
        }
    }

    /** Looks first: who may only find and insert can still open a log that somebody else made. */
    private void makeIndexes() {
        Set<String> there = new HashSet<>();
        batches.listIndexes(BsonDocument.class).forEach(index -> there.add(index.getString("name").getValue()));
        List<IndexModel> missing = INDEXES.stream().filter(index -> !there.contains(index.getOptions().getName())).toList();
        if (!missing.isEmpty()) {
            batches.createIndexes(missing);
        }
    }

    private static IndexOptions named(String name) {
        return new IndexOptions().name(name);
    }

    @Override
    public List<Outcome> write(List<Append> appends) {
        try {
            return sessions.in(session -> new Write(appends, new Events(session)).outcomes());
        } catch (MongoException e) {
            // Before anything was asked for: what happens afterwards is dealt with in there.
            throw new EventLogException(Faults.inPlainWords(e) + "; nothing was written", e);
        }
    }

    /** One group on its way into the log. */
    private final class Write {

        private final List<Append> appends;
        private final Events log;
        private final Taken taken = Taken.nothing();

        /** Up to where the log was searched for what the group's events would take. */
        private long searchedUpTo = -1;

        private final Patience left = new Patience(patience);

        /** What is tried at present; null if it has to be decided anew. */
        private Attempt attempt;

        /** Whether an insert was asked for whose outcome is not known. */
        private boolean open;

        Write(List<Append> appends, Events log) {
            this.appends = appends;
            this.log = log;
        }

        List<Outcome> outcomes() {
            while (true) {
                try {
                    if (attempt == null) {
                        attempt = decide();
                    }
                    if (attempt.placement().events().isEmpty() || isInserted()) {
                        return attempt.placement().outcomes();
                    }
                } catch (BsonMaximumSizeExceededException e) {
                    throw new EventLogException("the events are too large to be written at once; nothing was written", e);
                } catch (MongoException e) {
                    if (Faults.isRefusal(e) || !left.pause()) {
                        end = null;
                        throw open
                                ? new UnansweredWriteException(Faults.inPlainWords(e) + UNKNOWN, e)
                                : new EventLogException(Faults.inPlainWords(e) + "; nothing was written", e);
                    }
                }
            }
        }

        private Attempt decide() {
            if (end == null) {
                end = log.end();
            }
            Map<String, Long> lastSequences = log.lastSequences(appends, end.next());
            Placement placement = Placement.of(appends, end.next(), lastSequences, taken);
            // Who is refused because of the group may be refused because of the log already, for an earlier event.
            if (placement.hasConflict() && isMoreTaken()) {
                placement = Placement.of(appends, end.next(), lastSequences, taken);
            }
            BsonString write = new BsonString(UUID.randomUUID().toString());
            return new Attempt(placement, write, Batch.document(placement.events(), end, write));
        }

        private boolean isMoreTaken() {
            if (searchedUpTo == end.next()) {
                return false;
            }
            searchedUpTo = end.next();
            return log.findTaken(appends.stream().flatMap(append -> append.events().stream()).toList(), end.next(), taken);
        }

        /** Otherwise what is known of the log has changed, or nothing has: then it is tried again. */
        private boolean isInserted() {
            try {
                log.insert(attempt.document());
                end = Batch.End.of(attempt.document());
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            } catch (MongoException e) {
                open |= Faults.leavesOpen(e);
                throw e;
            }
            // Not by the words of the error: what stands in the log says what was in the way.
            Batch.End now = log.end();
            if (now.next() > end.next()) {
                boolean ours = log.writeAt(end.next()).filter(attempt.write()::equals).isPresent();
                end = now;
                open = false;
                if (!ours) {
                    attempt = null;
                }
                return ours;
            }
            if (isMoreTaken()) {
                // Whatever was tried before can never get in: what stands before it is in its way.
                open = false;
                attempt = null;
                return false;
            }
            searchedUpTo = -1;
            if (!left.pause()) {
                throw new UnansweredWriteException("the log neither takes the events nor says why" + UNKNOWN, null);
            }
            return false;
        }
    }

    private record Attempt(Placement placement, BsonString write, BsonDocument document) {
    }

    @Override
    public List<StoredEvent> readStream(String stream, long fromSequence, int limit) {
        return read(log -> log.events(List.of(
                match(elemMatch(EVENTS, and(eq(STREAM, stream), gte(SEQUENCE, fromSequence)))),
                only(allOf(equal(STREAM, stream), atLeast(SEQUENCE, fromSequence))),
                unwind("$" + EVENTS), replaceRoot("$" + EVENTS),
                sort(ascending(SEQUENCE)), limit(limit)), limit, Long.MAX_VALUE));
    }

    @Override
    public List<StoredEvent> readFrom(long afterPosition, int limit) {
        return read(log -> log.events(List.of(
                match(gt(LAST, afterPosition)), sort(ascending(LAST)), limit(limit),
                unwind("$" + EVENTS), replaceRoot("$" + EVENTS),
                match(gt(POSITION, afterPosition)), limit(limit)), limit, PAGE_BYTES));
    }

    @Override
    public List<StoredEvent> readNamed(Set<String> names, long afterPosition, long upTo) {
        return read(log -> log.events(List.of(
                match(and(gt(LAST, afterPosition), lte(FIRST, upTo), in(EVENTS + "." + NAME, names))), sort(ascending(LAST)),
                only(oneOf(NAME, names)),
                unwind("$" + EVENTS), replaceRoot("$" + EVENTS),
                match(and(gt(POSITION, afterPosition), lte(POSITION, upTo)))), 1_000, Long.MAX_VALUE));
    }

    @Override
    public OptionalLong lastSequence(String stream) {
        long floor = Optional.ofNullable(floors.getIfPresent(stream)).orElse(0L);
        Map<String, Long> last = read(log -> log.lastSequences(Map.of(stream, floor), Long.MAX_VALUE));
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        floors.asMap().merge(stream, last.get(stream), Math::max);
        return OptionalLong.of(last.get(stream));
    }

    @Override
    public long head() {
        return read(log -> log.end().last());
    }

    @Override
    public OptionalLong firstPositionRecordedAtOrAfter(Instant moment) {
        long wanted = Microseconds.of(moment);
        BsonDocument batch = read(log -> log.find(gte(LATEST_RECORDED_AT, wanted))
                .sort(orderBy(ascending(LATEST_RECORDED_AT), ascending(FIRST))).limit(1)
                .projection(include(EVENTS + "." + POSITION, EVENTS + "." + RECORDED_AT)).first());
        // All before this batch are earlier, or it would be one of them.
        return batch == null ? OptionalLong.empty() : batch.getArray(EVENTS).stream().map(BsonValue::asDocument)
                .filter(event -> event.getNumber(RECORDED_AT).longValue() >= wanted)
                .mapToLong(event -> event.getNumber(POSITION).longValue()).findFirst();
    }

    @Override
    public Watch watch(LongConsumer durable) {
        return watch(durable, databases.areReplicated());
    }

    Watch watch(LongConsumer durable, boolean changeStreams) {
        return new OtherWriters(batches, sessions, changeStreams, this::head, durable);
    }

    @Override
    public void storeSnapshot(NewEvent snapshot) {
        BsonDocument document = Batch.snapshot(snapshot);
        Bson noNewer = and(eq(FIRST, snapshot.stream()), lte(SEQUENCE, snapshot.sequence()));
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        try {
            // Storing it twice does no harm, so the driver's own repetition is enough.
            snapshots.replaceOne(noNewer, document, upsert);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw new EventLogException(Faults.inPlainWords(e) + "; the snapshot was not stored", e);
            }
            // A newer one is there: the stream's place is taken, and not by one that may be replaced.
        } catch (MongoException e) {
            throw new EventLogException(Faults.inPlainWords(e) + "; the snapshot may not have been stored", e);
        }
    }

    @Override
    public Optional<NewEvent> readSnapshot(String stream) {
        try {
            return Optional.ofNullable(snapshots.find(eq(FIRST, stream)).first()).map(Batch::snapshot);
        } catch (MongoException e) {
            throw unreadable(e);
        }
    }

    private <T> T read(Function<Events, T> query) {
        try {
            return sessions.in(session -> query.apply(new Events(session)));
        } catch (MongoException e) {
            throw unreadable(e);
        }
    }

    private static EventLogException unreadable(MongoException e) {
        return new EventLogException("the event log cannot be read: " + Faults.inPlainWords(e), e);
    }

    /** The databases are closed by whoever opened them. */
    @Override
    public void close() {
        // nothing of its own
    }

    /** The batches, as seen in one session. */
    private final class Events {

        private final ClientSession session;

        /** @param session null if the server has none */
        Events(ClientSession session) {
            this.session = session;
        }

        FindIterable<BsonDocument> find(Bson filter) {
            return session == null ? batches.find(filter) : batches.find(session, filter);
        }

        private AggregateIterable<BsonDocument> aggregate(List<Bson> pipeline) {
            return session == null ? batches.aggregate(pipeline) : batches.aggregate(session, pipeline);
        }

        void insert(BsonDocument batch) {
            if (session == null) {
                batches.insertOne(batch);
            } else {
                batches.insertOne(session, batch);
            }
        }

        Batch.End end() {
            BsonDocument last = find(new BsonDocument()).sort(descending(FIRST)).limit(1)
                    .projection(include(LAST, LATEST_RECORDED_AT)).first();
            return last == null ? Batch.End.OF_NOTHING : Batch.End.of(last);
        }

        /** By which write a batch came into the log; empty if none begins at that position. */
        Optional<BsonValue> writeAt(long first) {
            return Optional.ofNullable(find(eq(FIRST, first)).projection(include(WRITE)).first()).map(batch -> batch.get(WRITE));
        }

        List<StoredEvent> events(List<Bson> pipeline, int limit, long mostBytes) {
            List<StoredEvent> events = new ArrayList<>();
            long bytes = 0;
            try (MongoCursor<BsonDocument> cursor = aggregate(pipeline).batchSize(Math.max(1, limit)).cursor()) {
                while (bytes < mostBytes && cursor.hasNext()) {
                    StoredEvent event = Batch.event(cursor.next());
                    events.add(event);
                    bytes += event.payload().length + event.metadata().length;
                }
            }
            return events;
        }

        /** Of the streams that the conditions of a group speak of, as they are before a position. */
        Map<String, Long> lastSequences(List<Append> appends, long before) {
            Map<String, Long> floors = new HashMap<>();
            for (Append append : appends) {
                append.conditions().forEach((stream, expected) -> floors.merge(stream, Math.max(0, expected), Math::min));
            }
            Map<String, Long> last = lastSequences(floors, before);
            // What is not at its floor or beyond it is not where it was expected; where it is has to be looked for.
            Map<String, Long> behind = new HashMap<>();
            floors.forEach((stream, floor) -> {
                if (floor > 0 && !last.containsKey(stream)) {
                    behind.put(stream, 0L);
                }
            });
            last.putAll(lastSequences(behind, before));
            return last;
        }

        /** @param floors streams, and the sequence at which to begin to look; absent in the result if there is none */
        Map<String, Long> lastSequences(Map<String, Long> floors, long before) {
            if (floors.isEmpty()) {
                return new HashMap<>();
            }
            List<Bson> any = new ArrayList<>();
            BsonArray conditions = new BsonArray();
            floors.forEach((stream, floor) -> {
                any.add(elemMatch(EVENTS, and(eq(STREAM, stream), gte(SEQUENCE, floor))));
                conditions.add(allOf(equal(STREAM, stream), atLeast(SEQUENCE, floor)));
            });
            Map<String, Long> last = new HashMap<>();
            aggregate(List.of(match(and(lt(FIRST, before), or(any))), placesOnly(anyOf(conditions)))).forEach(batch ->
                    batch.getArray(EVENTS).forEach(event -> last.merge(stream(event), Batch.sequence(event.asDocument()), Math::max)));
            return last;
        }

        /** Adds what is taken of the places and ids of some events by what stands before a position. @return whether any is */
        boolean findTaken(List<NewEvent> events, long before, Taken taken) {
            boolean found = false;
            for (int i = 0; i < events.size(); i += PLACES_PER_QUERY) {
                List<NewEvent> some = events.subList(i, Math.min(events.size(), i + PLACES_PER_QUERY));
                Set<Place> places = new HashSet<>();
                Set<String> ids = new HashSet<>();
                Set<String> streams = new HashSet<>();
                List<Bson> any = new ArrayList<>();
                for (NewEvent event : some) {
                    places.add(Place.of(event));
                    ids.add(event.eventId());
                    streams.add(event.stream());
                    any.add(elemMatch(EVENTS, and(eq(STREAM, event.stream()), eq(SEQUENCE, event.sequence()))));
                }
                any.add(in(EVENTS + "." + EVENT_ID, ids));
                BsonArray conditions = new BsonArray(List.of(oneOf(STREAM, streams), oneOf(EVENT_ID, ids)));
                for (BsonDocument batch : aggregate(List.of(match(and(lt(FIRST, before), or(any))), placesOnly(anyOf(conditions))))) {
                    for (BsonValue event : batch.getArray(EVENTS)) {
                        Place place = new Place(stream(event), Batch.sequence(event.asDocument()));
                        String id = event.asDocument().getString(EVENT_ID).getValue();
                        found |= places.contains(place) && taken.places().add(place);
                        found |= ids.contains(id) && taken.eventIds().add(id);
                    }
                }
            }
            return found;
        }

        private static String stream(BsonValue event) {
            return event.asDocument().getString(STREAM).getValue();
        }
    }

    // Of a batch's many events the server sends only those that are wanted.

    private static Bson only(BsonDocument condition) {
        return new BsonDocument("$project", new BsonDocument(EVENTS, filtered(condition)));
    }

    /** Without their payloads. */
    private static Bson placesOnly(BsonDocument condition) {
        BsonDocument place = new BsonDocument(STREAM, new BsonString("$$event." + STREAM))
                .append(SEQUENCE, new BsonString("$$event." + SEQUENCE))
                .append(EVENT_ID, new BsonString("$$event." + EVENT_ID));
        return new BsonDocument("$project", new BsonDocument(EVENTS, new BsonDocument("$map",
                new BsonDocument("input", filtered(condition)).append("as", new BsonString("event")).append("in", place))));
    }

    private static BsonDocument filtered(BsonDocument condition) {
        return new BsonDocument("$filter", new BsonDocument("input", new BsonString("$" + EVENTS))
                .append("as", new BsonString("event")).append("cond", condition));
    }

    private static BsonDocument allOf(BsonDocument... conditions) {
        return new BsonDocument("$and", new BsonArray(List.of(conditions)));
    }

    private static BsonDocument anyOf(BsonArray conditions) {
        return new BsonDocument("$or", conditions);
    }

    private static BsonDocument equal(String field, String text) {
        return comparison("$eq", field, literal(new BsonString(text)));
    }

    private static BsonDocument atLeast(String field, long number) {
        return comparison("$gte", field, new BsonInt64(number));
    }

    private static BsonDocument oneOf(String field, Set<String> texts) {
        return comparison("$in", field, literal(new BsonArray(texts.stream().map(BsonString::new).toList())));
    }

    private static BsonDocument comparison(String operator, String field, BsonValue value) {
        return new BsonDocument(operator, new BsonArray(List.of(new BsonString("$$event." + field), value)));
    }

    /** So that what begins with a dollar sign is a text all the same. */
    private static BsonDocument literal(BsonValue value) {
        return new BsonDocument("$literal", value);
    }
}
