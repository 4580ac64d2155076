package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.Codes;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.intake.Imports;
import java.sql.PreparedStatement;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports out of {@code views.db}. */
public final class SqliteImports implements Imports {

    private final Reading views;
    private final JsonMapper json;

    /** @param views the {@link SqliteViews} */
    public SqliteImports(Reading views, JsonMapper json) {
        this.views = views;
        this.json = json;
    }

    @Override
    public Mono<ImportView> find(ImportId id) {
        return views.read("import", file -> {
            PreparedStatement select = file.prepare("SELECT doc FROM import WHERE id = ?");
            select.setBytes(1, Codes.bytes(id.value()));
            return Rows.read(select, row -> json.readValue(row.getBytes(1), ImportView.class));
        }).flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<ImportView>> all() {
        return views.read("imports", file -> Rows.read(
                file.prepare("SELECT doc FROM import ORDER BY started DESC, id"),
                row -> json.readValue(row.getBytes(1), ImportView.class)));
    }

    @Override
    public Mono<List<RefusedLine>> refused(ImportId id, long afterLine, int limit) {
        return views.read("refused lines", file -> {
            PreparedStatement select = file.prepare(
                    "SELECT doc FROM refused_line WHERE import = ? AND line > ? ORDER BY line LIMIT ?");
            select.setBytes(1, Codes.bytes(id.value()));
            select.setLong(2, afterLine);
            select.setInt(3, limit);
            return Rows.read(select, row -> json.readValue(row.getBytes(1), RefusedLine.class));
        });
    }
}
