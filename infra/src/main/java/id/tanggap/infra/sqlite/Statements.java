package id.tanggap.infra.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A connection whose statements are prepared once; used by one thread at a time.
 *
 * <p>Do not close what {@link #prepare} returns, do close result sets. The least recently used statement is given up when
 * there are too many, so SQL text that varies without bound costs no memory.
 */
public final class Statements implements AutoCloseable {

    private static final int MOST = 100;

    private final Connection connection;
    private final SequencedMap<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    public Statements(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            if (prepared.size() >= MOST) {
                prepared.pollFirstEntry().getValue().close();
            }
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** After a failure: the driver finalises a statement that failed, and it would fail for ever. */
    void forget() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException _) {
                // nothing is left of it either way
            }
        }
        prepared.clear();
    }

    @Override
    public void close() throws SQLException {
        // The driver finalises the statements with their connection.
        connection.close();
    }
}
