package id.tanggap.kernel.satisfaction;

import id.tanggap.kernel.complaint.ServiceElement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The satisfaction index (SKM) of one office and period. PermenPANRB 14/2017: each element's average (NRR) has the weight
 * one ninth; their weighted sum, times 25, is the index.
 *
 * <p>The weight is the fraction 1/9, not 0.11: with 0.11, as printed in guides, nine perfect scores make 99.00 instead of
 * 100.00, and offices change bands. So the index is {@code (sum of all scores * 25) / (9 * respondents)}, in integers,
 * rounded once: half up, to two decimals, before it is banded.
 */
public sealed interface SatisfactionIndex {

    /**
     * Under so many respondents no index is computed. The regulation sets no number itself; it refers to the table of
     * Krejcie and Morgan for the size of the sample, and the smallest sample in that table is 10. It lies above 5, under
     * which counts are suppressed in public, so that nobody's own scores can be read from an index.
     */
    int MINIMUM_RESPONDENTS = 10;

    /** How many scored all nine elements; stands beside every index. */
    long respondents();

    /**
     * @param index    25.00 to 100.00
     * @param quality  its band
     * @param averages each element's average (NRR), 1.0000 to 4.0000, rounded half up to be read
     * @param weakest  the elements with the lowest average, in the regulation's order; several if they share it
     */
    record Computed(long respondents, BigDecimal index, ServiceQuality quality, Map<ServiceElement, BigDecimal> averages,
                    List<ServiceElement> weakest) implements SatisfactionIndex {
        public Computed {
            averages = Collections.unmodifiableMap(new EnumMap<>(averages));
            weakest = List.copyOf(weakest);
        }
    }

    /** No index: there are fewer respondents than it takes. */
    record TooFew(long respondents, int minimum) implements SatisfactionIndex {
    }

    static SatisfactionIndex of(ElementScores scores) {
        return of(scores, MINIMUM_RESPONDENTS);
    }

    /** @param minimum respondents, at least 1 */
    static SatisfactionIndex of(ElementScores scores, int minimum) {
        if (minimum < 1) {
            throw new IllegalArgumentException("an index takes at least one respondent");
        }
        long n = scores.respondents();
        if (n < minimum) {
            return new TooFew(n, minimum);
        }
        EnumMap<ServiceElement, BigDecimal> averages = new EnumMap<>(ServiceElement.class);
        BigDecimal total = BigDecimal.ZERO;
        long lowest = Long.MAX_VALUE;
        for (ServiceElement element : ServiceElement.values()) {
            long sum = scores.sums().get(element);
            averages.put(element, BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(n), 4, RoundingMode.HALF_UP));
            total = total.add(BigDecimal.valueOf(sum));
            lowest = Math.min(lowest, sum);
        }
        BigDecimal index = total.multiply(BigDecimal.valueOf(25)).divide(
                BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(ServiceElement.values().length)), 2, RoundingMode.HALF_UP);
        long weakest = lowest;
        return new Computed(n, index, ServiceQuality.of(index), averages, Arrays.stream(ServiceElement.values())
                .filter(element -> scores.sums().get(element) == weakest).toList());
    }
}
