package id.tanggap.infra.views.mongodb;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.RenameCollectionOptions;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.Shelf;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Scorecards;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import tools.jackson.databind.json.JsonMapper;

/** Databases on some MongoDB server. */
public final class MongoShelf implements Shelf {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    /** Quicker than usual in everything, in the same proportions. */
    static final MongoViews.Timing QUICK = new MongoViews.Timing(Duration.ofMillis(50), Duration.ofMillis(500),
            Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofSeconds(10), Duration.ofSeconds(1));

    private static final Set<String> VERSIONS = Set.of("b", "batch", "law");

    private final String uri;
    private final MongoDatabases databases;
    private final Refusing json = new Refusing();
    private final MongoViews views;

    /** Another node than any before. */
    public MongoShelf(String uri, boolean mayKeep) {
        this.uri = uri;
        this.databases = MongoDatabases.at(uri);
        this.views = new MongoViews(databases, json, ZONE, mayKeep, new QueryTimes(new SimpleMeterRegistry()), QUICK);
    }

    /** A mapper that cannot write the entry of some position. */
    private static final class Refusing extends JsonMapper {

        private static final long serialVersionUID = 1;

        private volatile long position = -1;

        private Refusing() {
            super(ViewsJson.mapper().rebuild());
        }

        @Override
        public byte[] writeValueAsBytes(Object value) {
            if (value instanceof TimelineEntry entry && entry.position() == position) {
                throw new IllegalStateException("cannot be written");
            }
            return super.writeValueAsBytes(value);
        }
    }

    MongoDatabases databases() {
        return databases;
    }

    private MongoDatabase database() {
        return databases.blocking(Database.VIEWS);
    }

    Generation served() {
        return new Generation(database(),
                control().find(served(ViewsJson.SCHEMA)).first().getString("generation").getValue());
    }

    private static BsonDocument served(int schema) {
        return new BsonDocument("_id", new BsonString("served_" + schema));
    }

    private MongoCollection<BsonDocument> control() {
        return database().getCollection("control", BsonDocument.class);
    }

    @Override
    public String address() {
        return uri;
    }

    @Override
    public ViewsStorage storage() {
        return views;
    }

    @Override
    public ComplaintViews complaints() {
        return new MongoComplaints(views, ViewsJson.mapper());
    }

    @Override
    public Offices offices() {
        return new MongoOffices(views, ViewsJson.mapper());
    }

    @Override
    public Imports imports() {
        return new MongoImports(views, ViewsJson.mapper());
    }

    @Override
    public Inspections inspections() {
        return new MongoInspections(views, ViewsJson.mapper());
    }

    @Override
    public Scorecards scorecards() {
        return new MongoScorecards(views);
    }

    @Override
    public PendingRequests pendingRequests() {
        return new MongoPendingRequests(views, ViewsJson.mapper());
    }

    @Override
    public List<String> dump() {
        return dump(served());
    }

    @Override
    public List<String> dump(String name) {
        return dump(own(name));
    }

    private List<String> dump(Generation set) {
        List<String> rows = new ArrayList<>();
        for (String collection : database().listCollectionNames().into(new ArrayList<String>()).stream().sorted().toList()) {
            if (collection.startsWith(set.name() + ".")) {
                String kind = collection.substring(set.name().length() + 1);
                set.rows(kind).find().into(new ArrayList<BsonDocument>()).stream().filter(document -> says(kind, document))
                        .flatMap(document -> said(kind, document)).map(text -> kind + ": " + text).sorted().forEach(rows::add);
            }
        }
        return rows;
    }

    /** A dead letter that is none any more and a backlog of nothing are as good as not there. */
    private static boolean says(String kind, BsonDocument document) {
        return switch (kind) {
            case Generation.DEAD_LETTERS -> document.containsKey("waiting");
            case Generation.BACKLOGS -> !document.getArray("open").isEmpty();
            default -> true;
        };
    }

    /** What is counted in one document depends on where a batch ended, and says nothing. */
    private static Stream<String> said(String kind, BsonDocument document) {
        return kind.equals(Generation.COUNTED) ? Encoding.counted(document).stream().map(Object::toString)
                : Stream.of(inOrder(document));
    }

    /** The order of fields tells only what was written when. */
    private static String inOrder(BsonValue value) {
        if (!value.isDocument()) {
            // whole, unlike what toString says of bytes
            return new BsonDocument("", value).toJson();
        }
        Map<String, String> fields = new TreeMap<>();
        value.asDocument().forEach((name, field) -> {
            if (!VERSIONS.contains(name)) {
                fields.put(name, inOrder(field));
            }
        });
        return fields.toString();
    }

    @Override
    public long readablePosition() {
        return views.read("position", set -> set.find(Find.by(Generation.PROGRESS, Index.BY_ID, new BsonDocument())).next())
                .block().getInt64("position").getValue();
    }

    @Override
    public long count(String rows) {
        return served().rows(rows).countDocuments();
    }

    @Override
    public long newestEntry() {
        return served().rows(Generation.TIMELINES).find().sort(new BsonDocument("_id", new BsonInt32(-1))).first()
                .getInt64("_id").getValue();
    }

    @Override
    public long storedPosition() {
        return served().rows("locked").find().first().getInt64("position").getValue();
    }

    @Override
    public void refuse(long position) {
        json.position = position;
    }

    @Override
    public void refuseNothing() {
        json.position = -1;
    }

    /** Nothing is committed to a set that is not there. */
    @Override
    public void lock() {
        rename(Generation.PROGRESS, "locked");
    }

    @Override
    public void unlock() {
        rename("locked", Generation.PROGRESS);
    }

    private void rename(String collection, String to) {
        Generation set = served();
        // the double makes an empty collection of whatever is written to, also if nothing is
        set.rows(collection).renameCollection(new MongoNamespace(database().getName(), set.name() + "." + to),
                new RenameCollectionOptions().dropTarget(true));
    }

    @Override
    public void delete() {
        database().drop();
    }

    @Override
    public void ofAnotherSchema() {
        BsonDocument mine = control().find(served(ViewsJson.SCHEMA)).first();
        control().deleteOne(served(ViewsJson.SCHEMA));
        control().insertOne(mine.append("_id", served(4711).get("_id")));
    }

    @Override
    public void takeFrom(Shelf another) {
        Generation mine = served();
        mine.drop();
        copy(((MongoShelf) another).served(), mine);
    }

    /** One set of its own to another one. */
    public void copy(String name, String to) {
        copy(own(name), own(to));
    }

    private static void copy(Generation theirs, Generation mine) {
        for (String collection : theirs.database().listCollectionNames().into(new ArrayList<String>())) {
            if (collection.startsWith(theirs.name() + ".")) {
                String kind = collection.substring(theirs.name().length() + 1);
                List<BsonDocument> rows = theirs.rows(kind).find().into(new ArrayList<BsonDocument>());
                if (!rows.isEmpty()) {
                    mine.rows(kind).insertMany(rows);
                }
            }
        }
        mine.createIndexes();
    }

    @Override
    public void litter() {
        new Generation(database(), Generation.PREFIX + "litter").rows(Generation.COMPLAINTS).insertOne(new BsonDocument());
    }

    @Override
    public boolean hasLitter() {
        return Generation.names(database()).size() > 1;
    }

    private Generation own(String name) {
        return new Generation(database(), "own_" + name.replace(' ', '_'));
    }

    @Override
    public ViewsStore open(String name, JsonMapper mapper) {
        return Commits.readable(own(name)) == null ? MongoViewsStore.anew(own(name), mapper, ZONE)
                : MongoViewsStore.of(own(name), mapper, ZONE);
    }

    @Override
    public ViewsStore toMake(String name, JsonMapper mapper) {
        return MongoViewsStore.toMake(own(name), mapper, ZONE);
    }

    /** Writes the rows of a batch that is committed and not moved on from, as the node that committed it would. */
    public Optional<Runnable> pending(String name) {
        Generation set = own(name);
        BsonDocument progress = set.rows(Generation.PROGRESS).find().first();
        if (!progress.containsKey("next")) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        BsonDocument next = progress.getDocument("next");
        (next.containsKey("rows") ? List.of(next) : set.rows(Generation.CHUNKS).find().into(new ArrayList<BsonDocument>()))
                .forEach(some -> some.getArray("rows").forEach(row -> rows.add(Row.of(row.asDocument()))));
        return Optional.of(() -> new Applying(set, new Encoding(json), ZONE)
                .apply(rows, next.getInt64("batch").getValue(), false));
    }

    /** Somebody else says to be on duty, and then nothing any more. */
    public void takeDutyAway() {
        control().updateOne(new BsonDocument("_id", new BsonString("duty_" + ViewsJson.SCHEMA)),
                Bson.doc("$set", Bson.doc("owner", new BsonString("somebody else"))));
    }

    @Override
    public void close() {
        databases.close();
    }
}
