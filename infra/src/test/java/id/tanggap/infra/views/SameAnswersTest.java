package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.keys.SealedHistories;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.Complaints.Cursor;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.projection.MemoryViews;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.scorecard.Period;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories, in batches that end anywhere: what SQLite answers is what MongoDB answers. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#onMongo")
class SameAnswersTest {

    private static final Instant FAR = Instant.parse("2199-12-31T00:00:00Z");

    @Parameter
    Kept kept;

    @TempDir
    Path folder;

    @Test
    void every_question_has_the_same_answer() {
        for (long seed = 81; seed < 84; seed++) {
            List<Histories.Recorded> history = SealedHistories.of(Histories.small(seed).events(1_200));
            MemoryViews model = MemoryViews.of(history);

            Map<String, Object> ofSqlite = answers(Kept.IN_SQLITE, seed, history, model);
            Map<String, Object> ofMongo = answers(kept, seed + 100, history, model);

            assertThat(ofMongo).hasSameSizeAs(ofSqlite).hasSizeGreaterThan(500);
            ofSqlite.forEach((question, answer) -> assertThat(ofMongo.get(question)).as(question).isEqualTo(answer));
        }
    }

    private Map<String, Object> answers(Kept where, long seed, List<Histories.Recorded> history, MemoryViews model) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Shelf shelf = where.in(folder.resolve(where + "-" + seed))) {
            ViewsStorage storage = shelf.storage();
            storage.start(new AtOnce(storage, history, random));
            Map<String, Object> answers = new LinkedHashMap<>();
            askOfComplaints(shelf, model, answers);
            askOfTheRest(shelf, model, answers);
            storage.stop();
            return answers;
        }
    }

    /** Applies a whole history in random batches, as soon as it is on duty. */
    private record AtOnce(ViewsStorage storage, List<Histories.Recorded> history, SplittableRandom random)
            implements ViewsStorage.Duty {

        @Override
        public void begin() {
            Projecting views = Projecting.onTo(storage.open(), new Projections(Platform.ZONE),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(150));
                views.begin();
                for (int i = from; i < to; i++) {
                    Histories.Recorded e = history.get(i);
                    views.apply(new Incoming("event-" + i, i, e.stream(), e.sequence(), e.type(), e::event));
                }
                views.reach(to - 1);
                views.commit();
                views.leave();
                from = to;
            }
            storage.serve(views.store());
        }

        @Override
        public void end() {
            // what was written stays
        }

        @Override
        public void readable(ViewsStorage.Readable now) {
            throw new IllegalStateException("this one is on duty");
        }

        @Override
        public long told() {
            return -1;
        }

        @Override
        public java.util.concurrent.CompletableFuture<Long> asked(ViewsStorage.Task task) {
            throw new IllegalStateException("nobody asks");
        }
    }

    private static void askOfComplaints(Shelf shelf, MemoryViews model, Map<String, Object> answers) {
        ComplaintViews complaints = shelf.complaints();
        for (Filter filter : ListsTest.filters(model)) {
            List<ComplaintView> listed = new ArrayList<>();
            List<ComplaintView> page = complaints.list(filter, Optional.empty(), 13).block();
            while (!page.isEmpty()) {
                listed.addAll(page);
                page = complaints.list(filter, Optional.of(Cursor.after(page.getLast())), 13).block();
            }
            answers.put("list " + filter, listed);
        }
        for (ComplaintView complaint : model.complaints.values()) {
            answers.put("complaint " + complaint.id(), complaints.find(complaint.id()).block());
            answers.put("code " + complaint.trackingCode(), complaints.find(complaint.trackingCode()).block());
            answers.put("timeline " + complaint.id(), complaints.timeline(complaint).block());
        }
        ComplaintId nobodys = new ComplaintId(new java.util.UUID(0, 0));
        answers.put("nobody's", Optional.ofNullable(complaints.find(nobodys).block()));
        answers.put("withheld", complaints.withheld(model.complaints.keySet()).block());
        answers.put("due", complaints.upTo(FAR, Optional.empty(), 10_000).block());
        for (PendingRequests.Kind kind : PendingRequests.Kind.values()) {
            for (boolean withheldToo : new boolean[] {false, true}) {
                List<PendingRequests.Pending> all = shelf.pendingRequests().list(kind, withheldToo, Optional.empty(), 1_000)
                        .block();
                answers.put("requests " + kind + withheldToo, all);
                if (!all.isEmpty()) {
                    answers.put("requests after the first " + kind + withheldToo, shelf.pendingRequests()
                            .list(kind, withheldToo, Optional.of(all.getFirst().asked().position()), 2).block());
                }
            }
        }
    }

    private static void askOfTheRest(Shelf shelf, MemoryViews model, Map<String, Object> answers) {
        answers.put("offices", shelf.offices().all().block());
        answers.put("imports", shelf.imports().all().block());
        answers.put("closed inspections", shelf.inspections().closed().block());
        for (ImportId imported : model.imports.keySet()) {
            answers.put("import " + imported, shelf.imports().find(imported).block());
            answers.put("refused " + imported, shelf.imports().refused(imported, 0, 1_000).block());
            answers.put("refused after " + imported, shelf.imports().refused(imported, 5, 3).block());
        }
        List<Period> periods = Period.covering(LocalDate.of(2025, 2, 3), LocalDate.of(2025, 12, 30));
        answers.put("backlog", shelf.scorecards().backlog().block());
        answers.put("cells", shelf.scorecards().cells(periods).block().stream().map(Object::toString).sorted().toList());
        for (OfficeId office : model.offices.keySet()) {
            answers.put("office " + office, shelf.offices().find(office).block());
            answers.put("open at " + office, shelf.complaints().openAt(office).block());
            answers.put("backlog of " + office, shelf.scorecards().backlog(office).block());
            answers.put("cells of " + office, shelf.scorecards().cells(office, periods).block().stream()
                    .map(Object::toString).sorted().toList());
            for (InspectionStatus status : InspectionStatus.values()) {
                answers.put("inspections of " + office + status, shelf.inspections().list(new Inspections.Filter(
                        Optional.empty(), Optional.of(office), Optional.empty(), Optional.of(status)), Optional.empty(), 100)
                        .block());
            }
            answers.put("inspections sent to " + office, shelf.inspections().list(new Inspections.Filter(Optional.empty(),
                    Optional.empty(), Optional.of(office), Optional.empty()), Optional.of(1_000L), 100).block());
        }
    }
}
