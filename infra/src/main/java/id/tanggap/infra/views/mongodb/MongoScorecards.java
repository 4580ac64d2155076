package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.BACKLOGS;
import static id.tanggap.infra.views.mongodb.Generation.CELLS;
import static id.tanggap.infra.views.mongodb.Generation.COUNTED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.Picking;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Scorecards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/**
 * Scorecards' cells out of MongoDB. One document has an office's cells of a period, and the number of the batch that last
 * wrote it as its version.
 *
 * <p>What was read of one office is kept, with its version; a read gets the present versions, out of an index alone, and of
 * what has another one the contents. So nobody is told less than a majority held when it was asked, and what was read of a
 * server that another one then takes over from is put right by the next read.
 */
public final class MongoScorecards implements Scorecards {

    private static final int BYTES_PER_CELL = 400;
    private static final int BYTES_PER_BUCKET = 20;
    private static final int BYTES_PER_BACKLOG_DAY = 100;

    private final Reading views;
    private final Cache<String, Versioned<List<ScorecardCell>>> knownCells = kept(16, cells -> cells.stream()
            .mapToInt(cell -> BYTES_PER_CELL
                    + BYTES_PER_BUCKET * (cell.firstResponse().size() + cell.resolution().size()
                            + cell.firstResponseWorking().size() + cell.resolutionWorking().size())).sum());
    private final Cache<String, Versioned<Map<BacklogKey, Long>>> knownBacklogs =
            kept(64, backlog -> BYTES_PER_BACKLOG_DAY * (1 + backlog.size()));

    private record Versioned<T>(long version, T contents) {
    }

    /** @param views the {@link MongoViews} */
    public MongoScorecards(Reading views) {
        this.views = views;
    }

    /** @param part of the memory that it may take: 16 means a sixteenth */
    private static <T> Cache<String, Versioned<T>> kept(int part, ToIntFunction<T> bytes) {
        // On the thread that reads: nobody else would be done sooner.
        return Caffeine.newBuilder().executor(Runnable::run).maximumWeight(Runtime.getRuntime().maxMemory() / part)
                .weigher((String _, Versioned<T> its) -> bytes.applyAsInt(its.contents())).build();
    }

    @Override
    public Mono<List<ScorecardCell>> cells(OfficeId office, List<Period> periods) {
        Find versions = Find.by(CELLS, "by_period", periods(periods).append("office", Bson.of(office.value())))
                .only("period", "b");
        return views.read("scorecard", set -> set.find(versions)
                .collectMap(found -> found.getInt32("period").getValue(), found -> found.getInt64("b").getValue())
                .flatMap(present -> changed(set, office, present).map(changed -> periods.stream()
                        .filter(period -> present.containsKey(period.code()))
                        .flatMap(period -> changed.get(period).stream()).toList())));
    }

    /** The cells of each period that there is. @param present the periods and their versions */
    private Mono<Map<Period, List<ScorecardCell>>> changed(Questions set, OfficeId office, Map<Integer, Long> present) {
        Map<Period, List<ScorecardCell>> cells = new HashMap<>();
        List<BsonString> others = new ArrayList<>();
        present.forEach((code, version) -> {
            Period period = new Period(code);
            BsonString id = Encoding.cellsId(office, period);
            Versioned<List<ScorecardCell>> known = knownCells.getIfPresent(set.generation() + id.getValue());
            if (known != null && known.version() == version) {
                cells.put(period, known.contents());
            } else {
                others.add(id);
            }
        });
        if (others.isEmpty()) {
            return Mono.just(cells);
        }
        return set.find(Find.by(CELLS, Index.BY_ID, new BsonDocument("_id", Bson.in(others)))).collectList().map(found -> {
            found.forEach(document ->
                    cells.put(new Period(document.getInt32("period").getValue()), remembered(set, document)));
            // what there was an entry of in the index and no document is written at this moment
            present.keySet().forEach(code -> cells.putIfAbsent(new Period(code), List.of()));
            return cells;
        });
    }

    private List<ScorecardCell> remembered(Questions set, BsonDocument document) {
        List<ScorecardCell> its = Encoding.cells(document);
        knownCells.put(set.generation() + document.getString("_id").getValue(),
                new Versioned<>(document.getInt64("b").getValue(), its));
        return its;
    }

    @Override
    public Mono<List<ScorecardCell>> cells(List<Period> periods) {
        return views.read("transparency", set -> set.find(Find.by(CELLS, "by_period", periods(periods)))
                .flatMapIterable(Encoding::cells).collectList());
    }

    private static BsonDocument periods(Collection<Period> periods) {
        return new BsonDocument("period", Bson.in(periods.stream().map(period -> Bson.of(period.code())).toList()));
    }

    @Override
    public Mono<Map<BacklogKey, Long>> backlog(OfficeId office) {
        return views.read("backlog", set -> set.find(Find.byId(BACKLOGS, Bson.of(office.value()))).next().map(document -> {
            String key = set.generation() + office;
            long version = document.getInt64("b").getValue();
            Versioned<Map<BacklogKey, Long>> known = knownBacklogs.getIfPresent(key);
            if (known == null || known.version() != version) {
                known = new Versioned<>(version, Encoding.backlog(document));
                knownBacklogs.put(key, known);
            }
            return known.contents();
        }).defaultIfEmpty(Map.of()));
    }

    @Override
    public Mono<List<Counted>> counted(Counted.Question question) {
        BsonDocument days = Bson.doc("$gte", Bson.of(question.from().toEpochDay()))
                .append("$lte", Bson.of(question.until().toEpochDay()));
        Find found = Find.by(COUNTED, "by_office", new BsonDocument("office", Bson.of(question.office().value()))
                .append("day", days)).descending("office", "day");
        return views.read("counted", set -> {
            Picking picking = new Picking(question);
            return set.find(found).map(Encoding::counted).bufferUntilChanged(row -> row.getFirst().day())
                    .doOnNext(rows -> picking.pickFrom(rows.stream().flatMap(List::stream).toList()))
                    .takeUntil(_ -> picking.isDone()).then(Mono.fromSupplier(picking::picked));
        });
    }

    /** One document for each office. */
    @Override
    public Mono<Map<BacklogKey, Long>> backlog() {
        return views.read("backlog of all", set -> set.find(Find.by(BACKLOGS, Index.BY_ID, new BsonDocument()))
                .collect(HashMap::new, (all, document) -> all.putAll(Encoding.backlog(document))));
    }
}
