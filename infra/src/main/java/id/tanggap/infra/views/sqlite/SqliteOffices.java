package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.Codes;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.sql.PreparedStatement;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Offices out of {@code views.db}. */
public final class SqliteOffices implements Offices {

    private final Reading views;
    private final JsonMapper json;

    /** @param views the {@link SqliteViews} */
    public SqliteOffices(Reading views, JsonMapper json) {
        this.views = views;
        this.json = json;
    }

    @Override
    public Mono<OfficeView> find(OfficeId id) {
        return views.read("office", file -> {
            PreparedStatement select = file.prepare("SELECT doc FROM office WHERE id = ?");
            select.setBytes(1, Codes.bytes(id.value()));
            return Rows.read(select, row -> json.readValue(row.getBytes(1), OfficeView.class));
        }).flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<OfficeView>> all() {
        return views.read("offices", file -> Rows.read(file.prepare("SELECT doc FROM office ORDER BY name, id"),
                row -> json.readValue(row.getBytes(1), OfficeView.class)));
    }
}
