package id.tanggap.infra.views.mongodb;

import static id.tanggap.infra.views.mongodb.Generation.IMPORTS;
import static id.tanggap.infra.views.mongodb.Generation.REFUSED_LINES;

import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.intake.Imports;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports out of MongoDB. */
public final class MongoImports implements Imports {

    private final Reading views;
    private final Encoding encoding;

    /** @param views the {@link MongoViews} */
    public MongoImports(Reading views, JsonMapper json) {
        this.views = views;
        this.encoding = new Encoding(json);
    }

    @Override
    public Mono<ImportView> find(ImportId id) {
        return views.read("import", set -> set.find(Find.byId(IMPORTS, Bson.of(id.value())).only("doc")).next()
                .map(document -> encoding.read(document, ImportView.class)));
    }

    @Override
    public Mono<List<ImportView>> all() {
        return views.read("imports", set -> set.find(Find.by(IMPORTS, "by_start", new BsonDocument())
                        .sorted(new BsonDocument("started", new BsonInt32(-1)).append("_id", new BsonInt32(1))).only("doc"))
                .map(document -> encoding.read(document, ImportView.class)).collectList());
    }

    @Override
    public Mono<List<RefusedLine>> refused(ImportId id, long afterLine, int limit) {
        return views.read("refused lines", set -> set.find(Find.by(REFUSED_LINES, "by_line",
                        new BsonDocument("import", Bson.of(id.value())).append("line", Bson.doc("$gt", Bson.of(afterLine))))
                        .ascending("line").only("doc").atMost(limit))
                .map(document -> encoding.read(document, RefusedLine.class)).collectList());
    }
}
