package id.tanggap.infra.eventstore.sqlite;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * How the id of a stream or an event stands in the file: UUIDs, which nearly all are, as their 16 bytes, others as text.
 * That makes the two indexes four tenths smaller: an append changes their pages at random places and writes them whole.
 */
final class Id {

    private static final int UUID_LENGTH = 36;

    private Id() {
    }

    static void set(PreparedStatement statement, int column, String id) throws SQLException {
        if (id.length() == UUID_LENGTH) {
            try {
                UUID uuid = UUID.fromString(id);
                // others that look alike, in capitals for one, would not be read again as they were
                if (uuid.toString().equals(id)) {
                    statement.setBytes(column, ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits()).array());
                    return;
                }
            } catch (IllegalArgumentException _) {
                // is as long as one, but none
            }
        }
        statement.setString(column, id);
    }

    static String get(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) instanceof byte[] bytes) {
            ByteBuffer uuid = ByteBuffer.wrap(bytes);
            return new UUID(uuid.getLong(), uuid.getLong()).toString();
        }
        return row.getString(column);
    }
}
