package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Requests that wait for a decision out of {@code views.db}. */
public final class SqlitePendingRequests implements PendingRequests {

    private final Reading views;
    private final JsonMapper json;
    private final ComplaintDocs docs;

    /** @param views the {@link SqliteViews} */
    public SqlitePendingRequests(Reading views, JsonMapper json) {
        this.views = views;
        this.json = json;
        this.docs = new ComplaintDocs(json);
    }

    @Override
    public Mono<List<Pending>> list(Kind kind, boolean withheldToo, Optional<Long> after, int limit) {
        return views.read("pending requests", file -> {
            PreparedStatement select = file.prepare("""
                    SELECT submission.doc, state.doc, timeline.doc FROM request CROSS JOIN complaint USING (number)
                    CROSS JOIN submission USING (number) CROSS JOIN state USING (number)
                    CROSS JOIN timeline ON timeline.position = request.position
                    WHERE request.kind = ? AND request.position > ? AND complaint.withheld <= ?
                    ORDER BY request.position LIMIT ?""");
            select.setInt(1, Codes.code(kind));
            select.setLong(2, after.orElse(Long.MIN_VALUE));
            select.setBoolean(3, withheldToo);
            select.setInt(4, limit);
            return Rows.read(select, row -> new Pending(ComplaintRows.read(row, docs),
                    json.readValue(row.getBytes(3), TimelineEntry.class)));
        });
    }
}
