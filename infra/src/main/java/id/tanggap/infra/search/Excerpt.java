package id.tanggap.infra.search;

import id.tanggap.query.complaint.Highlight.Piece;
import java.util.ArrayList;
import java.util.List;

/** What of a text is shown to tell where something was found in it. */
final class Excerpt {

    private static final int LONGEST = 200;
    private static final int BEFORE = 60;
    private static final String MORE = "…";

    private Excerpt() {
    }

    /** @param found at least one word of the text, in their order */
    static List<Piece> of(String text, List<Word> found) {
        int begin = text.length() <= LONGEST ? 0 : beginOfWord(text, Math.max(0, found.getFirst().from() - BEFORE),
                found.getFirst().from());
        int end = text.length() - begin <= LONGEST ? text.length()
                : Math.max(endOfWord(text, begin + LONGEST, begin), found.getFirst().to());
        List<Piece> pieces = new ArrayList<>();
        int at = begin;
        for (Word word : found) {
            if (word.to() <= end) {
                add(pieces, (at == begin && begin > 0 ? MORE : "") + text.substring(at, word.from()), false);
                add(pieces, text.substring(word.from(), word.to()), true);
                at = word.to();
            }
        }
        add(pieces, text.substring(at, end) + (end < text.length() ? MORE : ""), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean found) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, found));
        }
    }

    /** The first place from which a word begins, not after the last. */
    private static int beginOfWord(String text, int first, int last) {
        for (int i = first; i < last; i++) {
            if (i == 0 || Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return last;
    }

    /** The last place, not before the first, at which a word ends. */
    private static int endOfWord(String text, int last, int first) {
        for (int i = last; i > first; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(last - 1)) ? last - 1 : last;
    }
}
