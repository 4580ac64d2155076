package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.TIMELINES;

import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Complaints out of MongoDB. */
public final class MongoComplaints implements ComplaintViews {

    private final Reading views;
    private final Encoding encoding;

    /** @param views the {@link MongoViews} */
    public MongoComplaints(Reading views, JsonMapper json) {
        this.views = views;
        this.encoding = new Encoding(json);
    }

    @Override
    public Mono<ComplaintView> find(ComplaintId id) {
        return views.read("complaint", set -> complaints(set, Find.by(COMPLAINTS, "by_id",
                        new BsonDocument("id", Bson.of(id.value()))).atMost(1)))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<ComplaintView>> numbered(Set<Long> numbers) {
        return numbers.isEmpty() ? Mono.just(List.of()) : views.read("numbered complaints", set -> complaints(set,
                Find.by(COMPLAINTS, Index.BY_ID, new BsonDocument("_id", Bson.in(numbers.stream().map(Bson::of).toList())))));
    }

    @Override
    public Mono<List<ComplaintView>> find(TrackingCode code) {
        return views.read("tracking code", set -> complaints(set, Find.by(COMPLAINTS, "by_code",
                new BsonDocument("code", new BsonString(code.value()))).atMost(10)));
    }

    private Mono<List<ComplaintView>> complaints(Questions set, Find question) {
        return set.find(question.only("submission", "state")).map(encoding::complaint).collectList();
    }

    @Override
    public Mono<List<TimelineEntry>> timeline(ComplaintView complaint) {
        return views.read("timeline", set -> set.find(Find.by(TIMELINES, "by_complaint",
                        new BsonDocument("complaint", Bson.of(complaint.number()))).ascending("_id").only("doc"))
                .map(entry -> encoding.read(entry, TimelineEntry.class)).collectList());
    }

    /** Where a list goes on is looked for first: what the reader may not know of is no place to go on from. */
    @Override
    public Mono<List<ComplaintView>> list(Filter filter, Optional<Cursor> after, int limit) {
        return views.read("complaints", set -> after
                .map(cursor -> set.find(Find.byId(COMPLAINTS, Bson.of(cursor.number())).only("submitted", "withheld")).next()
                        .filter(last -> filter.withheldToo() || !last.getBoolean("withheld").getValue())
                        .flatMap(last -> complaints(set, list(filter, limit)
                                .after(last.getInt64("submitted").getValue(), cursor.number())))
                        .defaultIfEmpty(List.of()))
                .orElseGet(() -> complaints(set, list(filter, limit).all())));
    }

    /** Out of the index alone. */
    @Override
    public Mono<Map<Category, Long>> categories(Filter filter) {
        return views.read("categories", set -> set.find(list(filter, 0).all().only("category"))
                .map(complaint -> new Category(complaint.getString("category").getValue()))
                .collect(Collectors.groupingBy(category -> category, Collectors.counting())));
    }

    private static Listing list(Filter filter, int limit) {
        return new Listing(filter, limit);
    }

    /** The index that has the list's order and all fields of the filter, so that no document is opened in vain. */
    private record Listing(Filter filter, int limit) {

        Find all() {
            return find(new BsonDocument(), new BsonDocument());
        }

        Find after(long submitted, long number) {
            BsonDocument earlier = new BsonDocument("$or", new BsonArray(List.of(
                    new BsonDocument("submitted", Bson.doc("$lt", Bson.of(submitted))),
                    new BsonDocument("submitted", Bson.of(submitted)).append("_id", Bson.doc("$lt", Bson.of(number))))));
            return find(Bson.doc("$lte", Bson.of(submitted)), earlier);
        }

        private Find find(BsonDocument submitted, BsonDocument more) {
            BsonDocument conditions = new BsonDocument();
            filter.office().ifPresent(office -> conditions.append("office", Bson.of(office.value())));
            filter.status().ifPresent(status -> conditions.append("status", Bson.of(Codes.code(status))));
            filter.classification().ifPresent(its -> conditions.append("class", Bson.of(Codes.code(its))));
            filter.category().ifPresent(category -> conditions.append("category", new BsonString(category.value())));
            filter.from().ifPresent(from -> submitted.append("$gte", Bson.of(Codes.micros(from))));
            filter.until().ifPresent(until -> submitted.append("$lt", Bson.of(Codes.micros(until))));
            if (!submitted.isEmpty()) {
                conditions.append("submitted", submitted);
            }
            if (!filter.withheldToo()) {
                conditions.append("withheld", BsonBoolean.FALSE);
            } else if (filter.withheldOnly()) {
                conditions.append("withheld", BsonBoolean.TRUE);
            }
            conditions.putAll(more);
            return Find.by(COMPLAINTS, index(), conditions).descending("submitted", "_id").atMost(limit);
        }

        private String index() {
            if (filter.office().isPresent()) {
                return filter.status().isPresent() ? "by_office_status" : "by_office";
            }
            return filter.status().isPresent() ? "by_status"
                    : filter.category().isPresent() ? "by_category"
                    : filter.classification().isPresent() ? "by_class" : "by_time";
        }
    }

    @Override
    public Mono<Set<ComplaintId>> withheld(Set<ComplaintId> some) {
        return views.read("withheld", set -> set.find(Find.by(COMPLAINTS, "by_id",
                        new BsonDocument("id", Bson.in(some.stream().map(id -> Bson.of(id.value())).toList())))
                        .only("id", "withheld"))
                .filter(complaint -> complaint.getBoolean("withheld").getValue())
                .map(complaint -> new ComplaintId(complaint.getBinary("id").asUuid())).collect(Collectors.toSet()));
    }

    @Override
    public Mono<Long> openAt(OfficeId office) {
        return views.read("open complaints", set -> set.count(Find.by(COMPLAINTS, "by_office_status",
                new BsonDocument("office", Bson.of(office.value())).append("status", Bson.in(
                        Stream.of(ComplaintStatus.FORWARDED, ComplaintStatus.RESPONDED, ComplaintStatus.APPEALED)
                                .map(status -> Bson.of(Codes.code(status))).toList())))));
    }

    @Override
    public Mono<List<Entry>> upTo(Instant now, Optional<Entry> after, int limit) {
        BsonDocument due = Bson.doc("$lte", Bson.of(Codes.micros(now)));
        BsonDocument conditions = new BsonDocument("due", due);
        after.ifPresent(entry -> {
            long moment = Codes.micros(entry.due());
            due.append("$gte", Bson.of(moment));
            conditions.append("$or", new BsonArray(List.of(
                    new BsonDocument("due", Bson.doc("$gt", Bson.of(moment))),
                    new BsonDocument("due", Bson.of(moment)).append("_id", Bson.doc("$gt", Bson.of(entry.number()))))));
        });
        return views.read("due", set -> set.find(Find.by(COMPLAINTS, "by_due", conditions).ascending("due", "_id")
                        .fields("due", "id").atMost(limit))
                .map(row -> new Entry(Codes.instant(row.getInt64("due").getValue()), row.getInt64("_id").getValue(),
                        new ComplaintId(row.getBinary("id").asUuid()))).collectList());
    }

    @Override
    public Mono<List<Owed>> owed(Desk desk, Share share, Optional<Place> after, int limit) {
        return views.read("owed", set -> set.find(onDesk(desk, share, after).ascending("owed", "_id")
                        .fields("submission", "state", "owed").atMost(limit))
                .map(row -> new Owed(encoding.complaint(row), new Place(row.getInt64("owed").getValue(),
                        row.getInt64("_id").getValue()))).collectList());
    }

    @Override
    public Mono<Map<Share, Long>> counted(Desk desk) {
        return views.read("owed, counted", set -> Flux.fromArray(Share.values()).flatMap(share ->
                set.count(onDesk(desk, share, Optional.empty())).map(count -> Map.entry(share, count)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Find onDesk(Desk desk, Share share, Optional<Place> after) {
        BsonDocument conditions = new BsonDocument("desk", Encoding.desk(desk.office()))
                .append("withheld", BsonBoolean.valueOf(desk.withheld()))
                .append("owed", Bson.doc("$gte", Bson.of(after.map(Place::day).orElse(Long.MIN_VALUE))));
        switch (share) {
            case ALL -> {
                // nothing more is asked for
            }
            case MINE -> conditions.append("officer", new BsonString(desk.officer()));
            case UNASSIGNED -> conditions.append("officer", BsonNull.VALUE);
            case TO_APPROVE -> conditions.append("drafted", BsonBoolean.TRUE);
        }
        after.ifPresent(place -> conditions.append("$or", new BsonArray(List.of(
                new BsonDocument("owed", Bson.doc("$gt", Bson.of(place.day()))),
                new BsonDocument("owed", Bson.of(place.day())).append("_id", Bson.doc("$gt", Bson.of(place.number())))))));
        return Find.by(COMPLAINTS, "by_owed", conditions);
    }
}
