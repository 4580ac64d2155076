package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.Complaints.Cursor;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.projection.MemoryViews;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Tally;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Questions to the read models: the answers against a naive model of the same history, and the ways they are found. */
class ListsTest {

    private static final JsonMapper STORED = ViewsJson.mapper();
    private static final List<Histories.Recorded> HISTORY = Histories.small(51).events(3_000);

    @TempDir
    static Path folder;

    private static Platform platform;
    private static MemoryViews model;

    @BeforeAll
    static void a_history() {
        platform = Platform.in(folder);
        platform.append(HISTORY);
        platform.caughtUp();
        model = MemoryViews.of(platform.stored());
    }

    @AfterAll
    static void close() {
        platform.close();
    }

    @Test
    void every_combination_of_filters_lists_what_the_model_lists_page_by_page() {
        for (Filter filter : filters()) {
            List<ComplaintView> expected = model.complaints.values().stream().filter(c -> fits(c, filter))
                    .sorted(Comparator.comparing((ComplaintView c) -> c.course().submitted())
                            .thenComparing(ComplaintView::number).reversed()).toList();

            List<ComplaintView> listed = new ArrayList<>();
            List<ComplaintView> page = platform.complaints.list(filter, Optional.empty(), 17).block();
            while (!page.isEmpty()) {
                assertThat(page.size()).isLessThanOrEqualTo(17);
                listed.addAll(page);
                page = platform.complaints.list(filter, Optional.of(Cursor.after(page.getLast())), 17).block();
            }

            assertThat(listed).as("%s", filter).isEqualTo(expected);
        }
    }

    @Test
    void a_page_goes_on_exactly_where_the_last_one_stopped_also_between_submissions_of_the_same_moment() {
        Instant moment = model.complaints.values().iterator().next().course().submitted();
        long sameMoment = model.complaints.values().stream().filter(c -> c.course().submitted().equals(moment)).count();
        List<Long> numbers = new ArrayList<>();

        Optional<Cursor> cursor = Optional.empty();
        List<ComplaintView> page;
        while (!(page = platform.complaints.list(all(), cursor, 1).block()).isEmpty()) {
            numbers.add(page.getFirst().number());
            cursor = Optional.of(Cursor.after(page.getFirst()));
        }

        assertThat(numbers).hasSize(model.complaints.size()).doesNotHaveDuplicates();
        assertThat(sameMoment).isPositive();
    }

    @Test
    void a_complaint_is_found_by_its_id_and_by_its_code_and_nothing_by_others() {
        for (ComplaintView complaint : model.complaints.values()) {
            assertThat(platform.complaints.find(complaint.id()).block()).isEqualTo(complaint);
            assertThat(platform.complaints.find(complaint.trackingCode()).block()).containsExactly(complaint);
        }
        assertThat(platform.complaints.find(new ComplaintId(new UUID(0, 0))).block()).isNull();
        assertThat(platform.complaints.find(new TrackingCode("TGP-0000-0000-0000")).block()).isEmpty();
    }

    @Test
    void a_timeline_is_complete_and_in_order() {
        for (ComplaintView complaint : model.complaints.values()) {
            List<TimelineEntry> expected = model.timeline.stream()
                    .filter(entry -> entry.complaint() == complaint.number()).toList();

            assertThat(platform.complaints.timeline(complaint).block()).isEqualTo(expected);
        }
    }

    @Test
    void offices_imports_cells_and_backlog_are_those_of_the_model() {
        List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));

        assertThat(platform.offices.all().block()).containsExactlyInAnyOrderElementsOf(model.offices.values());
        assertThat(platform.imports.all().block()).containsExactlyInAnyOrderElementsOf(model.imports.values());
        assertThat(platform.scorecards.cells(periods).block()).containsExactlyInAnyOrderElementsOf(
                model.cells.values().stream().filter(cell -> periods.contains(cell.key().period())).toList());
        assertThat(platform.scorecards.backlog().block()).isEqualTo(model.backlog);
        for (OfficeId office : model.offices.keySet()) {
            assertThat(platform.scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(
                    model.cells.values().stream().filter(cell -> periods.contains(cell.key().period())
                            && cell.key().office().equals(office)).toList());
            assertThat(platform.complaints.openAt(office).block()).isEqualTo(model.complaints.values().stream()
                    .filter(c -> c.office().filter(office::equals).isPresent() && (c.status() == ComplaintStatus.FORWARDED
                            || c.status() == ComplaintStatus.RESPONDED || c.status() == ComplaintStatus.APPEALED)).count());
        }
    }

    @Test
    void a_cell_that_was_read_before_is_read_anew_once_its_version_has_changed(@TempDir Path another) throws SQLException {
        try (Platform its = Platform.in(another)) {
            // given cells that were read, and then changed behind the back of who keeps versions
            its.append(HISTORY);
            its.caughtUp();
            OfficeId office = model.cells.keySet().iterator().next().office();
            List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));
            List<ScorecardCell> before = its.scorecards.cells(office, periods).block();
            its.change("UPDATE cell SET tally = '4711'");
            assertThat(its.scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(before);

            // when
            its.change("UPDATE cell_version SET version = version + 1");

            // then
            assertThat(before).isNotEmpty();
            assertThat(its.scorecards.cells(office, periods).block()).hasSameSizeAs(before)
                    .allMatch(cell -> cell.tally().of(Tally.Measure.RECEIVED) == 4711);
        }
    }

    @Test
    void a_backlog_that_was_read_before_is_read_anew_once_its_version_has_changed(@TempDir Path another)
            throws SQLException {
        try (Platform its = Platform.in(another)) {
            // given one that was read, and then changed behind the back of who keeps versions
            its.append(HISTORY);
            its.caughtUp();
            OfficeId office = model.backlog.keySet().iterator().next().office();
            Map<BacklogKey, Long> before = its.scorecards.backlog(office).block();
            its.change("UPDATE backlog SET open = 4711");
            assertThat(its.scorecards.backlog(office).block()).isEqualTo(before);

            // when
            its.change("UPDATE backlog_version SET version = version + 1");

            // then
            assertThat(before).isNotEmpty();
            assertThat(its.scorecards.backlog(office).block()).containsOnlyKeys(before.keySet())
                    .allSatisfy((_, open) -> assertThat(open).isEqualTo(4711));

            // and one of nothing is read as such
            its.change("DELETE FROM backlog");
            its.change("UPDATE backlog_version SET version = version + 1");
            assertThat(its.scorecards.backlog(office).block()).isEmpty();
        }
    }

    @Test
    void scorecards_and_backlogs_that_are_read_again_and_again_are_those_of_the_model_at_every_time(@TempDir Path another) {
        Histories histories = Histories.small(52);
        List<Histories.Recorded> soFar = new ArrayList<>();
        List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));
        try (Platform its = Platform.in(another)) {
            for (int round = 0; round < 12; round++) {
                List<Histories.Recorded> more = round == 0 ? histories.events(600) : histories.next();
                its.append(more);
                soFar.addAll(more);
                its.caughtUp();

                MemoryViews now = MemoryViews.of(soFar);
                for (OfficeId office : now.offices.keySet()) {
                    assertThat(its.scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(
                            now.cells.values().stream().filter(cell -> periods.contains(cell.key().period())
                                    && cell.key().office().equals(office)).toList());
                    assertThat(its.scorecards.backlog(office).block()).isEqualTo(now.backlog.entrySet().stream()
                            .filter(open -> open.getKey().office().equals(office))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
                }
            }
        }
    }

    @Test
    void no_list_sorts_or_opens_a_row_that_it_does_not_give() throws SQLException {
        try (Explaining explaining = new Explaining()) {
            SqliteComplaints complaints = new SqliteComplaints(explaining, STORED);
            for (Filter filter : filters()) {
                complaints.list(filter, Optional.empty(), 10).block();
                complaints.list(filter, Optional.of(new Cursor(5)), 10).block();
            }

            explaining.plans().forEach((sql, plan) -> {
                assertThat(plan).as(sql).doesNotContain("TEMP B-TREE");
                assertThat(plan).as(sql).containsAnyOf("SEARCH complaint USING COVERING INDEX complaint_by_",
                        "SCAN complaint USING COVERING INDEX complaint_by_time");
                String index = plan.replaceAll("(?s).*INDEX (\\w+).*", "$1");
                List<String> columns = explaining.columns(index);
                assertThat(columns).as("%s by %s", sql, index).containsAll(Stream.of("office", "class", "category",
                        "status").filter(column -> sql.contains(column + " = ?")).toList());
            });
        }
    }

    @Test
    void no_question_goes_through_a_whole_big_table() throws SQLException {
        ComplaintView complaint = model.complaints.values().iterator().next();
        OfficeId office = model.offices.keySet().iterator().next();
        List<Period> periods = Period.covering(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 3, 3));
        try (Explaining explaining = new Explaining()) {
            SqliteComplaints complaints = new SqliteComplaints(explaining, STORED);
            SqliteScorecards scorecards = new SqliteScorecards(explaining);
            SqliteImports imports = new SqliteImports(explaining, STORED);

            complaints.find(complaint.id()).block();
            complaints.find(complaint.trackingCode()).block();
            complaints.timeline(complaint).block();
            complaints.openAt(office).block();
            complaints.upTo(Instant.EPOCH, Optional.empty(), 10).block();
            scorecards.cells(office, periods).block();
            scorecards.cells(periods).block();
            scorecards.backlog(office).block();
            imports.find(new ImportId(new UUID(0, 0))).block();
            imports.refused(new ImportId(new UUID(0, 0)), 0, 10).block();

            assertThat(explaining.plans()).hasSize(10).allSatisfy((sql, plan) -> {
                assertThat(plan).as(sql).doesNotContain("TEMP B-TREE");
                assertThat(plan.replace("SCAN json_each", "").replace("SCAN asked", "")).as(sql).doesNotContain("SCAN");
            });
        }
    }

    private static Filter all() {
        return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true);
    }

    private static List<Filter> filters() {
        Optional<OfficeId> office = Optional.of(model.offices.keySet().iterator().next());
        Instant from = HISTORY.getFirst().event().provenance().occurredAt().plusSeconds(20 * 86_400);
        List<Filter> filters = new ArrayList<>();
        for (int bits = 0; bits < 128; bits++) {
            filters.add(new Filter((bits & 1) == 0 ? Optional.empty() : office,
                    (bits & 2) == 0 ? Optional.empty() : Optional.of(ComplaintStatus.CLOSED),
                    (bits & 4) == 0 ? Optional.empty() : Optional.of(Classification.COMPLAINT),
                    (bits & 8) == 0 ? Optional.empty() : Optional.of(new Category("category 0")),
                    (bits & 16) == 0 ? Optional.empty() : Optional.of(from),
                    (bits & 32) == 0 ? Optional.empty() : Optional.of(from.plusSeconds(40 * 86_400)), (bits & 64) == 0));
        }
        return filters;
    }

    private static boolean fits(ComplaintView c, Filter filter) {
        return (filter.withheldToo() || !c.secrecy().withheld())
                && filter.office().map(office -> c.office().filter(office::equals).isPresent()).orElse(true)
                && filter.status().map(status -> c.status() == status).orElse(true)
                && filter.classification().map(its -> c.classification().filter(its::equals).isPresent()).orElse(true)
                && filter.category().map(category -> c.category().equals(category)).orElse(true)
                && filter.from().map(from -> !c.course().submitted().isBefore(from)).orElse(true)
                && filter.until().map(until -> c.course().submitted().isBefore(until)).orElse(true);
    }

    /** Answers questions and remembers their SQL, to explain it afterwards. */
    private static final class Explaining implements Reading, AutoCloseable {

        private final Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("views.db"));
        private final Map<String, String> plans = new LinkedHashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final Statements statements = new Statements((Connection) Proxy.newProxyInstance(
                Explaining.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        asked.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));

        private Explaining() throws SQLException {
        }

        @Override
        public <T> Mono<T> read(String query, SqlFunction<Statements, T> read) {
            return Mono.fromCallable(() -> read.apply(statements));
        }

        private Map<String, String> plans() throws SQLException {
            for (String sql : asked) {
                plans.put(sql, first("EXPLAIN QUERY PLAN " + sql, 4));
            }
            return plans;
        }

        private List<String> columns(String index) {
            try {
                return List.of(first("SELECT name FROM pragma_index_info('" + index + "')", 1).split("\n"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private String first(String sql, int column) throws SQLException {
            StringBuilder text = new StringBuilder();
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    text.append(row.getString(column)).append('\n');
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
