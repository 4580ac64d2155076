package id.tanggap.infra.keys;

import id.tanggap.command.PlatformKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The platform's secret key in a file of its own, made at the first start, readable by its owner only. Whoever loses it
 * loses nothing but the ability to answer repeated requests alike; whoever steals it can derive secrets of complaints
 * whose idempotency keys they know.
 */
public final class PlatformKeyFile {

    private static final String NAME = "platform.key";

    private PlatformKeyFile() {
    }

    public static PlatformKey in(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(HmacKey.fresh()), StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
            } catch (FileAlreadyExistsException _) {
                // made at an earlier start
            }
            return new HmacKey(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an earlier start left in a folder. */
    public static Optional<byte[]> leftIn(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == HmacKey.LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // not its message: that could quote the key
        }
        throw new IOException(file + " does not hold a key; restore it, or delete it to have a new one made");
    }
}
