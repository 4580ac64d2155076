package id.tanggap.query.scorecard;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How an office did from one day to another, both included, and what is open there now. Everything is counted on the day
 * on which it happened.
 *
 * <p>The public is not told counts of 1 to 4: they could point to a person. Nor what they could be worked out from, so a
 * breakdown (by class, by bin, by score, by age) is told whole or not at all: were only its small counts left out, the
 * rest of the answer would give them away. What is left out is suppressed. <em>Not promised</em>: that nobody learns
 * anything by comparing the answers for several ranges.
 *
 * @param from    first day, in the office's zone
 * @param to      last day
 * @param total   over all classes
 * @param byClass each class for itself
 * @param backlog what waits for a final response now, whatever the range
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Scorecard(OfficeId officeId, LocalDate from, LocalDate to, Measures total,
                        Map<Classification, Measures> byClass, Backlog backlog) {

    /** Counts below this are not shown to the public: they could point to a person. */
    static final int SMALLEST_PUBLIC_COUNT = 5;

    private static final int[] EDGES_IN_HOURS = {1, 4, 8, 24, 72, 120, 168, 336, 720, 1440, 2160};
    private static final int[] AGES_IN_DAYS = {3, 7, 14, 30, 60};

    /** What is measured; see the glossary of the API's documentation for each. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Measures(Optional<Long> received, Optional<Long> transferredOut, Optional<Long> returned,
                           Optional<Long> interimResponses, Optional<Long> finalResponses, Optional<Long> reopened,
                           Times firstResponse, Times resolution, Satisfaction satisfaction) {

        static Measures of(Sum sum) {
            Tally tally = sum.tally();
            return new Measures(count(tally, Tally.Measure.RECEIVED), count(tally, Tally.Measure.TRANSFERRED_OUT),
                    count(tally, Tally.Measure.RETURNED), count(tally, Tally.Measure.INTERIM_RESPONSES),
                    count(tally, Tally.Measure.FINAL_RESPONSES), count(tally, Tally.Measure.REOPENED),
                    Times.of(sum.firstResponse()), Times.of(sum.resolution()), Satisfaction.of(tally));
        }

        private static Optional<Long> count(Tally tally, Tally.Measure measure) {
            return Optional.of(tally.of(measure));
        }

        Measures forThePublic() {
            return new Measures(publicly(received), publicly(transferredOut), publicly(returned),
                    publicly(interimResponses), publicly(finalResponses), publicly(reopened),
                    firstResponse.forThePublic(), resolution.forThePublic(), satisfaction.forThePublic());
        }

        /** As one of several that add up to what is told: each measure of all of them, or of none. */
        Measures forThePublic(Collection<Measures> all) {
            return new Measures(told(all, Measures::received), told(all, Measures::transferredOut),
                    told(all, Measures::returned), told(all, Measures::interimResponses),
                    told(all, Measures::finalResponses), told(all, Measures::reopened),
                    firstResponse.forThePublic(all.stream().map(Measures::firstResponse).toList()),
                    resolution.forThePublic(all.stream().map(Measures::resolution).toList()),
                    satisfaction.forThePublic(all.stream().map(Measures::satisfaction).toList()));
        }

        private Optional<Long> told(Collection<Measures> all, Function<Measures, Optional<Long>> measure) {
            return whole(all.stream().map(measure)) ? measure.apply(this) : Optional.empty();
        }
    }

    /**
     * Durations in hours, to three significant digits; median and 90th percentile are the values at index
     * {@code floor(n * q)} of the sorted durations.
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Times(Optional<Long> n, Optional<Double> medianHours, Optional<Double> p90Hours,
                        Optional<List<Bin>> distribution) {

        static Times of(Histogram histogram) {
            List<Bin> bins = new ArrayList<>();
            long below = 0;
            for (int i = 0; i <= EDGES_IN_HOURS.length; i++) {
                boolean last = i == EDGES_IN_HOURS.length;
                long upTo = last ? histogram.count() : histogram.atMost(EDGES_IN_HOURS[i] * 3600L);
                bins.add(new Bin(i == 0 ? 0 : EDGES_IN_HOURS[i - 1],
                        last ? Optional.empty() : Optional.of(EDGES_IN_HOURS[i]), Optional.of(upTo - below)));
                below = upTo;
            }
            return new Times(Optional.of(histogram.count()), hours(histogram.quantile(0.5)),
                    hours(histogram.quantile(0.9)), Optional.of(bins));
        }

        private static Optional<Double> hours(OptionalLong seconds) {
            return seconds.isEmpty() ? Optional.empty() : Optional.of(Math.round(seconds.getAsLong() / 36.0) / 100.0);
        }

        private static final Times UNTOLD =
                new Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Times forThePublic() {
            return forThePublic(List.of(this));
        }

        Times forThePublic(Collection<Times> all) {
            if (!whole(all.stream().map(Times::n))) {
                return UNTOLD;
            }
            boolean binsToo = whole(all.stream().flatMap(times -> times.distribution().stream())
                    .flatMap(List::stream).map(Bin::n));
            return new Times(n, medianHours, p90Hours, binsToo ? distribution : Optional.empty());
        }
    }

    /** How many durations lie over one edge and up to the next; the last bin has no upper edge. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Bin(int overHours, Optional<Integer> upToHours, Optional<Long> n) {
    }

    /**
     * What reporters thought of it.
     *
     * @param n       how many evaluated
     * @param average of 1 to 4, to two decimals
     * @param scores  how many gave each score, 1 first
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Satisfaction(Optional<Long> n, Optional<Double> average, Optional<List<Optional<Long>>> scores) {

        static Satisfaction of(Tally tally) {
            List<Optional<Long>> scores = new ArrayList<>();
            long n = 0;
            long sum = 0;
            for (int score = 1; score <= 4; score++) {
                long count = tally.of(Tally.Measure.values()[Tally.Measure.SATISFACTION_1.ordinal() + score - 1]);
                scores.add(Optional.of(count));
                n += count;
                sum += score * count;
            }
            return new Satisfaction(Optional.of(n),
                    n == 0 ? Optional.empty() : Optional.of(Math.round(100.0 * sum / n) / 100.0), Optional.of(scores));
        }

        private static final Satisfaction UNTOLD =
                new Satisfaction(Optional.empty(), Optional.empty(), Optional.empty());

        Satisfaction forThePublic() {
            if (!whole(Stream.of(n))) {
                return UNTOLD;
            }
            return whole(counts(List.of(this))) ? this
                    : new Satisfaction(n, averageTellsScores() ? Optional.empty() : average, Optional.empty());
        }

        /** No averages without the scores: those of the other classes and of all would give the scores away. */
        Satisfaction forThePublic(Collection<Satisfaction> all) {
            if (!whole(all.stream().map(Satisfaction::n))) {
                return UNTOLD;
            }
            return whole(counts(all)) ? this : new Satisfaction(n, Optional.empty(), Optional.empty());
        }

        private static Stream<Optional<Long>> counts(Collection<Satisfaction> all) {
            return all.stream().flatMap(satisfaction -> satisfaction.scores().stream()).flatMap(List::stream);
        }

        /** Only one way of scoring leads to an average within two points of everybody's giving 1, or 4. */
        private boolean averageTellsScores() {
            long points = 0;
            for (int i = 0; i < 4; i++) {
                points += i * scores.orElseThrow().get(i).orElseThrow();
            }
            return Math.min(points, 3 * n.orElseThrow() - points) < 3;
        }
    }

    /** @param ages by whole days since submission */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Backlog(Optional<Long> open, List<Age> ages) {

        static Backlog of(Map<BacklogKey, Long> open, LocalDate today) {
            TreeMap<Integer, Long> byAge = new TreeMap<>();
            for (int days : AGES_IN_DAYS) {
                byAge.put(days, 0L);
            }
            byAge.put(Integer.MAX_VALUE, 0L);
            open.forEach((key, count) -> byAge.merge(byAge.ceilingKey((int) Math.max(0,
                    ChronoUnit.DAYS.between(key.submitted(), today))), count, Long::sum));
            return new Backlog(Optional.of(byAge.values().stream().mapToLong(Long::longValue).sum()),
                    byAge.entrySet().stream().map(e -> new Age(e.getKey() == Integer.MAX_VALUE
                            ? Optional.empty() : Optional.of(e.getKey()), Optional.of(e.getValue()))).toList());
        }

        Backlog forThePublic() {
            boolean agesToo = whole(ages.stream().map(Age::n));
            return new Backlog(publicly(open), agesToo ? ages
                    : ages.stream().map(age -> new Age(age.upToDays(), Optional.empty())).toList());
        }
    }

    /** How many are up to so many days old and older than those before; the last one has no upper edge. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Age(Optional<Integer> upToDays, Optional<Long> n) {
    }

    static Scorecard of(OfficeId office, LocalDate from, LocalDate to, Collection<ScorecardCell> cells,
                        Map<BacklogKey, Long> open, LocalDate today) {
        Map<Classification, List<ScorecardCell>> perClass = new EnumMap<>(Classification.class);
        cells.forEach(cell ->
                perClass.computeIfAbsent(cell.key().classification(), _ -> new ArrayList<>()).add(cell));
        Map<Classification, Measures> byClass = new EnumMap<>(Classification.class);
        List<Sum> sums = new ArrayList<>();
        perClass.forEach((classification, its) -> {
            Sum sum = Sum.of(its);
            sums.add(sum);
            byClass.put(classification, Measures.of(sum));
        });
        return new Scorecard(office, from, to, Measures.of(Sum.ofAll(sums)), byClass, Backlog.of(open, today));
    }

    /** Several cells as one; each cell is added up once, for its class, and the classes once more for the total. */
    private record Sum(Tally tally, Histogram firstResponse, Histogram resolution) {

        static Sum of(Collection<ScorecardCell> cells) {
            return ofAll(cells.stream().map(c -> new Sum(c.tally(), c.firstResponse(), c.resolution())).toList());
        }

        static Sum ofAll(Collection<Sum> parts) {
            return new Sum(parts.stream().map(Sum::tally).reduce(Tally.ZERO, Tally::plus),
                    Histogram.sum(parts.stream().map(Sum::firstResponse).toList()),
                    Histogram.sum(parts.stream().map(Sum::resolution).toList()));
        }
    }

    /** With every count of 1 to 4 left out, and what they could be worked out from. */
    public Scorecard forThePublic() {
        Map<Classification, Measures> told = new EnumMap<>(Classification.class);
        byClass.forEach((classification, measures) ->
                told.put(classification, measures.forThePublic(byClass.values())));
        return new Scorecard(officeId, from, to, total.forThePublic(), told, backlog.forThePublic());
    }

    private static Optional<Long> publicly(Optional<Long> count) {
        return count.filter(n -> !isSmall(n));
    }

    private static boolean whole(Stream<Optional<Long>> counts) {
        return counts.noneMatch(count -> count.isPresent() && isSmall(count.get()));
    }

    private static boolean isSmall(long count) {
        return count > 0 && count < SMALLEST_PUBLIC_COUNT;
    }
}
