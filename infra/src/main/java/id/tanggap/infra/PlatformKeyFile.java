package id.tanggap.infra;

import id.tanggap.command.PlatformKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The platform's secret key in a file of its own, made at the first start, readable by its owner only. Whoever loses it
 * loses nothing but the ability to answer repeated requests alike; whoever steals it can derive secrets of complaints
 * whose idempotency keys they know.
 */
final class PlatformKeyFile implements PlatformKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private PlatformKeyFile(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static PlatformKeyFile in(Path folder) {
        Path file = folder.resolve("platform.key");
        try {
            Files.createDirectories(folder);
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(fresh), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            } catch (FileAlreadyExistsException _) {
                // made at an earlier start
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != 32) {
                throw new IOException(file + " does not hold a key; restore it, or delete it to have a new one made");
            }
            return new PlatformKeyFile(key);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException(file + " does not hold a key", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
