package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.SqlFunction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of a question. */
final class Rows {

    private Rows() {
    }

    static <T> List<T> read(PreparedStatement select, SqlFunction<ResultSet, T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(row.apply(rows));
            }
        }
        return found;
    }
}
