package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PickingTest {

    private static final OfficeId WATER = new OfficeId(new UUID(7, 7));
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 11, 2);

    private static Counted counted(LocalDate day, long complaint, long position, Figure... figures) {
        return new Counted(WATER, day, Classification.COMPLAINT, complaint, position, Set.of(figures), false,
                OptionalLong.empty());
    }

    private static Counted takenBack(LocalDate day, long complaint, long position) {
        return new Counted(WATER, day, Classification.COMPLAINT, complaint, position, Set.of(), true, OptionalLong.empty());
    }

    private static List<Long> picked(Figure figure, Optional<Counted.Place> after, int limit, List<List<Counted>> days) {
        Picking picking = new Picking(new Counted.Question(WATER, FIRST, SECOND, figure, Optional.empty(), Optional.empty(),
                after, limit));
        days.forEach(picking::pickFrom);
        return picking.picked().stream().map(Counted::position).toList();
    }

    @Test
    void the_newest_come_first_whatever_their_order_was_on_a_day() {
        assertThat(picked(Figure.LATE, Optional.empty(), 9, List.of(
                List.of(counted(SECOND, 1, 20, Figure.LATE), counted(SECOND, 2, 30, Figure.LATE)),
                List.of(counted(FIRST, 3, 5, Figure.LATE, Figure.FINAL_RESPONSES))))).containsExactly(30L, 20L, 5L);
    }

    @Test
    void what_was_not_counted_in_the_figure_is_not_picked() {
        assertThat(picked(Figure.LATE, Optional.empty(), 9,
                List.of(List.of(counted(SECOND, 1, 20, Figure.WITHIN_LIMIT), counted(SECOND, 2, 21))))).isEmpty();
    }

    @Test
    void a_list_goes_on_before_a_place_and_ends_at_its_limit() {
        List<List<Counted>> days = List.of(
                List.of(counted(SECOND, 1, 20, Figure.LATE), counted(SECOND, 2, 21, Figure.LATE)),
                List.of(counted(FIRST, 3, 5, Figure.LATE), counted(FIRST, 4, 6, Figure.LATE)));

        assertThat(picked(Figure.LATE, Optional.of(new Counted.Place(SECOND, 21)), 2, days)).containsExactly(20L, 6L);
        // what was counted late, on an earlier day, stands by its day
        assertThat(picked(Figure.LATE, Optional.of(new Counted.Place(FIRST, 6)), 9, days)).containsExactly(5L);
    }

    @Test
    void a_resolution_that_was_taken_back_is_none_and_one_that_came_after_is_one() {
        assertThat(picked(Figure.RESOLVED, Optional.empty(), 9, List.of(List.of(counted(SECOND, 1, 10, Figure.RESOLVED),
                takenBack(SECOND, 1, 11), counted(SECOND, 1, 12, Figure.RESOLVED), counted(SECOND, 2, 13, Figure.RESOLVED)))))
                .containsExactly(13L, 12L);
    }

    /** The same edges, the same buckets: also where a duration lies on an edge, or so little beside it that both are one. */
    @Test
    void behind_every_bin_are_as_many_as_its_histogram_counts() {
        int[] edges = {1, 2, 3, 5, 14, 60};
        SplittableRandom random = new SplittableRandom(5);
        List<Counted> all = new ArrayList<>();
        Histogram histogram = Histogram.EMPTY;
        for (int i = 0; i < 3_000; i++) {
            long near = 86_400L * edges[random.nextInt(edges.length)];
            long seconds = switch (i % 3) {
                case 0 -> Math.max(0, near + random.nextLong(-3, 4));
                case 1 -> near + random.nextLong(-near / 500, near / 500);
                default -> random.nextLong(100 * 86_400L);
            };
            histogram = histogram.plus(seconds);
            all.add(new Counted(WATER, FIRST, Classification.COMPLAINT, i, i, Set.of(Figure.RESOLVED), false,
                    OptionalLong.of(seconds)));
        }
        all.add(new Counted(WATER, FIRST, Classification.COMPLAINT, 0, 9_000, Set.of(Figure.RESOLVED), false,
                OptionalLong.empty()));

        long[] counted = histogram.between(edges, 86_400);
        long exactly = 0;
        for (int i = 0; i <= edges.length; i++) {
            Counted.Took took = new Counted.Took(i == 0 ? 0 : edges[i - 1],
                    i == edges.length ? Optional.empty() : Optional.of(edges[i]));
            Picking picking = new Picking(new Counted.Question(WATER, FIRST, FIRST, Figure.RESOLVED, Optional.empty(),
                    Optional.of(took), Optional.empty(), 10_000));
            picking.pickFrom(all);
            assertThat(picking.picked()).as("%s", took).hasSize((int) counted[i]);
            exactly += all.stream().filter(each -> each.working().isPresent()
                    && each.working().getAsLong() > 86_400L * took.overDays()
                    && each.working().getAsLong() <= took.upToDays().orElse(1_000) * 86_400L).count();
        }
        assertThat(exactly).isEqualTo(3_000);
    }

    @Test
    void what_is_taken_back_takes_nothing_else_with_it() {
        List<Counted> day = new ArrayList<>(List.of(counted(SECOND, 1, 10, Figure.RESOLVED, Figure.CLOSED_BY_REPORTER),
                takenBack(SECOND, 1, 11)));

        assertThat(picked(Figure.CLOSED_BY_REPORTER, Optional.empty(), 9, List.of(day))).containsExactly(10L);
    }
}
