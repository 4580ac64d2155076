package id.tanggap.infra.pages;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.query.api.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * A list of offices in which somebody can look for names, as much of it as one page shows.
 *
 * @param items  of this page
 * @param path   of the list
 * @param kept   other parameters that it was asked for with
 * @param words  that were looked for; empty if none
 * @param number of the page, from 1
 * @param pages  how many there are, at least one
 * @param first  place of the first of the page among all that fit, from 1; 0 if none does
 * @param all    how many fit
 */
public record OfficeList<T>(List<T> items, String path, Map<String, String> kept, String words, int number, int pages,
                            int first, int all) {

    /** Parameters of an address: what is looked for in names, and the number of the page. */
    public static final String WORDS = "cari";
    public static final String NUMBER = "halaman";

    private static final int ROWS = 50;
    private static final int MAX_WORDS = 200;

    /** What somebody looks for in offices' names; empty for all of them. */
    public static String words(Reader reader) {
        return reader.text(WORDS).map(words -> words.substring(0, Math.min(MAX_WORDS, words.length()))).orElse("");
    }

    /**
     * The page that somebody asks for of those that fit what they look for.
     *
     * @see #of(List, Reader, String, Map)
     */
    public static <T> OfficeList<T> found(List<T> offices, Function<T, String> name, Reader reader, String path) {
        return of(OfficeSearch.fitting(offices, name, words(reader)), reader, path, Map.of());
    }

    /**
     * The page that somebody asks for; the last one if there are not so many.
     *
     * @param fitting what fits {@link #words}
     * @throws Refusal if what they ask for is no number of a page
     */
    public static <T> OfficeList<T> of(List<T> fitting, Reader reader, String path, Map<String, String> kept) {
        int pages = Math.max(1, Math.ceilDiv(fitting.size(), ROWS));
        int number = Math.min(pages, reader.parameter(NUMBER, OfficeList::number,
                new Text("bilangan mulai dari 1", "a number from 1 on")).orElse(1));
        int before = (number - 1) * ROWS;
        return new OfficeList<>(fitting.subList(before, Math.min(fitting.size(), before + ROWS)), path, kept, words(reader),
                number, pages, Math.min(before + 1, fitting.size()), fitting.size());
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    /** Place of the last of the page among all that fit. */
    public int last() {
        return Math.max(0, first + items.size() - 1);
    }

    /** Address of the page before; null if this is the first. */
    public String previous() {
        return number > 1 ? address(asked(), number - 1) : null;
    }

    /** Address of the page after; null if this is the last. */
    public String next() {
        return number < pages ? address(asked(), number + 1) : null;
    }

    /** Address of the list without anything looked for. */
    public String whole() {
        return address(Map.of(), 1);
    }

    /** What is looked for, as parameters; none if nothing is. */
    public Map<String, String> asked() {
        return words.isEmpty() ? Map.of() : Map.of(WORDS, words);
    }

    private String address(Map<String, String> asked, int number) {
        Map<String, String> parameters = new LinkedHashMap<>(kept);
        parameters.putAll(asked);
        if (number > 1) {
            parameters.put(NUMBER, String.valueOf(number));
        }
        return parameters.isEmpty() ? path : path + "?" + query(parameters);
    }

    /** Parameters as an address has them. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(parameter -> parameter.getKey() + "="
                + UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
