package id.tanggap.infra.views.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.ListsTest;
import id.tanggap.infra.views.Platform;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.Complaints.Cursor;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.WorkList;
import id.tanggap.query.projection.MemoryViews;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Scorecards;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which questions are answered out of {@code views.db}. */
class SqliteQueriesTest {

    private static final JsonMapper STORED = ViewsJson.mapper();

    @TempDir
    static Path folder;

    private static Platform platform;
    private static MemoryViews model;

    @BeforeAll
    static void a_history() {
        platform = Platform.in(folder);
        platform.append(ListsTest.HISTORY);
        platform.caughtUp();
        model = MemoryViews.of(platform.stored());
    }

    @AfterAll
    static void close() {
        platform.close();
    }

    @Test
    void a_cell_that_was_read_before_is_read_anew_once_its_version_has_changed(@TempDir Path another) {
        try (Platform its = Platform.in(another)) {
            // given cells that were read, and then changed behind the back of who keeps versions
            its.append(ListsTest.HISTORY);
            its.caughtUp();
            SqliteShelf shelf = (SqliteShelf) its.shelf;
            Scorecards scorecards = shelf.scorecards();
            OfficeId office = model.cells.keySet().iterator().next().office();
            List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));
            List<ScorecardCell> before = scorecards.cells(office, periods).block();
            shelf.change("UPDATE cell SET tally = '4711'");
            assertThat(scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(before);

            // when
            shelf.change("UPDATE cell_version SET version = version + 1");

            // then
            assertThat(before).isNotEmpty();
            assertThat(scorecards.cells(office, periods).block()).hasSameSizeAs(before)
                    .allMatch(cell -> cell.tally().of(Tally.Measure.RECEIVED) == 4711);
        }
    }

    @Test
    void a_backlog_that_was_read_before_is_read_anew_once_its_version_has_changed(@TempDir Path another) {
        try (Platform its = Platform.in(another)) {
            // given one that was read, and then changed behind the back of who keeps versions
            its.append(ListsTest.HISTORY);
            its.caughtUp();
            SqliteShelf shelf = (SqliteShelf) its.shelf;
            Scorecards scorecards = shelf.scorecards();
            OfficeId office = model.backlog.keySet().iterator().next().office();
            Map<BacklogKey, Long> before = scorecards.backlog(office).block();
            shelf.change("UPDATE backlog SET open = 4711");
            assertThat(scorecards.backlog(office).block()).isEqualTo(before);

            // when
            shelf.change("UPDATE backlog_version SET version = version + 1");

            // then
            assertThat(before).isNotEmpty();
            assertThat(scorecards.backlog(office).block()).containsOnlyKeys(before.keySet())
                    .allSatisfy((_, open) -> assertThat(open).isEqualTo(4711));

            // and one of nothing is read as such
            shelf.change("DELETE FROM backlog");
            shelf.change("UPDATE backlog_version SET version = version + 1");
            assertThat(scorecards.backlog(office).block()).isEmpty();
        }
    }

    @Test
    void no_work_list_sorts_or_opens_a_row_that_it_does_not_give() throws SQLException {
        try (Explaining explaining = new Explaining()) {
            SqliteComplaints complaints = new SqliteComplaints(explaining, STORED);
            WorkList.Desk desk = new WorkList.Desk(Optional.of(model.offices.keySet().iterator().next()), false, "petugas");
            for (WorkList.Share share : WorkList.Share.values()) {
                complaints.owed(desk, share, Optional.empty(), 10).block();
                complaints.owed(desk, share, Optional.of(new WorkList.Place(20_000, 5)), 10).block();
            }
            complaints.counted(desk).block();

            assertThat(explaining.plans()).isNotEmpty();
            explaining.plans().forEach((sql, plan) -> assertThat(plan).as(sql).doesNotContain("TEMP B-TREE")
                    .contains("SEARCH complaint USING COVERING INDEX complaint_by_owed (office=? AND withheld=? AND "));
        }
    }

    @Test
    void no_list_sorts_or_opens_a_row_that_it_does_not_give() throws SQLException {
        try (Explaining explaining = new Explaining()) {
            SqliteComplaints complaints = new SqliteComplaints(explaining, STORED);
            for (Filter filter : ListsTest.filters(model)) {
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
