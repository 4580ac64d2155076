package id.tanggap.kernel.inspection;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** Identifies one inspection. */
public record InspectionId(UUID value) {

    public InspectionId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static InspectionId of(String text) {
        return new InspectionId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
