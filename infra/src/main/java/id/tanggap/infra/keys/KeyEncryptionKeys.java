package id.tanggap.infra.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.kernel.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
final class KeyEncryptionKeys {

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
                keys.put(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, ID_LENGTH),
                        new AesGcmJce(key));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has AES-GCM and SHA-256", e);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(from + " holds no key");
        }
    }

    /** @param text one or more keys, with commas or space between them, the newest first */
    static KeyEncryptionKeys of(String text) {
        return new KeyEncryptionKeys(split(text), "tanggap.keys.kek (TANGGAP_KEYS_KEK)");
    }

    /** Out of a file of one key per line, the newest first; with a first key in it, for its owner only, if it is missing. */
    static KeyEncryptionKeys in(Path file) {
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
            return new KeyEncryptionKeys(split(Files.readString(file)), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[\\s,]+")).filter(part -> !part.isEmpty()).toList();
    }

    /** Names the key that {@link #wrap} uses. */
    String current() {
        return keys.firstEntry().getKey();
    }

    boolean knows(String id) {
        return keys.containsKey(id);
    }

    byte[] wrap(PersonId person, byte[] key) {
        return wrap(about(person), key);
    }

    /** @param purpose what a key that is nobody's in particular is for; it can be unwrapped for no other */
    byte[] wrap(String purpose, byte[] key) {
        return wrap(about(purpose), key);
    }

    private byte[] wrap(byte[] about, byte[] key) {
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
        Aead key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("people's keys are wrapped with the key-encryption key " + id + ", which is not there");
        }
        try {
            return key.decrypt(wrapped, about(person));
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the wrapped key of " + person + " is not what was stored for that person");
        }
    }

    /** @return empty if the key that it was wrapped with is not there, or it was wrapped for something else */
    Optional<byte[]> unwrap(String purpose, byte[] wrapped, String id) {
        try {
            return keys.containsKey(id) ? Optional.of(keys.get(id).decrypt(wrapped, about(purpose))) : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] about(String purpose) {
        return ("tanggap/" + purpose + "/v1").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] about(PersonId person) {
        byte[] purpose = "tanggap/person-key/v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(purpose.length + 16).put(purpose).putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits()).array();
    }
}
