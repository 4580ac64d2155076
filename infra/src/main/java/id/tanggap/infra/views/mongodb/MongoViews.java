package id.tanggap.infra.views.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.threads.Ends;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.infra.views.ViewsUnavailable;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.query.law.LawView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read models on MongoDB, one set of which all nodes serve.
 *
 * <p>One node is on duty: its name stands in a document, with a count that it raises again and again. Who sees the count
 * stand still for long enough, by a clock of its own, takes the duty over. This is for peace only: that two nodes on duty do
 * no harm is for {@link Commits} to see to. All others look at the progress of the set, quickly while it moves.
 *
 * <p>Which set is served stands in another document. A rebuild makes a second set and then exchanges the name. A node goes
 * on reading the old one until the new one has come as far as anything it has told; so the old one is dropped a good while
 * later, and a node that has not seen for a shorter while which set is served answers nothing.
 */
public final class MongoViews implements ViewsStorage, Reading {

    private static final Logger log = LoggerFactory.getLogger(MongoViews.class);

    /** By version of the schema: nodes of two versions each keep and serve their own while one follows the other. */
    private static final BsonString SERVED = new BsonString("served_" + ViewsJson.SCHEMA);
    private static final BsonString ON_DUTY = new BsonString("duty_" + ViewsJson.SCHEMA);

    /**
     * How long things take.
     *
     * @param beat     from one sign of life of the node on duty to the next
     * @param patience after so long without one another node is on duty
     * @param quick    from one look at progress to the next while it moves
     * @param slow     the longest such time while it does not
     * @param trusted  how long after a node last saw which set is served it still answers
     * @param dropped  how long after an exchange the old set is dropped
     */
    record Timing(Duration beat, Duration patience, Duration quick, Duration slow, Duration trusted, Duration dropped) {

        static final Timing USUAL = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(10),
                Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private enum Unreadable implements Rule {
        READ_MODELS_UNAVAILABLE;

        @Override
        public Kind kind() {
            return Kind.NOT_NOW;
        }

        @Override
        public Text text() {
            return new Text("Data untuk dibaca sedang tidak dapat dijangkau. Coba lagi sebentar lagi.",
                    "What you ask for cannot be read at the moment. Try again shortly.");
        }
    }

    private final MongoDatabase database;
    private final com.mongodb.reactivestreams.client.MongoDatabase reactive;
    private final JsonMapper json;
    private final Encoding encoding;
    private final ZoneId zone;
    private final boolean mayKeep;
    private final QueryTimes times;
    private final Timing timing;
    private final String me = UUID.randomUUID().toString();
    private final Map<String, CompletableFuture<Long>> asked = new ConcurrentHashMap<>();

    private volatile CompletableFuture<Questions> served = new CompletableFuture<>();
    private volatile long seen = System.nanoTime();
    private volatile boolean stopped;
    private volatile Generation made;
    private volatile Long dropAt;
    private volatile long drops;
    private Thread watching;

    // Of the thread that watches, and of who starts and stops it.
    private Duty duty;
    private boolean onDuty;
    private long looked;
    private String owner = "";
    private long beat;
    private long beatSince;
    private volatile Generation present;
    private String followed = "";
    private volatile Progress told;
    private LawView law;
    private String doing = "";
    private boolean failing;

    /**
     * @param zone    whose days count where no office's do
     * @param mayKeep whether this node is ever on duty; else it only looks on
     */
    public MongoViews(MongoDatabases databases, JsonMapper json, ZoneId zone, boolean mayKeep, QueryTimes times) {
        this(databases, json, zone, mayKeep, times, Timing.USUAL);
    }

    MongoViews(MongoDatabases databases, JsonMapper json, ZoneId zone, boolean mayKeep, QueryTimes times, Timing timing) {
        this.database = databases.blocking(Database.VIEWS);
        this.reactive = databases.reactive(Database.VIEWS);
        this.json = json;
        this.encoding = new Encoding(json);
        this.zone = zone;
        this.mayKeep = mayKeep;
        this.times = times;
        this.timing = timing;
    }

    private MongoCollection<BsonDocument> control() {
        return database.getCollection("control", BsonDocument.class).withReadConcern(ReadConcern.LOCAL);
    }

    @Override
    public void start(Duty whose) {
        duty = whose;
        stopped = false;
        seen = System.nanoTime();
        looked = System.nanoTime() - timing.beat().toNanos();
        try {
            step();
        } catch (MongoException e) {
            throw new ViewsUnavailable(e);
        }
        watching = Thread.ofPlatform().name("views-watch").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        stopped = true;
        if (watching != null) {
            LockSupport.unpark(watching);
            Ends.await(watching);
            watching = null;
        }
        if (onDuty) {
            leaveDuty();
        }
        served = new CompletableFuture<>();
        present = null;
        told = null;
    }

    private void watch() {
        long wait = timing.quick().toNanos();
        while (!stopped) {
            LockSupport.parkNanos(wait);
            try {
                boolean moved = !stopped && step();
                wait = moved ? timing.quick().toNanos() : Math.min(2 * wait, timing.slow().toNanos());
                failing = false;
            } catch (MongoException | ViewsUnavailable e) {
                wait = timing.slow().toNanos();
                if (!failing) {
                    log.warn("The read models' progress cannot be looked at: {}", e.getMessage());
                }
                failing = true;
            } catch (RuntimeException e) {
                // whatever it is: without this thread nobody would ever look again
                wait = timing.beat().toNanos();
                log.error("The read models' progress cannot be looked at.", e);
            }
        }
    }

    /** @return whether anything had moved */
    private boolean step() {
        if (System.nanoTime() - looked >= timing.beat().toNanos()) {
            looked = System.nanoTime();
            if (onDuty) {
                giveSignOfLife();
            } else {
                lookForDuty();
            }
        }
        return !onDuty && follow();
    }

    private void giveSignOfLife() {
        BsonDocument mine = control().findOneAndUpdate(new BsonDocument("_id", ON_DUTY).append("owner", new BsonString(me)),
                Bson.doc("$inc", Bson.doc("beat", Bson.of(1L))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (mine == null) {
            log.warn("Another node keeps the read models now.");
            rest();
            return;
        }
        seen = System.nanoTime();
        hear(mine);
        doWhatIsAsked(mine);
        dropOthersInTime();
    }

    private void lookForDuty() {
        BsonDocument now = control().find(new BsonDocument("_id", ON_DUTY)).first();
        if (now != null) {
            hear(now);
        }
        if (mayKeep && claim(now)) {
            beginDuty();
        } else {
            followed = servedName().orElse("");
        }
    }

    private boolean claim(BsonDocument now) {
        if (now == null) {
            try {
                control().insertOne(new BsonDocument("_id", ON_DUTY).append("owner", new BsonString(me))
                        .append("beat", Bson.of(0L)));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                return false;
            }
        }
        String whose = now.getString("owner", new BsonString("")).getValue();
        long itsBeat = now.getInt64("beat", Bson.of(0L)).getValue();
        boolean stands = whose.equals(owner) && itsBeat == beat;
        if (!stands) {
            owner = whose;
            beat = itsBeat;
            beatSince = System.nanoTime();
        }
        if (!whose.isEmpty() && !(stands && System.nanoTime() - beatSince >= timing.patience().toNanos())) {
            return false;
        }
        BsonDocument as = new BsonDocument("_id", ON_DUTY).append("beat", Bson.of(itsBeat)).append("owner",
                whose.isEmpty() ? Bson.doc("$exists", BsonBoolean.FALSE) : new BsonString(whose));
        return control().updateOne(as, new BsonDocument("$set", Bson.doc("owner", new BsonString(me)))
                .append("$inc", Bson.doc("beat", Bson.of(1L)))).getMatchedCount() == 1;
    }

    private void beginDuty() {
        onDuty = true;
        dropLater();
        try {
            duty.begin();
        } catch (RuntimeException e) {
            leaveDuty();
            throw e;
        }
        dropOthersInTime();
    }

    private void rest() {
        onDuty = false;
        duty.end();
        made = null;
        present = null;
        told = null;
    }

    private void leaveDuty() {
        rest();
        try {
            control().updateOne(new BsonDocument("_id", ON_DUTY).append("owner", new BsonString(me)),
                    Bson.doc("$unset", Bson.doc("owner", BsonBoolean.TRUE)));
        } catch (MongoException e) {
            log.warn("The duty could not be handed over; another node takes it over before long: {}", e.getMessage());
        }
    }

    private void dropLater() {
        dropAt = System.nanoTime() + timing.dropped().toNanos();
    }

    /**
     * What rebuilds left that did not come to an end, and what others took the place of. It is counted first: a node that
     * made one of them, and slept, must not have it served any more.
     */
    private void dropOthersInTime() {
        Long at = dropAt;
        if (at == null || System.nanoTime() - at < 0) {
            return;
        }
        dropAt = null;
        Set<String> others = new HashSet<>(Generation.names(database));
        BsonDocument now = control().findOneAndUpdate(new BsonDocument("_id", SERVED),
                Bson.doc("$inc", Bson.doc("drops", Bson.of(1L))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (now == null) {
            return;
        }
        others.remove(now.getString("generation").getValue());
        Generation underWay = made;
        if (underWay != null) {
            others.remove(underWay.name());
            if (now.getInt64("drops").getValue() == drops + 1) {
                drops++;
            }
        }
        others.forEach(name -> new Generation(database, name).drop());
    }

    /** @return whether there is anything new to be read */
    private boolean follow() {
        if (followed.isEmpty()) {
            return false;
        }
        Generation current = new Generation(database, followed);
        BsonDocument document = Commits.readable(current);
        if (document == null) {
            return false;
        }
        Progress now = Progress.of(document);
        if (!current.equals(present)) {
            if (now.position() < duty.told()) {
                return false;
            }
            serve(current);
        }
        seen = System.nanoTime();
        if (now.equals(told) || !readLaw(current, document, now)) {
            return false;
        }
        told = now;
        duty.readable(new Readable(now.position(), law, now.letters()));
        return true;
    }

    /** False if it is being changed at this moment. */
    private boolean readLaw(Generation current, BsonDocument document, Progress now) {
        if (law != null && told != null && told.law() == now.law()) {
            return true;
        }
        if (lawIsChanging(document, now.law())) {
            return false;
        }
        LawView read = LawDocs.read(current.readable(Generation.LAW), current.readable(Generation.OFFICES), now.law(),
                encoding, zone);
        BsonDocument afterwards = Commits.readable(current);
        if (afterwards == null || Progress.of(afterwards).law() != now.law() || lawIsChanging(afterwards, now.law())) {
            return false;
        }
        law = read;
        return true;
    }

    private static boolean lawIsChanging(BsonDocument progress, long version) {
        return progress.containsKey("next") && progress.getDocument("next").getInt64("law").getValue() != version;
    }

    private void serve(Generation current) {
        present = current;
        told = null;
        Questions questions = new Questions(reactive, current.name());
        if (!served.complete(questions)) {
            served = CompletableFuture.completedFuture(questions);
        }
    }

    private Optional<String> servedName() {
        return Optional.ofNullable(control().find(new BsonDocument("_id", SERVED)).first())
                .map(document -> document.getString("generation").getValue());
    }

    private long drops() {
        return Optional.ofNullable(control().find(new BsonDocument("_id", SERVED)).first())
                .map(document -> document.getInt64("drops").getValue()).orElse(0L);
    }

    /** Unless sets were dropped since the new one was begun: it may be one of them. */
    private void exchange(Optional<String> before, Generation after, long dropsBefore) {
        BsonString name = new BsonString(after.name());
        if (before.isEmpty()) {
            control().insertOne(new BsonDocument("_id", SERVED).append("generation", name).append("drops", Bson.of(0L)));
        } else if (control().updateOne(new BsonDocument("_id", SERVED).append("generation", new BsonString(before.get()))
                        .append("drops", Bson.of(dropsBefore)),
                Bson.doc("$set", Bson.doc("generation", name))).getMatchedCount() == 0) {
            throw new ViewsUnavailable("another node has exchanged the read models in the meantime");
        }
    }

    @Override
    public ViewsStore open() {
        return guarded(() -> {
            Optional<String> name = servedName();
            return name.map(its -> new Generation(database, its)).filter(set -> Commits.readable(set) != null)
                    .map(set -> MongoViewsStore.of(set, json, zone)).orElseGet(() -> inPlaceOf(name));
        });
    }

    @Override
    public ViewsStore openEmpty() {
        return guarded(() -> inPlaceOf(servedName()));
    }

    private MongoViewsStore inPlaceOf(Optional<String> name) {
        long dropsBefore = drops();
        Generation anew = Generation.anew(database);
        MongoViewsStore store = MongoViewsStore.anew(anew, json, zone);
        exchange(name, anew, dropsBefore);
        dropLater();
        return store;
    }

    @Override
    public void serve(ViewsStore store) {
        serve(((MongoViewsStore) store).set());
        seen = System.nanoTime();
    }

    private void begin() {
        // In this order: what is dropped in between is nothing of this one, which has nothing yet.
        made = Generation.anew(database);
        drops = guarded(this::drops);
    }

    @Override
    public ViewsStore make() {
        discardMade();
        begin();
        return MongoViewsStore.toMake(made, json, zone);
    }

    @Override
    public ViewsStore openMade() {
        if (made == null) {
            begin();
            return MongoViewsStore.anew(made, json, zone);
        }
        return MongoViewsStore.of(made, json, zone);
    }

    @Override
    public void discardMade() {
        Generation discarded = made;
        made = null;
        if (discarded != null) {
            guarded(() -> {
                discarded.drop();
                return discarded;
            });
        }
    }

    @Override
    public ViewsStore takeOver(ViewsStore old) {
        return guarded(() -> {
            exchange(Optional.of(((MongoViewsStore) old).set().name()), made, drops);
            MongoViewsStore now = MongoViewsStore.of(made, json, zone);
            made = null;
            dropLater();
            return now;
        });
    }

    private static <T> T guarded(Supplier<T> what) {
        try {
            return what.get();
        } catch (MongoException e) {
            throw new ViewsUnavailable(e);
        }
    }

    @Override
    public <T> Mono<T> read(String query, Function<Questions, Mono<T>> read) {
        return times.timed(query, Mono.defer(() -> healthy() ? Mono.fromFuture(served, true).flatMap(read)
                        : Mono.<T>error(new ViewsUnavailable("it is not known which read models are served"))))
                .onErrorMap(failure -> failure instanceof MongoException || failure instanceof ViewsUnavailable,
                        _ -> Refusal.of(Unreadable.READ_MODELS_UNAVAILABLE)).publishOn(Schedulers.parallel());
    }

    @Override
    public Mono<List<DeadLetter>> deadLetters(int most) {
        return read("dead letters", set -> set.find(Find.by(Generation.DEAD_LETTERS, "waiting",
                        Bson.doc("waiting", BsonBoolean.TRUE)).ascending("_id").atMost(most))
                .map(Encoding::deadLetter).collectList());
    }

    @Override
    public boolean healthy() {
        return System.nanoTime() - seen < timing.trusted().toNanos();
    }

    // What one node asks of the one on duty stands in the same document until it is done, whoever is on duty then.

    @Override
    public CompletableFuture<Long> ask(Task task) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<Long> done = new CompletableFuture<>();
        asked.put(id, done);
        guarded(() -> control().updateOne(new BsonDocument("_id", ON_DUTY), Bson.doc("$set", Bson.doc("asked",
                new BsonDocument("id", new BsonString(id)).append("task", new BsonString(task.name()))))));
        return done;
    }

    private void doWhatIsAsked(BsonDocument mine) {
        if (!mine.containsKey("asked")) {
            return;
        }
        BsonDocument what = mine.getDocument("asked");
        BsonString id = what.getString("id");
        if (id.getValue().equals(doing)) {
            return;
        }
        doing = id.getValue();
        duty.asked(Task.valueOf(what.getString("task").getValue())).whenComplete((result, failure) -> {
            BsonDocument answer = new BsonDocument("id", id);
            if (failure == null) {
                answer.append("result", Bson.of(result));
            }
            if (failure == null || !stopped) {
                control().updateOne(new BsonDocument("_id", ON_DUTY).append("asked.id", id), new BsonDocument("$set",
                        Bson.doc("answered", answer)).append("$unset", Bson.doc("asked", new BsonInt32(1))));
            }
        });
    }

    private void hear(BsonDocument document) {
        if (!document.containsKey("answered")) {
            return;
        }
        BsonDocument answer = document.getDocument("answered");
        CompletableFuture<Long> waiting = asked.remove(answer.getString("id").getValue());
        if (waiting != null && answer.containsKey("result")) {
            waiting.complete(answer.getInt64("result").getValue());
        } else if (waiting != null) {
            waiting.completeExceptionally(new ViewsUnavailable("the node that keeps the read models could not do it"));
        }
    }
}
