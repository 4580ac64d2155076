package id.tanggap.query.scorecard;

import static id.tanggap.query.Cases.WATER;
import static id.tanggap.query.Cases.at;
import static id.tanggap.query.Cases.registered;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.OfficeView;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A scorecard that is asked for again is as if it had been added up anew. */
class ReadingScorecardsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    private static final OfficeView OFFICE = OfficeView.begin(registered(WATER, "Asia/Jakarta"));

    private Instant now = at("2026-11-22T05:00:00");
    private final List<ScorecardCell> cells = new ArrayList<>(List.of(received(1, 10), received(2, 20)));
    private Map<BacklogKey, Long> backlog = open(7);
    private final ReadingScorecards reading = new ReadingScorecards(new Kept(), clock());

    @Test
    void as_long_as_nothing_changes_it_is_not_added_up_again() {
        Scorecard first = read();

        assertThat(read()).isSameAs(first);
        assertThat(first.total().received()).contains(30L);
    }

    @Test
    void a_cell_that_changed_counts() {
        read();

        cells.set(1, received(2, 21));

        assertThat(read().total().received()).contains(31L);
    }

    @Test
    void a_cell_that_came_or_went_counts() {
        read();

        cells.add(received(3, 5));
        assertThat(read().total().received()).contains(35L);

        cells.removeFirst();
        assertThat(read().total().received()).contains(25L);
    }

    @Test
    void a_backlog_that_changed_counts() {
        read();

        backlog = open(8);

        assertThat(read().backlog().open()).contains(8L);
    }

    @Test
    void what_is_open_grows_older_every_day() {
        assertThat(ages()).containsExactly(7L, 0L, 0L, 0L, 0L, 0L);

        now = at("2026-11-26T05:00:00");

        assertThat(ages()).containsExactly(0L, 7L, 0L, 0L, 0L, 0L);
    }

    @Test
    void the_public_is_told_less_of_the_same() {
        cells.add(new ScorecardCell(new ScorecardCell.Key(WATER, Classification.INFORMATION_REQUEST, Period.day(FIRST)),
                Tally.ZERO.plus(Tally.Measure.RECEIVED, 2), Histogram.EMPTY, Histogram.EMPTY,
                Histogram.EMPTY, Histogram.EMPTY));

        assertThat(reading.forThePublic(OFFICE, FIRST, LAST).block()).isEqualTo(read().forThePublic()).isNotEqualTo(read());
    }

    @Test
    void other_days_are_another_scorecard() {
        Scorecard all = read();

        Scorecard less = reading.of(OFFICE, FIRST, LAST.minusDays(1)).block();

        assertThat(less.to()).isEqualTo(LAST.minusDays(1));
        assertThat(read()).isSameAs(all);
    }

    private Scorecard read() {
        return reading.of(OFFICE, FIRST, LAST).block();
    }

    private List<Long> ages() {
        return read().backlog().ages().stream().map(age -> age.n().orElseThrow()).toList();
    }

    private static ScorecardCell received(int day, long count) {
        return new ScorecardCell(
                new ScorecardCell.Key(WATER, Classification.COMPLAINT, Period.day(FIRST.withDayOfMonth(day))),
                Tally.ZERO.plus(Tally.Measure.RECEIVED, count), Histogram.EMPTY, Histogram.EMPTY, Histogram.EMPTY,
                Histogram.EMPTY);
    }

    private static Map<BacklogKey, Long> open(long count) {
        return Map.of(new BacklogKey(WATER, Classification.COMPLAINT, LAST), count);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    /** As read models keep them: what does not change is the same object. */
    private final class Kept implements Scorecards {

        @Override
        public Mono<List<ScorecardCell>> cells(OfficeId office, List<Period> periods) {
            return Mono.fromSupplier(() -> List.copyOf(cells));
        }

        @Override
        public Mono<List<ScorecardCell>> cells(List<Period> periods) {
            return Mono.error(new UnsupportedOperationException("of all offices"));
        }

        @Override
        public Mono<List<Counted>> counted(Counted.Question question) {
            return Mono.error(new UnsupportedOperationException("one by one"));
        }

        @Override
        public Mono<Map<BacklogKey, Long>> backlog(OfficeId office) {
            return Mono.fromSupplier(() -> backlog);
        }

        @Override
        public Mono<Map<BacklogKey, Long>> backlog() {
            return Mono.error(new UnsupportedOperationException("of all offices"));
        }
    }
}
