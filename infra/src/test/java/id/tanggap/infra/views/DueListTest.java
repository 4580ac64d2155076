package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.projection.MemoryViews;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is due, against the clocks of every complaint of the same history under the law as it was in the end. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class DueListTest {

    @Parameter
    Kept kept;

    private static final Instant FAR = Instant.parse("2199-12-31T00:00:00Z");

    @TempDir
    Path folder;

    private static List<DueList.Entry> expected(MemoryViews model, Instant upTo) {
        return model.complaints.values().stream()
                .flatMap(c -> new Clocks(c.course(), model.law.law()).next()
                        .flatMap(step -> step.due() instanceof Due.At(Instant at) ? Optional.of(at) : Optional.empty())
                        .map(at -> new DueList.Entry(at, c.number(), c.id())).stream())
                .filter(entry -> !entry.due().isAfter(upTo))
                .sorted(Comparator.comparing(DueList.Entry::due).thenComparing(DueList.Entry::number)).toList();
    }

    private static List<DueList.Entry> paged(DueList list, Instant upTo, int page) {
        List<DueList.Entry> all = new ArrayList<>();
        List<DueList.Entry> next;
        do {
            next = list.upTo(upTo, all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()), page).block();
            all.addAll(next);
        } while (next.size() == page);
        return all;
    }

    @Test
    void every_complaint_stands_at_the_moment_of_its_next_step_whatever_became_of_the_law() {
        List<Recorded> history = Histories.small(61).events(6_000);
        MemoryViews model = MemoryViews.of(history);
        assertThat(history.stream().filter(e -> e.event() instanceof OfficeEvent.CalendarChosen
                || e.event() instanceof CalendarEvent.DayNamed).count()).as("changes of the law").isGreaterThan(100);
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history);
            platform.caughtUp();

            List<DueList.Entry> due = paged(platform.complaints, FAR, 7);

            assertThat(due).isNotEmpty().isEqualTo(expected(model, FAR));
            Instant middle = due.get(due.size() / 2).due();
            assertThat(paged(platform.complaints, middle, 500)).isEqualTo(expected(model, middle));
        }
    }

    @Test
    void a_law_that_is_recorded_after_the_complaints_is_counted_by_from_then_on() {
        // given a platform that is older than the law's record
        List<Recorded> all = Histories.small(62).events(1_500);
        List<Recorded> seed = all.stream().filter(e -> e.event() instanceof RulebookEvent
                || e.event() instanceof CalendarEvent && e.event().provenance().occurredAt()
                        .equals(all.getFirst().event().provenance().occurredAt())).toList();
        List<Recorded> complaints = all.stream().filter(e -> !(e.event() instanceof RulebookEvent)
                && !(e.event() instanceof CalendarEvent)).toList();
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(complaints);
            platform.caughtUp();
            assertThat(paged(platform.complaints, FAR, 500)).isEmpty();

            platform.append(seed);
            platform.caughtUp();

            assertThat(paged(platform.complaints, FAR, 500)).isNotEmpty()
                    .isEqualTo(expected(MemoryViews.of(Stream.concat(complaints.stream(), seed.stream()).toList()), FAR));
        }
    }
}
