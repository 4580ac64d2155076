package id.tanggap.infra.search;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.complaint.ComplaintSearch.Found;
import id.tanggap.query.complaint.ComplaintSearch.Question;
import id.tanggap.query.complaint.Highlight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody looks for: words that must all be there. Whether they are in a text is told here by the very rule that the
 * index goes by, so what is highlighted is what was found.
 *
 * @param words each once
 */
record Looking(List<Word> words) implements Question {

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 8;

    static Looking of(String text) {
        if (text.length() > LONGEST) {
            throw refused("paling panjang " + LONGEST + " karakter", "at most " + LONGEST + " characters");
        }
        List<Word> words = new ArrayList<>();
        for (Word word : Words.of(text)) {
            if (words.stream().noneMatch(other -> other.written().equals(word.written()))) {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            throw refused("setidaknya satu kata yang khas; «yang», «di» dan kata semacam itu ada di mana-mana",
                    "at least one word that tells something; «yang», «di» and the like stand everywhere");
        }
        if (words.size() > MOST_WORDS) {
            throw refused("paling banyak " + MOST_WORDS + " kata", "at most " + MOST_WORDS + " words");
        }
        return new Looking(List.copyOf(words));
    }

    private static Refusal refused(String id, String en) {
        return Refusal.of(RequestRule.PARAMETER_INVALID, "q", Map.of("expected", new Text(id, en)));
    }

    @Override
    public Optional<Found> in(Map<Highlight.Field, String> texts) {
        Map<Highlight.Field, List<Word>> said = new EnumMap<>(Highlight.Field.class);
        texts.forEach((field, text) -> said.put(field, Words.of(text)));
        List<Word> all = said.values().stream().flatMap(List::stream).toList();
        Closeness farthest = Closeness.AS_WRITTEN;
        for (Word word : words) {
            Optional<Closeness> closest = word.toClosest(all);
            if (closest.isEmpty()) {
                return Optional.empty();
            }
            farthest = farthest.compareTo(closest.get()) < 0 ? closest.get() : farthest;
        }
        List<Highlight> highlights = new ArrayList<>();
        for (Map.Entry<Highlight.Field, List<Word>> field : said.entrySet()) {
            Closeness enough = farthest;
            List<Word> found = field.getValue().stream().filter(word -> word.toClosest(words)
                    .filter(closeness -> closeness.compareTo(enough) <= 0).isPresent()).toList();
            if (!found.isEmpty()) {
                highlights.add(new Highlight(field.getKey(), Excerpt.of(texts.get(field.getKey()), found)));
            }
        }
        return Optional.of(new Found(farthest, highlights));
    }
}
