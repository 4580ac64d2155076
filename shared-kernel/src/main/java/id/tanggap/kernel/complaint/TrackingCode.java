package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Crockford;
import java.util.regex.Pattern;

/**
 * What a reporter quotes to name a complaint: {@code TGP-7K3Q-9F2M-4XCD}. Sixty random bits, so codes tell nothing about
 * order or number; at ten million complaints the chance that any two agree is below one in twenty thousand. Alone it
 * opens nothing: reading and writing as the reporter also takes the secret.
 */
public record TrackingCode(String value) {

    private static final String PREFIX = "TGP";
    private static final Pattern FORM = Pattern.compile("TGP(-[0-9A-HJKMNP-TV-Z]{4}){3}");

    /** @throws IllegalArgumentException if it has not the form {@code TGP-XXXX-XXXX-XXXX} */
    public TrackingCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a tracking code has the form TGP-XXXX-XXXX-XXXX");
        }
    }

    /** @param random at least 8 bytes; the first 60 bits are used */
    public static TrackingCode from(byte[] random) {
        return new TrackingCode("TGP-" + Crockford.groups(random, 12));
    }

    /**
     * Reads a code as people type it: any case, with or without dashes and the leading TGP, O for 0, I and L for 1.
     *
     * @throws IllegalArgumentException if no code can be read from it
     */
    public static TrackingCode read(String typed) {
        String symbols = Crockford.symbols(typed.strip());
        // T, G and P are symbols too: only the length tells a prefix from a code that happens to begin like one
        if (symbols.length() == 12) {
            return new TrackingCode(PREFIX + "-" + Crockford.grouped(symbols));
        }
        if (symbols.length() == 15 && symbols.startsWith(PREFIX)) {
            return new TrackingCode(PREFIX + "-" + Crockford.grouped(symbols.substring(3)));
        }
        throw new IllegalArgumentException("a tracking code has the form TGP-XXXX-XXXX-XXXX");
    }

    @Override
    public String toString() {
        return value;
    }
}
