package id.tanggap.infra.pages.figures;

import java.util.List;

/**
 * One figure.
 *
 * @param value      as people read it
 * @param note       what it is of, or compared with; may be empty
 * @param definition its place on the page of definitions
 * @param cases      where the complaints behind it are
 */
public record Fact(String label, String value, String note, String definition, List<Way> cases) {

    /** Where something leads. */
    public record Way(String words, String href) {
    }
}
