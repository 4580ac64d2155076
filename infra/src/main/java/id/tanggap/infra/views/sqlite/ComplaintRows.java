package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.query.complaint.ComplaintView;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Complaints, each of two documents in two tables. */
final class ComplaintRows {

    private ComplaintRows() {
    }

    /**
     * What {@link #read} reads.
     *
     * @param complaint the table, and how to go through it: its order is the answer's
     */
    static String select(String complaint) {
        return select("", complaint);
    }

    /** @param more columns, after those that {@link #read} reads */
    static String select(String more, String complaint) {
        return "SELECT submission.doc, state.doc" + more + " FROM " + complaint
                + " CROSS JOIN submission USING (number) CROSS JOIN state USING (number)";
    }

    static ComplaintView read(ResultSet row, ComplaintDocs docs) throws SQLException {
        return docs.read(row.getBytes(1), row.getBytes(2));
    }
}
