package id.tanggap.infra.pages.charts;

import java.util.Locale;

/** A picture while it is drawn. All that people wrote goes through {@link #escaped}; what is no number is refused. */
final class Svg {

    private static final String AS_ONE = "img";

    private final StringBuilder text = new StringBuilder(2_000);
    private final int role;
    private boolean hasLinks;
    private boolean done;

    /**
     * @param id          that no other picture of the page has; letters, digits and hyphens
     * @param title       what it is
     * @param description what can be seen in it, for who cannot see it
     * @param height      in pixels
     */
    Svg(String id, String title, String description, int height) {
        if (!id.matches("[a-zA-Z0-9-]+")) {
            throw new IllegalArgumentException("no id for a picture: " + id);
        }
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"");
        role = text.length();
        text.append(AS_ONE).append("\" aria-labelledby=\"").append(id)
                .append("-title ").append(id).append("-desc\" width=\"100%\" height=\"").append(height).append("\"><title id=\"")
                .append(id).append("-title\">").append(escaped(title)).append("</title><desc id=\"").append(id)
                .append("-desc\">").append(escaped(description)).append("</desc>");
    }

    /** How a text stands to its place. */
    enum Anchor { START, MIDDLE, END }

    /** @param x in percent, as every x and width; all others in pixels */
    Svg text(double x, double baseline, Anchor anchor, String style, String words) {
        text.append("<text x=\"").append(percent(x)).append("\" y=\"").append(pixels(baseline)).append('"');
        if (anchor != Anchor.START) {
            text.append(" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT)).append('"');
        }
        style(style);
        text.append('>').append(escaped(words)).append("</text>");
        return this;
    }

    Svg box(double x, double y, double width, double height, String style) {
        text.append("<rect x=\"").append(percent(x)).append("\" y=\"").append(pixels(y)).append("\" width=\"")
                .append(percent(width)).append("\" height=\"").append(pixels(height)).append('"');
        style(style);
        text.append("/>");
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        text.append("<line x1=\"").append(percent(x1)).append("\" y1=\"").append(pixels(y1)).append("\" x2=\"")
                .append(percent(x2)).append("\" y2=\"").append(pixels(y2)).append('"');
        style(style);
        text.append("/>");
        return this;
    }

    /** @param words who that is, for who points at it */
    Svg dot(double x, double y, String style, String words) {
        text.append("<circle cx=\"").append(percent(x)).append("\" cy=\"").append(pixels(y)).append("\" r=\"5\"");
        style(style);
        text.append("><title>").append(escaped(words)).append("</title></circle>");
        return this;
    }

    /** The same as a square, so that it does not hang on colours alone. */
    Svg square(double x, double y, String style, String words) {
        text.append("<rect x=\"").append(percent(x)).append("\" y=\"").append(pixels(y))
                .append("\" width=\"11\" height=\"11\" transform=\"translate(-5.5 -5.5)\"");
        style(style);
        text.append("><title>").append(escaped(words)).append("</title></rect>");
        return this;
    }

    /**
     * A line through points of a part of the picture.
     *
     * @param xs from 0, its left edge, to 1
     * @param ys from 0, its lower edge, to 1
     */
    Svg curve(double x, double y, double width, double height, double[] xs, double[] ys, String style) {
        text.append("<svg x=\"").append(percent(x)).append("\" y=\"").append(pixels(y)).append("\" width=\"")
                .append(percent(width)).append("\" height=\"").append(pixels(height))
                .append("\" viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\"><path d=\"");
        for (int i = 0; i < xs.length; i++) {
            text.append(i == 0 ? 'M' : 'L').append(Math.round(finite(xs[i]) * 1_000)).append(' ')
                    .append(Math.round((1 - finite(ys[i])) * 1_000));
        }
        text.append("\" vector-effect=\"non-scaling-stroke\"");
        style(style);
        text.append("/></svg>");
        return this;
    }

    /**
     * What is drawn from here on leads somewhere, for who points at it. It is no stop of the keyboard: the same links stand
     * in the table beside every picture, and nobody should have to pass them twice.
     */
    Svg link(String href) {
        hasLinks = true;
        text.append("<a tabindex=\"-1\" href=\"").append(escaped(href)).append("\">");
        return this;
    }

    Svg endLink() {
        text.append("</a>");
        return this;
    }

    private void style(String style) {
        text.append(" class=\"").append(style).append('"');
    }

    private static String percent(double value) {
        return number(value) + "%";
    }

    private static String pixels(double value) {
        return number(value);
    }

    private static String number(double value) {
        double rounded = Math.round(finite(value) * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not to be drawn: " + value);
        }
        return value;
    }

    static String escaped(String words) {
        StringBuilder safe = new StringBuilder(words.length());
        words.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isText(point) ? point : ' ');
            }
        });
        return safe.toString();
    }

    /** What XML can hold. */
    private static boolean isText(int point) {
        return point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }

    String done() {
        if (!done) {
            text.append("</svg>");
            if (hasLinks) {
                // an image is one thing, in which nothing can lead anywhere
                text.replace(role, role + AS_ONE.length(), "group");
            }
            done = true;
        }
        return text.toString();
    }
}
