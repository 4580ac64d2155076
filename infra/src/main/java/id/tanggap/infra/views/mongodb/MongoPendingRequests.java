package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.COMPLAINTS;
import static id.tanggap.infra.views.mongodb.Generation.TIMELINES;

import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Requests that wait for a decision out of MongoDB: they stand with their complaints, by the event that asked. */
public final class MongoPendingRequests implements PendingRequests {

    private final Reading views;
    private final Encoding encoding;

    /** @param views the {@link MongoViews} */
    public MongoPendingRequests(Reading views, JsonMapper json) {
        this.views = views;
        this.encoding = new Encoding(json);
    }

    @Override
    public Mono<List<Pending>> list(Kind kind, boolean withheldToo, Optional<Long> after, int limit) {
        String field = Encoding.asked(kind);
        BsonDocument conditions = new BsonDocument(field, Bson.doc("$gt", Bson.of(after.orElse(-1L))));
        if (!withheldToo) {
            conditions.append("withheld", BsonBoolean.FALSE);
        }
        return views.read("pending requests", set -> set.find(Find.by(COMPLAINTS, "by_" + field, conditions)
                        .ascending(field).only("submission", "state", field).atMost(limit)).collectList()
                .flatMap(complaints -> asked(set, complaints, field).map(entries -> complaints.stream()
                        .filter(complaint -> entries.containsKey(complaint.getInt64(field).getValue()))
                        .map(complaint -> new Pending(encoding.complaint(complaint),
                                entries.get(complaint.getInt64(field).getValue()))).toList())));
    }

    private Mono<Map<Long, TimelineEntry>> asked(Questions set, List<BsonDocument> complaints, String field) {
        return set.find(Find.by(TIMELINES, Index.BY_ID, new BsonDocument("_id",
                        Bson.in(complaints.stream().map(complaint -> complaint.getInt64(field)).toList()))))
                .collectMap(entry -> entry.getInt64("_id").getValue(), entry -> encoding.read(entry, TimelineEntry.class));
    }
}
