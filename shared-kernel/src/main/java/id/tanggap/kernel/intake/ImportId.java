package id.tanggap.kernel.intake;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** Identifies one import; derived from the file's content, format and zone, so the same file is the same import. */
public record ImportId(UUID value) {

    public ImportId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static ImportId of(String text) {
        return new ImportId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
