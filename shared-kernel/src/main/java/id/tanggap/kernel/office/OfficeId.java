package id.tanggap.kernel.office;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** Identifies one office. */
public record OfficeId(UUID value) {

    public OfficeId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static OfficeId of(String text) {
        return new OfficeId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
