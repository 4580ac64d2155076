package id.tanggap.kernel;

import java.util.Locale;

/** Douglas Crockford's base 32: digits and letters without I, L, O and U, made to be read aloud and typed. */
public final class Crockford {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Crockford() {
    }

    /**
     * The first {@code count} symbols (5 bits each) of some bytes, in groups of four.
     *
     * @throws IllegalArgumentException if there are too few bytes
     */
    public static String groups(byte[] bytes, int count) {
        if (bytes.length * 8 < count * 5) {
            throw new IllegalArgumentException(count + " symbols need " + (count * 5 + 7) / 8 + " bytes");
        }
        StringBuilder symbols = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            int value = 0;
            for (int bit = i * 5; bit < i * 5 + 5; bit++) {
                value = value << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
            }
            symbols.append(ALPHABET.charAt(value));
        }
        return grouped(symbols.toString());
    }

    /** Groups of four, joined by dashes. */
    public static String grouped(String symbols) {
        StringBuilder groups = new StringBuilder(symbols.length() + symbols.length() / 4);
        for (int i = 0; i < symbols.length(); i++) {
            if (i > 0 && i % 4 == 0) {
                groups.append('-');
            }
            groups.append(symbols.charAt(i));
        }
        return groups.toString();
    }

    /**
     * The symbols of a text as people type it: any case, dashes and spaces dropped, O read as 0, I and L as 1.
     *
     * @throws IllegalArgumentException if a character stands for no symbol
     */
    public static String symbols(String typed) {
        StringBuilder symbols = new StringBuilder(typed.length());
        for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            char symbol = switch (c) {
                case 'O' -> '0';
                case 'I', 'L' -> '1';
                default -> c;
            };
            if (symbol == '-' || symbol == ' ') {
                continue;
            }
            if (ALPHABET.indexOf(symbol) < 0) {
                throw new IllegalArgumentException("not a Crockford base-32 symbol");
            }
            symbols.append(symbol);
        }
        return symbols.toString();
    }
}
