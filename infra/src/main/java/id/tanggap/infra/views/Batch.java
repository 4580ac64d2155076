package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.Views;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Histogram;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Tally;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a batch of events changes. Events change maps in memory; the file is written once per batch and changed row, which
 * is what makes replays fast. What one event put can be taken back as a whole.
 */
final class Batch implements Views {

    private record Line(ImportId imported, RefusedLine line) {
    }

    private final Statements file;
    private final JsonMapper json;
    private final RecentViews recent;

    private final Map<ComplaintId, ComplaintView> complaints = new HashMap<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final Map<OfficeId, OfficeView> offices = new HashMap<>();
    private final Map<ImportId, ImportView> imports = new HashMap<>();
    private final List<Line> refusedLines = new ArrayList<>();
    private final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    private final Map<BacklogKey, Integer> backlog = new HashMap<>();

    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    Batch(Statements file, JsonMapper json, RecentViews recent) {
        this.file = file;
        this.json = json;
        this.recent = recent;
    }

    /** From here on everything belongs to the next event. */
    void nextEvent() {
        takingBack.clear();
    }

    /** Undoes what was put since {@link #nextEvent()}. */
    void takeBack() {
        while (!takingBack.isEmpty()) {
            takingBack.pop().run();
        }
    }

    @Override
    public Optional<ComplaintView> complaint(ComplaintId id) {
        return find(complaints, recent.complaints(), id, "SELECT doc FROM complaint WHERE id = ?",
                Codes.bytes(id.value()), ComplaintView.class);
    }

    @Override
    public Optional<OfficeView> office(OfficeId id) {
        return find(offices, recent.offices(), id, "SELECT doc FROM office WHERE id = ?", Codes.bytes(id.value()),
                OfficeView.class);
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return find(imports, Map.of(), id, "SELECT doc FROM import WHERE id = ?", Codes.bytes(id.value()),
                ImportView.class);
    }

    private <K, V> Optional<V> find(Map<K, V> changed, Map<K, V> recent, K key, String sql, byte[] id, Class<V> type) {
        V view = changed.get(key);
        if (view == null) {
            view = recent.get(key);
        }
        return view != null ? Optional.of(view)
                : read(sql, select -> select.setBytes(1, id), row -> json.readValue(row.getString(1), type));
    }

    @Override
    public ScorecardCell cell(ScorecardCell.Key key) {
        ScorecardCell cell = cells.get(key);
        if (cell == null) {
            cell = recent.cells().get(key);
        }
        return cell != null ? cell : read("""
                SELECT tally, first_response, resolution FROM cell WHERE period = ? AND office = ? AND class = ?""",
                select -> {
                    select.setInt(1, key.period().code());
                    select.setBytes(2, Codes.bytes(key.office().value()));
                    select.setInt(3, Codes.code(key.classification()));
                },
                row -> new ScorecardCell(key, Tally.decode(row.getString(1)), Histogram.decode(row.getBytes(2)),
                        Histogram.decode(row.getBytes(3)))).orElseGet(() -> ScorecardCell.empty(key));
    }

    @Override
    public void put(ComplaintView complaint) {
        put(complaints, complaint.id(), complaint);
    }

    @Override
    public void put(OfficeView office) {
        put(offices, office.id(), office);
    }

    @Override
    public void put(ImportView imported) {
        put(imports, imported.id(), imported);
    }

    @Override
    public void put(ScorecardCell cell) {
        put(cells, cell.key(), cell);
    }

    @Override
    public void add(TimelineEntry entry) {
        add(timeline, entry);
    }

    @Override
    public void add(ImportId imported, RefusedLine line) {
        add(refusedLines, new Line(imported, line));
    }

    @Override
    public void addToBacklog(BacklogKey key, int change) {
        put(backlog, key, backlog.getOrDefault(key, 0) + change);
    }

    private <K, V> void put(Map<K, V> changed, K key, V value) {
        V before = changed.put(key, value);
        takingBack.push(before == null ? () -> changed.remove(key) : () -> changed.put(key, before));
    }

    private <T> void add(List<T> list, T value) {
        list.add(value);
        takingBack.push(list::removeLast);
    }

    /** Writes all changes; the caller holds the transaction. */
    void write() throws SQLException {
        write("""
                INSERT INTO complaint (number, id, code, office, status, class, category, submitted, doc)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET office = excluded.office,
                  status = excluded.status, class = excluded.class, doc = excluded.doc""",
                complaints.values(), (insert, c) -> {
                    insert.setLong(1, c.number());
                    insert.setBytes(2, Codes.bytes(c.id().value()));
                    insert.setString(3, c.trackingCode().value());
                    insert.setBytes(4, c.office().map(office -> Codes.bytes(office.value())).orElse(null));
                    insert.setInt(5, Codes.code(c.status()));
                    if (c.classification().isPresent()) {
                        insert.setInt(6, Codes.code(c.classification().get()));
                    } else {
                        insert.setNull(6, Types.INTEGER);
                    }
                    insert.setString(7, c.category().value());
                    insert.setLong(8, Codes.micros(c.clock().submitted()));
                    insert.setString(9, json.writeValueAsString(c));
                });
        write("INSERT INTO timeline (complaint, position, doc) VALUES (?, ?, ?)", timeline, (insert, entry) -> {
            insert.setLong(1, entry.complaint());
            insert.setLong(2, entry.position());
            insert.setString(3, json.writeValueAsString(entry));
        });
        write("INSERT OR REPLACE INTO office (id, name, doc) VALUES (?, ?, ?)", offices.values(), (insert, office) -> {
            insert.setBytes(1, Codes.bytes(office.id().value()));
            insert.setString(2, office.name());
            insert.setString(3, json.writeValueAsString(office));
        });
        write("INSERT OR REPLACE INTO import (id, started, doc) VALUES (?, ?, ?)", imports.values(), (insert, i) -> {
            insert.setBytes(1, Codes.bytes(i.id().value()));
            insert.setLong(2, Codes.micros(i.startedAt()));
            insert.setString(3, json.writeValueAsString(i));
        });
        write("INSERT INTO refused_line (import, line, doc) VALUES (?, ?, ?)", refusedLines, (insert, line) -> {
            insert.setBytes(1, Codes.bytes(line.imported().value()));
            insert.setLong(2, line.line().line());
            insert.setString(3, json.writeValueAsString(line.line()));
        });
        write("""
                INSERT OR REPLACE INTO cell (period, office, class, tally, first_response, resolution)
                VALUES (?, ?, ?, ?, ?, ?)""", cells.values(), (insert, cell) -> {
            insert.setInt(1, cell.key().period().code());
            insert.setBytes(2, Codes.bytes(cell.key().office().value()));
            insert.setInt(3, Codes.code(cell.key().classification()));
            insert.setString(4, cell.tally().encode());
            insert.setBytes(5, cell.firstResponse().encode());
            insert.setBytes(6, cell.resolution().encode());
        });
        List<Map.Entry<BacklogKey, Integer>> moved =
                backlog.entrySet().stream().filter(entry -> entry.getValue() != 0).toList();
        write("""
                INSERT INTO backlog (office, class, day, open) VALUES (?, ?, ?, ?)
                ON CONFLICT (office, class, day) DO UPDATE SET open = open + excluded.open""", moved, (insert, entry) -> {
            setBacklogKey(insert, entry.getKey());
            insert.setInt(4, entry.getValue());
        });
        write("DELETE FROM backlog WHERE office = ? AND class = ? AND day = ? AND open = 0", moved,
                (delete, entry) -> setBacklogKey(delete, entry.getKey()));
    }

    private static void setBacklogKey(PreparedStatement statement, BacklogKey key) throws SQLException {
        statement.setBytes(1, Codes.bytes(key.office().value()));
        statement.setInt(2, Codes.code(key.classification()));
        statement.setLong(3, key.submitted().toEpochDay());
    }

    /** After the changes are committed: what was just written is likely to be needed again. */
    void keep() {
        recent.complaints().putAll(complaints);
        recent.offices().putAll(offices);
        recent.cells().putAll(cells);
    }

    private interface Fill<T> {
        void with(PreparedStatement statement, T value) throws SQLException;
    }

    private interface Bind {
        void to(PreparedStatement statement) throws SQLException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> void write(String sql, Iterable<T> values, Fill<T> fill) throws SQLException {
        PreparedStatement statement = null;
        for (T value : values) {
            if (statement == null) {
                statement = file.prepare(sql);
            }
            fill.with(statement, value);
            statement.executeUpdate();
        }
    }

    private <T> Optional<T> read(String sql, Bind bind, Row<T> read) {
        try {
            PreparedStatement select = file.prepare(sql);
            bind.to(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read.read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
    }
}
