package id.tanggap.infra.views.mongodb;

import com.mongodb.client.MongoCollection;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** The law: calendars and the rulebook in documents of their own, the rest with the offices, its version with progress. */
final class LawDocs {

    private static final String RULEBOOK = "rulebook";
    private static final String CALENDAR = "calendar/";

    private LawDocs() {
    }

    static LawView read(MongoCollection<BsonDocument> law, MongoCollection<BsonDocument> officeDocs, long version,
                        Encoding encoding, ZoneId zone) {
        List<Calendar> calendars = new ArrayList<>();
        Map<CalendarId, Long> sequences = new HashMap<>();
        Optional<BsonDocument> rulebook = Optional.empty();
        for (BsonDocument document : law.find()) {
            if (document.getString("_id").getValue().equals(RULEBOOK)) {
                rulebook = Optional.of(document);
            } else {
                Calendar calendar = encoding.read(document, Calendar.class);
                calendars.add(calendar);
                sequences.put(calendar.id(), document.getInt64("sequence").getValue());
            }
        }
        Map<OfficeId, OfficeTerms> offices = new HashMap<>();
        for (BsonDocument document : officeDocs.find()) {
            OfficeView office = encoding.read(document, OfficeView.class);
            offices.put(office.id(), office.terms());
        }
        return new LawView(version, RecordedLaw.of(zone, calendars,
                rulebook.map(document -> encoding.read(document, Rulebook.class)).orElse(Rulebook.EMPTY), offices),
                sequences, rulebook.map(document -> document.getInt64("sequence").getValue()).orElse(-1L));
    }

    /** What changed; the offices are written as such. */
    static List<Row> rows(LawView before, LawView now, Encoding encoding) {
        List<Row> rows = new ArrayList<>();
        now.calendars().forEach((id, sequence) -> {
            if (!sequence.equals(before.calendars().get(id))) {
                rows.add(row(CALENDAR + id.value(), sequence, encoding, now.law().calendar(id).orElseThrow()));
            }
        });
        if (now.rulebook() != before.rulebook()) {
            rows.add(row(RULEBOOK, now.rulebook(), encoding, now.law().rulebook()));
        }
        return rows;
    }

    private static Row row(String id, long sequence, Encoding encoding, Object part) {
        return Row.put(Generation.LAW, new BsonString(id),
                new BsonDocument("sequence", Bson.of(sequence)).append("doc", encoding.doc(part)));
    }
}
