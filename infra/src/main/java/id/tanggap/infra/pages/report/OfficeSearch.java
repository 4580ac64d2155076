package id.tanggap.infra.pages.report;

import id.tanggap.query.office.OfficeView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds offices by what people call them. Pure. */
final class OfficeSearch {

    static final int MOST = 8;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private OfficeSearch() {
    }

    private record Found(OfficeView office, double score) {
    }

    /**
     * The offices that take complaints and fit, the best first; with nothing to look for the first ones by name. At most
     * {@value #MOST}.
     */
    static List<OfficeView> find(List<OfficeView> offices, String words) {
        List<String> asked = words(words).toList();
        Stream<OfficeView> active = offices.stream().filter(office -> office.standing() == OfficeView.Standing.ACTIVE);
        if (asked.isEmpty()) {
            return active.limit(MOST).toList();
        }
        return active.map(office -> new Found(office, score(office.name(), asked))).filter(found -> found.score() > 0)
                .sorted(Comparator.comparingDouble(Found::score).reversed().thenComparing(found -> found.office().name()))
                .limit(MOST).map(Found::office).toList();
    }

    /** The share of what was asked for that is in the name: a word counts whole, begun, or within another in that order. */
    private static double score(String name, List<String> asked) {
        List<String> own = words(name).toList();
        String initials = initials(own);
        return asked.stream().mapToDouble(word -> own.contains(word) ? 1
                : own.stream().anyMatch(part -> part.startsWith(word)) ? 0.9
                : initials.equals(word) ? 0.9
                : word.length() > 2 && own.stream().anyMatch(part -> part.contains(word)) ? 0.6
                : isBlend(word, own) ? 0.5 : 0).sum() / asked.size();
    }

    private static String initials(List<String> words) {
        StringBuilder initials = new StringBuilder();
        words.stream().filter(word -> !word.equals("dan")).forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }

    /** Whether somebody made it from pieces of the name's words, in their order: dukcapil, dinkes, dis(= dinas)hub. */
    private static boolean isBlend(String word, List<String> own) {
        return word.length() > 3 && (isBlend(word, 0, own, 0, 0)
                || word.startsWith("dis") && isBlend("din" + word.substring(3), 0, own, 0, 0));
    }

    private static boolean isBlend(String word, int from, List<String> own, int next, int pieces) {
        if (from == word.length()) {
            return pieces > 1;
        }
        for (int i = next; i < own.size(); i++) {
            for (int to = word.length(); to >= from + 2; to--) {
                if (own.get(i).contains(word.substring(from, to)) && isBlend(word, to, own, i + 1, pieces + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Stream<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()).limit(20)
                .map(word -> word.substring(0, Math.min(30, word.length())));
    }
}
