package id.tanggap.command;

import id.tanggap.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Ids of things that have a name elsewhere already: the same name has the same id on every node and for ever. */
public final class NameBasedId {

    private NameBasedId() {
    }

    /**
     * Version 8 (RFC 9562) from the SHA-256 of the parts.
     *
     * @param parts each is hashed with its length before it, so that no two lists of parts look alike
     */
    public static UUID of(String... parts) {
        MessageDigest digest = Sha256.begin();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        ByteBuffer bits = ByteBuffer.wrap(digest.digest());
        return new UUID(bits.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L,
                bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }
}
