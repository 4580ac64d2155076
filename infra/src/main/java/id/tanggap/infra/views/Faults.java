package id.tanggap.infra.views;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells faults apart, and describes them without what they may quote. */
final class Faults {

    private Faults() {
    }

    /** Whether the file refused what was to be written because of what it was: doing it again would not help. */
    static boolean ofTheValues(SQLException e) {
        return e instanceof SQLiteException sqlite
                && switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)) {
                    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> true;
                    default -> false;
                };
    }

    /** Whether a file is no database, or a damaged one. */
    static boolean ofTheFormat(SQLException e) {
        return e instanceof SQLiteException sqlite
                && switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    /** Messages of exceptions may quote values of the event, personal ones too: types and places only. */
    static String describe(Throwable failure) {
        List<String> parts = new ArrayList<>();
        for (Throwable t = failure; t != null && parts.size() < 5; t = t.getCause()) {
            StackTraceElement[] trace = t.getStackTrace();
            parts.add(t.getClass().getName() + (t instanceof SQLiteException sqlite ? " " + sqlite.getResultCode().name() : "")
                    + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return String.join(", caused by ", parts);
    }
}
