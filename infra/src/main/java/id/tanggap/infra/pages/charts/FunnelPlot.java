package id.tanggap.infra.pages.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/** Shares against the number of cases that they are shares of, and the limits between which chance alone would bring them. */
public final class FunnelPlot {

    private static final double LEFT = 18;
    private static final int TOP = 30;
    private static final int PLOT = 300;
    private static final int HEIGHT = TOP + PLOT + 48;
    private static final int STEPS = 60;
    private static final int MOST_TICKS = 3;

    private final List<Point> points;
    private final ControlLimits limits;
    private final double lowest;
    private final double highest;

    /** @param words who that is, and where, for who points at it */
    public record Point(ControlLimits.Cases cases, String words) {
    }

    /**
     * What is written at it.
     *
     * @param share what is up and down
     * @param cases what is left and right
     * @param percent a share as people read it
     * @param number  a number as people read it
     */
    public record Words(String share, String cases, java.util.function.DoubleFunction<String> percent,
                        LongFunction<String> number) {
    }

    /** @param points at least one */
    public FunnelPlot(List<Point> points, ControlLimits limits) {
        this.points = List.copyOf(points);
        this.limits = limits;
        long least = points.stream().mapToLong(point -> point.cases().of()).min().orElseThrow();
        long most = points.stream().mapToLong(point -> point.cases().of()).max().orElseThrow();
        this.lowest = Math.log(Math.max(1, least * 0.8));
        this.highest = Math.max(Math.log(most * 1.25), lowest + 1);
    }

    /** @see Svg#Svg */
    public String svg(String id, String title, String description, Words words) {
        Svg svg = new Svg(id, title, description, HEIGHT);
        svg.text(0, 14, Svg.Anchor.START, "words", words.share());
        for (int quarter = 0; quarter <= 4; quarter++) {
            double y = y(quarter / 4.0);
            svg.line(LEFT, y, 100, y, "grid")
                    .text(LEFT - 2, y + 5, Svg.Anchor.END, "tick", words.percent().apply(quarter / 4.0));
        }
        drawLimits(svg);
        for (Point point : points) {
            double x = LEFT + (100 - LEFT) * place(point.cases().of());
            double y = y(point.cases().share());
            switch (limits.standing(point.cases())) {
                case FAR_BELOW, FAR_ABOVE -> svg.square(x, y, "far", point.words());
                case BELOW, ABOVE -> svg.dot(x, y, "off", point.words());
                case AS_ALL -> svg.dot(x, y, "dot", point.words());
            }
        }
        for (long tick : ticks()) {
            svg.text(LEFT + (100 - LEFT) * place(tick), TOP + PLOT + 18, Svg.Anchor.MIDDLE, "tick", words.number().apply(tick));
        }
        svg.text(100, TOP + PLOT + 40, Svg.Anchor.END, "words", words.cases());
        return svg.done();
    }

    private void drawLimits(Svg svg) {
        double[] xs = new double[STEPS + 1];
        List<ControlLimits.Band> bands = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            xs[i] = (double) i / STEPS;
            bands.add(limits.at(Math.max(1, Math.round(Math.exp(lowest + xs[i] * (highest - lowest))))));
        }
        curve(svg, xs, bands, ControlLimits.Band::lowAlarm, "curve alarm");
        curve(svg, xs, bands, ControlLimits.Band::lowWarning, "curve warning");
        curve(svg, xs, bands, ControlLimits.Band::highWarning, "curve warning");
        curve(svg, xs, bands, ControlLimits.Band::highAlarm, "curve alarm");
        double y = y(limits.share());
        svg.line(LEFT, y, 100, y, "target");
    }

    private static void curve(Svg svg, double[] xs, List<ControlLimits.Band> bands, ToDoubleFunction<ControlLimits.Band> limit,
                              String style) {
        svg.curve(LEFT, TOP, 100 - LEFT, PLOT, xs, bands.stream().mapToDouble(limit).toArray(), style);
    }

    /** Even steps of numbers that double or more look even. */
    private double place(long n) {
        return (Math.log(n) - lowest) / (highest - lowest);
    }

    private static double y(double share) {
        return TOP + PLOT * (1 - share);
    }

    /** Round numbers, as many as there is room for. */
    private List<Long> ticks() {
        List<Long> round = new ArrayList<>();
        for (long power = 1; power <= 1_000_000_000_000L; power *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                double place = place(factor * power);
                if (place >= 0.06 && place <= 0.94) {
                    round.add(factor * power);
                }
            }
        }
        int apart = Math.ceilDiv(round.size(), MOST_TICKS);
        List<Long> some = new ArrayList<>();
        for (int i = 0; i < round.size(); i += Math.max(1, apart)) {
            some.add(round.get(i));
        }
        return some;
    }
}
