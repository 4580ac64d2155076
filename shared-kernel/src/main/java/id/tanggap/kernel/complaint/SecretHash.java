package id.tanggap.kernel.complaint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** SHA-256 of a {@link ReporterSecret}, in hex. */
public record SecretHash(String value) {

    public SecretHash {
        if (value.length() != 64) {
            throw new IllegalArgumentException("a SHA-256 in hex has 64 digits");
        }
    }

    /** Compares in constant time. */
    public boolean matches(SecretHash other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.US_ASCII),
                other.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "[hash]";
    }
}
