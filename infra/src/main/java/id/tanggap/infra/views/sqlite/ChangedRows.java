package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.Changes;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.infra.views.CountedDocs;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.DueTimes;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.scorecard.BacklogKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Writes changes row by row. The caller holds the transaction. */
final class ChangedRows {

    /** Complaints that are counted anew at a time. */
    private static final int SOME = 5_000;

    private final Statements file;
    private final JsonMapper json;
    private final ComplaintDocs docs;
    private final boolean toMake;

    /** @param toMake whether the file is being made at once; then it has no secondary index yet */
    ChangedRows(Statements file, JsonMapper json, ComplaintDocs docs, boolean toMake) {
        this.file = file;
        this.json = json;
        this.docs = docs;
        this.toMake = toMake;
    }

    void write(EncodedRows rows) throws SQLException {
        Changes changes = rows.changes();
        writeLaw(changes);
        writeComplaints(rows);
        writeTimelines(changes, rows.entries().iterator());
        writeRequests(changes);
        write("INSERT OR REPLACE INTO office (id, name, doc) VALUES (?, ?, ?)", changes.offices(), (insert, office) -> {
            insert.setBytes(1, Codes.bytes(office.id().value()));
            insert.setString(2, office.name());
            insert.setBytes(3, json.writeValueAsBytes(office));
        });
        writeInspections(changes.inspections());
        write("INSERT OR REPLACE INTO import (id, started, doc) VALUES (?, ?, ?)", changes.imports(), (insert, i) -> {
            insert.setBytes(1, Codes.bytes(i.id().value()));
            insert.setLong(2, Codes.micros(i.startedAt()));
            insert.setBytes(3, json.writeValueAsBytes(i));
        });
        write("INSERT INTO refused_line (import, line, doc) VALUES (?, ?, ?)", changes.refusedLines(), (insert, line) -> {
            insert.setBytes(1, Codes.bytes(line.imported().value()));
            insert.setLong(2, line.line().line());
            insert.setBytes(3, json.writeValueAsBytes(line.line()));
        });
        file.prepare("UPDATE progress SET version = version + 1").executeUpdate();
        writeCells(changes);
        writeBacklog(changes.backlog());
        write("INSERT INTO counted (office, day, position, doc) VALUES (?, ?, ?, ?)", CountedDocs.rows(changes.counted()),
                (insert, row) -> {
            insert.setBytes(1, Codes.bytes(row.office().value()));
            insert.setLong(2, row.day().toEpochDay());
            insert.setLong(3, row.position());
            insert.setBytes(4, row.doc());
        });
        writeDeadLetters(changes);
        if (changes.reached().isPresent()) {
            Changes.Reached reached = changes.reached().get();
            PreparedStatement update = file.prepare("UPDATE progress SET position = ?, event_position = ?, event = ?");
            update.setLong(1, reached.position());
            update.setLong(2, reached.lastPosition());
            update.setString(3, reached.lastEvent());
            update.executeUpdate();
        }
    }

    private void writeLaw(Changes changes) throws SQLException {
        if (changes.law() != changes.lawBefore()) {
            LawRows.write(changes.lawBefore(), changes.law(), file, json);
        }
        if (changes.lawMovedFrom().isPresent()) {
            countAnew(changes.lawMovedFrom().get(), changes.law().law());
        }
    }

    /** What was to be due from a moment on, or could not be counted, may be due at another moment now. */
    private void countAnew(Instant from, RecordedLaw law) throws SQLException {
        PreparedStatement select = file.prepare(ComplaintRows.select("complaint")
                + " WHERE (due >= ? OR owed >= ?) AND number > ? ORDER BY number LIMIT ?");
        PreparedStatement update = file.prepare("UPDATE complaint SET due = ?, owed = ? WHERE number = ?");
        List<ComplaintView> some;
        long last = -1;
        do {
            some = new ArrayList<>();
            select.setLong(1, Codes.micros(from));
            select.setLong(2, DueTimes.earliestDay(from));
            select.setLong(3, last);
            select.setInt(4, SOME);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    some.add(ComplaintRows.read(row, docs));
                }
            }
            for (ComplaintView complaint : some) {
                setDue(update, 1, DueTimes.of(complaint, law));
                setDue(update, 2, DueTimes.owed(complaint, law));
                update.setLong(3, complaint.number());
                update.executeUpdate();
                last = Math.max(last, complaint.number());
            }
        } while (some.size() == SOME);
    }

    private static void setDue(PreparedStatement statement, int column, Long due) throws SQLException {
        if (due == null) {
            statement.setNull(column, Types.INTEGER);
        } else {
            statement.setLong(column, due);
        }
    }

    private void writeComplaints(EncodedRows rows) throws SQLException {
        write("""
                INSERT INTO complaint (number, id, code, category, submitted, status, office, class, due, withheld, owed,
                officer, drafted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows.submitted(), (insert, first) -> {
            ComplaintView c = first.change().now();
            insert.setLong(1, c.number());
            insert.setBytes(2, Codes.bytes(c.id().value()));
            insert.setString(3, c.trackingCode().value());
            insert.setString(4, c.category().value());
            insert.setLong(5, Codes.micros(c.course().submitted()));
            insert.setInt(6, Codes.code(c.status()));
            setPlace(insert, 7, c);
            setDue(insert, 9, first.due());
            insert.setBoolean(10, c.secrecy().withheld());
            setDue(insert, 11, first.owed());
            insert.setString(12, c.officer().orElse(null));
            insert.setBoolean(13, first.change().hasDraft());
        });
        Iterator<byte[]> submissions = rows.submissions().iterator();
        write("INSERT INTO submission (number, doc) VALUES (?, ?)", rows.submitted(), (insert, first) -> {
            insert.setLong(1, first.change().now().number());
            insert.setBytes(2, submissions.next());
        });
        Iterator<byte[]> states = rows.states().iterator();
        write("INSERT OR REPLACE INTO state (number, doc) VALUES (?, ?)", rows.changes().complaints(), (insert, c) -> {
            insert.setLong(1, c.now().number());
            insert.setBytes(2, states.next());
        });
        write("UPDATE submission SET doc = ? WHERE number = ?", rows.erased(), (update, c) -> {
            update.setBytes(1, docs.submission(c.now()));
            update.setLong(2, c.now().number());
        });
        write("UPDATE complaint SET withheld = ? WHERE number = ?", rows.withheld(), (update, c) -> {
            update.setBoolean(1, c.now().secrecy().withheld());
            update.setLong(2, c.now().number());
        });
        write("UPDATE complaint SET officer = ?, drafted = ? WHERE number = ?", rows.inOtherHands(), (update, c) -> {
            update.setString(1, c.now().officer().orElse(null));
            update.setBoolean(2, c.hasDraft());
            update.setLong(3, c.now().number());
        });
        writeMoves(rows.moved(), rows.changes().law().law());
    }

    /** Each statement names the columns that changed and no others: SQLite rewrites every index on a column that is named. */
    private void writeMoves(List<EncodedRows.Dues> gone, RecordedLaw law) throws SQLException {
        for (EncodedRows.Dues each : gone) {
            Changes.Complaint change = each.change();
            ComplaintView c = change.now();
            PreparedStatement update;
            int column = 3;
            if (change.hasMoved()) {
                update = file.prepare(
                        "UPDATE complaint SET due = ?, owed = ?, status = ?, office = ?, class = ? WHERE number = ?");
                update.setInt(column++, Codes.code(c.status()));
                setPlace(update, column, c);
                column += 2;
            } else if (change.hasAnotherStatus()) {
                update = file.prepare("UPDATE complaint SET due = ?, owed = ?, status = ? WHERE number = ?");
                update.setInt(column++, Codes.code(c.status()));
            } else if (Objects.equals(each.owed(), DueTimes.owed(change.then(), law))) {
                update = file.prepare("UPDATE complaint SET due = ? WHERE number = ?");
                column = 2;
            } else {
                update = file.prepare("UPDATE complaint SET due = ?, owed = ? WHERE number = ?");
            }
            setDue(update, 1, each.due());
            if (column > 2) {
                setDue(update, 2, each.owed());
            }
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

    private void writeTimelines(Changes changes, Iterator<byte[]> entries) throws SQLException {
        write("INSERT INTO timeline (position, complaint, doc) VALUES (?, ?, ?)", changes.timeline(), (insert, entry) -> {
            insert.setLong(1, entry.position());
            insert.setLong(2, entry.complaint());
            insert.setBytes(3, entries.next());
        });
        write("INSERT INTO erased (complaint) VALUES (?)", changes.erased(),
                (insert, complaint) -> insert.setLong(1, complaint));
        if (!toMake) {
            ErasedTimelines.rewrite(file, json, changes.erased());
        }
    }

    /** One waits from the event that asks until the complaint says, be it in the same batch, that none does. */
    private void writeRequests(Changes changes) throws SQLException {
        List<Changes.Request> asked = changes.asked();
        write("INSERT OR REPLACE INTO request (kind, number, position) VALUES (?, ?, ?)", asked, (insert, request) -> {
            insert.setInt(1, Codes.code(request.kind()));
            insert.setLong(2, request.complaint());
            insert.setLong(3, request.position());
        });
        for (PendingRequests.Kind kind : PendingRequests.Kind.values()) {
            write("DELETE FROM request WHERE kind = ? AND number = ?", changes.decided(kind, asked), (delete, number) -> {
                delete.setInt(1, Codes.code(kind));
                delete.setLong(2, number);
            });
        }
    }

    private record Sent(OfficeId office, long number) {
    }

    private void writeInspections(List<InspectionView> changed) throws SQLException {
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

    private void writeCells(Changes changes) throws SQLException {
        write("""
                INSERT OR REPLACE INTO cell (period, office, class, tally, first_response, resolution,
                first_response_working, resolution_working) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", changes.cells(),
                (insert, cell) -> {
            insert.setInt(1, cell.key().period().code());
            insert.setBytes(2, Codes.bytes(cell.key().office().value()));
            insert.setInt(3, Codes.code(cell.key().classification()));
            insert.setString(4, cell.tally().encode());
            insert.setBytes(5, cell.firstResponse().encode());
            insert.setBytes(6, cell.resolution().encode());
            insert.setBytes(7, cell.firstResponseWorking().encode());
            insert.setBytes(8, cell.resolutionWorking().encode());
        });
        write("INSERT OR REPLACE INTO cell_version (period, office, version) SELECT ?, ?, version FROM progress",
                changes.cells().stream().map(cell -> new OfficePeriod(cell.key().office(), cell.key().period())).distinct()
                        .toList(), (insert, its) -> {
            insert.setInt(1, its.period().code());
            insert.setBytes(2, Codes.bytes(its.office().value()));
        });
    }

    private void writeBacklog(Map<BacklogKey, Integer> moved) throws SQLException {
        write("""
                INSERT INTO backlog (office, class, day, open) VALUES (?, ?, ?, ?)
                ON CONFLICT (office, class, day) DO UPDATE SET open = open + excluded.open""", moved.entrySet(),
                (insert, entry) -> {
            setBacklogKey(insert, entry.getKey());
            insert.setInt(4, entry.getValue());
        });
        write("DELETE FROM backlog WHERE office = ? AND class = ? AND day = ? AND open = 0", moved.keySet(),
                ChangedRows::setBacklogKey);
        write("INSERT OR REPLACE INTO backlog_version (office, version) SELECT ?, version FROM progress",
                moved.keySet().stream().map(BacklogKey::office).distinct().toList(),
                (insert, office) -> insert.setBytes(1, Codes.bytes(office.value())));
    }

    private static void setBacklogKey(PreparedStatement statement, BacklogKey key) throws SQLException {
        statement.setBytes(1, Codes.bytes(key.office().value()));
        statement.setInt(2, Codes.code(key.classification()));
        statement.setLong(3, key.submitted().toEpochDay());
    }

    private void writeDeadLetters(Changes changes) throws SQLException {
        write("""
                INSERT INTO dead_letter (stream, position, sequence, event, cause, at, attempts)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", changes.deadLetters(), (PreparedStatement insert, DeadLetter letter) -> {
            insert.setString(1, letter.stream());
            insert.setLong(2, letter.position());
            insert.setLong(3, letter.sequence());
            insert.setString(4, letter.event());
            insert.setString(5, letter.cause());
            insert.setLong(6, Codes.micros(letter.at()));
            insert.setInt(7, letter.attempts());
        });
        write("DELETE FROM dead_letter WHERE position = ?", changes.taken(),
                (delete, position) -> delete.setLong(1, position));
        write("UPDATE dead_letter SET attempts = attempts + 1 WHERE position = ?", changes.tried(),
                (update, position) -> update.setLong(1, position));
    }

    private interface Fill<T> {
        void with(PreparedStatement statement, T value) throws SQLException;
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
}
