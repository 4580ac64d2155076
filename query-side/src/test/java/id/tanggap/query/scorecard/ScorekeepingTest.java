package id.tanggap.query.scorecard;

import static id.tanggap.query.Cases.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.projection.MemoryViews;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScorekeepingTest {

    private static final long HOUR = 3_600;

    private final MemoryViews views = new MemoryViews();

    @BeforeEach
    void two_offices_in_jakarta() {
        views.apply(WATER, registered(WATER, "Asia/Jakarta"));
        views.apply(ROADS, registered(ROADS, "Asia/Jakarta"));
    }

    @Test
    void the_first_response_is_measured_from_submission_to_the_interim_response() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                interim(WATER, 1, "2026-03-02T04:00:00"), drafted(WATER, 2, "2026-03-02T05:00:00"),
                approved(WATER, 2, "2026-03-02T06:00:00"));

        assertThat(firstResponses(WATER)).isEqualTo(Histogram.EMPTY.plus(3 * HOUR));
    }

    @Test
    void without_an_interim_response_the_final_one_is_the_first_once_it_is_approved() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                drafted(WATER, 1, "2026-03-02T05:00:00"), approved(WATER, 1, "2026-03-02T06:00:00"));

        assertThat(firstResponses(WATER)).isEqualTo(Histogram.EMPTY.plus(5 * HOUR));
    }

    @Test
    void a_response_resolves_only_once_it_was_accepted_and_then_from_submission_to_the_response() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                drafted(WATER, 1, "2026-03-02T05:00:00"), approved(WATER, 1, "2026-03-02T06:00:00"));
        assertThat(resolutions(WATER)).isEqualTo(Histogram.EMPTY);

        happened(closed(WATER, "2026-03-09T01:00:00"));

        assertThat(resolutions(WATER)).isEqualTo(Histogram.EMPTY.plus(5 * HOUR));
        assertThat(cell(WATER, "2026-03-09").resolution().count()).isEqualTo(1);
        assertThat(cell(WATER, "2026-03-02").resolution().count()).isZero();
    }

    @Test
    void pauses_are_taken_out_of_the_resolution_but_not_out_of_the_first_response() {
        happened(submitted("2026-03-02T01:00:00"), returned("2026-03-02T02:00:00"),
                completed("2026-03-02T12:00:00"), forwarded(WATER, "2026-03-02T13:00:00"),
                drafted(WATER, 1, "2026-03-02T14:00:00"), approved(WATER, 1, "2026-03-02T15:00:00"),
                closed(WATER, "2026-03-02T16:00:00"));

        assertThat(resolutions(WATER)).isEqualTo(Histogram.EMPTY.plus(4 * HOUR));
        assertThat(firstResponses(WATER)).isEqualTo(Histogram.EMPTY.plus(14 * HOUR));
    }

    @Test
    void a_reopened_complaint_is_resolved_by_its_later_response_only() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                drafted(WATER, 1, "2026-03-02T03:00:00"), approved(WATER, 1, "2026-03-02T04:00:00"),
                objected(WATER, "2026-03-02T05:00:00"),
                drafted(WATER, 2, "2026-03-02T06:00:00"), approved(WATER, 2, "2026-03-02T07:00:00"),
                closed(WATER, "2026-03-02T08:00:00"));

        assertThat(resolutions(WATER)).isEqualTo(Histogram.EMPTY.plus(6 * HOUR));
        assertThat(firstResponses(WATER)).isEqualTo(Histogram.EMPTY.plus(3 * HOUR));
        assertThat(count(WATER, Tally.Measure.REOPENED)).isEqualTo(1);
        assertThat(count(WATER, Tally.Measure.FINAL_RESPONSES)).isEqualTo(2);
    }

    @Test
    void a_transfer_counts_out_at_one_office_and_in_at_the_other() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                transferred(WATER, ROADS, "2026-03-03T02:00:00"));

        assertThat(count(WATER, Tally.Measure.RECEIVED)).isEqualTo(1);
        assertThat(count(WATER, Tally.Measure.TRANSFERRED_OUT)).isEqualTo(1);
        assertThat(count(ROADS, Tally.Measure.RECEIVED)).isEqualTo(1);
        assertThat(count(ROADS, Tally.Measure.TRANSFERRED_OUT)).isZero();
    }

    @Test
    void the_office_that_answered_first_has_the_first_response_and_the_one_that_resolved_it_the_resolution() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                interim(WATER, 1, "2026-03-02T03:00:00"), transferred(WATER, ROADS, "2026-03-02T04:00:00"),
                interim(ROADS, 2, "2026-03-02T05:00:00"), drafted(ROADS, 3, "2026-03-02T06:00:00"),
                approved(ROADS, 3, "2026-03-02T07:00:00"), closed(ROADS, "2026-03-02T08:00:00"));

        assertThat(firstResponses(WATER)).isEqualTo(Histogram.EMPTY.plus(2 * HOUR));
        assertThat(firstResponses(ROADS)).isEqualTo(Histogram.EMPTY);
        assertThat(resolutions(WATER)).isEqualTo(Histogram.EMPTY);
        assertThat(resolutions(ROADS)).isEqualTo(Histogram.EMPTY.plus(6 * HOUR));
        assertThat(count(ROADS, Tally.Measure.INTERIM_RESPONSES)).isEqualTo(1);
    }

    @Test
    void a_return_counts_at_the_office_that_had_it() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                returned("2026-03-02T03:00:00"));

        assertThat(count(WATER, Tally.Measure.RETURNED)).isEqualTo(1);
        assertThat(views.backlog).isEmpty();
    }

    @Test
    void a_return_by_the_coordinator_before_any_office_had_it_counts_nowhere() {
        happened(submitted("2026-03-02T01:00:00"), returned("2026-03-02T03:00:00"));

        assertThat(views.cells).isEmpty();
    }

    @Test
    void something_counts_on_the_day_it_happened_on_in_the_zone_of_the_office() {
        // given 23:59:59 and midnight in Jakarta
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T16:59:59"),
                transferred(WATER, ROADS, "2026-03-02T17:00:00"));

        assertThat(cell(WATER, "2026-03-02").tally().of(Tally.Measure.RECEIVED)).isEqualTo(1);
        assertThat(cell(ROADS, "2026-03-03").tally().of(Tally.Measure.RECEIVED)).isEqualTo(1);
    }

    @Test
    void the_hours_of_the_night_in_which_new_york_changes_its_clocks_belong_to_its_day() {
        // given the night to 8 March 2026, which has 23 hours: it ends at 04:00Z, not at 05:00Z
        OfficeId newYork = new OfficeId(java.util.UUID.randomUUID());
        views.apply(newYork, registered(newYork, "America/New_York"));
        happened(submitted("2026-03-07T20:00:00"), forwarded(newYork, "2026-03-08T04:59:59"),
                interim(newYork, 1, "2026-03-09T03:59:59"), transferred(newYork, WATER, "2026-03-09T04:00:00"));

        assertThat(cell(newYork, "2026-03-07").tally().of(Tally.Measure.RECEIVED)).isEqualTo(1);
        assertThat(cell(newYork, "2026-03-08").tally().of(Tally.Measure.INTERIM_RESPONSES)).isEqualTo(1);
        assertThat(cell(newYork, "2026-03-09").tally().of(Tally.Measure.TRANSFERRED_OUT)).isEqualTo(1);
    }

    @Test
    void from_nine_to_nine_on_the_next_day_are_24_hours_also_when_the_clocks_were_changed() {
        OfficeId newYork = new OfficeId(java.util.UUID.randomUUID());
        views.apply(newYork, registered(newYork, "America/New_York"));
        happened(submitted("2026-03-07T14:00:00"), forwarded(newYork, "2026-03-07T15:00:00"),
                interim(newYork, 1, "2026-03-08T13:00:00"));

        assertThat(firstResponses(newYork)).isEqualTo(Histogram.EMPTY.plus(24 * HOUR));
    }

    @Test
    void everything_counts_in_its_day_and_in_its_month() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-31T16:59:59"));

        assertThat(views.cells.keySet()).extracting(ScorecardCell.Key::period).containsExactlyInAnyOrder(
                Period.day(LocalDate.of(2026, 3, 31)), Period.month(LocalDate.of(2026, 3, 1)));
    }

    @Test
    void an_evaluation_counts_its_score_and_the_nine_elements() {
        Map<ServiceElement, Integer> elements = Arrays.stream(ServiceElement.values())
                .collect(Collectors.toMap(e -> e, e -> 1 + e.ordinal() % 4));
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                drafted(WATER, 1, "2026-03-02T03:00:00"), approved(WATER, 1, "2026-03-02T04:00:00"),
                evaluated(WATER, 3, elements, "2026-03-05T01:00:00"));

        Tally tally = cell(WATER, "2026-03-05").tally();

        assertThat(tally.of(Tally.Measure.SATISFACTION_3)).isEqualTo(1);
        assertThat(tally.of(Tally.Measure.SATISFACTION_4)).isZero();
        assertThat(tally.of(Tally.Measure.ELEMENTS_EVALUATED)).isEqualTo(1);
        elements.forEach((element, score) ->
                assertThat(tally.of(Tally.Measure.valueOf(element.name()))).isEqualTo(score.longValue()));
    }

    @Test
    void an_evaluation_of_what_no_office_had_counts_nowhere() {
        happened(submitted("2026-03-02T01:00:00"), rejected("2026-03-02T02:00:00"),
                evaluated(null, 1, Map.of(), "2026-03-05T01:00:00"));

        assertThat(views.cells).isEmpty();
    }

    @Test
    void what_an_office_must_answer_is_open_there_by_the_day_of_submission_and_nowhere_else() {
        happened(submitted("2026-03-01T18:00:00"), forwarded(WATER, "2026-03-05T02:00:00"),
                transferred(WATER, ROADS, "2026-03-06T02:00:00"));

        assertThat(views.backlog).isEqualTo(Map.of(
                new BacklogKey(ROADS, Classification.COMPLAINT, LocalDate.of(2026, 3, 2)), 1L));
    }

    @Test
    void what_was_answered_is_open_no_more_until_the_reporter_objects() {
        happened(submitted("2026-03-02T01:00:00"), forwarded(WATER, "2026-03-02T02:00:00"),
                drafted(WATER, 1, "2026-03-02T03:00:00"), approved(WATER, 1, "2026-03-02T04:00:00"));
        assertThat(views.backlog).isEmpty();

        happened(objected(WATER, "2026-03-03T01:00:00"));

        assertThat(views.backlog).hasSize(1);
    }

    @Test
    void over_a_long_history_the_backlog_is_what_is_open_and_nothing_negative() {
        MemoryViews all = MemoryViews.of(Histories.small(9).events(6_000));
        Map<BacklogKey, Long> open = new HashMap<>();
        all.complaints.values().stream().filter(c -> c.status() == ComplaintStatus.FORWARDED).forEach(c ->
                open.merge(new BacklogKey(c.office().orElseThrow(), c.classification().orElseThrow(), day(all, c)), 1L,
                        Long::sum));

        assertThat(all.backlog).isEqualTo(open);
    }

    @Test
    void over_a_long_history_days_add_up_to_their_months() {
        MemoryViews all = MemoryViews.of(Histories.small(9).events(6_000));
        Map<ScorecardCell.Key, Tally> months = new HashMap<>();
        all.cells.forEach((key, cell) -> {
            if (key.period().code() > 999_999) {
                months.merge(new ScorecardCell.Key(key.office(), key.classification(),
                        new Period(key.period().code() / 100)), cell.tally(), Tally::plus);
            }
        });

        assertThat(months).isNotEmpty().allSatisfy((key, tally) -> assertThat(all.cells.get(key).tally()).isEqualTo(tally));
    }

    private static LocalDate day(MemoryViews all, ComplaintView complaint) {
        ZoneId zone = all.offices.get(complaint.office().orElseThrow()).zone();
        return LocalDate.ofInstant(complaint.course().submitted(), zone);
    }

    private void happened(ComplaintEvent... events) {
        views.apply(COMPLAINT, events);
    }

    private ScorecardCell cell(OfficeId office, String day) {
        return views.cell(new ScorecardCell.Key(office, Classification.COMPLAINT, Period.day(LocalDate.parse(day))));
    }

    private Histogram firstResponses(OfficeId office) {
        return Histogram.sum(views.cells.values().stream().filter(c -> isDayOf(office, c))
                .map(ScorecardCell::firstResponse).toList());
    }

    private Histogram resolutions(OfficeId office) {
        return Histogram.sum(views.cells.values().stream().filter(c -> isDayOf(office, c))
                .map(ScorecardCell::resolution).toList());
    }

    private long count(OfficeId office, Tally.Measure measure) {
        return views.cells.values().stream().filter(c -> isDayOf(office, c)).mapToLong(c -> c.tally().of(measure)).sum();
    }

    private static boolean isDayOf(OfficeId office, ScorecardCell cell) {
        return cell.key().office().equals(office) && cell.key().period().code() > 999_999;
    }
}
