package id.tanggap.kernel.account;

import id.tanggap.kernel.CanonicalUuid;
import java.util.Objects;
import java.util.UUID;

/** Identifies one key of a machine's account. Not secret, and nothing about the key follows from it. */
public record KeyId(UUID value) {

    public KeyId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form */
    public static KeyId of(String text) {
        return new KeyId(CanonicalUuid.read(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
