package id.tanggap.query.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PickingTest {

    private static final OfficeId WATER = new OfficeId(new UUID(7, 7));
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 11, 2);

    private static Counted counted(LocalDate day, long complaint, long position, Figure... figures) {
        return new Counted(WATER, day, Classification.COMPLAINT, complaint, position, Set.of(figures), false);
    }

    private static Counted takenBack(LocalDate day, long complaint, long position) {
        return new Counted(WATER, day, Classification.COMPLAINT, complaint, position, Set.of(), true);
    }

    private static List<Long> picked(Figure figure, Optional<Counted.Place> after, int limit, List<List<Counted>> days) {
        Picking picking = new Picking(new Counted.Question(WATER, FIRST, SECOND, figure, Optional.empty(), after, limit));
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

    @Test
    void what_is_taken_back_takes_nothing_else_with_it() {
        List<Counted> day = new ArrayList<>(List.of(counted(SECOND, 1, 10, Figure.RESOLVED, Figure.CLOSED_BY_REPORTER),
                takenBack(SECOND, 1, 11)));

        assertThat(picked(Figure.CLOSED_BY_REPORTER, Optional.empty(), 9, List.of(day))).containsExactly(10L);
    }
}
