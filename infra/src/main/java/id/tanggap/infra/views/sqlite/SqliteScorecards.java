package id.tanggap.infra.views.sqlite;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.CountedDocs;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Histogram;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.Picking;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Scorecards;
import id.tanggap.query.scorecard.Tally;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Scorecards' cells out of {@code views.db}: one seek in the primary key per period.
 *
 * <p>What was read of one office is kept. It has the version that the file had given it; a read gets the present versions,
 * and of what has another one also the contents, in one statement and so as of one moment. So nobody is ever told anything
 * that is not in the file then, also when the file itself was replaced.
 */
public final class SqliteScorecards implements Scorecards {

    private static final String CELLS = """
            SELECT period, office, class, tally, first_response, resolution, first_response_working, resolution_working
            FROM cell
            WHERE period IN (SELECT value FROM json_each(?))""";

    // What is known already is not even looked for: nothing equals NULL. As a condition of its own the comparison of
    // versions would be made with every row that was found.

    /** Asked by pairs of a period and the version that is known, null for none. */
    private static final String CHANGED_CELLS = """
            SELECT v.period, v.office, c.class, c.tally, c.first_response, c.resolution, c.first_response_working,
              c.resolution_working, v.version
            FROM json_each(?) AS asked
            CROSS JOIN cell_version v ON v.period = asked.value ->> 0 AND v.office = ?
            LEFT JOIN cell c ON c.period = iif(v.version IS asked.value ->> 1, NULL, v.period) AND c.office = v.office""";

    private static final String BACKLOG = "SELECT office, class, day, open FROM backlog";

    private static final String CHANGED_BACKLOG = """
            SELECT v.office, b.class, b.day, b.open, v.version FROM backlog_version v
            LEFT JOIN backlog b ON b.office = iif(v.version IS ?, NULL, v.office) WHERE v.office = ?""";

    private static final int BYTES_PER_CELL = 400;
    private static final int BYTES_PER_BUCKET = 20;
    private static final int BYTES_PER_BACKLOG_DAY = 100;

    private final Reading views;
    private final Cache<OfficePeriod, Versioned<List<ScorecardCell>>> knownCells = kept(16, cells -> cells.stream()
            .mapToInt(cell -> BYTES_PER_CELL
                    + BYTES_PER_BUCKET * (cell.firstResponse().size() + cell.resolution().size()
                            + cell.firstResponseWorking().size() + cell.resolutionWorking().size())).sum());
    private final Cache<OfficeId, Versioned<Map<BacklogKey, Long>>> knownBacklogs =
            kept(64, backlog -> BYTES_PER_BACKLOG_DAY * (1 + backlog.size()));

    /** Contents, and the version that the file had given them. */
    private record Versioned<T>(long version, T contents) {
    }

    /** From the last day back, in no order within a day: whoever picks puts it into one. */
    private static final String COUNTED =
            "SELECT day, position, doc FROM counted WHERE office = ? AND day BETWEEN ? AND ? ORDER BY day DESC";

    /** @param views the {@link SqliteViews} */
    public SqliteScorecards(Reading views) {
        this.views = views;
    }

    /** @param part of the memory that it may take: 16 means a sixteenth */
    private static <K, T> Cache<K, Versioned<T>> kept(int part, ToIntFunction<T> bytes) {
        // On the thread that reads: nobody else would be done sooner.
        return Caffeine.newBuilder().executor(Runnable::run).maximumWeight(Runtime.getRuntime().maxMemory() / part)
                .weigher((K _, Versioned<T> its) -> bytes.applyAsInt(its.contents())).build();
    }

    @Override
    public Mono<List<ScorecardCell>> cells(OfficeId office, List<Period> periods) {
        return views.read("scorecard", file -> {
            Map<Period, Versioned<List<ScorecardCell>>> known = new HashMap<>();
            for (Period period : periods) {
                Versioned<List<ScorecardCell>> its = knownCells.getIfPresent(new OfficePeriod(office, period));
                if (its != null) {
                    known.put(period, its);
                }
            }
            return cells(file, office, periods, known);
        });
    }

    private List<ScorecardCell> cells(Statements file, OfficeId office, List<Period> periods,
                                      Map<Period, Versioned<List<ScorecardCell>>> known) throws SQLException {
        PreparedStatement select = file.prepare(CHANGED_CELLS);
        select.setString(1, periods.stream().map(period -> "[" + period.code() + ","
                + (known.containsKey(period) ? known.get(period).version() : null) + "]")
                .collect(Collectors.joining(",", "[", "]")));
        select.setBytes(2, Codes.bytes(office.value()));
        Map<Period, Versioned<List<ScorecardCell>>> found = new LinkedHashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Period period = new Period(row.getInt(1));
                long version = row.getLong(9);
                Versioned<List<ScorecardCell>> its = known.get(period);
                if (its != null && its.version() == version) {
                    found.put(period, its);
                } else {
                    its = found.computeIfAbsent(period, _ -> new Versioned<>(version, new ArrayList<>()));
                    if (row.getString(4) != null) {
                        its.contents().add(cell(row));
                    }
                }
            }
        }
        List<ScorecardCell> cells = new ArrayList<>();
        found.forEach((period, its) -> {
            if (its != known.get(period)) {
                knownCells.put(new OfficePeriod(office, period), its);
            }
            cells.addAll(its.contents());
        });
        return cells;
    }

    @Override
    public Mono<List<ScorecardCell>> cells(List<Period> periods) {
        return views.read("transparency", file -> {
            PreparedStatement select = file.prepare(CELLS);
            select.setString(1, periods.stream().map(period -> Integer.toString(period.code()))
                    .collect(Collectors.joining(",", "[", "]")));
            return Rows.read(select, SqliteScorecards::cell);
        });
    }

    @Override
    public Mono<Map<BacklogKey, Long>> backlog(OfficeId office) {
        return views.read("backlog", file -> {
            Versioned<Map<BacklogKey, Long>> known = knownBacklogs.getIfPresent(office);
            PreparedStatement select = file.prepare(CHANGED_BACKLOG);
            select.setObject(1, known == null ? null : known.version());
            select.setBytes(2, Codes.bytes(office.value()));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Map.of();
                }
                long version = row.getLong(5);
                if (known != null && known.version() == version) {
                    return known.contents();
                }
                Map<BacklogKey, Long> anew = new HashMap<>();
                boolean more = row.getObject(4) != null;
                while (more) {
                    anew.put(backlogKey(row), row.getLong(4));
                    more = row.next();
                }
                knownBacklogs.put(office, new Versioned<>(version, anew));
                return anew;
            }
        });
    }

    @Override
    public Mono<List<Counted>> counted(Counted.Question question) {
        return views.read("counted", file -> {
            PreparedStatement select = file.prepare(COUNTED);
            select.setBytes(1, Codes.bytes(question.office().value()));
            select.setLong(2, question.from().toEpochDay());
            select.setLong(3, question.until().toEpochDay());
            Picking picking = new Picking(question);
            try (ResultSet row = select.executeQuery()) {
                List<Counted> ofOneDay = new ArrayList<>();
                while (row.next()) {
                    LocalDate day = LocalDate.ofEpochDay(row.getLong(1));
                    if (!ofOneDay.isEmpty() && !ofOneDay.getFirst().day().equals(day)) {
                        picking.pickFrom(ofOneDay);
                        ofOneDay.clear();
                    }
                    if (picking.isDone()) {
                        return picking.picked();
                    }
                    ofOneDay.addAll(CountedDocs.read(
                            new CountedDocs.Row(question.office(), day, row.getLong(2), row.getBytes(3))));
                }
                picking.pickFrom(ofOneDay);
            }
            return picking.picked();
        });
    }

    @Override
    public Mono<Map<BacklogKey, Long>> backlog() {
        return views.read("backlog of all", file -> Rows.read(file.prepare(BACKLOG),
                        row -> Map.entry(backlogKey(row), row.getLong(4))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static BacklogKey backlogKey(ResultSet row) throws SQLException {
        return new BacklogKey(office(row, 1), Codes.classification(row.getInt(2)), LocalDate.ofEpochDay(row.getLong(3)));
    }

    private static ScorecardCell cell(ResultSet row) throws SQLException {
        return new ScorecardCell(new ScorecardCell.Key(office(row, 2), Codes.classification(row.getInt(3)),
                new Period(row.getInt(1))), Tally.decode(row.getString(4)), Histogram.decode(row.getBytes(5)),
                Histogram.decode(row.getBytes(6)), Histogram.decode(row.getBytes(7)), Histogram.decode(row.getBytes(8)));
    }

    private static OfficeId office(ResultSet row, int column) throws SQLException {
        return new OfficeId(Codes.uuid(row.getBytes(column)));
    }
}
