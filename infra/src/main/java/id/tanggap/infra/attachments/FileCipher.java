package id.tanggap.infra.attachments;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.FileKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Encrypts one file under one key: Tink's streaming AEAD (AES-256-GCM in segments of 64 KiB, keys by HKDF-SHA256), so that no file
 * is ever in memory as a whole and no piece is read before it was found to be the right one. Bound to the file's name: one
 * file's bytes do not pass for another's.
 */
final class FileCipher {

    private static final int KEY = 32;
    private static final int SEGMENT = 64 << 10;
    private static final byte[] PURPOSE = "tanggap/attachment/v1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AesGcmHkdfStreaming cipher;
    private final byte[] bound;

    FileCipher(FileKey key, AttachmentId file) {
        try {
            cipher = new AesGcmHkdfStreaming(Base64.getDecoder().decode(key.value()), "HmacSha256", KEY, SEGMENT, 0);
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalArgumentException("no key of a file", e);
        }
        bound = ByteBuffer.allocate(PURPOSE.length + 16).put(PURPOSE).putLong(file.value().getMostSignificantBits())
                .putLong(file.value().getLeastSignificantBits()).array();
    }

    static FileKey newKey() {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        return new FileKey(Base64.getEncoder().encodeToString(key));
    }

    /** What is written to it is encrypted into {@code out}, which is closed with it. */
    OutputStream into(OutputStream out) throws IOException {
        try {
            return cipher.newEncryptingStream(out, bound);
        } catch (GeneralSecurityException e) {
            throw new IOException("every Java platform has AES-GCM", e);
        }
    }

    /** Reading it fails with an {@link IOException} where it is not what was written. */
    InputStream from(InputStream in) throws IOException {
        try {
            return cipher.newDecryptingStream(in, bound);
        } catch (GeneralSecurityException e) {
            throw new IOException("every Java platform has AES-GCM", e);
        }
    }
}
