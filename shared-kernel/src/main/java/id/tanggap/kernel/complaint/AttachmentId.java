package id.tanggap.kernel.complaint;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** The name under which the file of one attachment is stored; random, so that it tells nothing and meets no other. */
public record AttachmentId(UUID value) {

    public AttachmentId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static AttachmentId of(String text) {
        return new AttachmentId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
