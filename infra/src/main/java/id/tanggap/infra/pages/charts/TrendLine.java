package id.tanggap.infra.pages.charts;

import java.util.List;
import java.util.OptionalDouble;

/** A share over time as a line, and under it, as bars, how many cases it was a share of: a share of few means little. */
public final class TrendLine {

    /** Percent of the width for what is written at the left. */
    private static final double LEFT = 18;
    private static final int TOP = 30;
    private static final int LINE = 150;
    private static final int BARS_TOP = TOP + LINE + 46;
    private static final int BARS = 70;
    private static final int HEIGHT = BARS_TOP + BARS + 26;
    /** From so many points on there is room to name the one in the middle too. */
    private static final int MIDDLE_FROM = 5;

    private final List<Point> points;
    private final long most;

    /**
     * A span of time.
     *
     * @param when  as people read it, in a few characters
     * @param share 0 to 1; empty where there is none: the line is broken there
     * @param n     cases; 0 or more
     * @param words all of it, for who points at it
     */
    public record Point(String when, OptionalDouble share, long n, String words) {
        public Point {
            if (n < 0 || share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
                throw new IllegalArgumentException("no share: " + share + " of " + n);
            }
        }
    }

    /**
     * What is written at it.
     *
     * @param share what the line says
     * @param cases what the bars say
     * @param none  a share of 0, as people read it
     * @param half  of one half
     * @param all   of 1
     * @param most  the largest number of cases
     */
    public record Words(String share, String cases, String none, String half, String all, String most) {
    }

    /** @param points the earliest first */
    public TrendLine(List<Point> points) {
        this.points = List.copyOf(points);
        this.most = points.stream().mapToLong(Point::n).max().orElse(0);
    }

    /** The largest number of cases in it. */
    public long most() {
        return most;
    }

    /** @see Svg#Svg */
    public String svg(String id, String title, String description, Words words) {
        Svg svg = new Svg(id, title, description, HEIGHT);
        svg.text(0, 14, Svg.Anchor.START, "words", words.share());
        grid(TOP, words.all(), svg);
        grid(TOP + LINE / 2.0, words.half(), svg);
        grid(TOP + LINE, words.none(), svg);
        svg.text(0, BARS_TOP - 14, Svg.Anchor.START, "words", words.cases());
        grid(BARS_TOP, words.most(), svg);
        svg.line(LEFT, BARS_TOP + BARS, 100, BARS_TOP + BARS, "axis");
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.n() > 0) {
                double height = Math.max(1, (double) BARS * point.n() / most);
                svg.box(x(i) - step() * 0.35, BARS_TOP + BARS - height, step() * 0.7, height, "bar");
            }
            if (i > 0 && point.share().isPresent() && points.get(i - 1).share().isPresent()) {
                svg.line(x(i - 1), y(points.get(i - 1)), x(i), y(point), "trend");
            }
        }
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).share().isPresent()) {
                svg.dot(x(i), y(points.get(i)), "dot", points.get(i).words());
            }
        }
        name(svg);
        return svg.done();
    }

    private static void grid(double y, String words, Svg svg) {
        svg.line(LEFT, y, 100, y, "grid").text(LEFT - 2, y + 5, Svg.Anchor.END, "tick", words);
    }

    private void name(Svg svg) {
        double baseline = BARS_TOP + BARS + 18;
        if (points.size() == 1) {
            svg.text(x(0), baseline, Svg.Anchor.MIDDLE, "tick", points.getFirst().when());
        } else if (!points.isEmpty()) {
            svg.text(LEFT, baseline, Svg.Anchor.START, "tick", points.getFirst().when());
            svg.text(100, baseline, Svg.Anchor.END, "tick", points.getLast().when());
        }
        if (points.size() >= MIDDLE_FROM) {
            int middle = points.size() / 2;
            svg.text(x(middle), baseline, Svg.Anchor.MIDDLE, "tick", points.get(middle).when());
        }
    }

    private double step() {
        return (100 - LEFT) / points.size();
    }

    private double x(int point) {
        return LEFT + (point + 0.5) * step();
    }

    private static double y(Point point) {
        return TOP + LINE * (1 - point.share().orElseThrow());
    }
}
