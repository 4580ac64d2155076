package id.tanggap.infra.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that an authenticator app makes: RFC 6238 with what all such apps take for granted, SHA-1, six digits, 30 seconds. */
final class Totp {

    static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /** So many steps before and after the present one count too: clocks differ, and people need time to type. */
    private static final int WINDOW = 1;

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {
    }

    /** The number of a moment's step: of each only one code may be taken. */
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return "%06d".formatted(truncated % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
        }
    }

    /** Of which step around a moment a code is, as somebody typed it; empty if of none. */
    static OptionalLong stepOf(String typed, byte[] secret, Instant moment) {
        byte[] code = typed.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(step(moment) - WINDOW, step(moment) + WINDOW).filter(step ->
                MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.US_ASCII), code)).findFirst();
    }

    /** A secret of 20 bytes as apps take it: RFC 4648, base 32. */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < secret.length * 8; bit += 5) {
            int two = (secret[bit >> 3] & 0xff) << 8 | (bit + 8 < secret.length * 8 ? secret[(bit >> 3) + 1] & 0xff : 0);
            text.append(BASE_32.charAt(two >> (11 - (bit & 7)) & 31));
        }
        return text.toString();
    }
}
