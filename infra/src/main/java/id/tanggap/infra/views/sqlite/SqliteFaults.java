package id.tanggap.infra.views.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells SQLite's faults apart. */
final class SqliteFaults {

    private SqliteFaults() {
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

    /** Without what a message may quote. */
    static String code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : e.getClass().getSimpleName();
    }
}
