package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Crockford;
import id.tanggap.kernel.Sha256;
import java.util.HexFormat;

/**
 * What proves to be the reporter: 128 random bits, written as 26 Crockford base-32 symbols in groups. Told once, kept
 * only as its hash. Never prints itself.
 */
public final class ReporterSecret {

    private final String symbols;

    private ReporterSecret(String symbols) {
        this.symbols = symbols;
    }

    /** @param random at least 17 bytes; the first 130 bits are used, so the secret has no less than 128 */
    public static ReporterSecret from(byte[] random) {
        return new ReporterSecret(Crockford.symbols(Crockford.groups(random, 26)));
    }

    /**
     * Reads a secret as people type it: any case, spaces or dashes anywhere, O for 0, I and L for 1.
     *
     * @throws IllegalArgumentException if it cannot be a secret
     */
    public static ReporterSecret read(String typed) {
        String symbols = Crockford.symbols(typed);
        if (symbols.length() != 26) {
            throw new IllegalArgumentException("a secret has 26 symbols");
        }
        return new ReporterSecret(symbols);
    }

    /**
     * The hash of a secret as people type it. What cannot be a secret gets a hash that no secret has: it is as good as a
     * wrong one, and is answered like it.
     */
    public static SecretHash hashOf(String typed) {
        try {
            return read(typed).hash();
        } catch (IllegalArgumentException _) {
            return new SecretHash("0".repeat(64));
        }
    }

    /** The text to tell the reporter, in groups of four. */
    public String reveal() {
        return Crockford.grouped(symbols);
    }

    /**
     * What is stored. Plain SHA-256 is enough for 128 random bits (OWASP ASVS 5.0, 6.5.2 asks for a slow hash below 112),
     * and a slow one would cap submissions at some 25 a second.
     */
    public SecretHash hash() {
        return new SecretHash(HexFormat.of().formatHex(Sha256.of(symbols)));
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
