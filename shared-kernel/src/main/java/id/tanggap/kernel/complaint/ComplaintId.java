package id.tanggap.kernel.complaint;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** Identifies one complaint; a UUID that sorts by time of submission unless it was derived from a client's key. */
public record ComplaintId(UUID value) {

    public ComplaintId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static ComplaintId of(String text) {
        return new ComplaintId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
