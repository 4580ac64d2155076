package id.tanggap.kernel;

import java.util.UUID;

/** Reads ids in the one form in which they are written; {@link UUID#fromString} also takes {@code 1-1-1-1-1}. */
public final class CanonicalUuid {

    private CanonicalUuid() {
    }

    /** @throws IllegalArgumentException if it is not a UUID in its canonical form, in either case */
    public static UUID read(String text) {
        if (text.length() != 36 || text.charAt(8) != '-' || text.charAt(13) != '-' || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            throw new IllegalArgumentException("not a UUID in its canonical form");
        }
        return UUID.fromString(text);
    }
}
