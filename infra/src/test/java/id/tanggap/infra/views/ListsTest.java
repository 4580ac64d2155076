package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.Complaints.Cursor;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.MemoryViews;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.Scorecard;
import id.tanggap.query.scorecard.ScorecardCell;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions to the read models: the answers against a naive model of the same history. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
public class ListsTest {

    @Parameter
    Kept kept;

    public static final List<Histories.Recorded> HISTORY = Histories.small(51).events(3_000);

    @TempDir
    static Path folder;

    private static Platform platform;
    private static MemoryViews model;

    @BeforeParameterizedClassInvocation
    static void a_history(Kept kept) {
        platform = Platform.in(kept, folder.resolve(kept.name()));
        platform.append(HISTORY);
        platform.caughtUp();
        model = MemoryViews.of(platform.stored());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (platform != null) {
            platform.close();
            platform = null;
        }
    }

    @Test
    void every_combination_of_filters_lists_what_the_model_lists_page_by_page() {
        for (Filter filter : filters(model)) {
            List<ComplaintView> expected = model.complaints.values().stream().filter(c -> fits(c, filter))
                    .sorted(Comparator.comparing((ComplaintView c) -> c.course().submitted())
                            .thenComparing(ComplaintView::number).reversed()).toList();

            List<ComplaintView> listed = new ArrayList<>();
            List<ComplaintView> page = platform.complaints.list(filter, Optional.empty(), 17).block();
            while (!page.isEmpty()) {
                assertThat(page.size()).isLessThanOrEqualTo(17);
                listed.addAll(page);
                page = platform.complaints.list(filter, Optional.of(Cursor.after(page.getLast())), 17).block();
            }

            assertThat(listed).as("%s", filter).isEqualTo(expected);
        }
    }

    @Test
    void a_page_goes_on_exactly_where_the_last_one_stopped_also_between_submissions_of_the_same_moment() {
        Instant moment = model.complaints.values().iterator().next().course().submitted();
        long sameMoment = model.complaints.values().stream().filter(c -> c.course().submitted().equals(moment)).count();
        List<Long> numbers = new ArrayList<>();

        Optional<Cursor> cursor = Optional.empty();
        List<ComplaintView> page;
        while (!(page = platform.complaints.list(all(), cursor, 1).block()).isEmpty()) {
            numbers.add(page.getFirst().number());
            cursor = Optional.of(Cursor.after(page.getFirst()));
        }

        assertThat(numbers).hasSize(model.complaints.size()).doesNotHaveDuplicates();
        assertThat(sameMoment).isPositive();
    }

    @Test
    void a_complaint_is_found_by_its_id_and_by_its_code_and_nothing_by_others() {
        for (ComplaintView complaint : model.complaints.values()) {
            assertThat(platform.complaints.find(complaint.id()).block()).isEqualTo(complaint);
            assertThat(platform.complaints.find(complaint.trackingCode()).block()).containsExactly(complaint);
        }
        assertThat(platform.complaints.find(new ComplaintId(new UUID(0, 0))).block()).isNull();
        assertThat(platform.complaints.find(new TrackingCode("TGP-0000-0000-0000")).block()).isEmpty();
    }

    @Test
    void a_timeline_is_complete_and_in_order() {
        for (ComplaintView complaint : model.complaints.values()) {
            List<TimelineEntry> expected = model.timeline.stream()
                    .filter(entry -> entry.complaint() == complaint.number()).toList();

            assertThat(platform.complaints.timeline(complaint).block()).isEqualTo(expected);
        }
    }

    @Test
    void offices_imports_cells_and_backlog_are_those_of_the_model() {
        List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));

        assertThat(platform.offices.all().block()).containsExactlyInAnyOrderElementsOf(model.offices.values());
        assertThat(platform.imports.all().block()).containsExactlyInAnyOrderElementsOf(model.imports.values());
        assertThat(platform.scorecards.cells(periods).block()).containsExactlyInAnyOrderElementsOf(
                model.cells.values().stream().filter(cell -> periods.contains(cell.key().period())).toList());
        assertThat(platform.scorecards.backlog().block()).isEqualTo(model.backlog);
        for (OfficeId office : model.offices.keySet()) {
            assertThat(platform.scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(
                    model.cells.values().stream().filter(cell -> periods.contains(cell.key().period())
                            && cell.key().office().equals(office)).toList());
            assertThat(platform.complaints.openAt(office).block()).isEqualTo(model.complaints.values().stream()
                    .filter(c -> c.office().filter(office::equals).isPresent() && (c.status() == ComplaintStatus.FORWARDED
                            || c.status() == ComplaintStatus.RESPONDED || c.status() == ComplaintStatus.APPEALED)).count());
        }
    }

    @Test
    void scorecards_and_backlogs_that_are_read_again_and_again_are_those_of_the_model_at_every_time(@TempDir Path another) {
        Histories histories = Histories.small(52);
        List<Histories.Recorded> soFar = new ArrayList<>();
        List<Period> periods = Period.covering(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 12, 31));
        try (Platform its = Platform.in(kept, another)) {
            for (int round = 0; round < 12; round++) {
                List<Histories.Recorded> more = round == 0 ? histories.events(600) : histories.next();
                its.append(more);
                soFar.addAll(more);
                its.caughtUp();

                MemoryViews now = MemoryViews.of(soFar);
                for (OfficeId office : now.offices.keySet()) {
                    assertThat(its.scorecards.cells(office, periods).block()).containsExactlyInAnyOrderElementsOf(
                            now.cells.values().stream().filter(cell -> periods.contains(cell.key().period())
                                    && cell.key().office().equals(office)).toList());
                    assertThat(its.scorecards.backlog(office).block()).isEqualTo(now.backlog.entrySet().stream()
                            .filter(open -> open.getKey().office().equals(office))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
                }
            }
        }
    }

    /** What a scorecard says of each figure is what is found behind it: of every office, class and range of days. */
    @Test
    void behind_every_figure_of_every_scorecard_are_exactly_those_that_were_counted() {
        LocalDate first = model.counted.stream().map(Counted::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate last = model.counted.stream().map(Counted::day).max(Comparator.naturalOrder()).orElseThrow();
        ReadingScorecards reading = new ReadingScorecards(platform.scorecards, Clock.systemUTC());
        long looked = 0;
        for (OfficeView office : model.offices.values()) {
            for (LocalDate from : List.of(first, first.plusDays(17), last.minusDays(3))) {
                Scorecard card = reading.of(office, from, last).block();
                for (Figure figure : Figure.values()) {
                    List<Counted> all = behind(new Counted.Question(office.id(), from, last, figure, Optional.empty(),
                            Optional.empty(), Optional.empty(), 7));

                    assertThat(all).as("%s of %s from %s", figure, office.name(), from)
                            .hasSize(card.total().count(figure).orElseThrow().intValue())
                            .isSortedAccordingTo(Comparator.comparing(Counted::day).thenComparing(Counted::position).reversed());
                    card.byClass().forEach((classification, measures) -> assertThat(behind(new Counted.Question(office.id(),
                            from, last, figure, Optional.of(classification), Optional.empty(), Optional.empty(), 7)))
                            .hasSize(measures.count(figure).orElseThrow().intValue()));
                    looked += all.size();
                }
            }
        }
        assertThat(looked).isGreaterThan(1_000);
    }

    @Test
    void behind_every_bin_of_every_distribution_are_exactly_those_that_it_counted() {
        LocalDate first = model.counted.stream().map(Counted::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate last = model.counted.stream().map(Counted::day).max(Comparator.naturalOrder()).orElseThrow();
        ReadingScorecards reading = new ReadingScorecards(platform.scorecards, Clock.systemUTC());
        Set<Counted.Took> looked = new HashSet<>();
        for (OfficeView office : model.offices.values()) {
            for (LocalDate from : List.of(first, first.plusDays(17))) {
                Scorecard card = reading.of(office, from, last).block();
                Map<Optional<Classification>, Scorecard.Measures> all = new HashMap<>();
                all.put(Optional.empty(), card.total());
                card.byClass().forEach((classification, measures) -> all.put(Optional.of(classification), measures));
                all.forEach((classification, measures) -> {
                    for (Figure figure : List.of(Figure.FIRST_RESPONSES, Figure.RESOLVED)) {
                        Scorecard.Times times = figure == Figure.RESOLVED ? measures.resolution() : measures.firstResponse();
                        times.workingDays().distribution().orElseThrow().forEach(bin -> {
                            Counted.Took took = new Counted.Took(bin.overDays(), bin.upToDays());
                            List<Counted> found = behind(new Counted.Question(office.id(), from, last, figure,
                                    classification, Optional.of(took), Optional.empty(), 7));
                            assertThat(found).as("%s of %s, %s, %s", figure, office.name(), classification, took)
                                    .hasSize(bin.n().orElseThrow().intValue());
                            assertThat(measures.count(figure, took)).isEqualTo(bin.n());
                            if (!found.isEmpty()) {
                                looked.add(took);
                            }
                        });
                    }
                });
            }
        }
        assertThat(looked).hasSizeGreaterThan(5);
    }

    /** Asked as {@code LookingBehindFigures.open} does. */
    @Test
    void behind_every_age_of_a_backlog_are_exactly_those_that_it_counted() {
        Instant now = HISTORY.getLast().event().provenance().occurredAt();
        ReadingScorecards reading = new ReadingScorecards(platform.scorecards, Clock.fixed(now, ZoneOffset.UTC));
        long looked = 0;
        for (OfficeView office : model.offices.values()) {
            LocalDate today = LocalDate.ofInstant(now, office.zone());
            int youngest = 0;
            for (Scorecard.Age age : reading.of(office, today, today).block().backlog().ages()) {
                LocalDate last = today.minusDays(youngest);
                Filter open = new Filter(Optional.of(office.id()), Optional.of(ComplaintStatus.FORWARDED), Optional.empty(),
                        Optional.empty(), age.upToDays().map(days ->
                                today.minusDays(days).atStartOfDay(office.zone()).toInstant()),
                        youngest == 0 ? Optional.empty()
                                : Optional.of(last.plusDays(1).atStartOfDay(office.zone()).toInstant()), true);
                List<ComplaintView> found = platform.complaints.list(open, Optional.empty(), 10_000).block();
                assertThat(found).as("%s of %s", age, office.name()).hasSize(age.n().orElseThrow().intValue());
                looked += found.size();
                youngest = age.upToDays().orElse(0) + 1;
            }
        }
        assertThat(looked).isGreaterThan(15);
    }

    private List<Counted> behind(Counted.Question question) {
        List<Counted> all = new ArrayList<>();
        List<Counted> page = platform.scorecards.counted(question).block();
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(question.limit());
            all.addAll(page);
            page = platform.scorecards.counted(new Counted.Question(question.office(), question.from(), question.to(),
                    question.figure(), question.classification(), question.took(),
                    Optional.of(page.getLast().place()), question.limit())).block();
        }
        return all;
    }

    @Test
    void complaints_are_found_by_their_numbers_and_nothing_by_others() {
        Map<Long, ComplaintView> all = model.complaints.values().stream()
                .collect(Collectors.toMap(ComplaintView::number, complaint -> complaint));

        assertThat(platform.complaints.numbered(all.keySet()).block()).containsExactlyInAnyOrderElementsOf(all.values());
        assertThat(platform.complaints.numbered(Set.of(Long.MAX_VALUE)).block()).isEmpty();
        assertThat(platform.complaints.numbered(Set.of()).block()).isEmpty();
    }

    @Test
    void as_many_complaints_are_counted_of_each_category_as_a_list_has() {
        for (Filter filter : filters(model)) {
            assertThat(platform.complaints.categories(filter).block()).as("%s", filter)
                    .isEqualTo(model.complaints.values().stream()
                    .filter(c -> fits(c, filter)).collect(Collectors.groupingBy(ComplaintView::category, Collectors.counting())));
        }
    }

    static Filter all() {
        return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true);
    }

    public static List<Filter> filters(MemoryViews model) {
        Optional<OfficeId> office = Optional.of(model.offices.keySet().iterator().next());
        Instant from = HISTORY.getFirst().event().provenance().occurredAt().plusSeconds(20 * 86_400);
        List<Filter> filters = new ArrayList<>();
        for (int bits = 0; bits < 128; bits++) {
            filters.add(new Filter((bits & 1) == 0 ? Optional.empty() : office,
                    (bits & 2) == 0 ? Optional.empty() : Optional.of(ComplaintStatus.CLOSED),
                    (bits & 4) == 0 ? Optional.empty() : Optional.of(Classification.COMPLAINT),
                    (bits & 8) == 0 ? Optional.empty() : Optional.of(new Category("category 0")),
                    (bits & 16) == 0 ? Optional.empty() : Optional.of(from),
                    (bits & 32) == 0 ? Optional.empty() : Optional.of(from.plusSeconds(40 * 86_400)), (bits & 64) == 0));
        }
        filters.add(withheld(Optional.empty()));
        filters.add(withheld(Optional.of(ComplaintStatus.SUBMITTED)));
        return filters;
    }

    private static Filter withheld(Optional<ComplaintStatus> status) {
        return new Filter(Optional.empty(), status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true,
                true);
    }

    private static boolean fits(ComplaintView c, Filter filter) {
        return (filter.withheldToo() || !c.secrecy().withheld()) && (!filter.withheldOnly() || c.secrecy().withheld())
                && filter.office().map(office -> c.office().filter(office::equals).isPresent()).orElse(true)
                && filter.status().map(status -> c.status() == status).orElse(true)
                && filter.classification().map(its -> c.classification().filter(its::equals).isPresent()).orElse(true)
                && filter.category().map(category -> c.category().equals(category)).orElse(true)
                && filter.from().map(from -> !c.course().submitted().isBefore(from)).orElse(true)
                && filter.until().map(until -> c.course().submitted().isBefore(until)).orElse(true);
    }
}
