package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.query.complaint.PendingRequests;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * How values are written in columns. States and classes are stored by their place in the enum: read models are made anew
 * when {@link ViewsJson#SCHEMA} changes, which it must when an order does.
 */
public final class Codes {

    private Codes() {
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    public static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static int code(ComplaintStatus status) {
        return status.ordinal();
    }

    public static int code(Classification classification) {
        return classification.ordinal();
    }

    public static int code(InspectionStatus status) {
        return status.ordinal();
    }

    public static int code(PendingRequests.Kind kind) {
        return kind.ordinal();
    }

    public static Classification classification(int code) {
        return Classification.values()[code];
    }
}
