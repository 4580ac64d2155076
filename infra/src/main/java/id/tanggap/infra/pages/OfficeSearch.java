package id.tanggap.infra.pages;

import id.tanggap.query.office.OfficeView;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds offices by what people call them: by words in any order, whole, begun or blended, whatever their case and accents.
 * Pure.
 */
public final class OfficeSearch {

    static final int MOST = 8;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private OfficeSearch() {
    }

    private record Found(OfficeView office, double score) {
    }

    /**
     * The offices that take complaints and fit, the best first; with nothing to look for the first ones by name. At most
     * {@value #MOST}.
     */
    public static List<OfficeView> find(List<OfficeView> offices, String words) {
        List<String> asked = words(words).toList();
        Stream<OfficeView> active = offices.stream().filter(office -> office.standing() == OfficeView.Standing.ACTIVE);
        if (asked.isEmpty()) {
            return active.limit(MOST).toList();
        }
        return active.map(office -> new Found(office, share(office.name(), asked))).filter(found -> found.score() > 0)
                .sorted(Comparator.comparingDouble(Found::score).reversed().thenComparing(found -> found.office().name()))
                .limit(MOST).map(Found::office).toList();
    }

    /** What fits every one of the words, as it stands; with nothing to look for all. @param name of one of them */
    public static <T> List<T> fitting(List<T> offices, Function<T, String> name, String words) {
        List<String> asked = words(words).toList();
        return offices.stream().filter(office -> {
            List<String> own = words(name.apply(office)).toList();
            return asked.stream().allMatch(word -> score(word, own) > 0);
        }).toList();
    }

    /** The share of what was asked for that is in the name. */
    private static double share(String name, List<String> asked) {
        List<String> own = words(name).toList();
        return asked.stream().mapToDouble(word -> score(word, own)).sum() / asked.size();
    }

    /** How well one word fits a name: it counts whole, begun, or within another in that order; 0 if it does not. */
    private static double score(String word, List<String> own) {
        return own.contains(word) ? 1
                : own.stream().anyMatch(part -> part.startsWith(word)) ? 0.9
                : initials(own).equals(word) ? 0.9
                : word.length() > 2 && own.stream().anyMatch(part -> part.contains(word)) ? 0.6
                : isBlend(word, own) ? 0.5 : 0;
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
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return BETWEEN_WORDS.splitAsStream(plain.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()).limit(20)
                .map(word -> word.substring(0, Math.min(30, word.length())));
    }
}
