package id.tanggap.infra.pages.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bars, one under another, each with its words and its figure above it: a distribution, ages, scores. Nothing is written beside
 * or in a bar, so that words of any length and bars of any length do not meet.
 */
public final class Bars {

    private static final int LINE = 19;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int LIMIT = 30;
    /** As many as fit beside a figure on the narrowest of phones. */
    private static final int CHARACTERS = 27;
    /** What is more than nothing is seen to be. */
    private static final double LEAST_WIDTH = 0.7;

    private final List<Bar> bars;
    private final Optional<Limit> limit;
    private final double most;

    /** How a bar is meant; also told by its words. */
    public enum Tone { PLAIN, GOOD, BAD }

    /**
     * @param words  what it stands for
     * @param value  how long it is: 0 or more
     * @param figure the value, as people read it
     * @param href   where more about it is
     */
    public record Bar(String words, double value, String figure, Tone tone, Optional<String> href) {
        public Bar {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("a bar has no length of " + value);
            }
        }
    }

    /** @param after how many bars lie before it */
    public record Limit(int after, String words) {
    }

    private Bars(List<Bar> bars, Optional<Limit> limit, double most) {
        this.bars = List.copyOf(bars);
        this.limit = limit;
        this.most = most;
    }

    /** The longest fills the whole width. */
    public static Bars of(List<Bar> bars, Optional<Limit> limit) {
        return new Bars(bars, limit, bars.stream().mapToDouble(Bar::value).max().orElse(0));
    }

    /** @param whole the value that fills the whole width; no bar is longer */
    public static Bars outOf(double whole, List<Bar> bars) {
        return new Bars(bars, Optional.empty(), whole);
    }

    /** @see Svg#Svg */
    public String svg(String id, String title, String description) {
        List<List<String>> words = bars.stream().map(bar -> lines(bar.words())).toList();
        int height = words.stream().mapToInt(lines -> lines.size() * LINE + BAR + GAP).sum()
                + (limit.isPresent() ? LIMIT : 0);
        Svg svg = new Svg(id, title, description, height);
        int y = 0;
        for (int i = 0; i <= bars.size(); i++) {
            if (limit.isPresent() && limit.get().after() == i) {
                svg.line(0, y + 1, 100, y + 1, "limit").text(0, y + 17, Svg.Anchor.START, "limit-words", limit.get().words());
                y += LIMIT;
            }
            if (i < bars.size()) {
                y = draw(bars.get(i), words.get(i), y, svg);
            }
        }
        return svg.done();
    }

    private int draw(Bar bar, List<String> words, int top, Svg svg) {
        bar.href().ifPresent(svg::link);
        int y = top;
        for (int i = 0; i < words.size(); i++) {
            svg.text(0, y + 14, Svg.Anchor.START, "words", words.get(i));
            if (i == 0) {
                svg.text(100, y + 14, Svg.Anchor.END, "figure", bar.figure());
            }
            y += LINE;
        }
        svg.box(0, y, 100, BAR, "track");
        if (bar.value() > 0) {
            svg.box(0, y, Math.clamp(100 * bar.value() / most, LEAST_WIDTH, 100), BAR, switch (bar.tone()) {
                case PLAIN -> "bar";
                case GOOD -> "bar good";
                case BAD -> "bar bad";
            });
        }
        bar.href().ifPresent(_ -> svg.endLink());
        return y + BAR + GAP;
    }

    /** Broken between words, and within one that is longer than a line. */
    static List<String> lines(String words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.strip().split("\\s+")) {
            String rest = word;
            while (rest.codePointCount(0, rest.length()) > CHARACTERS) {
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                int end = rest.offsetByCodePoints(0, CHARACTERS);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            if (!line.isEmpty() && line.codePointCount(0, line.length()) + 1 + rest.codePointCount(0, rest.length())
                    > CHARACTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() || rest.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty() || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
