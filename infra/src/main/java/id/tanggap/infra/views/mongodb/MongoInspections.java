package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.INSPECTIONS;

import id.tanggap.infra.views.Codes;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.inspection.Inspections;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Inspections out of MongoDB. */
public final class MongoInspections implements Inspections {

    private final Reading views;
    private final Encoding encoding;

    /** @param views the {@link MongoViews} */
    public MongoInspections(Reading views, JsonMapper json) {
        this.views = views;
        this.encoding = new Encoding(json);
    }

    @Override
    public Mono<InspectionView> find(InspectionId id) {
        return views.read("inspection", set -> set.find(Find.by(INSPECTIONS, "by_id",
                        new BsonDocument("id", Bson.of(id.value()))).only("doc").atMost(1)).next()
                .map(document -> encoding.read(document, InspectionView.class)));
    }

    @Override
    public Mono<List<InspectionView>> list(Filter filter, Optional<Long> before, int limit) {
        BsonDocument conditions = new BsonDocument();
        filter.sentTo().ifPresent(office -> conditions.append("sent", Bson.of(office.value())));
        filter.complaint().ifPresent(complaint -> conditions.append("complaint", Bson.of(complaint.value())));
        filter.office().ifPresent(office -> conditions.append("office", Bson.of(office.value())));
        filter.status().ifPresent(status -> conditions.append("status", Bson.of(Codes.code(status))));
        before.ifPresent(number -> conditions.append("_id", Bson.doc("$lt", Bson.of(number))));
        return views.read("inspections", set -> set.find(Find.by(INSPECTIONS, index(filter), conditions).descending("_id")
                        .only("doc").atMost(limit))
                .map(document -> encoding.read(document, InspectionView.class)).collectList());
    }

    /** By whatever tells most; what else is asked for is looked at in the documents, which are few. */
    private static String index(Filter filter) {
        return filter.complaint().isPresent() ? "by_complaint"
                : filter.office().isPresent() ? "by_office"
                : filter.sentTo().isPresent() ? "by_sent"
                : filter.status().isPresent() ? "by_status" : Index.BY_ID;
    }

    @Override
    public Mono<Long> closed() {
        return views.read("closed inspections", set -> set.count(Find.by(INSPECTIONS, "by_status",
                new BsonDocument("status", Bson.of(Codes.code(InspectionStatus.CLOSED))))));
    }
}
