package id.tanggap.kernel.complaint;

import java.util.Objects;

/**
 * The key under which one attached file is encrypted, in Base64. It stands in the event as personal data, under the key of the
 * person whom the complaint is from: without that key the file is as unreadable as the texts are.
 */
public record FileKey(String value) {

    public FileKey {
        Objects.requireNonNull(value, "value");
    }

    /** Redacted: whoever has it can read the file. */
    @Override
    public String toString() {
        return "[key]";
    }
}
