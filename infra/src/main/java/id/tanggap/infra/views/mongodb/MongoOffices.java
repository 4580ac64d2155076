package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.OFFICES;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.util.List;
import org.bson.BsonDocument;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Offices out of MongoDB. */
public final class MongoOffices implements Offices {

    private final Reading views;
    private final Encoding encoding;

    /** @param views the {@link MongoViews} */
    public MongoOffices(Reading views, JsonMapper json) {
        this.views = views;
        this.encoding = new Encoding(json);
    }

    @Override
    public Mono<OfficeView> find(OfficeId id) {
        return views.read("office", set -> set.find(Find.byId(OFFICES, Bson.of(id.value())).only("doc")).next()
                .map(this::office));
    }

    @Override
    public Mono<List<OfficeView>> all() {
        return views.read("offices", set -> set.find(Find.by(OFFICES, "by_name", new BsonDocument())
                .ascending("name", "_id").only("doc")).map(this::office).collectList());
    }

    private OfficeView office(BsonDocument document) {
        return encoding.read(document, OfficeView.class);
    }
}
