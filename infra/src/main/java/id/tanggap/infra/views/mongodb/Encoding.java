package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.BACKLOGS;
import static id.tanggap.infra.views.mongodb.Generation.CELLS;
import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.COUNTED;
import static id.tanggap.infra.views.mongodb.Generation.DEAD_LETTERS;
import static id.tanggap.infra.views.mongodb.Generation.IMPORTS;
import static id.tanggap.infra.views.mongodb.Generation.INSPECTIONS;
import static id.tanggap.infra.views.mongodb.Generation.OFFICES;
import static id.tanggap.infra.views.mongodb.Generation.REFUSED_LINES;
import static id.tanggap.infra.views.mongodb.Generation.TIMELINES;

import id.tanggap.infra.views.Changes;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.infra.views.CountedDocs;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.DueTimes;
import id.tanggap.infra.views.ManyRows;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Histogram;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Tally;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import tools.jackson.databind.json.JsonMapper;

/** Read models as documents: what is looked for in fields of its own, everything else as the JSON that SQLite has too. */
final class Encoding {

    private final JsonMapper json;
    private final ComplaintDocs docs;

    Encoding(JsonMapper json) {
        this.json = json;
        this.docs = new ComplaintDocs(json);
    }

    BsonBinary doc(Object value) {
        return Bson.of(json.writeValueAsBytes(value));
    }

    <T> T read(BsonDocument document, Class<T> type) {
        return json.readValue(Bson.bytes(document, "doc"), type);
    }

    ComplaintView complaint(BsonDocument document) {
        return docs.read(Bson.bytes(document, "submission"), Bson.bytes(document, "state"));
    }

    List<Row> complaints(Changes changes) {
        Map<Long, List<Changes.Request>> asked =
                changes.asked().stream().collect(Collectors.groupingBy(Changes.Request::complaint));
        return ManyRows.each(changes.complaints(), change ->
                complaint(change, asked.getOrDefault(change.now().number(), List.of()), changes.law().law()));
    }

    /** The field that has the position of the event that asked, as long as it waits. */
    static String asked(PendingRequests.Kind kind) {
        return switch (kind) {
            case ERASURE -> "erasure_asked";
            case IDENTITY_REVEAL -> "reveal_asked";
        };
    }

    private Row complaint(Changes.Complaint change, List<Changes.Request> asked, RecordedLaw law) {
        ComplaintView c = change.now();
        BsonDocument fields = new BsonDocument("state", Bson.of(docs.state(c)))
                .append("status", Bson.of(Codes.code(c.status())))
                .append("office", Bson.orNull(c.office().map(id -> Bson.of(id.value())).orElse(null)))
                .append("class", Bson.orNull(c.classification().map(its -> Bson.of(Codes.code(its))).orElse(null)))
                .append("withheld", BsonBoolean.valueOf(c.secrecy().withheld()))
                .append("due", due(c, law))
                .append("desk", desk(c.office()))
                .append("owed", owed(c, law))
                .append("officer", Bson.orNull(c.officer().map(BsonString::new).orElse(null)))
                .append("drafted", BsonBoolean.valueOf(change.hasDraft()));
        asked.forEach(request -> fields.append(asked(request.kind()), Bson.of(request.position())));
        for (PendingRequests.Kind kind : PendingRequests.Kind.values()) {
            if (!PendingRequests.waits(kind, c)) {
                fields.append(asked(kind), BsonNull.VALUE);
            }
        }
        if (change.isNew() || change.wasErased()) {
            fields.append("submission", Bson.of(docs.submission(c)));
        }
        if (!change.isNew()) {
            return Row.set(COMPLAINTS, Bson.of(c.number()), fields);
        }
        return Row.add(COMPLAINTS, Bson.of(c.number()), fields.append("id", Bson.of(c.id().value()))
                .append("code", new BsonString(c.trackingCode().value()))
                .append("category", new BsonString(c.category().value()))
                .append("submitted", Bson.of(Codes.micros(c.course().submitted()))));
    }

    static BsonValue due(ComplaintView complaint, RecordedLaw law) {
        Long due = DueTimes.of(complaint, law);
        return due == null ? BsonNull.VALUE : Bson.of(due);
    }

    /** The last day on which staff do in time what they must do next, if they must do anything. */
    static BsonValue owed(ComplaintView complaint, RecordedLaw law) {
        Long day = DueTimes.owed(complaint, law);
        return day == null ? BsonNull.VALUE : Bson.of(day);
    }

    /** On whose desk it is: an office's, or else the one where it is checked. Never null, which no index can look for exactly. */
    static BsonValue desk(Optional<OfficeId> office) {
        return office.map(id -> (BsonValue) Bson.of(id.value())).orElse(Bson.of(0));
    }

    List<Row> entries(List<TimelineEntry> entries) {
        return ManyRows.each(entries, entry -> Row.add(TIMELINES, Bson.of(entry.position()),
                new BsonDocument("complaint", Bson.of(entry.complaint())).append("doc", doc(entry))));
    }

    /** An entry that is there already, with nothing left of what people said. */
    Row erased(BsonDocument entry) {
        return Row.set(TIMELINES, entry.get("_id"), Bson.doc("doc", doc(read(entry, TimelineEntry.class).erased())));
    }

    Row office(OfficeView office) {
        return Row.put(OFFICES, Bson.of(office.id().value()),
                new BsonDocument("name", new BsonString(office.name())).append("doc", doc(office)));
    }

    Row inspection(InspectionView inspection) {
        return Row.put(INSPECTIONS, Bson.of(inspection.number()), new BsonDocument("id", Bson.of(inspection.id().value()))
                .append("complaint",
                        Bson.orNull(inspection.matter().complaint().map(id -> Bson.of(id.value())).orElse(null)))
                .append("office", Bson.orNull(inspection.matter().office().map(id -> Bson.of(id.value())).orElse(null)))
                .append("status", Bson.of(Codes.code(inspection.status())))
                .append("sent", new BsonArray(inspection.sentTo().stream().map(office -> Bson.of(office.value()))
                        .distinct().sorted(Comparator.comparing((BsonBinary id) -> id.asUuid())).toList()))
                .append("doc", doc(inspection)));
    }

    Row imported(ImportView imported) {
        return Row.put(IMPORTS, Bson.of(imported.id().value()),
                new BsonDocument("started", Bson.of(Codes.micros(imported.startedAt()))).append("doc", doc(imported)));
    }

    Row refused(Changes.Line line) {
        UUID imported = line.imported().value();
        return Row.add(REFUSED_LINES, new BsonString(imported + "/" + line.line().line()),
                new BsonDocument("import", Bson.of(imported)).append("line", Bson.of(line.line().line()))
                        .append("doc", doc(line.line())));
    }

    static Row deadLetter(DeadLetter letter) {
        return Row.add(DEAD_LETTERS, Bson.of(letter.position()), new BsonDocument("waiting", BsonBoolean.TRUE)
                .append("stream", new BsonString(letter.stream())).append("sequence", Bson.of(letter.sequence()))
                .append("event", new BsonString(letter.event())).append("cause", new BsonString(letter.cause()))
                .append("at", Bson.of(Codes.micros(letter.at()))).append("attempts", Bson.of(letter.attempts())));
    }

    static DeadLetter deadLetter(BsonDocument document) {
        return new DeadLetter(document.getString("stream").getValue(), document.getInt64("_id").getValue(),
                document.getInt64("sequence").getValue(), document.getString("event").getValue(),
                document.getString("cause").getValue(), Codes.instant(document.getInt64("at").getValue()),
                document.getInt32("attempts").getValue());
    }

    /** It stays as a document that is not looked for any more: whoever writes late must not bring it back. */
    static Row taken(long position) {
        return Row.set(DEAD_LETTERS, Bson.of(position), Bson.doc("waiting", BsonNull.VALUE));
    }

    // One document has an office's cells of a period, those of all classes: they are read together and have one version.

    static BsonString cellsId(OfficeId office, Period period) {
        return new BsonString(office + "/" + period.code());
    }

    static BsonString cellsId(ScorecardCell cell) {
        return cellsId(cell.key().office(), cell.key().period());
    }

    static String cellField(ScorecardCell.Key key) {
        return Integer.toString(Codes.code(key.classification()));
    }

    static BsonDocument cell(ScorecardCell cell) {
        return new BsonDocument("t", new BsonString(cell.tally().encode()))
                .append("f", Bson.of(cell.firstResponse().encode())).append("r", Bson.of(cell.resolution().encode()))
                .append("fw", Bson.of(cell.firstResponseWorking().encode()))
                .append("rw", Bson.of(cell.resolutionWorking().encode()));
    }

    static ScorecardCell cell(ScorecardCell.Key key, BsonDocument cell) {
        return new ScorecardCell(key, Tally.decode(cell.getString("t").getValue()), Histogram.decode(Bson.bytes(cell, "f")),
                Histogram.decode(Bson.bytes(cell, "r")), Histogram.decode(Bson.bytes(cell, "fw")),
                Histogram.decode(Bson.bytes(cell, "rw")));
    }

    static Row cells(ScorecardCell any, BsonDocument ofAllClasses) {
        return Row.put(CELLS, cellsId(any), new BsonDocument("period", Bson.of(any.key().period().code()))
                .append("office", Bson.of(any.key().office().value())).append("cells", ofAllClasses));
    }

    /** By class. */
    static List<ScorecardCell> cells(BsonDocument document) {
        OfficeId office = new OfficeId(document.getBinary("office").asUuid());
        Period period = new Period(document.getInt32("period").getValue());
        return document.getDocument("cells").entrySet().stream()
                .map(entry -> cell(new ScorecardCell.Key(office,
                        Codes.classification(Integer.parseInt(entry.getKey())), period), entry.getValue().asDocument()))
                .sorted(Comparator.comparing(cell -> cell.key().classification())).toList();
    }

    static Row counted(CountedDocs.Row row) {
        return Row.add(COUNTED, new BsonString(row.office() + "/" + row.day() + "/" + row.position()),
                new BsonDocument("office", Bson.of(row.office().value())).append("day", Bson.of(row.day().toEpochDay()))
                        .append("position", Bson.of(row.position())).append("doc", Bson.of(row.doc())));
    }

    static List<Counted> counted(BsonDocument document) {
        return CountedDocs.read(new CountedDocs.Row(new OfficeId(document.getBinary("office").asUuid()),
                LocalDate.ofEpochDay(document.getInt64("day").getValue()), document.getInt64("position").getValue(),
                Bson.bytes(document, "doc")));
    }

    static Row backlog(OfficeId office, Map<BacklogKey, Long> open) {
        return Row.put(BACKLOGS, Bson.of(office.value()), Bson.doc("open", new BsonArray(open.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<BacklogKey, Long> entry) -> entry.getKey().classification())
                        .thenComparing(entry -> entry.getKey().submitted()))
                .map(entry -> new BsonDocument("c", Bson.of(Codes.code(entry.getKey().classification())))
                        .append("d", Bson.of(entry.getKey().submitted().toEpochDay()))
                        .append("n", Bson.of(entry.getValue()))).toList())));
    }

    static Map<BacklogKey, Long> backlog(BsonDocument document) {
        OfficeId office = new OfficeId(document.getBinary("_id").asUuid());
        Map<BacklogKey, Long> open = new HashMap<>();
        document.getArray("open").forEach(each -> {
            BsonDocument some = each.asDocument();
            open.put(new BacklogKey(office, Codes.classification(some.getInt32("c").getValue()),
                    LocalDate.ofEpochDay(some.getInt64("d").getValue())), some.getInt64("n").getValue());
        });
        return open;
    }
}
