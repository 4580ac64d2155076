package id.tanggap.kernel.complaint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How satisfied the reporter is.
 *
 * @param satisfaction 1 (not at all) to 4 (very)
 * @param elements     1 to 4 for each of the nine elements, or nothing at all: a part of them cannot enter the index
 */
public record Evaluation(int satisfaction, Map<ServiceElement, Integer> elements) {

    /** @throws IllegalArgumentException if a score is outside 1 to 4, or only some elements are scored */
    public Evaluation {
        // in the order of the regulation, always the same
        elements = elements.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(elements));
        if (!isScore(satisfaction) || !elements.values().stream().allMatch(Evaluation::isScore)) {
            throw new IllegalArgumentException("scores go from 1 to 4");
        }
        if (!elements.isEmpty() && elements.size() != ServiceElement.values().length) {
            throw new IllegalArgumentException("either all nine elements are scored or none");
        }
    }

    private static boolean isScore(int score) {
        return score >= 1 && score <= 4;
    }
}
