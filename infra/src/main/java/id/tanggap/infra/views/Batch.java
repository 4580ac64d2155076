package id.tanggap.infra.views;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a batch of events changes. Events change maps in memory; the file is written once per batch and changed row, which
 * is what makes replays fast. What one event put can be taken back as a whole.
 */
final class Batch implements Views {

    /** Rows that are encoded on all processors; fewer are not worth it. */
    private static final int MANY = 5_000;

    /** Later than anything: nobody looks for it, but what is counted anew is. */
    private static final Long NOT_COMPUTABLE = Long.MAX_VALUE;

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
    private final List<Long> erased = new ArrayList<>();
    private final Map<OfficeId, OfficeView> offices = new HashMap<>();
    private final Map<InspectionId, InspectionView> inspections = new HashMap<>();
    private final Map<ImportId, ImportView> imports = new HashMap<>();
    private final List<Line> refusedLines = new ArrayList<>();
    private final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    private final Map<BacklogKey, Integer> backlog = new HashMap<>();

    private final LawView lawBefore;
    private LawView law;
    /** The first moment from which on what is due must be counted anew; null if nothing must. */
    private Instant lawMovedFrom;

    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    /**
     * @param waiting streams whose events wait as dead letters
     * @param law     as the file has it
     */
    Batch(Statements file, JsonMapper json, ComplaintDocs docs, RecentViews recent, Set<String> waiting, LawView law) {
        this(file, json, docs, recent, waiting, law, null, () -> { });
    }

    private Batch(Statements file, JsonMapper json, ComplaintDocs docs, RecentViews recent, Set<String> waiting, LawView law,
                  Batch before, Runnable beforeIsWritten) {
        this.file = file;
        this.json = json;
        this.docs = docs;
        this.recent = recent;
        this.waiting = waiting;
        this.lawBefore = law;
        this.law = law;
        this.before = before;
        this.beforeIsWritten = beforeIsWritten;
    }

    /**
     * The batch that goes on while this one, which takes no more events, is written by another thread.
     *
     * @param isWritten waits until this one is written
     */
    Batch next(Runnable isWritten) {
        return new Batch(file, json, docs, recent, waiting, law, this, isWritten);
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
    public Optional<InspectionView> inspection(InspectionId id) {
        return find(batch -> batch.inspections, Map.of(), id, "SELECT doc FROM inspection WHERE id = ?",
                id.value(), row -> json.readValue(row.getBytes(1), InspectionView.class));
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
    public LawView law() {
        return law;
    }

    @Override
    public void put(LawView now, Optional<LocalDate> from) {
        LawView lawBeforeEvent = law;
        Instant movedBeforeEvent = lawMovedFrom;
        takingBack.push(() -> {
            law = lawBeforeEvent;
            lawMovedFrom = movedBeforeEvent;
        });
        law = now;
        // no zone is further east, where a day begins first
        from.map(day -> day.atStartOfDay(ZoneOffset.MAX).toInstant())
                .filter(moment -> lawMovedFrom == null || moment.isBefore(lawMovedFrom))
                .ifPresent(moment -> lawMovedFrom = moment);
    }

    @Override
    public ScorecardCell cell(ScorecardCell.Key key) {
        ScorecardCell cell = known(batch -> batch.cells, recent.cells(), key);
        if (cell != null) {
            return cell;
        }
        return recent.isNew(key) ? ScorecardCell.empty(key) : read("""
                SELECT tally, first_response, resolution, first_response_working, resolution_working FROM cell
                WHERE period = ? AND office = ? AND class = ?""",
                select -> {
                    select.setInt(1, key.period().code());
                    select.setBytes(2, Codes.bytes(key.office().value()));
                    select.setInt(3, Codes.code(key.classification()));
                },
                row -> new ScorecardCell(key, Tally.decode(row.getString(1)), Histogram.decode(row.getBytes(2)),
                        Histogram.decode(row.getBytes(3)), Histogram.decode(row.getBytes(4)),
                        Histogram.decode(row.getBytes(5)))).orElseGet(() -> ScorecardCell.empty(key));
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
    public void put(InspectionView inspection) {
        put(inspections, inspection.id(), inspection);
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
    public void eraseTimeline(long complaint) {
        add(erased, complaint);
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
        writeLaw();
        writeComplaints();
        Iterator<byte[]> entries = each(timeline, json::writeValueAsBytes).iterator();
        write("INSERT INTO timeline (position, complaint, doc) VALUES (?, ?, ?)", timeline, (insert, entry) -> {
            insert.setLong(1, entry.position());
            insert.setLong(2, entry.complaint());
            insert.setBytes(3, entries.next());
        });
        writeRequests();
        write("INSERT INTO erased (complaint) VALUES (?)", erased, (insert, complaint) -> insert.setLong(1, complaint));
        if (!recent.sinceTheFirstEvent()) {
            ErasedTimelines.rewrite(file, json, erased);
        }
        write("INSERT OR REPLACE INTO office (id, name, doc) VALUES (?, ?, ?)", offices.values(), (insert, office) -> {
            insert.setBytes(1, Codes.bytes(office.id().value()));
            insert.setString(2, office.name());
            insert.setBytes(3, json.writeValueAsBytes(office));
        });
        writeInspections();
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
                INSERT OR REPLACE INTO cell (period, office, class, tally, first_response, resolution,
                first_response_working, resolution_working) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", cells.values(), (insert, cell) -> {
            insert.setInt(1, cell.key().period().code());
            insert.setBytes(2, Codes.bytes(cell.key().office().value()));
            insert.setInt(3, Codes.code(cell.key().classification()));
            insert.setString(4, cell.tally().encode());
            insert.setBytes(5, cell.firstResponse().encode());
            insert.setBytes(6, cell.resolution().encode());
            insert.setBytes(7, cell.firstResponseWorking().encode());
            insert.setBytes(8, cell.resolutionWorking().encode());
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

    private record Sent(OfficeId office, long number) {
    }

    private void writeInspections() throws SQLException {
        List<InspectionView> changed = inspections.values().stream()
                .sorted(Comparator.comparingLong(InspectionView::number)).toList();
        write("""
                INSERT OR REPLACE INTO inspection (number, id, complaint, office, status, doc)
                VALUES (?, ?, ?, ?, ?, ?)""", changed, (insert, inspection) -> {
            insert.setLong(1, inspection.number());
            insert.setBytes(2, Codes.bytes(inspection.id().value()));
            insert.setBytes(3, inspection.matter().complaint().map(id -> Codes.bytes(id.value())).orElse(null));
            insert.setBytes(4, inspection.matter().office().map(id -> Codes.bytes(id.value())).orElse(null));
            insert.setInt(5, Codes.code(inspection.status()));
            insert.setBytes(6, json.writeValueAsBytes(inspection));
        });
        List<Sent> sentTo = changed.stream().flatMap(inspection -> inspection.sentTo().stream()
                .map(office -> new Sent(office, inspection.number()))).toList();
        write("INSERT OR IGNORE INTO inspection_sent (office, number) VALUES (?, ?)", sentTo, (insert, sent) -> {
            insert.setBytes(1, Codes.bytes(sent.office().value()));
            insert.setLong(2, sent.number());
        });
    }

    private record Asked(PendingRequests.Kind kind, long complaint, long position) {
    }

    /** One waits from the event that asks until the complaint says, be it in the same batch, that none does. */
    private void writeRequests() throws SQLException {
        List<Asked> asked = timeline.stream().flatMap(entry -> PendingRequests.begunBy(entry).stream()
                .map(kind -> new Asked(kind, entry.complaint(), entry.position()))).toList();
        write("INSERT OR REPLACE INTO request (kind, number, position) VALUES (?, ?, ?)", asked, (insert, request) -> {
            insert.setInt(1, Codes.code(request.kind()));
            insert.setLong(2, request.complaint());
            insert.setLong(3, request.position());
        });
        Set<Long> justAsked = asked.stream().map(Asked::complaint).collect(Collectors.toSet());
        for (PendingRequests.Kind kind : PendingRequests.Kind.values()) {
            write("DELETE FROM request WHERE kind = ? AND number = ?", complaints.values().stream()
                    .filter(now -> !PendingRequests.waits(kind, now) && (justAsked.contains(now.number())
                            || stored.containsKey(now.id()) && PendingRequests.waits(kind, stored.get(now.id())))).toList(),
                    (delete, decided) -> {
                delete.setInt(1, Codes.code(kind));
                delete.setLong(2, decided.number());
            });
        }
    }

    /** In the same order; so many that it pays, on all processors. */
    private static <T, R> List<R> each(List<T> rows, Function<T, R> what) {
        Stream<T> stream = rows.size() >= MANY ? rows.parallelStream() : rows.stream();
        return stream.map(what).toList();
    }

    private void writeLaw() throws SQLException {
        if (law != lawBefore) {
            LawRows.write(lawBefore, law, file, json);
        }
        if (lawMovedFrom != null) {
            countAnew(Codes.micros(lawMovedFrom));
        }
    }

    /** What was to be due from a moment on, or could not be counted, may be due at another moment now. */
    private void countAnew(long from) throws SQLException {
        PreparedStatement select = file.prepare(ComplaintDocs.select("complaint") + " WHERE due >= ? AND number > ?"
                + " ORDER BY number LIMIT ?");
        PreparedStatement update = file.prepare("UPDATE complaint SET due = ? WHERE number = ?");
        List<ComplaintView> some;
        long last = -1;
        do {
            some = new ArrayList<>();
            select.setLong(1, from);
            select.setLong(2, last);
            select.setInt(3, MANY);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    some.add(docs.read(row));
                }
            }
            for (ComplaintView complaint : some) {
                setDue(update, 1, due(complaint));
                update.setLong(2, complaint.number());
                update.executeUpdate();
                last = Math.max(last, complaint.number());
            }
        } while (some.size() == MANY);
    }

    /** When time alone brings something about there, in microseconds; null if somebody must act first. */
    private Long due(ComplaintView complaint) {
        if (!law.law().isInForce()) {
            return NOT_COMPUTABLE;
        }
        return new Clocks(complaint.course(), law.law()).next().map(step -> switch (step.due()) {
            case Due.At(Instant at) -> (Long) Codes.micros(at);
            case Due.Unknown _ -> NOT_COMPUTABLE;
            case Due.Paused _ -> null;
        }).orElse(null);
    }

    private static void setDue(PreparedStatement statement, int column, Long due) throws SQLException {
        if (due == null) {
            statement.setNull(column, Types.INTEGER);
        } else {
            statement.setLong(column, due);
        }
    }

    /** A complaint that events of this batch changed. @param then as it was stored; null if it was submitted since */
    private record Changed(ComplaintView then, ComplaintView now) {

        boolean isNew() {
            return then == null;
        }

        boolean hasAnotherCourse() {
            return then == null || !then.course().equals(now.course());
        }

        boolean hasMoved() {
            return !(then.office().equals(now.office()) && then.classification().equals(now.classification()));
        }

        boolean hasAnotherStatus() {
            return then.status() != now.status();
        }

        boolean isWithheldOtherwise() {
            return then.secrecy().withheld() != now.secrecy().withheld();
        }

        /** The one thing that changes what was submitted. */
        boolean wasErased() {
            return then.secrecy().erased().isEmpty() && now.secrecy().erased().isPresent();
        }
    }

    private void writeComplaints() throws SQLException {
        // In the order of the tables: neighbours share pages.
        List<Changed> changed = complaints.values().stream().map(now -> new Changed(stored.get(now.id()), now))
                .sorted(Comparator.comparingLong(c -> c.now().number())).toList();
        List<Changed> submitted = changed.stream().filter(Changed::isNew).toList();
        Iterator<Long> dueAtFirst = each(submitted, c -> due(c.now())).iterator();
        write("""
                INSERT INTO complaint (number, id, code, category, submitted, status, office, class, due, withheld)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", submitted, (insert, change) -> {
            ComplaintView c = change.now();
            insert.setLong(1, c.number());
            insert.setBytes(2, Codes.bytes(c.id().value()));
            insert.setString(3, c.trackingCode().value());
            insert.setString(4, c.category().value());
            insert.setLong(5, Codes.micros(c.course().submitted()));
            insert.setInt(6, Codes.code(c.status()));
            setPlace(insert, 7, c);
            setDue(insert, 9, dueAtFirst.next());
            insert.setBoolean(10, c.secrecy().withheld());
        });
        Iterator<byte[]> submissions = each(submitted, c -> docs.submission(c.now())).iterator();
        write("INSERT INTO submission (number, doc) VALUES (?, ?)", submitted, (insert, c) -> {
            insert.setLong(1, c.now().number());
            insert.setBytes(2, submissions.next());
        });
        Iterator<byte[]> states = each(changed, c -> docs.state(c.now())).iterator();
        write("INSERT OR REPLACE INTO state (number, doc) VALUES (?, ?)", changed, (insert, c) -> {
            insert.setLong(1, c.now().number());
            insert.setBytes(2, states.next());
        });
        write("UPDATE submission SET doc = ? WHERE number = ?",
                changed.stream().filter(c -> !c.isNew() && c.wasErased()).toList(), (update, c) -> {
            update.setBytes(1, docs.submission(c.now()));
            update.setLong(2, c.now().number());
        });
        write("UPDATE complaint SET withheld = ? WHERE number = ?",
                changed.stream().filter(c -> !c.isNew() && c.isWithheldOtherwise()).toList(), (update, c) -> {
            update.setBoolean(1, c.now().secrecy().withheld());
            update.setLong(2, c.now().number());
        });
        List<Changed> gone = changed.stream().filter(c -> !c.isNew() && c.hasAnotherCourse()).toList();
        writeMoves(gone, each(gone, c -> due(c.now())));
    }

    /** Each statement names the columns that changed and no others: SQLite rewrites every index on a column that is named. */
    private void writeMoves(List<Changed> gone, List<Long> due) throws SQLException {
        for (int i = 0; i < gone.size(); i++) {
            Changed change = gone.get(i);
            ComplaintView c = change.now();
            PreparedStatement update;
            int column = 2;
            if (change.hasMoved()) {
                update = file.prepare("UPDATE complaint SET due = ?, status = ?, office = ?, class = ? WHERE number = ?");
                update.setInt(column++, Codes.code(c.status()));
                setPlace(update, column, c);
                column += 2;
            } else if (change.hasAnotherStatus()) {
                update = file.prepare("UPDATE complaint SET due = ?, status = ? WHERE number = ?");
                update.setInt(column++, Codes.code(c.status()));
            } else {
                update = file.prepare("UPDATE complaint SET due = ? WHERE number = ?");
            }
            setDue(update, 1, due.get(i));
            update.setLong(column, c.number());
            update.executeUpdate();
        }
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
