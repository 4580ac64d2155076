package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
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
import java.util.Set;
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
    private final Set<String> waiting;
    private final LawView before;
    private LawView law;

    private final Map<ComplaintId, ComplaintView> complaints = new HashMap<>();
    private final Map<ComplaintId, ComplaintView> stored = new HashMap<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final Map<OfficeId, OfficeView> offices = new HashMap<>();
    private final Map<ImportId, ImportView> imports = new HashMap<>();
    private final List<Line> refusedLines = new ArrayList<>();
    private final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    private final Map<BacklogKey, Integer> backlog = new HashMap<>();

    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    /**
     * @param waiting streams whose events wait as dead letters
     * @param law     as the file has it
     */
    Batch(Statements file, JsonMapper json, RecentViews recent, Set<String> waiting, LawView law) {
        this.file = file;
        this.json = json;
        this.recent = recent;
        this.waiting = waiting;
        this.before = law;
        this.law = law;
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
        ComplaintView changed = complaints.get(id);
        if (changed != null) {
            return Optional.of(changed);
        }
        Optional<ComplaintView> found = find(Map.of(), recent.complaints(), id, "SELECT doc FROM complaint WHERE id = ?",
                Codes.bytes(id.value()), ComplaintView.class);
        found.ifPresent(view -> stored.put(id, view));
        return found;
    }

    /**
     * An office whose registration waits as a dead letter is not the same as none: what is about it must wait too, or it
     * would be counted on the days of another zone.
     */
    @Override
    public Optional<OfficeView> office(OfficeId id) {
        Optional<OfficeView> office = find(offices, recent.offices(), id, "SELECT doc FROM office WHERE id = ?",
                Codes.bytes(id.value()), OfficeView.class);
        if (office.isEmpty() && waiting.contains(id.toString())) {
            throw new IllegalStateException("the office's registration waits itself");
        }
        return office;
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
                : read(sql, select -> select.setBytes(1, id), row -> json.readValue(row.getBytes(1), type));
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
    public LawView law() {
        return law;
    }

    @Override
    public void put(LawView changed) {
        LawView last = law;
        law = changed;
        takingBack.push(() -> law = last);
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
        for (ComplaintView c : complaints.values()) {
            write(stored.get(c.id()), c);
        }
        write("INSERT INTO timeline (position, complaint, doc) VALUES (?, ?, ?)", timeline, (insert, entry) -> {
            insert.setLong(1, entry.position());
            insert.setLong(2, entry.complaint());
            insert.setBytes(3, json.writeValueAsBytes(entry));
        });
        write("INSERT OR REPLACE INTO office (id, name, doc) VALUES (?, ?, ?)", offices.values(), (insert, office) -> {
            insert.setBytes(1, Codes.bytes(office.id().value()));
            insert.setString(2, office.name());
            insert.setBytes(3, json.writeValueAsBytes(office));
        });
        if (law != before) {
            LawRows.write(before, law, file, json);
        }
        write("INSERT OR REPLACE INTO import (id, started, doc) VALUES (?, ?, ?)", imports.values(), (insert, i) -> {
            insert.setBytes(1, Codes.bytes(i.id().value()));
            insert.setLong(2, Codes.micros(i.startedAt()));
            insert.setBytes(3, json.writeValueAsBytes(i));
        });
        write("INSERT INTO refused_line (import, line, doc) VALUES (?, ?, ?)", refusedLines, (insert, line) -> {
            insert.setBytes(1, Codes.bytes(line.imported().value()));
            insert.setLong(2, line.line().line());
            insert.setBytes(3, json.writeValueAsBytes(line.line()));
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

    private void write(ComplaintView before, ComplaintView now) throws SQLException {
        if (before == null) {
            insert(now);
        } else {
            update(before, now);
        }
    }

    private void insert(ComplaintView c) throws SQLException {
        PreparedStatement insert = file.prepare("""
                INSERT INTO complaint (number, id, code, category, submitted, doc, status, office, class)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        insert.setLong(1, c.number());
        insert.setBytes(2, Codes.bytes(c.id().value()));
        insert.setString(3, c.trackingCode().value());
        insert.setString(4, c.category().value());
        insert.setLong(5, Codes.micros(c.clock().submitted()));
        insert.setBytes(6, json.writeValueAsBytes(c));
        insert.setInt(7, Codes.code(c.status()));
        setPlace(insert, 8, c);
        insert.executeUpdate();
    }

    /** Names the columns that changed and no others: SQLite rewrites every index on a column that is named. */
    private void update(ComplaintView before, ComplaintView now) throws SQLException {
        boolean moved = !before.office().equals(now.office())
                || !before.classification().equals(now.classification());
        PreparedStatement update = file.prepare(
                moved ? "UPDATE complaint SET doc = ?, status = ?, office = ?, class = ? WHERE number = ?"
                        : before.status() != now.status() ? "UPDATE complaint SET doc = ?, status = ? WHERE number = ?"
                        : "UPDATE complaint SET doc = ? WHERE number = ?");
        int next = 1;
        update.setBytes(next++, json.writeValueAsBytes(now));
        if (moved || before.status() != now.status()) {
            update.setInt(next++, Codes.code(now.status()));
        }
        if (moved) {
            setPlace(update, next, now);
            next += 2;
        }
        update.setLong(next, now.number());
        update.executeUpdate();
    }

    private static void setPlace(PreparedStatement statement, int office, ComplaintView c) throws SQLException {
        statement.setBytes(office, c.office().map(id -> Codes.bytes(id.value())).orElse(null));
        if (c.classification().isPresent()) {
            statement.setInt(office + 1, Codes.code(c.classification().get()));
        } else {
            statement.setNull(office + 1, Types.INTEGER);
        }
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
