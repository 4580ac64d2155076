package id.tanggap.kernel.office;

import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How long an office may take to answer, and by which rule.
 *
 * @param classification for which kind of submission
 * @param workingDays    the limit, 1 to 365 working days from submission
 * @param regulation     the regulation's name and article, as one would cite it
 * @param effectiveFrom  for complaints submitted on this day or later, until a later standard takes over
 */
public record ServiceStandard(Classification classification, int workingDays, String regulation,
                              LocalDate effectiveFrom) {

    /** @throws IllegalArgumentException if the limit is outside 1 to 365 working days or no regulation is named */
    public ServiceStandard {
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        if (workingDays < 1 || workingDays > 365) {
            throw new IllegalArgumentException("a limit has 1 to 365 working days");
        }
        if (regulation.isBlank()) {
            throw new IllegalArgumentException("a standard names its regulation");
        }
    }
}
