package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.query.complaint.TimelineEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Takes what people said out of the timelines of complaints whose reporter's data was erased. */
final class ErasedTimelines {

    private record Row(long position, TimelineEntry entry) {
    }

    private ErasedTimelines() {
    }

    /** For a file that was made as a whole: of all such complaints. Finds the entries by an index. */
    static void rewriteAll(Statements file, JsonMapper json) throws SQLException {
        rewrite(file, json, Rows.read(file.prepare("SELECT complaint FROM erased ORDER BY complaint"), row -> row.getLong(1)));
    }

    /** @param complaints their numbers */
    static void rewrite(Statements file, JsonMapper json, List<Long> complaints) throws SQLException {
        PreparedStatement select = null;
        PreparedStatement update = null;
        for (Long complaint : complaints) {
            if (select == null) {
                select = file.prepare("SELECT position, doc FROM timeline WHERE complaint = ? ORDER BY position");
                update = file.prepare("UPDATE timeline SET doc = ? WHERE position = ?");
            }
            select.setLong(1, complaint);
            for (Row row : rows(select, json)) {
                update.setBytes(1, json.writeValueAsBytes(row.entry().erased()));
                update.setLong(2, row.position());
                update.executeUpdate();
            }
        }
    }

    /** All at once: nothing is written while a question is still open. */
    private static List<Row> rows(PreparedStatement select, JsonMapper json) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(row.getLong(1), json.readValue(row.getBytes(2), TimelineEntry.class)));
            }
        }
        return rows;
    }
}
