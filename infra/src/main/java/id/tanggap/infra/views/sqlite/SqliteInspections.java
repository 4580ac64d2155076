package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.Codes;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.inspection.Inspections;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Inspections out of {@code views.db}. */
public final class SqliteInspections implements Inspections {

    private final Reading views;
    private final JsonMapper json;

    /** @param views the {@link SqliteViews} */
    public SqliteInspections(Reading views, JsonMapper json) {
        this.views = views;
        this.json = json;
    }

    @Override
    public Mono<InspectionView> find(InspectionId id) {
        return views.read("inspection", file -> {
            PreparedStatement select = file.prepare("SELECT doc FROM inspection WHERE id = ?");
            select.setBytes(1, Codes.bytes(id.value()));
            return Rows.read(select, row -> json.readValue(row.getBytes(1), InspectionView.class));
        }).flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<InspectionView>> list(Filter filter, Optional<Long> before, int limit) {
        return views.read("inspections", file -> {
            List<String> conditions = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            filter.sentTo().ifPresent(office -> {
                conditions.add("number IN (SELECT number FROM inspection_sent WHERE office = ?)");
                values.add(Codes.bytes(office.value()));
            });
            filter.complaint().ifPresent(complaint -> {
                conditions.add("complaint = ?");
                values.add(Codes.bytes(complaint.value()));
            });
            filter.office().ifPresent(office -> {
                conditions.add("office = ?");
                values.add(Codes.bytes(office.value()));
            });
            filter.status().ifPresent(status -> {
                conditions.add("status = ?");
                values.add(Codes.code(status));
            });
            before.ifPresent(number -> {
                conditions.add("number < ?");
                values.add(number);
            });
            PreparedStatement select = file.prepare("SELECT doc FROM inspection"
                    + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                    + " ORDER BY number DESC LIMIT ?");
            values.add(limit);
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            return Rows.read(select, row -> json.readValue(row.getBytes(1), InspectionView.class));
        });
    }

    @Override
    public Mono<Long> closed() {
        return views.read("closed inspections", file -> {
            PreparedStatement select = file.prepare("SELECT count(*) FROM inspection WHERE status = ?");
            select.setInt(1, Codes.code(InspectionStatus.CLOSED));
            return Rows.read(select, row -> row.getLong(1)).getFirst();
        });
    }
}
