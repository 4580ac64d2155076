package id.tanggap.query.scorecard;

import static id.tanggap.query.Cases.WATER;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejudgementTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private static ScorecardCell cell(Classification classification, int... workingDays) {
        Histogram working = Histogram.EMPTY;
        for (int days : workingDays) {
            working = working.plus(days * 86_400L);
        }
        return new ScorecardCell(new ScorecardCell.Key(WATER, classification, Period.day(DAY)), Tally.ZERO, Histogram.EMPTY,
                Histogram.EMPTY, Histogram.EMPTY, working);
    }

    private static Rejudgement judged(int limit, ScorecardCell... cells) {
        return Rejudgement.of(WATER, DAY, DAY, limit, new ArrayList<>(List.of(cells)));
    }

    @Test
    void old_complaints_are_judged_by_the_limit_that_is_asked_about() {
        ScorecardCell cell = cell(Classification.COMPLAINT, 3, 5, 7, 9, 20);

        assertThat(judged(7, cell).total()).isEqualTo(new Scorecard.WithinLimit(Optional.of(5L), Optional.of(3L),
                Optional.of(2L), Optional.of(0.6)));
        assertThat(judged(30, cell).total().late()).contains(0L);
    }

    @Test
    void each_class_is_told_for_itself() {
        Rejudgement judged = judged(5, cell(Classification.COMPLAINT, 3, 9), cell(Classification.ASPIRATION, 2));

        assertThat(judged.byClass().get(Classification.ASPIRATION).within()).contains(1L);
        assertThat(judged.byClass().get(Classification.COMPLAINT).late()).contains(1L);
    }

    @Test
    void the_public_is_told_no_small_counts_and_none_that_they_follow_from() {
        Rejudgement judged = judged(5, cell(Classification.COMPLAINT, 1, 1, 1, 1, 1, 9), cell(Classification.ASPIRATION, 1, 1,
                1, 1, 1)).forThePublic();

        assertThat(judged.total().within()).isEmpty();
        assertThat(judged.total().late()).isEmpty();
        assertThat(judged.byClass()).isEmpty();
    }
}
