package id.tanggap.infra.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The keys that people's keys are wrapped with before they are stored: the first is used for new ones, the others open what
 * was wrapped before. Whoever has {@code keys.db} but none of these has nothing.
 */
public final class KeyEncryptionKeys {

    private static final int LENGTH = 32;
    private static final int ID_LENGTH = 8;

    private final SequencedMap<String, Aead> keys = new LinkedHashMap<>();

    /**
     * @param texts 64 hexadecimal digits each, the newest first
     * @param from  where they come from, for the message if one is none
     */
    private KeyEncryptionKeys(List<String> texts, String from) {
        for (String text : texts) {
            byte[] key;
            try {
                key = HexFormat.of().parseHex(text);
                if (key.length != LENGTH) {
                    throw new IllegalArgumentException();
                }
            } catch (IllegalArgumentException _) {
                // not its cause's message: that could quote the key
                throw new IllegalStateException(from + " must hold keys of " + 2 * LENGTH + " hexadecimal digits, the newest first");
            }
            try {
                keys.put(HexFormat.of().formatHex(Sha256.of(key), 0, ID_LENGTH),
                        new AesGcmJce(key));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has AES-GCM", e);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(from + " holds no key");
        }
    }

    /** @param text one or more keys, with commas or space between them, the newest first */
    public static KeyEncryptionKeys of(String text) {
        return new KeyEncryptionKeys(split(text), "tanggap.keys.kek (TANGGAP_KEYS_KEK)");
    }

    /** Out of a file of one key per line, the newest first, that somebody else has put there. */
    public static KeyEncryptionKeys read(Path file) {
        try {
            return new KeyEncryptionKeys(split(Files.readString(file)), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is to hold the key-encryption keys and cannot be read: " + e, e);
        }
    }

    /** Out of a file of one key per line, the newest first; with a first key in it, for its owner only, if it is missing. */
    public static KeyEncryptionKeys in(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] fresh = new byte[LENGTH];
            new SecureRandom().nextBytes(fresh);
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            } catch (FileAlreadyExistsException _) {
                // made at an earlier start
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(file);
    }

    /** Those of a platform's settings, if there are any yet; none is made. */
    static Optional<KeyEncryptionKeys> existing(TanggapProperties properties) {
        TanggapProperties.Keys settings = properties.keys();
        if (!settings.kek().isBlank()) {
            return Optional.of(of(settings.kek()));
        }
        Path file = settings.file() == null ? properties.data().resolve("kek.key") : settings.file();
        return Files.exists(file) ? Optional.of(in(file)) : Optional.empty();
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(part -> !part.isEmpty()).toList();
    }

    /** Names the key that {@link #wrap} uses. */
    public String current() {
        return keys.firstEntry().getKey();
    }

    boolean knows(String id) {
        return keys.containsKey(id);
    }

    byte[] wrap(PersonId person, byte[] key) {
        return wrap(key, about(person));
    }

    /** @param about whatever must be the same when it is unwrapped */
    public byte[] wrap(byte[] key, byte[] about) {
        try {
            return keys.firstEntry().getValue().encrypt(key, about);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not wrap a key", e);
        }
    }

    /**
     * @param id names the key that it was wrapped with
     * @throws IllegalStateException if that is unknown, or the wrapped key is not this person's
     */
    byte[] unwrap(PersonId person, byte[] wrapped, String id) {
        return unwrap(wrapped, id, about(person)).orElseThrow(() ->
                new IllegalStateException("the wrapped key of " + person + " is not what was stored for that person"));
    }

    /**
     * Empty if that is not what was wrapped.
     *
     * @param id names the key that it was wrapped with
     * @throws IllegalStateException if that is unknown
     */
    public Optional<byte[]> unwrap(byte[] wrapped, String id, byte[] about) {
        Aead key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("keys are wrapped with the key-encryption key " + id + ", which is not there");
        }
        try {
            return Optional.of(key.decrypt(wrapped, about));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] about(PersonId person) {
        byte[] purpose = "tanggap/person-key/v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(purpose.length + 16).put(purpose).putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits()).array();
    }
}
