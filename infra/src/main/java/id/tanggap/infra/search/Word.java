package id.tanggap.infra.search;

import id.tanggap.query.complaint.Closeness;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A word of a text, as far as it matters for finding it.
 *
 * @param written in small letters, without accents
 * @param stem    without what Indonesian puts before and behind
 * @param from    where it begins in the text
 * @param to      where it ends
 */
record Word(String written, String stem, int from, int to) {

    private static final int SHORTEST_WITH_A_SLIP = 4;
    private static final int LONGEST_WITH_A_SLIP = 20;

    /**
     * What the word may read like with one slip: it, and it with each of its letters left out. Two words that share one of
     * these are a letter apart: left out, added, exchanged or moved. None for short and very long words and for numbers, of
     * which nearly every one is a letter away from another.
     */
    Set<String> slips() {
        int length = written.length();
        if (length < SHORTEST_WITH_A_SLIP || length > LONGEST_WITH_A_SLIP || !written.chars().allMatch(Character::isLetter)) {
            return Set.of();
        }
        Set<String> slips = new HashSet<>(2 * length);
        slips.add(written);
        for (int i = 0; i < length; i++) {
            slips.add(written.substring(0, i) + written.substring(i + 1));
        }
        return slips;
    }

    /** What it is found by when this much closeness is enough. */
    Set<String> forms(Closeness closeness) {
        return switch (closeness) {
            case AS_WRITTEN -> Set.of(written);
            case SAME_STEM -> Set.of(stem);
            case ONE_SLIP -> slips();
        };
    }

    /** How close another word is; empty if it is another word altogether. */
    Optional<Closeness> to(Word other) {
        if (written.equals(other.written)) {
            return Optional.of(Closeness.AS_WRITTEN);
        }
        if (stem.equals(other.stem)) {
            return Optional.of(Closeness.SAME_STEM);
        }
        return Math.abs(written.length() - other.written.length()) <= 1
                && slips().stream().anyMatch(other.slips()::contains) ? Optional.of(Closeness.ONE_SLIP) : Optional.empty();
    }

    /** The closest of some words, if any is close at all. */
    Optional<Closeness> toClosest(List<Word> words) {
        return words.stream().flatMap(word -> to(word).stream()).min(Closeness::compareTo);
    }
}
