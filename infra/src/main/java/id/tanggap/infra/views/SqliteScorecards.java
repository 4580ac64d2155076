package id.tanggap.infra.views;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Histogram;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Scorecards;
import id.tanggap.query.scorecard.Tally;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Scorecards' cells out of {@code views.db}: one seek in the primary key per period. */
public final class SqliteScorecards implements Scorecards {

    private static final String CELLS = """
            SELECT period, office, class, tally, first_response, resolution FROM cell
            WHERE period IN (SELECT value FROM json_each(?))""";
    private static final String BACKLOG = "SELECT office, class, day, open FROM backlog";

    private final Reading views;

    /** @param views the {@link ReadModels} */
    public SqliteScorecards(Reading views) {
        this.views = views;
    }

    @Override
    public Mono<List<ScorecardCell>> cells(OfficeId office, List<Period> periods) {
        return views.read("scorecard", file -> {
            PreparedStatement select = file.prepare(CELLS + " AND office = ?");
            select.setString(1, codes(periods));
            select.setBytes(2, Codes.bytes(office.value()));
            return Rows.read(select, SqliteScorecards::cell);
        });
    }

    @Override
    public Mono<List<ScorecardCell>> cells(List<Period> periods) {
        return views.read("transparency", file -> {
            PreparedStatement select = file.prepare(CELLS);
            select.setString(1, codes(periods));
            return Rows.read(select, SqliteScorecards::cell);
        });
    }

    @Override
    public Mono<Map<BacklogKey, Long>> backlog(OfficeId office) {
        return views.read("backlog", file -> {
            PreparedStatement select = file.prepare(BACKLOG + " WHERE office = ?");
            select.setBytes(1, Codes.bytes(office.value()));
            return backlog(select);
        });
    }

    @Override
    public Mono<Map<BacklogKey, Long>> backlog() {
        return views.read("backlog of all", file -> backlog(file.prepare(BACKLOG)));
    }

    private static Map<BacklogKey, Long> backlog(PreparedStatement select) throws SQLException {
        return Rows.read(select, row -> Map.entry(new BacklogKey(office(row, 1), Codes.classification(row.getInt(2)),
                        LocalDate.ofEpochDay(row.getLong(3))), row.getLong(4)))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ScorecardCell cell(ResultSet row) throws SQLException {
        return new ScorecardCell(new ScorecardCell.Key(office(row, 2), Codes.classification(row.getInt(3)),
                new Period(row.getInt(1))), Tally.decode(row.getString(4)), Histogram.decode(row.getBytes(5)),
                Histogram.decode(row.getBytes(6)));
    }

    private static OfficeId office(ResultSet row, int column) throws SQLException {
        return new OfficeId(Codes.uuid(row.getBytes(column)));
    }

    private static String codes(List<Period> periods) {
        return periods.stream().map(period -> Integer.toString(period.code())).collect(Collectors.joining(",", "[", "]"));
    }
}
