package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.DeadLetter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Dead letters in {@code views.db}. */
final class DeadLetterRows {

    private DeadLetterRows() {
    }

    /** By position; at most {@code most}. */
    static List<DeadLetter> read(Statements file, int most) throws SQLException {
        PreparedStatement select = file.prepare("SELECT * FROM dead_letter ORDER BY position LIMIT ?");
        select.setInt(1, most);
        return Rows.read(select, row -> new DeadLetter(row.getString("stream"), row.getLong("position"),
                row.getLong("sequence"), row.getString("event"), row.getString("cause"),
                Codes.instant(row.getLong("at")), row.getInt("attempts")));
    }
}
