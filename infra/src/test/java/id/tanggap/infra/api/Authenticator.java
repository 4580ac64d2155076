package id.tanggap.infra.api;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's app, which knows nothing but the key that was typed into it. */
final class Authenticator {

    private final byte[] secret;

    Authenticator(String key) {
        BigInteger value = BigInteger.ZERO;
        for (char symbol : key.toCharArray()) {
            value = value.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(symbol)));
        }
        // with a byte before it that keeps zeros at its beginning
        byte[] bytes = value.setBit(160).toByteArray();
        secret = Arrays.copyOfRange(bytes, bytes.length - 20, bytes.length);
    }

    String code(Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            BigInteger hash = new BigInteger(1, mac.doFinal(java.nio.ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array()));
            int offset = hash.intValue() & 0xf;
            long word = hash.shiftRight((16 - offset) * 8).longValue() & 0x7fff_ffffL;
            return String.format("%06d", word % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
