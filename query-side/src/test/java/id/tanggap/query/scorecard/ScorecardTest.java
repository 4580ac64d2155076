package id.tanggap.query.scorecard;

import static id.tanggap.query.Cases.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.query.scorecard.Scorecard.Measures;
import id.tanggap.query.scorecard.Scorecard.Satisfaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final long HOUR = 3_600;

    private static final Set<Tally.Measure> ELEMENTS = Stream.of(ServiceElement.values())
            .map(element -> Tally.Measure.valueOf(element.name())).collect(Collectors.toSet());

    private final SplittableRandom random = new SplittableRandom(13);

    @Test
    void a_scorecard_of_nothing_counts_zero_and_has_no_times() {
        Scorecard card = card(Map.of());

        assertThat(card.total().received()).contains(0L);
        assertThat(card.total().firstResponse().n()).contains(0L);
        assertThat(card.total().firstResponse().medianHours()).isEmpty();
        assertThat(card.total().satisfaction().average()).isEmpty();
        assertThat(card.byClass()).isEmpty();
        assertThat(card.backlog().open()).contains(0L);
    }

    @Test
    void times_are_told_with_n_median_and_ninetieth_percentile_in_hours() {
        Histogram times = Histogram.EMPTY;
        for (int hours = 1; hours <= 10; hours++) {
            times = times.plus(hours * HOUR);
        }

        Scorecard.Times told = card(cellOf(Classification.COMPLAINT, Tally.ZERO, times)).total().firstResponse();

        assertThat(told.n()).contains(10L);
        assertThat(told.medianHours().orElseThrow()).isCloseTo(6, within(0.01));
        assertThat(told.p90Hours().orElseThrow()).isCloseTo(10, within(0.01));
    }

    @Test
    void bins_hold_what_is_over_their_lower_and_up_to_their_upper_edge_and_add_up_to_n() {
        Histogram times = Histogram.EMPTY.plus(HOUR).plus(HOUR + 10).plus(4 * HOUR).plus(5_000 * HOUR);

        Scorecard.Times told = card(cellOf(Classification.COMPLAINT, Tally.ZERO, times)).total().firstResponse();

        List<Scorecard.Bin> bins = told.distribution().orElseThrow();
        assertThat(bins.get(0)).isEqualTo(new Scorecard.Bin(0, Optional.of(1), Optional.of(1L)));
        assertThat(bins.get(1)).isEqualTo(new Scorecard.Bin(1, Optional.of(4), Optional.of(2L)));
        assertThat(bins.getLast()).isEqualTo(new Scorecard.Bin(2160, Optional.empty(), Optional.of(1L)));
        assertThat(bins.stream().mapToLong(bin -> bin.n().orElseThrow()).sum()).isEqualTo(4);
    }

    @Test
    void satisfaction_is_told_with_n_scores_and_average() {
        Satisfaction told = card(cellOf(Classification.COMPLAINT, scores(1, 0, 0, 2), Histogram.EMPTY)).total()
                .satisfaction();

        assertThat(told.n()).contains(3L);
        assertThat(told.average()).contains(3.0);
        assertThat(told.scores().orElseThrow()).containsExactly(Optional.of(1L), Optional.of(0L), Optional.of(0L),
                Optional.of(2L));
    }

    @Test
    void the_backlog_is_told_by_age_in_whole_days_with_the_edges_in_the_younger_group() {
        Map<BacklogKey, Long> open = Map.of(
                opened(0), 1L, opened(3), 2L, opened(4), 4L, opened(60), 8L, opened(61), 16L,
                // in a zone that is a day ahead
                opened(-1), 32L);

        Scorecard.Backlog told = Scorecard.Backlog.of(open, TODAY);

        assertThat(told.open()).contains(63L);
        assertThat(told.ages()).extracting(age -> age.n().orElseThrow()).containsExactly(35L, 4L, 0L, 0L, 8L, 16L);
        assertThat(told.ages().getLast().upToDays()).isEmpty();
    }

    @Test
    void the_total_is_the_sum_over_the_classes() {
        for (int round = 0; round < 100; round++) {
            Scorecard card = card(random());

            assertThat(card.total().received().orElseThrow()).isEqualTo(card.byClass().values().stream()
                    .mapToLong(measures -> measures.received().orElseThrow()).sum());
        }
    }

    @Test
    void the_public_is_told_counts_of_zero_and_of_five_and_more() {
        Scorecard card = card(cellOf(Classification.COMPLAINT, Tally.ZERO.plus(Tally.Measure.RECEIVED, 5)
                .plus(Tally.Measure.RETURNED, 4), Histogram.EMPTY)).forThePublic();

        assertThat(card.total().received()).contains(5L);
        assertThat(card.total().returned()).isEmpty();
        assertThat(card.total().reopened()).contains(0L);
    }

    @Test
    void the_public_is_told_a_class_only_if_it_is_told_every_class() {
        Map<Classification, ScorecardCell> cells = new HashMap<>();
        cells.putAll(cellOf(Classification.COMPLAINT, Tally.ZERO.plus(Tally.Measure.RECEIVED, 50), Histogram.EMPTY));
        cells.putAll(cellOf(Classification.ASPIRATION, Tally.ZERO.plus(Tally.Measure.RECEIVED, 2), Histogram.EMPTY));

        Scorecard card = card(cells).forThePublic();

        assertThat(card.total().received()).contains(52L);
        assertThat(card.byClass().values()).allSatisfy(measures -> assertThat(measures.received()).isEmpty());
    }

    @Test
    void no_count_of_one_to_four_is_told_to_the_public() {
        for (int round = 0; round < 1_000; round++) {
            Scorecard card = card(random()).forThePublic();

            assertThat(Stream.concat(Stream.of(card.total()), card.byClass().values().stream())
                    .flatMap(ScorecardTest::counts).flatMap(Optional::stream)).allMatch(n -> n == 0 || n >= 5);
        }
    }

    @Test
    void no_suppressed_count_can_be_had_by_taking_what_is_told_from_its_sum() {
        // A count that is suppressed is never the only unknown of a sum: of the same measure over all classes, or over
        // the parts of one breakdown. With two unknown and at least one of them below five there is always another way.
        for (int round = 0; round < 1_000; round++) {
            Scorecard exact = card(random());
            Scorecard told = exact.forThePublic();

            counters().forEach(counter -> notTheOnlyUnknown(exact.byClass().values().stream().map(counter).toList(),
                    told.byClass().values().stream().map(counter).toList()));
            for (Measures measures : told.byClass().values()) {
                assertThat(measures.satisfaction().average().isEmpty()
                        || measures.satisfaction().scores().isPresent()).isTrue();
            }
            assertThat(told.backlog().ages().stream().map(Scorecard.Age::n).distinct()
                    .filter(Optional::isEmpty).count()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void several_ways_of_scoring_lead_to_every_average_that_is_told_without_its_scores() {
        for (int n = 5; n <= 24; n++) {
            Map<Long, List<long[]>> waysByPoints = new HashMap<>();
            List<long[]> suppressed = new ArrayList<>();
            for (long[] scores : distributions(n)) {
                if (Stream.of(scores[0], scores[1], scores[2], scores[3]).anyMatch(score -> score > 0 && score < 5)) {
                    waysByPoints.computeIfAbsent(scores[1] + 2 * scores[2] + 3 * scores[3], _ -> new ArrayList<>())
                            .add(scores);
                    suppressed.add(scores);
                }
            }

            for (long[] scores : suppressed) {
                Satisfaction told = Satisfaction.of(scores(scores)).forThePublic();

                assertThat(told.scores()).isEmpty();
                if (told.average().isPresent()) {
                    List<long[]> ways = waysByPoints.get(scores[1] + 2 * scores[2] + 3 * scores[3]);
                    for (int score = 0; score < 4; score++) {
                        Set<Long> possible = new HashSet<>();
                        for (long[] way : ways) {
                            possible.add(way[score]);
                        }
                        assertThat(possible).as("%s evaluations, average %s", n, told.average()).hasSizeGreaterThan(1);
                    }
                }
            }
        }
    }

    private static void notTheOnlyUnknown(List<Optional<Long>> exact, List<Optional<Long>> told) {
        long unknown = told.stream().filter(Optional::isEmpty).count();
        if (unknown > 0 && exact.stream().allMatch(Optional::isPresent)) {
            assertThat(unknown).isEqualTo(told.size());
        }
    }

    private static List<Function<Measures, Optional<Long>>> counters() {
        List<Function<Measures, Optional<Long>>> counters = new ArrayList<>(List.of(Measures::received,
                Measures::transferredOut, Measures::returned, Measures::interimResponses, Measures::finalResponses,
                Measures::reopened, Measures::transferredBack, Measures::closedByReporter, Measures::closedWithoutReply,
                Measures::closedOnAppeal, Measures::confirmedSolved, Measures::reportedUnsolved, Measures::appealed,
                Measures::sentBackOnAppeal, m -> m.limit().within(), m -> m.limit().late(), m -> m.escalations().officer(),
                m -> m.escalations().inspectorate(), m -> m.satisfactionIndex().n(),
                m -> m.firstResponse().workingDays().n(), m -> m.firstResponse().n(), m -> m.resolution().n(), m -> m.satisfaction().n()));
        for (int i = 0; i < 12; i++) {
            int bin = i;
            counters.add(m -> m.firstResponse().distribution().flatMap(bins -> bins.get(bin).n()));
            counters.add(m -> m.resolution().distribution().flatMap(bins -> bins.get(bin).n()));
        }
        for (int i = 0; i < 4; i++) {
            int score = i;
            counters.add(m -> m.satisfaction().scores().flatMap(scores -> scores.get(score)));
        }
        return counters;
    }

    private static Stream<Optional<Long>> counts(Measures measures) {
        return counters().stream().map(counter -> counter.apply(measures));
    }

    private static List<long[]> distributions(int n) {
        List<long[]> all = new ArrayList<>();
        for (long a = 0; a <= n; a++) {
            for (long b = 0; a + b <= n; b++) {
                for (long c = 0; a + b + c <= n; c++) {
                    all.add(new long[] {a, b, c, n - a - b - c});
                }
            }
        }
        return all;
    }

    private static Tally scores(long... scores) {
        Tally tally = Tally.ZERO;
        for (int i = 0; i < 4; i++) {
            tally = tally.plus(Tally.Measure.values()[Tally.Measure.SATISFACTION_1.ordinal() + i], scores[i]);
        }
        return tally;
    }

    private Map<Classification, ScorecardCell> random() {
        Map<Classification, ScorecardCell> cells = new HashMap<>();
        for (Classification classification : Classification.values()) {
            if (random.nextInt(3) > 0) {
                Tally tally = Tally.ZERO;
                for (Tally.Measure measure : Tally.Measure.values()) {
                    long evaluated = tally.of(Tally.Measure.ELEMENTS_EVALUATED);
                    tally = tally.plus(measure, ELEMENTS.contains(measure) ? evaluated * (1 + random.nextInt(4))
                            : random.nextInt(random.nextBoolean() ? 6 : 40));
                }
                Histogram times = Histogram.EMPTY;
                for (int i = random.nextInt(30); i > 0; i--) {
                    times = times.plus(random.nextLong(200 * HOUR));
                }
                cells.putAll(cellOf(classification, tally, times));
            }
        }
        return cells;
    }

    private static Map<Classification, ScorecardCell> cellOf(Classification classification, Tally tally, Histogram times) {
        return Map.of(classification, new ScorecardCell(new ScorecardCell.Key(WATER, classification, Period.day(TODAY)),
                tally, times, times, Histogram.EMPTY, Histogram.EMPTY));
    }

    private Scorecard card(Map<Classification, ScorecardCell> cells) {
        Map<BacklogKey, Long> open = new HashMap<>();
        cells.keySet().forEach(_ -> open.merge(opened(random.nextInt(90)), 1L + random.nextInt(9), Long::sum));
        return Scorecard.of(WATER, TODAY, TODAY, cells.values(), open, TODAY);
    }

    private static BacklogKey opened(int daysAgo) {
        return new BacklogKey(WATER, Classification.COMPLAINT, TODAY.minusDays(daysAgo));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
