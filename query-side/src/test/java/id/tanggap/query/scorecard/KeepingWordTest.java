package id.tanggap.query.scorecard;

import static id.tanggap.query.Cases.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Seeds;
import id.tanggap.query.projection.MemoryViews;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What scorecards say of offices that keep their word, and of those that do not. Everything is in Jakarta in 2026: 1 June
 * (Pancasila) and 16 June are holidays, all other weekdays of that month are worked on. A complaint has 14 working days.
 */
class KeepingWordTest {

    private static final long DAY = 86_400;

    private final MemoryViews views = new MemoryViews();

    @BeforeEach
    void lawAndOffices() {
        Seeds.events(Provenance.now(Actor.SYSTEM, Instant.EPOCH, "seed")).forEach(event -> views.apply("law", event));
        views.apply(WATER, registered(WATER, "Asia/Jakarta"));
        views.apply(ROADS, registered(ROADS, "Asia/Jakarta"));
    }

    private void happens(DomainEvent... events) {
        views.apply(COMPLAINT, events);
    }

    private Tally tally(OfficeId office) {
        return views.cells.values().stream().filter(cell -> cell.key().office().equals(office)
                && Period.covering(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)).contains(cell.key().period()))
                .map(ScorecardCell::tally).reduce(Tally.ZERO, Tally::plus);
    }

    private Scorecard card(OfficeId office) {
        LocalDate first = LocalDate.of(2026, 1, 1);
        LocalDate last = LocalDate.of(2026, 12, 31);
        return Scorecard.of(office, first, last, views.cells.values().stream().filter(cell ->
                cell.key().office().equals(office) && Period.covering(first, last).contains(cell.key().period())).toList(),
                Map.of(), last);
    }

    private static Provenance system(String time) {
        return Provenance.now(Actor.SYSTEM, at(time), "request");
    }

    @Test
    void a_final_response_before_the_end_of_the_last_day_is_within_the_limit() {
        // from Wednesday, 3 June, the 14th working day after Tuesday, 2 June, is Tuesday, 23 June
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                drafted(WATER, 1, "2026-06-23T10:00:00"), approved(WATER, 1, "2026-06-23T16:59:59"));

        assertThat(tally(WATER).of(Tally.Measure.WITHIN_LIMIT)).isEqualTo(1);
        assertThat(tally(WATER).of(Tally.Measure.LATE)).isZero();
    }

    @Test
    void at_midnight_it_is_late() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                drafted(WATER, 1, "2026-06-23T10:00:00"), approved(WATER, 1, "2026-06-23T17:00:00"));

        assertThat(tally(WATER).of(Tally.Measure.WITHIN_LIMIT)).isZero();
        assertThat(tally(WATER).of(Tally.Measure.LATE)).isEqualTo(1);
        assertThat(card(WATER).total().limit()).isEqualTo(new Scorecard.WithinLimit(Optional.of(1L), Optional.of(0L),
                Optional.of(1L), Optional.of(0.0)));
    }

    @Test
    void times_are_counted_in_working_days_too() {
        // answered at noon of the second working day after the day of submission, with a weekend between
        happens(submitted("2026-06-05T03:00:00"), forwarded(WATER, "2026-06-05T04:00:00"),
                drafted(WATER, 1, "2026-06-09T04:00:00"), approved(WATER, 1, "2026-06-09T05:00:00"),
                closed(WATER, "2026-06-10T05:00:00"));

        ScorecardCell cell = views.cells.values().stream().filter(c -> c.resolution().count() > 0).findFirst().orElseThrow();
        assertThat(cell.resolutionWorking().quantile(0.5).orElseThrow()).isBetween(15 * DAY / 10 - 100, 15 * DAY / 10 + 100);
        assertThat(card(WATER).total().resolution().workingDays().median()).hasValueSatisfying(days ->
                assertThat(days).isBetween(1.49, 1.51));
    }

    @Test
    void each_office_is_told_its_share_of_the_time() {
        // three working days at roads (3 to 5 June), one at water (8 June)
        happens(submitted("2026-06-02T03:00:00"), forwarded(ROADS, "2026-06-02T04:00:00"),
                transferred(ROADS, WATER, "2026-06-05T17:00:00"), drafted(WATER, 1, "2026-06-08T17:00:00"),
                approved(WATER, 1, "2026-06-08T17:00:00"), closed(WATER, "2026-06-10T05:00:00"));

        assertThat(tally(ROADS).of(Tally.Measure.TIME_HERE)).isEqualTo(3 * DAY);
        assertThat(tally(WATER).of(Tally.Measure.TIME_HERE)).isEqualTo(DAY);
        assertThat(card(ROADS).total().shareOfTime()).contains(0.75);
        assertThat(card(WATER).total().shareOfTime()).contains(0.25);
    }

    @Test
    void a_transfer_to_an_office_that_had_it_before_goes_back_and_forth() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(ROADS, "2026-06-02T04:00:00"),
                transferred(ROADS, WATER, "2026-06-03T03:00:00"), transferred(WATER, ROADS, "2026-06-04T03:00:00"));

        assertThat(tally(WATER).of(Tally.Measure.TRANSFERRED_BACK)).isEqualTo(1);
        assertThat(tally(ROADS).of(Tally.Measure.TRANSFERRED_BACK)).isZero();
    }

    @Test
    void escalations_are_counted_by_who_was_told() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                new ComplaintEvent.Escalated(COMPLAINT, WATER, 50, Addressee.OFFICER, system("2026-06-11T17:00:00")),
                new ComplaintEvent.Escalated(COMPLAINT, WATER, 75, Addressee.OFFICE_HEAD, system("2026-06-17T05:00:00")));

        assertThat(card(WATER).total().escalations()).isEqualTo(new Scorecard.Escalations(Optional.of(1L), Optional.of(1L),
                Optional.of(0L), Optional.of(0L)));
    }

    @Test
    void closings_are_told_apart_by_whose_word_they_rest_on() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                drafted(WATER, 1, "2026-06-03T03:00:00"), approved(WATER, 1, "2026-06-03T04:00:00"),
                new ComplaintEvent.Closed(COMPLAINT, WATER, ClosureReason.STOOD_UNANSWERED, Optional.empty(),
                        system("2026-06-18T17:00:00")));

        assertThat(card(WATER).total().closedWithoutReply()).contains(1L);
        assertThat(card(WATER).total().closedByReporter()).contains(0L);
    }

    @Test
    void what_is_taken_up_again_after_its_closing_is_not_resolved() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                drafted(WATER, 1, "2026-06-03T03:00:00"), approved(WATER, 1, "2026-06-03T04:00:00"),
                closed(WATER, "2026-06-04T05:00:00"));
        assertThat(card(WATER).total().resolution().n()).contains(1L);

        happens(new ComplaintEvent.AskedWhetherSolved(COMPLAINT, WATER, system("2026-07-02T05:00:00")),
                new ComplaintEvent.ReportedUnsolved(COMPLAINT, WATER, text("again"), by(Actor.REPORTER, "2026-07-03T05:00:00")));

        Scorecard.Measures now = card(WATER).total();
        assertThat(now.resolution().n()).contains(0L);
        assertThat(now.resolution().workingDays().n()).contains(0L);
        assertThat(now.reopened()).contains(1L);
        assertThat(now.shareOfTime()).isEmpty();
        assertThat(tally(WATER).of(Tally.Measure.TIME_ELAPSED)).isZero();
    }

    @Test
    void what_the_reporter_had_it_for_is_told_as_a_share_of_all_the_time() {
        happens(submitted("2026-06-02T00:00:00"), forwarded(WATER, "2026-06-02T01:00:00"),
                returned("2026-06-03T00:00:00"), completed("2026-06-04T00:00:00"), forwarded(WATER, "2026-06-04T01:00:00"),
                drafted(WATER, 1, "2026-06-05T20:00:00"), approved(WATER, 1, "2026-06-06T00:00:00"),
                closed(WATER, "2026-06-07T00:00:00"));

        assertThat(card(WATER).total().pausedShare()).contains(0.25);
    }

    @Test
    void what_is_taken_back_is_what_was_counted_whatever_the_law_says_by_then() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                drafted(WATER, 1, "2026-06-05T03:00:00"), approved(WATER, 1, "2026-06-05T04:00:00"),
                closed(WATER, "2026-06-08T05:00:00"));
        Scorecard.Measures before = card(WATER).total();

        views.apply("law", new CalendarEvent.DayNamed(RecordedLaw.GENERAL, new NamedDay(LocalDate.of(2026, 6, 4),
                DayKind.REGIONAL, new Text("Hari", "Day"), "Keputusan"), by(Actor.SYSTEM, "2026-06-20T05:00:00")));
        happens(new ComplaintEvent.AskedWhetherSolved(COMPLAINT, WATER, system("2026-07-02T05:00:00")),
                new ComplaintEvent.ReportedUnsolved(COMPLAINT, WATER, text("again"),
                        by(Actor.REPORTER, "2026-07-03T05:00:00")));

        assertThat(before.resolution().workingDays().n()).contains(1L);
        assertThat(card(WATER).total().resolution().workingDays().n()).contains(0L);
        assertThat(views.counted).filteredOn(each -> each.figures().contains(Figure.RESOLVED)).singleElement()
                .satisfies(each -> {
                    int days = (int) (each.working().getAsLong() / DAY);
                    assertThat(before.count(Figure.RESOLVED, new Counted.Took(days, Optional.of(days + 1)))).contains(1L);
                });
    }

    @Test
    void reviews_on_appeal_are_counted() {
        happens(submitted("2026-06-02T03:00:00"), forwarded(WATER, "2026-06-02T04:00:00"),
                new ComplaintEvent.Appealed(COMPLAINT, WATER, text("?"), by(Actor.REPORTER, "2026-06-25T05:00:00")),
                new ComplaintEvent.SentBackOnAppeal(COMPLAINT, WATER, text("!"), Limit.workingDays(3),
                        system("2026-06-26T05:00:00")));

        assertThat(card(WATER).total().appealed()).contains(1L);
        assertThat(card(WATER).total().sentBackOnAppeal()).contains(1L);
    }

    private static Tally respondents(int n, int score) {
        Tally tally = Tally.ZERO.plus(Tally.Measure.ELEMENTS_EVALUATED, n);
        for (ServiceElement element : ServiceElement.values()) {
            tally = tally.plus(Tally.Measure.valueOf(element.name()), (long) n * score);
        }
        return tally;
    }

    private static Scorecard.Index index(Tally tally) {
        return Scorecard.Index.of(tally);
    }

    @Test
    void the_index_is_told_with_its_band_and_n() {
        assertThat(index(respondents(12, 4)).index()).contains(new BigDecimal("100.00"));
        assertThat(index(respondents(12, 4)).qualityText().orElseThrow().id()).isEqualTo("Sangat Baik");
        assertThat(index(respondents(12, 4)).n()).contains(12L);
    }

    @Test
    void of_fewer_than_ten_respondents_there_is_no_index() {
        assertThat(index(respondents(9, 4)).index()).isEmpty();
        assertThat(index(respondents(9, 4)).minimum()).isEqualTo(10);
    }

    @Test
    void a_class_with_too_few_respondents_keeps_the_other_classes_from_the_public() {
        List<Scorecard.Index> classes = List.of(index(respondents(12, 4)), index(respondents(6, 3)));

        assertThat(classes.getFirst().forThePublic(classes).index()).isEmpty();
        assertThat(classes.getFirst().forThePublic(classes).n()).contains(12L);
    }
}
