package id.tanggap.query.scorecard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.satisfaction.ElementScores;
import id.tanggap.kernel.satisfaction.SatisfactionIndex;
import id.tanggap.kernel.satisfaction.ServiceQuality;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

    /**
     * What is measured; see the glossary of the API's documentation for each.
     *
     * @param counts            by {@link Tally.Measure}, for those that are counts; told by their names
     * @param shareOfTime       of the working time of all resolved complaints that passed here, what passed here; 0 to 1
     * @param pausedShare       of the time from submission to resolution, what was the reporter's; 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Measures(@JsonIgnore Map<Tally.Measure, Long> counts, Times firstResponse, Times resolution,
                           Optional<Double> shareOfTime, Optional<Double> pausedShare, Satisfaction satisfaction,
                           Index satisfactionIndex) {

        /** Every count that is told; what else the tally has is told as something else. */
        private static final Set<Tally.Measure> COUNTS = Collections.unmodifiableSet(EnumSet.of(Tally.Measure.RECEIVED,
                Tally.Measure.TRANSFERRED_OUT, Tally.Measure.TRANSFERRED_BACK, Tally.Measure.RETURNED,
                Tally.Measure.INTERIM_RESPONSES, Tally.Measure.FINAL_RESPONSES, Tally.Measure.WITHIN_LIMIT, Tally.Measure.LATE,
                Tally.Measure.REOPENED, Tally.Measure.ESCALATED_TO_OFFICER, Tally.Measure.ESCALATED_TO_OFFICE_HEAD,
                Tally.Measure.ESCALATED_TO_SUPERVISING_OFFICE, Tally.Measure.ESCALATED_TO_INSPECTORATE,
                Tally.Measure.CLOSED_BY_REPORTER, Tally.Measure.CLOSED_WITHOUT_REPLY, Tally.Measure.CLOSED_ON_APPEAL,
                Tally.Measure.CONFIRMED_SOLVED, Tally.Measure.REPORTED_UNSOLVED, Tally.Measure.APPEALED,
                Tally.Measure.SENT_BACK_ON_APPEAL));

        static Measures of(Sum sum) {
            Tally tally = sum.tally();
            Map<Tally.Measure, Long> counts = new EnumMap<>(Tally.Measure.class);
            COUNTS.forEach(measure -> counts.put(measure, tally.of(measure)));
            return new Measures(counts, Times.of(sum.firstResponse(), sum.firstResponseWorking()),
                    Times.of(sum.resolution(), sum.resolutionWorking()),
                    share(tally, Tally.Measure.TIME_HERE, Tally.Measure.TIME_EVERYWHERE),
                    share(tally, Tally.Measure.TIME_PAUSED, Tally.Measure.TIME_ELAPSED), Satisfaction.of(tally), Index.of(tally));
        }

        private static Optional<Double> share(Tally tally, Tally.Measure part, Tally.Measure whole) {
            return tally.of(whole) == 0 ? Optional.empty()
                    : Optional.of(Math.round(1_000.0 * tally.of(part) / tally.of(whole)) / 1_000.0);
        }

        Measures forThePublic() {
            return forThePublic(List.of(this), satisfaction.forThePublic());
        }

        /** As one of several that add up to what is told: each measure of all of them, or of none. */
        Measures forThePublic(Collection<Measures> all) {
            return forThePublic(all, satisfaction.forThePublic(all.stream().map(Measures::satisfaction).toList()));
        }

        private Measures forThePublic(Collection<Measures> all, Satisfaction toldSatisfaction) {
            Map<Tally.Measure, Long> told = new EnumMap<>(counts);
            told.keySet().removeIf(measure -> all.stream().anyMatch(one -> one.tellsSmallCount(measure)));
            boolean sharesToo = whole(all.stream().map(Measures::resolution).map(Times::n))
                    && all.stream().noneMatch(one -> isSmall(one.counts.get(Tally.Measure.RECEIVED)));
            return new Measures(told, firstResponse.forThePublic(all.stream().map(Measures::firstResponse).toList()),
                    resolution.forThePublic(all.stream().map(Measures::resolution).toList()),
                    sharesToo ? shareOfTime : Optional.empty(), sharesToo ? pausedShare : Optional.empty(),
                    toldSatisfaction, satisfactionIndex.forThePublic(all.stream().map(Measures::satisfactionIndex).toList()));
        }

        /** Small itself, or what is left of a count that it is a part of. */
        private boolean tellsSmallCount(Tally.Measure measure) {
            long count = counts.get(measure);
            return isSmall(count) || switch (measure) {
                case WITHIN_LIMIT, LATE -> isSmall(counts.get(Tally.Measure.WITHIN_LIMIT))
                        || isSmall(counts.get(Tally.Measure.LATE)) || isSmall(counts.get(Tally.Measure.FINAL_RESPONSES)
                                - counts.get(Tally.Measure.WITHIN_LIMIT) - counts.get(Tally.Measure.LATE));
                case TRANSFERRED_BACK -> isSmall(counts.get(Tally.Measure.TRANSFERRED_OUT) - count);
                case REPORTED_UNSOLVED -> isSmall(counts.get(Tally.Measure.REOPENED) - count);
                default -> false;
            };
        }

        /** How many there are behind a figure; empty if it is not told. */
        public Optional<Long> count(Figure figure) {
            return switch (figure) {
                case FIRST_RESPONSES -> firstResponse.n();
                case RESOLVED -> resolution.n();
                case ELEMENTS_EVALUATED -> satisfactionIndex.n();
                case SATISFACTION_1, SATISFACTION_2, SATISFACTION_3, SATISFACTION_4 -> satisfaction.scores().flatMap(scores ->
                        scores.get(figure.ordinal() - Figure.SATISFACTION_1.ordinal()));
                default -> count(Tally.Measure.valueOf(figure.name()));
            };
        }

        /**
         * How many of those took so long; empty if that is not told, or {@code took} is no bin of the distribution.
         *
         * @throws IllegalArgumentException if the figure is not {@linkplain Figure#isTimed() timed}
         */
        public Optional<Long> count(Figure figure, Counted.Took took) {
            Times times = switch (figure) {
                case FIRST_RESPONSES -> firstResponse;
                case RESOLVED -> resolution;
                default -> throw new IllegalArgumentException("no durations are counted in " + figure);
            };
            return times.workingDays().distribution().stream().flatMap(List::stream).filter(bin -> bin.overDays()
                    == took.overDays() && bin.upToDays().equals(took.upToDays())).findFirst().flatMap(DayBin::n);
        }

        private Optional<Long> count(Tally.Measure measure) {
            return Optional.ofNullable(counts.get(measure));
        }

        @JsonProperty
        public Optional<Long> received() {
            return count(Tally.Measure.RECEIVED);
        }

        @JsonProperty
        public Optional<Long> transferredOut() {
            return count(Tally.Measure.TRANSFERRED_OUT);
        }

        @JsonProperty
        public Optional<Long> transferredBack() {
            return count(Tally.Measure.TRANSFERRED_BACK);
        }

        @JsonProperty
        public Optional<Long> returned() {
            return count(Tally.Measure.RETURNED);
        }

        @JsonProperty
        public Optional<Long> interimResponses() {
            return count(Tally.Measure.INTERIM_RESPONSES);
        }

        @JsonProperty
        public Optional<Long> finalResponses() {
            return count(Tally.Measure.FINAL_RESPONSES);
        }

        @JsonProperty
        public Optional<Long> reopened() {
            return count(Tally.Measure.REOPENED);
        }

        @JsonProperty
        public Optional<Long> closedByReporter() {
            return count(Tally.Measure.CLOSED_BY_REPORTER);
        }

        @JsonProperty
        public Optional<Long> closedWithoutReply() {
            return count(Tally.Measure.CLOSED_WITHOUT_REPLY);
        }

        @JsonProperty
        public Optional<Long> closedOnAppeal() {
            return count(Tally.Measure.CLOSED_ON_APPEAL);
        }

        @JsonProperty
        public Optional<Long> confirmedSolved() {
            return count(Tally.Measure.CONFIRMED_SOLVED);
        }

        @JsonProperty
        public Optional<Long> reportedUnsolved() {
            return count(Tally.Measure.REPORTED_UNSOLVED);
        }

        @JsonProperty
        public Optional<Long> appealed() {
            return count(Tally.Measure.APPEALED);
        }

        @JsonProperty
        public Optional<Long> sentBackOnAppeal() {
            return count(Tally.Measure.SENT_BACK_ON_APPEAL);
        }

        /** The levels of the ladder that were told, by who was told. */
        @JsonProperty
        public Escalations escalations() {
            return new Escalations(count(Tally.Measure.ESCALATED_TO_OFFICER), count(Tally.Measure.ESCALATED_TO_OFFICE_HEAD),
                    count(Tally.Measure.ESCALATED_TO_SUPERVISING_OFFICE), count(Tally.Measure.ESCALATED_TO_INSPECTORATE));
        }

        /** Of the final responses whose limit was counted, how many were within it and how many late. */
        @JsonProperty
        public WithinLimit limit() {
            return WithinLimit.of(count(Tally.Measure.WITHIN_LIMIT), count(Tally.Measure.LATE));
        }
    }

    /** @param share 0 to 1 */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record WithinLimit(Optional<Long> n, Optional<Long> within, Optional<Long> late, Optional<Double> share) {

        static WithinLimit of(Optional<Long> within, Optional<Long> late) {
            Optional<Long> n = within.flatMap(w -> late.map(l -> w + l));
            return new WithinLimit(n, within, late, n.filter(all -> all > 0)
                    .map(all -> Math.round(1_000.0 * within.orElseThrow() / all) / 1_000.0));
        }

        boolean tellsSmallCount() {
            return !whole(Stream.of(within, late));
        }

        WithinLimit forThePublic() {
            return tellsSmallCount() ? of(Optional.empty(), Optional.empty()) : this;
        }
    }

    /** How often each was told. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Escalations(Optional<Long> officer, Optional<Long> officeHead, Optional<Long> supervisingOffice,
                              Optional<Long> inspectorate) {
    }

    /**
     * The satisfaction index (SKM) of PermenPANRB 14/2017.
     *
     * @param n       respondents who scored all nine elements
     * @param minimum respondents that it takes
     * @param index   25.00 to 100.00; absent under the minimum
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Index(Optional<Long> n, int minimum, Optional<BigDecimal> index, Optional<ServiceQuality> quality,
                        Optional<Text> qualityText, Optional<Map<ServiceElement, BigDecimal>> averages,
                        Optional<List<ServiceElement>> weakest) {

        static Index of(Tally tally) {
            Map<ServiceElement, Long> sums = new EnumMap<>(ServiceElement.class);
            for (ServiceElement element : ServiceElement.values()) {
                sums.put(element, tally.of(Tally.Measure.valueOf(element.name())));
            }
            long n = tally.of(Tally.Measure.ELEMENTS_EVALUATED);
            return switch (SatisfactionIndex.of(new ElementScores(n, sums))) {
                case SatisfactionIndex.TooFew few -> untold(Optional.of(few.respondents()));
                case SatisfactionIndex.Computed c -> new Index(Optional.of(n), SatisfactionIndex.MINIMUM_RESPONDENTS,
                        Optional.of(c.index()), Optional.of(c.quality()), Optional.of(c.quality().text()),
                        Optional.of(c.averages()), Optional.of(c.weakest()));
            };
        }

        private static Index untold(Optional<Long> n) {
            return new Index(n, SatisfactionIndex.MINIMUM_RESPONDENTS, Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty());
        }

        /** An index of few respondents could be worked out from those of all others and of all together. */
        Index forThePublic(Collection<Index> all) {
            if (!whole(all.stream().map(Index::n))) {
                return untold(Optional.empty());
            }
            return all.stream().allMatch(one -> one.index.isPresent() || one.n.equals(Optional.of(0L))) ? this : untold(n);
        }
    }

    /**
     * Durations in hours, to three significant digits; median and 90th percentile are the values at index
     * {@code floor(n * q)} of the sorted durations.
     *
     * @param workingDays the same durations in working days
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Times(Optional<Long> n, Optional<Double> medianHours, Optional<Double> p90Hours,
                        Optional<List<Bin>> distribution, WorkingDays workingDays) {

        static Times of(Histogram histogram, Histogram working) {
            List<Bin> bins = new ArrayList<>();
            long[] n = histogram.between(EDGES_IN_HOURS, 3_600);
            for (int i = 0; i < n.length; i++) {
                bins.add(new Bin(lower(EDGES_IN_HOURS, i), upper(EDGES_IN_HOURS, i), Optional.of(n[i])));
            }
            return new Times(Optional.of(histogram.count()), hours(histogram.quantile(0.5)),
                    hours(histogram.quantile(0.9)), Optional.of(bins), WorkingDays.of(working));
        }

        private static Optional<Double> hours(OptionalLong seconds) {
            return seconds.isEmpty() ? Optional.empty() : Optional.of(Math.round(seconds.getAsLong() / 36.0) / 100.0);
        }

        private static final Times UNTOLD = new Times(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), WorkingDays.UNTOLD);

        Times forThePublic(Collection<Times> all) {
            if (!whole(all.stream().map(Times::n))) {
                return UNTOLD;
            }
            boolean binsToo = whole(all.stream().flatMap(times -> times.distribution().stream())
                    .flatMap(List::stream).map(Bin::n));
            return new Times(n, medianHours, p90Hours, binsToo ? distribution : Optional.empty(),
                    workingDays.forThePublic(all.stream().map(Times::workingDays).toList()));
        }
    }

    /**
     * Durations in working days, to three significant digits.
     *
     * @param n less than that of the durations where some lead through a year whose holidays are not known
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record WorkingDays(Optional<Long> n, Optional<Double> median, Optional<Double> p90,
                              Optional<List<DayBin>> distribution) {

        private static final int[] EDGES = {1, 2, 3, 5, 7, 10, 14, 20, 30, 60};
        private static final double SECONDS = 86_400;

        static WorkingDays of(Histogram histogram) {
            List<DayBin> bins = new ArrayList<>();
            long[] n = histogram.between(EDGES, (long) SECONDS);
            for (int i = 0; i < n.length; i++) {
                bins.add(new DayBin(lower(EDGES, i), upper(EDGES, i), Optional.of(n[i])));
            }
            return new WorkingDays(Optional.of(histogram.count()), days(histogram.quantile(0.5)),
                    days(histogram.quantile(0.9)), Optional.of(bins));
        }

        private static Optional<Double> days(OptionalLong seconds) {
            return seconds.isEmpty() ? Optional.empty()
                    : Optional.of(Math.round(seconds.getAsLong() / SECONDS * 100) / 100.0);
        }

        private static final WorkingDays UNTOLD =
                new WorkingDays(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        WorkingDays forThePublic(Collection<WorkingDays> all) {
            if (!whole(all.stream().map(WorkingDays::n))) {
                return UNTOLD;
            }
            boolean binsToo = whole(all.stream().flatMap(days -> days.distribution().stream()).flatMap(List::stream)
                    .map(DayBin::n));
            return new WorkingDays(n, median, p90, binsToo ? distribution : Optional.empty());
        }
    }

    /** How many took more than so many working days and up to so many; the last bin has no upper edge. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record DayBin(int overDays, Optional<Integer> upToDays, Optional<Long> n) {
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

    /** What some cells of one office add up to. */
    static Measures measures(Collection<ScorecardCell> cells) {
        return Measures.of(Sum.of(cells));
    }

    /** Several cells as one; each cell is added up once, for its class, and the classes once more for the total. */
    private record Sum(Tally tally, Histogram firstResponse, Histogram resolution, Histogram firstResponseWorking,
                       Histogram resolutionWorking) {

        static Sum of(Collection<ScorecardCell> cells) {
            return ofAll(cells.stream().map(c -> new Sum(c.tally(), c.firstResponse(), c.resolution(),
                    c.firstResponseWorking(), c.resolutionWorking())).toList());
        }

        static Sum ofAll(Collection<Sum> parts) {
            return new Sum(parts.stream().map(Sum::tally).reduce(Tally.ZERO, Tally::plus),
                    sum(parts, Sum::firstResponse), sum(parts, Sum::resolution), sum(parts, Sum::firstResponseWorking),
                    sum(parts, Sum::resolutionWorking));
        }

        private static Histogram sum(Collection<Sum> parts, Function<Sum, Histogram> histogram) {
            return Histogram.sum(parts.stream().map(histogram).toList());
        }
    }

    /** With every count of 1 to 4 left out, and what they could be worked out from. */
    public Scorecard forThePublic() {
        Map<Classification, Measures> told = new EnumMap<>(Classification.class);
        byClass.forEach((classification, measures) ->
                told.put(classification, measures.forThePublic(byClass.values())));
        return new Scorecard(officeId, from, to, total.forThePublic(), told, backlog.forThePublic());
    }

    private static int lower(int[] edges, int bin) {
        return bin == 0 ? 0 : edges[bin - 1];
    }

    private static Optional<Integer> upper(int[] edges, int bin) {
        return bin == edges.length ? Optional.empty() : Optional.of(edges[bin]);
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
