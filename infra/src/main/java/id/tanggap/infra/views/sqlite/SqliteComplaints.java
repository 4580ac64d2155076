package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Complaints out of {@code views.db}. */
public final class SqliteComplaints implements ComplaintViews {

    private final Reading views;
    private final JsonMapper json;
    private final ComplaintDocs docs;

    /** @param views the {@link SqliteViews} */
    public SqliteComplaints(Reading views, JsonMapper json) {
        this.views = views;
        this.json = json;
        this.docs = new ComplaintDocs(json);
    }

    @Override
    public Mono<ComplaintView> find(ComplaintId id) {
        return views.read("complaint", file -> {
            PreparedStatement select = file.prepare(ComplaintRows.select("complaint") + " WHERE id = ?");
            select.setBytes(1, Codes.bytes(id.value()));
            return Rows.read(select, row -> ComplaintRows.read(row, docs));
        }).flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<ComplaintView>> find(List<ComplaintId> some) {
        return some.isEmpty() ? Mono.just(List.of()) : views.read("some complaints", file -> {
            PreparedStatement select = file.prepare(ComplaintRows.select("complaint") + " WHERE id = ?");
            List<ComplaintView> found = new ArrayList<>();
            for (ComplaintId id : some) {
                select.setBytes(1, Codes.bytes(id.value()));
                found.addAll(Rows.read(select, row -> ComplaintRows.read(row, docs)));
            }
            return found;
        });
    }

    @Override
    public Mono<List<ComplaintView>> numbered(Set<Long> numbers) {
        return numbers.isEmpty() ? Mono.just(List.of()) : views.read("numbered complaints", file -> {
            PreparedStatement select = file.prepare(ComplaintRows.select("complaint") + " WHERE number = ?");
            List<ComplaintView> found = new ArrayList<>();
            for (Long number : numbers) {
                select.setLong(1, number);
                found.addAll(Rows.read(select, row -> ComplaintRows.read(row, docs)));
            }
            return found;
        });
    }

    @Override
    public Mono<List<ComplaintView>> find(TrackingCode code) {
        return views.read("tracking code", file -> {
            PreparedStatement select = file.prepare(ComplaintRows.select("complaint") + " WHERE code = ? LIMIT 10");
            select.setString(1, code.value());
            return Rows.read(select, row -> ComplaintRows.read(row, docs));
        });
    }

    @Override
    public Mono<List<TimelineEntry>> timeline(ComplaintView complaint) {
        return views.read("timeline", file -> {
            PreparedStatement select = file.prepare("SELECT doc FROM timeline WHERE complaint = ? ORDER BY position");
            select.setLong(1, complaint.number());
            return Rows.read(select, row -> json.readValue(row.getBytes(1), TimelineEntry.class));
        });
    }

    @Override
    public Mono<List<ComplaintView>> list(Filter filter, Optional<Cursor> after, int limit) {
        return views.read("complaints", file -> Rows.read(select(file, filter, after, limit), row -> ComplaintRows.read(row, docs)));
    }

    @Override
    public Mono<Set<ComplaintId>> withheld(Set<ComplaintId> some) {
        return views.read("withheld", file -> {
            PreparedStatement select = file.prepare("SELECT withheld FROM complaint WHERE id = ?");
            Set<ComplaintId> withheld = new HashSet<>();
            for (ComplaintId id : some) {
                select.setBytes(1, Codes.bytes(id.value()));
                if (Rows.read(select, row -> row.getBoolean(1)).contains(true)) {
                    withheld.add(id);
                }
            }
            return withheld;
        });
    }

    @Override
    public Mono<Long> openAt(OfficeId office) {
        return views.read("open complaints", file -> {
            PreparedStatement select = file.prepare(
                    "SELECT count(*) FROM complaint WHERE office = ? AND status IN (?, ?, ?)");
            select.setBytes(1, Codes.bytes(office.value()));
            select.setInt(2, Codes.code(ComplaintStatus.FORWARDED));
            select.setInt(3, Codes.code(ComplaintStatus.RESPONDED));
            select.setInt(4, Codes.code(ComplaintStatus.APPEALED));
            try (ResultSet row = select.executeQuery()) {
                return row.getLong(1);
            }
        });
    }

    @Override
    public Mono<List<Entry>> upTo(Instant now, Optional<Entry> after, int limit) {
        return views.read("due", file -> {
            PreparedStatement select = file.prepare("""
                    SELECT due, number, id FROM complaint INDEXED BY complaint_by_due
                    WHERE due <= ? AND (due, number) > (?, ?) ORDER BY due, number LIMIT ?""");
            select.setLong(1, Codes.micros(now));
            select.setLong(2, after.map(entry -> Codes.micros(entry.due())).orElse(Long.MIN_VALUE));
            select.setLong(3, after.map(Entry::number).orElse(Long.MIN_VALUE));
            select.setInt(4, limit);
            return Rows.read(select, row -> new Entry(Codes.instant(row.getLong(1)), row.getLong(2),
                    new ComplaintId(Codes.uuid(row.getBytes(3)))));
        });
    }

    @Override
    public Mono<Map<Category, Long>> categories(Filter filter) {
        return views.read("categories", file -> {
            List<String> conditions = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            conditions(filter, conditions, values);
            PreparedStatement select = file.prepare("SELECT category, count(*) FROM complaint INDEXED BY " + index(filter)
                    + where(conditions) + " GROUP BY category");
            fill(select, values);
            Map<Category, Long> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(new Category(row.getString(1)), row.getLong(2));
                }
            }
            return found;
        });
    }

    private static final String DESK = "complaint INDEXED BY complaint_by_owed";
    private static final String ON_DESK = " WHERE office IS ? AND withheld = ? AND owed IS NOT NULL";

    @Override
    public Mono<List<Owed>> owed(Desk desk, Share share, Optional<Place> after, int limit) {
        return views.read("owed", file -> {
            PreparedStatement select = file.prepare(ComplaintRows.select(", owed, number", DESK) + ON_DESK
                    + " AND (owed, number) > (?, ?)" + switch (share) {
                        case ALL -> "";
                        case MINE -> " AND officer = ?";
                        case UNASSIGNED -> " AND officer IS NULL";
                        case TO_APPROVE -> " AND drafted = 1";
                    } + " ORDER BY owed, number LIMIT ?");
            int next = setDesk(select, 1, desk);
            select.setLong(next++, after.map(Place::day).orElse(Long.MIN_VALUE));
            select.setLong(next++, after.map(Place::number).orElse(Long.MIN_VALUE));
            if (share == Share.MINE) {
                select.setString(next++, desk.officer());
            }
            select.setInt(next, limit);
            return Rows.read(select, row -> new Owed(ComplaintRows.read(row, docs), new Place(row.getLong(3), row.getLong(4))));
        });
    }

    @Override
    public Mono<Map<Share, Long>> counted(Desk desk) {
        return views.read("owed, counted", file -> {
            PreparedStatement select = file.prepare(
                    "SELECT count(*), total(officer = ?), total(officer IS NULL), total(drafted) FROM " + DESK + ON_DESK);
            select.setString(1, desk.officer());
            setDesk(select, 2, desk);
            try (ResultSet row = select.executeQuery()) {
                return Map.of(Share.ALL, row.getLong(1), Share.MINE, row.getLong(2), Share.UNASSIGNED, row.getLong(3),
                        Share.TO_APPROVE, row.getLong(4));
            }
        });
    }

    private static int setDesk(PreparedStatement select, int first, Desk desk) throws SQLException {
        select.setBytes(first, desk.office().map(id -> Codes.bytes(id.value())).orElse(null));
        select.setBoolean(first + 1, desk.withheld());
        return first + 2;
    }

    private static PreparedStatement select(Statements file, Filter filter, Optional<Cursor> after, int limit)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        conditions(filter, conditions, values);
        String known = filter.withheldToo() ? "" : " AND withheld = 0";
        after.ifPresent(cursor -> {
            conditions.add("(submitted, number) < (SELECT submitted, number FROM complaint WHERE number = ?" + known + ")");
            values.add(cursor.number());
        });
        PreparedStatement select = file.prepare(ComplaintRows.select("complaint INDEXED BY " + index(filter))
                + where(conditions) + " ORDER BY submitted DESC, number DESC LIMIT ?");
        values.add(limit);
        fill(select, values);
        return select;
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static void fill(PreparedStatement select, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            select.setObject(i + 1, values.get(i));
        }
    }

    private static void conditions(Filter filter, List<String> conditions, List<Object> values) {
        filter.office().ifPresent(office -> {
            conditions.add("office = ?");
            values.add(Codes.bytes(office.value()));
        });
        filter.status().ifPresent(status -> {
            conditions.add("status = ?");
            values.add(Codes.code(status));
        });
        filter.classification().ifPresent(classification -> {
            conditions.add("class = ?");
            values.add(Codes.code(classification));
        });
        filter.category().ifPresent(category -> {
            conditions.add("category = ?");
            values.add(category.value());
        });
        filter.from().ifPresent(from -> {
            conditions.add("submitted >= ?");
            values.add(Codes.micros(from));
        });
        filter.until().ifPresent(until -> {
            conditions.add("submitted < ?");
            values.add(Codes.micros(until));
        });
        if (!filter.withheldToo()) {
            conditions.add("withheld = 0");
        }
        if (filter.withheldOnly()) {
            conditions.add("withheld = 1");
        }
    }

    /**
     * The index that has the list's order and all columns of the filter, so that at worst its entries are gone through and
     * no row is opened in vain. SQLite knows nothing of how often each value occurs and would choose any that has one.
     */
    private static String index(Filter filter) {
        if (filter.office().isPresent()) {
            return filter.status().isPresent() ? "complaint_by_office_status" : "complaint_by_office";
        }
        return filter.status().isPresent() ? "complaint_by_status"
                : filter.category().isPresent() ? "complaint_by_category"
                : filter.classification().isPresent() ? "complaint_by_class" : "complaint_by_time";
    }
}
