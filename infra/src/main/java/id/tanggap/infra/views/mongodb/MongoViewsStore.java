package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.BACKLOGS;
import static id.tanggap.infra.views.mongodb.Generation.CELLS;
import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.DEAD_LETTERS;
import static id.tanggap.infra.views.mongodb.Generation.IMPORTS;
import static id.tanggap.infra.views.mongodb.Generation.INSPECTIONS;
import static id.tanggap.infra.views.mongodb.Generation.LAW;
import static id.tanggap.infra.views.mongodb.Generation.OFFICES;
import static id.tanggap.infra.views.mongodb.Generation.TIMELINES;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import id.tanggap.infra.views.Changes;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.CountedDocs;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.Unwritable;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.infra.views.ViewsUnavailable;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.ScorecardCell;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * One set of read models in collections: what is written together is one {@linkplain Commits commit}.
 *
 * <p>While a set is made at once it needs none: nobody reads it, and what is left of one that was not completed is dropped.
 */
final class MongoViewsStore implements ViewsStore {

    /** Their rows are written down, and then written: some ten megabytes at a time. */
    private static final int MOST_EVENTS = 5_000;
    private static final int DOCUMENTS_KEPT = 5_000;

    private final Generation set;
    private final Commits commits;
    private final Encoding encoding;
    private final ZoneId zone;
    private final boolean making;

    private Progress reached = Progress.NONE;

    // What was written last of documents that are written whole, but of which a batch changes a part.
    private final Map<String, BsonDocument> cells = recent();
    private final Map<OfficeId, Map<BacklogKey, Long>> backlogs = recent();
    private final List<Long> erasedWhileMaking = new ArrayList<>();

    private MongoViewsStore(Generation set, JsonMapper json, ZoneId zone, boolean making) {
        this.set = set;
        this.encoding = new Encoding(json);
        this.zone = zone;
        this.making = making;
        this.commits = new Commits(set, new Applying(set, encoding, zone));
    }

    /** A set that is there as a whole. */
    static MongoViewsStore of(Generation set, JsonMapper json, ZoneId zone) {
        return new MongoViewsStore(set, json, zone, false);
    }

    /** A new one to follow the events from the first on. */
    static MongoViewsStore anew(Generation set, JsonMapper json, ZoneId zone) {
        return available(() -> {
            MongoViewsStore store = new MongoViewsStore(set, json, zone, false);
            set.createIndexes();
            store.commits.begin();
            return store;
        });
    }

    /** A new one to be filled at once; its indexes are made when it is {@link #complete() complete}. */
    static MongoViewsStore toMake(Generation set, JsonMapper json, ZoneId zone) {
        return available(() -> {
            MongoViewsStore store = new MongoViewsStore(set, json, zone, true);
            // the one by which complaints are found while it is filled
            set.rows(COMPLAINTS).createIndex(Index.COMPLAINT_BY_ID.keys(),
                    new IndexOptions().name(Index.COMPLAINT_BY_ID.name()));
            return store;
        });
    }

    private static <K, V> Map<K, V> recent() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > DOCUMENTS_KEPT;
            }
        };
    }

    private static <T> T available(Supplier<T> what) {
        try {
            return what.get();
        } catch (MongoException e) {
            throw new ViewsUnavailable(e);
        }
    }

    Generation set() {
        return set;
    }

    /** Also finishes what was committed and perhaps not applied, by this node or another one. */
    @Override
    public State reread() {
        return available(() -> {
            cells.clear();
            backlogs.clear();
            reached = making ? Progress.NONE : commits.settled();
            Set<String> waiting = new HashSet<>();
            for (BsonDocument letter : set.rows(DEAD_LETTERS).find(Bson.doc("waiting", BsonBoolean.TRUE))
                    .projection(new BsonDocument("stream", new BsonInt32(1)))) {
                waiting.add(letter.getString("stream").getValue());
            }
            return new State(reached.batch(), reached.position(), reached.last(), law(), waiting, reached.letters());
        });
    }

    private LawView law() {
        return LawDocs.read(set.rows(LAW), set.rows(OFFICES), reached.law(), encoding, zone);
    }

    @Override
    public Optional<ComplaintView> complaint(ComplaintId id) {
        return find(COMPLAINTS, "id", Bson.of(id.value())).map(encoding::complaint);
    }

    @Override
    public Optional<OfficeView> office(OfficeId id) {
        return find(OFFICES, "_id", Bson.of(id.value())).map(doc -> encoding.read(doc, OfficeView.class));
    }

    @Override
    public Optional<InspectionView> inspection(InspectionId id) {
        return find(INSPECTIONS, "id", Bson.of(id.value())).map(doc -> encoding.read(doc, InspectionView.class));
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return find(IMPORTS, "_id", Bson.of(id.value())).map(doc -> encoding.read(doc, ImportView.class));
    }

    @Override
    public Optional<ScorecardCell> cell(ScorecardCell.Key key) {
        BsonString id = Encoding.cellsId(key.office(), key.period());
        BsonDocument ofAllClasses = cells.get(id.getValue());
        if (ofAllClasses == null) {
            ofAllClasses = find(CELLS, "_id", id).map(doc -> doc.getDocument("cells")).orElseGet(BsonDocument::new);
            cells.put(id.getValue(), ofAllClasses);
        }
        return Optional.ofNullable(ofAllClasses.get(Encoding.cellField(key)))
                .map(cell -> Encoding.cell(key, cell.asDocument()));
    }

    private Optional<BsonDocument> find(String collection, String field, BsonValue value) {
        return available(() -> Optional.ofNullable(set.rows(collection).find(new BsonDocument(field, value)).first()));
    }

    @Override
    public Runnable writing(Changes changes) {
        return () -> write(changes);
    }

    private void write(Changes changes) {
        long batch = reached.batch() + 1;
        Map<String, BsonDocument> cellsAfter = new HashMap<>();
        Map<OfficeId, Map<BacklogKey, Long>> backlogsAfter = new HashMap<>();
        List<Row> rows;
        try {
            rows = rows(changes, cellsAfter, backlogsAfter);
        } catch (MongoException e) {
            throw new ViewsUnavailable(e);
        } catch (RuntimeException e) {
            throw e instanceof ViewsUnavailable || e instanceof Unwritable ? e : new Unwritable(e);
        }
        Progress after = new Progress(batch, changes.reached().map(Changes.Reached::position).orElse(reached.position()),
                changes.reached().or(reached::last), changes.law().version(),
                reached.letters() + changes.deadLetters().size() - changes.taken().size());
        available(() -> {
            if (making) {
                commits.applyAlone(rows, batch);
            } else {
                commits.commit(rows, after);
            }
            return after;
        });
        reached = after;
        cells.putAll(cellsAfter);
        backlogs.putAll(backlogsAfter);
        if (making) {
            erasedWhileMaking.addAll(changes.erased());
        }
    }

    private List<Row> rows(Changes changes, Map<String, BsonDocument> cellsAfter,
                           Map<OfficeId, Map<BacklogKey, Long>> backlogsAfter) {
        List<Row> rows = new ArrayList<>();
        if (changes.law() != changes.lawBefore()) {
            rows.addAll(LawDocs.rows(changes.lawBefore(), changes.law(), encoding));
        }
        rows.addAll(encoding.complaints(changes));
        addTimelines(changes, rows);
        changes.offices().forEach(office -> rows.add(encoding.office(office)));
        changes.inspections().forEach(inspection -> rows.add(encoding.inspection(inspection)));
        changes.imports().forEach(imported -> rows.add(encoding.imported(imported)));
        changes.refusedLines().forEach(line -> rows.add(encoding.refused(line)));
        addCells(changes.cells(), cellsAfter, rows);
        CountedDocs.rows(changes.counted()).forEach(row -> rows.add(Encoding.counted(row)));
        addBacklogs(changes.backlog(), backlogsAfter, rows);
        changes.deadLetters().forEach(letter -> rows.add(Encoding.deadLetter(letter)));
        changes.taken().forEach(position -> rows.add(Encoding.taken(position)));
        changes.tried().forEach(position -> rows.add(tried(position)));
        changes.lawMovedFrom().ifPresent(from -> rows.add(Row.countAnew(Codes.micros(from))));
        return rows;
    }

    private void addTimelines(Changes changes, List<Row> rows) {
        Set<Long> erased = making ? Set.of() : Set.copyOf(changes.erased());
        rows.addAll(encoding.entries(erased.isEmpty() ? changes.timeline() : changes.timeline().stream()
                .map(entry -> erased.contains(entry.complaint()) ? entry.erased() : entry).toList()));
        for (Long complaint : erased) {
            addErased(complaint, rows);
        }
    }

    private void addErased(long complaint, List<Row> rows) {
        for (BsonDocument entry : set.rows(TIMELINES).find(new BsonDocument("complaint", Bson.of(complaint)))) {
            rows.add(encoding.erased(entry));
        }
    }

    private void addCells(Collection<ScorecardCell> changed, Map<String, BsonDocument> after, List<Row> rows) {
        Map<String, List<ScorecardCell>> byDocument = new LinkedHashMap<>();
        changed.forEach(cell -> byDocument.computeIfAbsent(Encoding.cellsId(cell).getValue(), _ -> new ArrayList<>())
                .add(cell));
        Map<String, BsonDocument> before = new HashMap<>();
        List<BsonString> unknown = new ArrayList<>();
        for (String id : byDocument.keySet()) {
            BsonDocument known = cells.get(id);
            if (known == null) {
                unknown.add(new BsonString(id));
            } else {
                before.put(id, known);
            }
        }
        if (!unknown.isEmpty()) {
            for (BsonDocument found : set.rows(CELLS).find(new BsonDocument("_id", Bson.in(unknown)))) {
                before.put(found.getString("_id").getValue(), found.getDocument("cells"));
            }
        }
        byDocument.forEach((id, itsCells) -> {
            BsonDocument ofAllClasses = new BsonDocument();
            ofAllClasses.putAll(before.getOrDefault(id, new BsonDocument()));
            itsCells.forEach(cell -> ofAllClasses.put(Encoding.cellField(cell.key()), Encoding.cell(cell)));
            after.put(id, ofAllClasses);
            rows.add(Encoding.cells(itsCells.getFirst(), ofAllClasses));
        });
    }

    private void addBacklogs(Map<BacklogKey, Integer> moved, Map<OfficeId, Map<BacklogKey, Long>> after, List<Row> rows) {
        moved.forEach((key, change) -> after.computeIfAbsent(key.office(), office -> new HashMap<>(backlog(office)))
                .merge(key, (long) change, (open, more) -> open + more == 0 ? null : open + more));
        after.forEach((office, open) -> rows.add(Encoding.backlog(office, open)));
    }

    private Map<BacklogKey, Long> backlog(OfficeId office) {
        Map<BacklogKey, Long> known = backlogs.get(office);
        return known != null ? known
                : find(BACKLOGS, "_id", Bson.of(office.value())).map(Encoding::backlog).orElse(Map.of());
    }

    private Row tried(long position) {
        int attempts = find(DEAD_LETTERS, "_id", Bson.of(position)).orElseThrow().getInt32("attempts").getValue();
        return Row.set(DEAD_LETTERS, Bson.of(position), Bson.doc("attempts", Bson.of(attempts + 1)));
    }

    @Override
    public int mostEvents() {
        return MOST_EVENTS;
    }

    @Override
    public List<DeadLetter> deadLetters(int most) {
        return MongoViewsStore.<List<DeadLetter>>available(() -> set.rows(DEAD_LETTERS)
                .find(Bson.doc("waiting", BsonBoolean.TRUE)).sort(new BsonDocument("_id", new BsonInt32(1)))
                .limit(most == Integer.MAX_VALUE ? 0 : most)
                .map(Encoding::deadLetter).into(new ArrayList<DeadLetter>()));
    }

    @Override
    public void complete() {
        available(() -> {
            set.createIndexes();
            List<Row> rows = new ArrayList<>();
            erasedWhileMaking.forEach(complaint -> addErased(complaint, rows));
            commits.applyAlone(rows, reached.batch() + 1);
            reached = new Progress(reached.batch() + 1, reached.position(), reached.last(), reached.law(),
                    reached.letters());
            commits.beginAt(reached);
            return reached;
        });
    }

    /** There is nothing of its own to close: the client is for all. */
    @Override
    public void close() {
        cells.clear();
        backlogs.clear();
    }
}
