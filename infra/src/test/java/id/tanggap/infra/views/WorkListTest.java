package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.LegalClock;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.WorkList;
import id.tanggap.query.complaint.WorkList.Desk;
import id.tanggap.query.complaint.WorkList.Place;
import id.tanggap.query.complaint.WorkList.Share;
import id.tanggap.query.projection.MemoryViews;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What staff must do next, against the clocks of every complaint of the same history under the law as it was in the end. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class WorkListTest {

    private static final long NOT_COMPUTABLE = Long.MAX_VALUE;

    @Parameter
    Kept kept;

    @TempDir
    Path folder;

    private record Expected(ComplaintId complaint, Place place) {
    }

    private static List<Expected> expected(MemoryViews model, Desk desk, Share share) {
        return model.complaints.values().stream().filter(c -> c.office().equals(desk.office())
                        && c.secrecy().withheld() == desk.withheld() && isOf(share, c, desk.officer()))
                .flatMap(c -> day(c, model).map(day -> new Expected(c.id(), new Place(day, c.number()))).stream())
                .sorted(Comparator.comparing((Expected e) -> e.place().day()).thenComparing(e -> e.place().number())).toList();
    }

    private static boolean isOf(Share share, ComplaintView c, String officer) {
        return switch (share) {
            case ALL -> true;
            case MINE -> c.officer().filter(officer::equals).isPresent();
            case UNASSIGNED -> c.officer().isEmpty();
            case TO_APPROVE -> c.responses().stream().anyMatch(r -> r.kind() == ComplaintView.Response.Kind.DRAFT);
        };
    }

    private static Optional<Long> day(ComplaintView c, MemoryViews model) {
        if (c.status() != ComplaintStatus.SUBMITTED && c.status() != ComplaintStatus.FORWARDED) {
            return Optional.empty();
        }
        LegalClock clock = new Clocks(c.course(), model.law.law()).duty().orElseThrow();
        return switch (clock.due()) {
            case Due.At(Instant at) -> Optional.of(LocalDate.ofInstant(at.minusSeconds(1),
                    clock.turns().getLast().calendar().zone()).toEpochDay());
            case Due.Unknown _ -> Optional.of(NOT_COMPUTABLE);
            case Due.Paused _ -> Optional.empty();
        };
    }

    private static List<Expected> paged(WorkList list, Desk desk, Share share, int page) {
        List<Expected> all = new ArrayList<>();
        List<WorkList.Owed> next;
        do {
            next = list.owed(desk, share, all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().place()), page).block();
            next.forEach(owed -> all.add(new Expected(owed.complaint().id(), owed.place())));
        } while (next.size() == page);
        return all;
    }

    private static List<Desk> desks(MemoryViews model) {
        String officer = model.complaints.values().stream().flatMap(c -> c.officer().stream()).collect(Collectors.toCollection(
                TreeSet::new)).getFirst();
        Stream<Optional<OfficeId>> offices = Stream.concat(model.offices.keySet().stream().limit(3).map(Optional::of),
                Stream.of(Optional.empty()));
        return offices.flatMap(office -> Stream.of(false, true).map(withheld -> new Desk(office, withheld, officer))).toList();
    }

    private static void assertSame(MemoryViews model, WorkList list) {
        for (Desk desk : desks(model)) {
            for (Share share : Share.values()) {
                List<Expected> expected = expected(model, desk, share);
                assertThat(paged(list, desk, share, 3)).as("%s of %s", share, desk).isEqualTo(expected);
                assertThat(list.counted(desk).block().get(share)).as("%s of %s", share, desk).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void every_desk_has_what_is_due_there_in_its_order_whatever_became_of_the_law() {
        List<Recorded> history = Histories.small(71).events(5_000);
        MemoryViews model = MemoryViews.of(history);
        assertThat(history.stream().filter(e -> e.event() instanceof OfficeEvent.CalendarChosen
                || e.event() instanceof CalendarEvent.DayNamed).count()).as("changes of the law").isGreaterThan(100);
        assertThat(desks(model).stream().mapToLong(desk -> expected(model, desk, Share.ALL).size()).sum()).isGreaterThan(20);
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history);
            platform.caughtUp();

            assertSame(model, platform.complaints);
        }
    }

    @Test
    void the_list_is_right_after_every_batch_and_goes_on_behind_what_was_done_meanwhile() {
        Histories histories = Histories.small(72);
        List<Recorded> soFar = new ArrayList<>();
        try (Platform platform = Platform.in(kept, folder)) {
            for (int round = 0; round < 8; round++) {
                List<Recorded> more = round == 0 ? histories.events(500) : histories.next();
                platform.append(more);
                soFar.addAll(more);
                platform.caughtUp();

                assertSame(MemoryViews.of(soFar), platform.complaints);
            }
        }
    }
}
