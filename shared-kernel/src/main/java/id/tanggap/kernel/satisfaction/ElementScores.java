package id.tanggap.kernel.satisfaction;

import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.ServiceElement;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What respondents gave, added up: all that the index needs.
 *
 * @param respondents how many scored all nine elements
 * @param sums        of the scores of each element
 */
public record ElementScores(long respondents, Map<ServiceElement, Long> sums) {

    /** Nobody yet. */
    public static final ElementScores NONE = new ElementScores(0, Map.of());

    /** @throws IllegalArgumentException if the sums cannot come from so many scores of 1 to 4 for each element */
    public ElementScores {
        EnumMap<ServiceElement, Long> all = new EnumMap<>(ServiceElement.class);
        for (ServiceElement element : ServiceElement.values()) {
            long sum = sums.getOrDefault(element, 0L);
            if (respondents < 0 || sum < respondents || sum > Math.multiplyExact(respondents, 4L)) {
                throw new IllegalArgumentException(sum + " cannot be the sum of " + respondents + " scores of 1 to 4");
            }
            all.put(element, sum);
        }
        sums = Collections.unmodifiableMap(all);
    }

    /** With one more respondent; the same if the evaluation scored no elements. */
    public ElementScores plus(Evaluation evaluation) {
        if (evaluation.elements().isEmpty()) {
            return this;
        }
        EnumMap<ServiceElement, Long> more = new EnumMap<>(sums);
        evaluation.elements().forEach((element, score) -> more.merge(element, (long) score, Long::sum));
        return new ElementScores(respondents + 1, more);
    }

    /** Both together: of two periods, or of an office and those below it. */
    public ElementScores plus(ElementScores other) {
        EnumMap<ServiceElement, Long> more = new EnumMap<>(sums);
        other.sums.forEach((element, sum) -> more.merge(element, sum, Long::sum));
        return new ElementScores(respondents + other.respondents, more);
    }
}
