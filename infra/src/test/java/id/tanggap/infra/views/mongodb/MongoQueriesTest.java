package id.tanggap.infra.views.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.FindIterable;
import id.tanggap.infra.views.Kept;
import id.tanggap.infra.views.ListsTest;
import id.tanggap.infra.views.Platform;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.Complaints.Cursor;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.WorkList;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.projection.MemoryViews;
import id.tanggap.query.scorecard.Period;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which questions are answered out of MongoDB. */
@ParameterizedClass
@MethodSource("kept")
class MongoQueriesTest {

    private static final JsonMapper STORED = ViewsJson.mapper();

    /** What all of is asked for has few documents: one for each office, one for each import. */
    private static final Set<String> SMALL = Set.of(Generation.OFFICES, Generation.IMPORTS, Generation.BACKLOGS);

    @Parameter
    Kept kept;

    @TempDir
    Path folder;

    private Platform platform;
    private MemoryViews model;
    private final Set<Find> asked = new LinkedHashSet<>();

    static List<Kept> kept() {
        return Kept.onMongo();
    }

    @BeforeEach
    void a_history() {
        platform = Platform.in(kept, folder);
        platform.append(ListsTest.HISTORY);
        platform.caughtUp();
        model = MemoryViews.of(platform.stored());
        askEverything(new Recording());
    }

    @AfterEach
    void close() {
        if (platform != null) {
            platform.close();
        }
    }

    /** Answers questions and remembers them. */
    private final class Recording implements Reading {

        private final MongoViews views = (MongoViews) platform.shelf.storage();

        @Override
        public <T> Mono<T> read(String query, Function<Questions, Mono<T>> read) {
            return views.read(query, set -> read.apply(new Questions(set.database(), set.generation()) {
                @Override
                Flux<BsonDocument> find(Find question) {
                    asked.add(question);
                    return super.find(question);
                }

                @Override
                Mono<Long> count(Find question) {
                    asked.add(question);
                    return super.count(question);
                }
            }));
        }
    }

    private void askEverything(Reading reading) {
        ComplaintView complaint = model.complaints.values().iterator().next();
        OfficeId office = model.offices.keySet().iterator().next();
        List<Period> periods = Period.covering(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 3, 3));
        MongoComplaints complaints = new MongoComplaints(reading, STORED);
        for (Filter filter : ListsTest.filters(model)) {
            complaints.list(filter, Optional.empty(), 10).block();
            complaints.list(filter, Optional.of(new Cursor(complaint.number())), 10).block();
        }
        complaints.find(complaint.id()).block();
        complaints.find(complaint.trackingCode()).block();
        complaints.timeline(complaint).block();
        complaints.withheld(Set.of(complaint.id())).block();
        complaints.openAt(office).block();
        complaints.upTo(Instant.now(), Optional.empty(), 10).block();
        complaints.upTo(Instant.now(), Optional.of(new DueList.Entry(Instant.EPOCH, 5, complaint.id())), 10).block();
        for (WorkList.Share share : WorkList.Share.values()) {
            for (Optional<OfficeId> at : List.of(Optional.of(office), Optional.<OfficeId>empty())) {
                WorkList.Desk desk = new WorkList.Desk(at, false, "petugas");
                complaints.owed(desk, share, Optional.empty(), 10).block();
                complaints.owed(desk, share, Optional.of(new WorkList.Place(20_000, 5)), 10).block();
                complaints.counted(desk).block();
            }
        }
        for (PendingRequests.Kind kind : PendingRequests.Kind.values()) {
            new MongoPendingRequests(reading, STORED).list(kind, false, Optional.empty(), 10).block();
            new MongoPendingRequests(reading, STORED).list(kind, true, Optional.of(7L), 10).block();
        }
        MongoScorecards scorecards = new MongoScorecards(reading);
        scorecards.cells(office, periods).block();
        scorecards.cells(periods).block();
        scorecards.backlog(office).block();
        scorecards.backlog().block();
        MongoImports imports = new MongoImports(reading, STORED);
        imports.find(new ImportId(new UUID(0, 0))).block();
        imports.refused(new ImportId(new UUID(0, 0)), 0, 10).block();
        imports.all().block();
        MongoOffices offices = new MongoOffices(reading, STORED);
        offices.find(office).block();
        offices.all().block();
        MongoInspections inspections = new MongoInspections(reading, STORED);
        inspections.find(new InspectionId(new UUID(0, 0))).block();
        inspections.closed().block();
        for (int bits = 0; bits < 32; bits++) {
            inspections.list(new Inspections.Filter(
                    (bits & 1) == 0 ? Optional.empty() : Optional.of(new ComplaintId(new UUID(0, 0))),
                    (bits & 2) == 0 ? Optional.empty() : Optional.of(office),
                    (bits & 4) == 0 ? Optional.empty() : Optional.of(office),
                    (bits & 8) == 0 ? Optional.empty() : Optional.of(InspectionStatus.CLOSED)),
                    (bits & 16) == 0 ? Optional.empty() : Optional.of(50L), 10).block();
        }
    }

    @Test
    void what_every_question_looks_for_and_sorts_by_is_the_beginning_of_the_index_it_names() {
        assertThat(asked).hasSizeGreaterThan(150).allSatisfy(question -> {
            List<String> keys = keys(question);
            int same = 0;
            while (same < keys.size() && isOneOfSome(question.filter().get(keys.get(same)))) {
                same++;
            }
            List<String> order = List.copyOf(question.sort().keySet());
            int end = Math.min(keys.size(), same + order.size());
            assertThat(keys.subList(same, end)).as("the order of %s", question).isEqualTo(order);
            assertThat(new HashSet<>(directions(question, order))).as("directions of %s", question)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(same > 0 || !order.isEmpty() || question.filter().containsKey(keys.getFirst())
                    || SMALL.contains(question.collection())).as("what %s begins with", question).isTrue();
        });
    }

    @Test
    void no_list_opens_a_document_in_vain() {
        assertThat(asked.stream().filter(question -> question.collection().equals(Generation.COMPLAINTS))).isNotEmpty()
                .allSatisfy(question -> assertThat(keys(question)).as("%s", question).containsAll(
                        question.filter().keySet().stream().filter(field -> !field.startsWith("$")).toList()));
    }

    @Test
    void no_question_goes_through_a_collection_or_sorts() {
        for (Find question : asked) {
            BsonDocument plan = plan(question);
            assertThat(plan.toJson()).as("%s", question).doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
        }
    }

    private BsonDocument plan(Find question) {
        FindIterable<BsonDocument> find = ((MongoShelf) platform.shelf).served().rows(question.collection())
                .find(question.filter()).sort(question.sort()).limit(question.limit()).hintString(question.index());
        try {
            return find.explain(BsonDocument.class).getDocument("queryPlanner").getDocument("winningPlan");
        } catch (MongoCommandException e) {
            return cannotExplain(e);
        }
    }

    private BsonDocument cannotExplain(MongoCommandException e) {
        assertThat(kept).as("a real server explains").isEqualTo(Kept.ON_MONGO_JAVA_SERVER);
        System.err.println("This server cannot explain (" + e.getMessage() + "): whether questions are answered by indexes "
                + "was NOT tried on it.");
        Assumptions.abort("the double of MongoDB cannot explain: NOT tried");
        return new BsonDocument();
    }

    private static List<String> keys(Find question) {
        return question.index().equals(Index.BY_ID) ? List.of("_id")
                : List.copyOf(Index.named(question.index(), question.collection()).orElseThrow().keys().keySet());
    }

    /** Whether each key is gone through forwards (1) or backwards (-1). */
    private static List<Integer> directions(Find question, List<String> order) {
        List<Integer> directions = new ArrayList<>();
        for (String field : order) {
            int key = question.index().equals(Index.BY_ID) ? 1
                    : Index.named(question.index(), question.collection()).orElseThrow().keys().getInt32(field).getValue();
            directions.add(key * question.sort().getInt32(field).getValue());
        }
        return directions;
    }

    private static boolean isOneOfSome(BsonValue condition) {
        return condition != null && (!condition.isDocument() || condition.asDocument().containsKey("$in"));
    }
}
