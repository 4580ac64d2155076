package id.tanggap.query.complaint;

import java.util.List;

/**
 * Where in a complaint something was found.
 *
 * @param field   in which of its texts
 * @param excerpt that text, or what is around the first find, piece by piece; put together they read as it was written.
 *                Where something before or after was left out there is an ellipsis
 */
public record Highlight(Field field, List<Piece> excerpt) {

    public Highlight {
        excerpt = List.copyOf(excerpt);
    }

    /** Texts that can be searched, as far as their reader sees them. */
    public enum Field { TITLE, NARRATIVE, ADDRESS, CATEGORY }

    /** @param found whether this piece is a word that was looked for. What a page shows of it must be escaped like all text */
    public record Piece(String text, boolean found) {
    }
}
