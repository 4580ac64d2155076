package id.tanggap.infra.access;

import id.tanggap.kernel.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The end of the chain that rows hang on: each row's hash takes the one before in, so that none can be changed, taken out or
 * put in between without every later hash being another.
 *
 * @param number of the last row, 0 before the first
 * @param at     its time in microseconds since 1970
 * @param hash   its hash, 32 zero bytes before the first
 */
public record Chain(long number, long at, byte[] hash) {

    public static final Chain EMPTY = new Chain(0, Long.MIN_VALUE, new byte[32]);

    /** @param moment in microseconds; the time of a row is never earlier than that of the row before */
    public Chain next(long moment, byte[] look) {
        long then = Math.max(at, moment);
        return new Chain(number + 1, then, hash(number + 1, then, look));
    }

    private byte[] hash(long ofNumber, long then, byte[] look) {
        MessageDigest digest = Sha256.begin();
        digest.update(hash);
        digest.update(ByteBuffer.allocate(16).putLong(ofNumber).putLong(then).flip());
        return digest.digest(look);
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
