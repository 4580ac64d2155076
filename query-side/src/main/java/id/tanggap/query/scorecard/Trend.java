package id.tanggap.query.scorecard;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How an office did over time: in each of several spans of whole months, one after another and all as long, the last of which
 * may not be over yet.
 *
 * <p>The public is not told counts of 1 to 4, nor what they could be worked out from: so each figure is told of all spans or of
 * none, and where months are too short for that, quarters are told, or half years.
 *
 * @param spans the earliest first
 */
public record Trend(List<Span> spans) {

    private static final int MONTHS = 12;

    /** How many months a span has; each makes up the twelve. */
    private static final int[] LENGTHS = {1, 3, 6};

    public Trend {
        spans = List.copyOf(spans);
    }

    /** Some whole months. */
    public record Span(YearMonth first, YearMonth last, Scorecard.Measures total) {

        public LocalDate from() {
            return first.atDay(1);
        }

        public LocalDate to() {
            return last.atEndOfMonth();
        }
    }

    /** The months of which a trend that ends with a month consists. */
    static List<Period> until(YearMonth last) {
        return Period.covering(last.minusMonths(MONTHS - 1L).atDay(1), last.atEndOfMonth());
    }

    /**
     * Month by month.
     *
     * @param cells of one office and of the periods that {@link #until} names
     */
    static Trend of(YearMonth last, Collection<ScorecardCell> cells) {
        return of(last, LENGTHS[0], cells);
    }

    /** In the shortest spans of which it can be told what was answered in time; if there are none, in months. */
    static Trend forThePublic(YearMonth last, Collection<ScorecardCell> cells) {
        for (int length : LENGTHS) {
            Trend told = of(last, length, cells).told();
            if (told.spans.getFirst().total().limit().n().isPresent()) {
                return told;
            }
        }
        return of(last, cells).told();
    }

    private static Trend of(YearMonth last, int length, Collection<ScorecardCell> cells) {
        List<Span> spans = new ArrayList<>();
        for (YearMonth first = last.minusMonths(MONTHS - 1L); !first.isAfter(last); first = first.plusMonths(length)) {
            YearMonth end = first.plusMonths(length - 1L);
            List<Period> its = Period.covering(first.atDay(1), end.atEndOfMonth());
            spans.add(new Span(first, end, Scorecard.measures(
                    cells.stream().filter(cell -> its.contains(cell.key().period())).toList())));
        }
        return new Trend(spans);
    }

    /** Each figure of all spans, or of none. */
    private Trend told() {
        List<Scorecard.Measures> all = spans.stream().map(Span::total).toList();
        return new Trend(spans.stream().map(span ->
                new Span(span.first(), span.last(), span.total().forThePublic(all))).toList());
    }
}
