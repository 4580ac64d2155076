package id.tanggap.kernel.office;

import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How long an office may take to answer, and by which rule.
 *
 * @param classification for which kind of submission
 * @param limit          the working time from the submission to the answer
 * @param regulation     the regulation's name, as one would cite it
 * @param article        the place in it; empty where none is cited
 * @param effectiveFrom  for complaints submitted on this day or later, until a later standard takes over
 */
public record ServiceStandard(Classification classification, Limit limit, String regulation, String article,
                              LocalDate effectiveFrom) {

    /** @throws IllegalArgumentException if no regulation is named */
    public ServiceStandard {
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(article, "article");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        if (regulation.isBlank()) {
            throw new IllegalArgumentException("a standard names its regulation");
        }
    }
}
