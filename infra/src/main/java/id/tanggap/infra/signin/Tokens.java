package id.tanggap.infra.signin;

import id.tanggap.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that this platform makes for others to show again. They have 256 random bits, so a plain SHA-256 of one is all
 * that has to be kept: nobody can try them out.
 */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {
    }

    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /** As it is kept. */
    static String hash(String token) {
        return sha256("tanggap token\n" + token);
    }

    /** What forms and scripts show to prove that they could read what the session's owner was shown. */
    static String csrf(String sessionToken) {
        return sha256("tanggap csrf\n" + sessionToken);
    }

    private static String sha256(String text) {
        return TEXT.encodeToString(Sha256.of(text));
    }
}
