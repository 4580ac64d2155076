package id.tanggap.infra.sqlite;

import java.sql.SQLException;

/** Work on a database that may fail with an {@link SQLException}. */
@FunctionalInterface
public interface SqlFunction<T, R> {

    R apply(T database) throws SQLException;
}
