package id.tanggap.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
public final class Sha256 {

    /** Never used itself: a copy of it costs a fraction of looking the algorithm up. */
    private static final MessageDigest UNUSED = lookUp();

    private Sha256() {
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** For what comes in parts. Not for several threads. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException _) {
            // another provider's
            return lookUp();
        }
    }

    /** @return 32 bytes */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** Of the text as UTF-8. @return 32 bytes */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
