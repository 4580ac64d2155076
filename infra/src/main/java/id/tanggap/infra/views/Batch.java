package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.SqlFunction;
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
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a batch of events changes. Events change maps in memory; the file is written once per batch and changed row, which
 * is what makes replays fast. What one event put can be taken back as a whole.
 */
final class Batch implements Views {

    /** Rows that are encoded on all processors; fewer are not worth it. */
    private static final int MANY = 5_000;

    private record Line(ImportId imported, RefusedLine line) {
    }

    private final Statements file;
    private final JsonMapper json;
    private final ComplaintDocs docs;
    private final RecentViews recent;
    private final Set<String> waiting;

    /** What another thread still writes, or null: what it changed is not yet found in the file. */
    private Batch before;
    private final Runnable beforeIsWritten;

    private final Map<ComplaintId, ComplaintView> complaints = new HashMap<>();
    private final Map<ComplaintId, ComplaintView> stored = new HashMap<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final Map<OfficeId, OfficeView> offices = new HashMap<>();
    private final Map<ImportId, ImportView> imports = new HashMap<>();
    private final List<Line> refusedLines = new ArrayList<>();
    private final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    private final Map<BacklogKey, Integer> backlog = new HashMap<>();

    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    /** @param waiting streams whose events wait as dead letters */
    Batch(Statements file, JsonMapper json, ComplaintDocs docs, RecentViews recent, Set<String> waiting) {
        this(file, json, docs, recent, waiting, null, () -> { });
    }

    private Batch(Statements file, JsonMapper json, ComplaintDocs docs, RecentViews recent, Set<String> waiting,
                  Batch before, Runnable beforeIsWritten) {
        this.file = file;
        this.json = json;
        this.docs = docs;
        this.recent = recent;
        this.waiting = waiting;
        this.before = before;
        this.beforeIsWritten = beforeIsWritten;
    }

    /**
     * The batch that goes on while this one, which takes no more events, is written by another thread.
     *
     * @param isWritten waits until this one is written
     */
    Batch next(Runnable isWritten) {
        return new Batch(file, json, docs, recent, waiting, this, isWritten);
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
        Optional<ComplaintView> found = find(batch -> batch.complaints, recent.complaints(), id,
                ComplaintDocs.select("complaint") + " WHERE id = ?", id.value(), docs::read);
        found.ifPresent(view -> stored.put(id, view));
        return found;
    }

    /**
     * An office whose registration waits as a dead letter is not the same as none: what is about it must wait too, or it
     * would be counted on the days of another zone.
     */
    @Override
    public Optional<OfficeView> office(OfficeId id) {
        Optional<OfficeView> office = find(batch -> batch.offices, recent.offices(), id,
                "SELECT doc FROM office WHERE id = ?", id.value(), row -> json.readValue(row.getBytes(1), OfficeView.class));
        if (office.isEmpty() && waiting.contains(id.toString())) {
            throw new IllegalStateException("the office's registration waits itself");
        }
        return office;
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return find(batch -> batch.imports, Map.of(), id, "SELECT doc FROM import WHERE id = ?",
                id.value(), row -> json.readValue(row.getBytes(1), ImportView.class));
    }

    private <K, V> Optional<V> find(Function<Batch, Map<K, V>> changes, Map<K, V> recent, K key, String sql, UUID id,
                                    SqlFunction<ResultSet, V> row) {
        V view = known(changes, recent, key);
        return view != null ? Optional.of(view)
                : read(sql, select -> select.setBytes(1, Codes.bytes(id)), row);
    }

    /** What need not be read; null if nothing is known. */
    private <K, V> V known(Function<Batch, Map<K, V>> changes, Map<K, V> recent, K key) {
        V value = changes.apply(this).get(key);
        if (value == null && before != null) {
            value = changes.apply(before).get(key);
        }
        return value != null ? value : recent.get(key);
    }

    @Override
    public ScorecardCell cell(ScorecardCell.Key key) {
        ScorecardCell cell = known(batch -> batch.cells, recent.cells(), key);
        if (cell != null) {
            return cell;
        }
        return recent.isNew(key) ? ScorecardCell.empty(key) : read("""
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
        before = null;
        writeComplaints();
        Iterator<byte[]> entries = encoded(timeline, json::writeValueAsBytes);
        write("INSERT INTO timeline (position, complaint, doc) VALUES (?, ?, ?)", timeline, (insert, entry) -> {
            insert.setLong(1, entry.position());
            insert.setLong(2, entry.complaint());
            insert.setBytes(3, entries.next());
        });
        write("INSERT OR REPLACE INTO office (id, name, doc) VALUES (?, ?, ?)", offices.values(), (insert, office) -> {
            insert.setBytes(1, Codes.bytes(office.id().value()));
            insert.setString(2, office.name());
            insert.setBytes(3, json.writeValueAsBytes(office));
        });
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
        file.prepare("UPDATE progress SET version = version + 1").executeUpdate();
        write("INSERT OR REPLACE INTO cell_version (period, office, version) SELECT ?, ?, version FROM progress",
                cells.keySet().stream().map(key -> new OfficePeriod(key.office(), key.period())).distinct().toList(),
                (insert, its) -> {
            insert.setInt(1, its.period().code());
            insert.setBytes(2, Codes.bytes(its.office().value()));
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
        write("INSERT OR REPLACE INTO backlog_version (office, version) SELECT ?, version FROM progress",
                moved.stream().map(entry -> entry.getKey().office()).distinct().toList(),
                (insert, office) -> insert.setBytes(1, Codes.bytes(office.value())));
    }

    /** As JSON, in the same order; so many that it pays, on all processors. */
    private static <T> Iterator<byte[]> encoded(List<T> rows, Function<T, byte[]> json) {
        Stream<T> stream = rows.size() >= MANY ? rows.parallelStream() : rows.stream();
        return stream.map(json).toList().iterator();
    }

    private void writeComplaints() throws SQLException {
        // In the order of the tables: neighbours share pages.
        List<ComplaintView> changed = complaints.values().stream()
                .sorted(Comparator.comparingLong(ComplaintView::number)).toList();
        List<ComplaintView> submitted = changed.stream().filter(c -> !stored.containsKey(c.id())).toList();
        write("""
                INSERT INTO complaint (number, id, code, category, submitted, status, office, class)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", submitted, (insert, c) -> {
            insert.setLong(1, c.number());
            insert.setBytes(2, Codes.bytes(c.id().value()));
            insert.setString(3, c.trackingCode().value());
            insert.setString(4, c.category().value());
            insert.setLong(5, Codes.micros(c.clock().submitted()));
            insert.setInt(6, Codes.code(c.status()));
            setPlace(insert, 7, c);
        });
        Iterator<byte[]> submissions = encoded(submitted, docs::submission);
        write("INSERT INTO submission (number, doc) VALUES (?, ?)", submitted, (insert, c) -> {
            insert.setLong(1, c.number());
            insert.setBytes(2, submissions.next());
        });
        Iterator<byte[]> states = encoded(changed, docs::state);
        write("INSERT OR REPLACE INTO state (number, doc) VALUES (?, ?)", changed, (insert, c) -> {
            insert.setLong(1, c.number());
            insert.setBytes(2, states.next());
        });
        // Each names the columns that changed and no others: SQLite rewrites every index on a column that is named.
        write("UPDATE complaint SET status = ?, office = ?, class = ? WHERE number = ?",
                changed.stream().filter(this::hasMoved).toList(), (update, c) -> {
            update.setInt(1, Codes.code(c.status()));
            setPlace(update, 2, c);
            update.setLong(4, c.number());
        });
        write("UPDATE complaint SET status = ? WHERE number = ?",
                changed.stream().filter(c -> !hasMoved(c) && hasAnotherStatus(c)).toList(), (update, c) -> {
            update.setInt(1, Codes.code(c.status()));
            update.setLong(2, c.number());
        });
    }

    private boolean hasMoved(ComplaintView now) {
        ComplaintView then = stored.get(now.id());
        return then != null && !(then.office().equals(now.office())
                && then.classification().equals(now.classification()));
    }

    private boolean hasAnotherStatus(ComplaintView now) {
        ComplaintView then = stored.get(now.id());
        return then != null && then.status() != now.status();
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
        recent.keep(complaints, offices, cells);
    }

    private interface Fill<T> {
        void with(PreparedStatement statement, T value) throws SQLException;
    }

    private interface Bind {
        void to(PreparedStatement statement) throws SQLException;
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

    private <T> Optional<T> read(String sql, Bind bind, SqlFunction<ResultSet, T> read) {
        beforeIsWritten.run();
        try {
            PreparedStatement select = file.prepare(sql);
            bind.to(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read.apply(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
    }
}
