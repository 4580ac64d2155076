package id.tanggap.command.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.complaint.ComplaintByHand.Step;
import id.tanggap.command.complaint.SimulatedLaw.AsRecorded;
import id.tanggap.command.complaint.SimulatedYear.Entry;
import id.tanggap.command.complaint.SimulatedYear.Life;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.OfficeShares;
import id.tanggap.kernel.clock.WorkingDuration;
import id.tanggap.kernel.clock.WorkingHours;
import id.tanggap.kernel.clock.WorkingWeek;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A year of 5,000 complaints, across holidays, downtimes and transfers, in offices of four time zones, against a clerk who
 * reads each complaint's record and counts by hand. Another year: {@code -Dtanggap.simulation.seed=2}.
 */
class YearOfComplaintsTest {

    private static final long SEED = Long.getLong("tanggap.simulation.seed", 1);
    private static final int COMPLAINTS = 5_000;
    private static final int MOMENTS = 6;

    private static SimulatedYear year;
    /** Taken at random moments of every complaint, and at moments at which something falls due. */
    private static List<Reading> readings;

    /** What the clocks say of one complaint at one moment. */
    private record Reading(Life life, Instant now, List<ComplaintEvent> events, List<Deadline> deadlines) {

        String where() {
            return YearOfComplaintsTest.where(life, now, events);
        }
    }

    /** The limits that are the same ones at two moments. */
    private record Same(Deadline.Kind kind, Instant from, Limit limit) {

        static Same as(Deadline deadline) {
            return new Same(deadline.kind(), deadline.from(), deadline.limit());
        }
    }

    @BeforeAll
    static void a_year_goes_by() {
        year = SimulatedYear.of(SEED, COMPLAINTS);
        readings = year.lives().parallelStream().filter(life -> !life.record().isEmpty())
                .flatMap(YearOfComplaintsTest::readings).toList();
    }

    private static Stream<Reading> readings(Life life) {
        SplittableRandom random = new SplittableRandom(SEED * COMPLAINTS + life.number());
        Instant first = life.record().getFirst().at();
        List<Instant> moments = new ArrayList<>(List.of(SimulatedYear.END));
        for (int i = 0; i < MOMENTS; i++) {
            Instant now = first.plusMillis(random.nextLong(Duration.between(first, SimulatedYear.END).toMillis() + 1));
            moments.add(now);
            List<Deadline> deadlines = deadlines(course(life.events(now)), now);
            if (!deadlines.isEmpty() && deadlines.get(random.nextInt(deadlines.size())).due() instanceof Due.At(Instant due)
                    && due.minusSeconds(1).isAfter(first) && due.isBefore(SimulatedYear.END)) {
                moments.add(due.minusSeconds(random.nextInt(2)));
            }
        }
        return moments.stream().sorted().map(now -> {
            List<ComplaintEvent> events = life.events(now);
            return new Reading(life, now, events, deadlines(course(events), now));
        });
    }

    private static Course course(List<ComplaintEvent> events) {
        Course course = Course.begin((ComplaintEvent.Submitted) events.getFirst());
        for (ComplaintEvent event : events.subList(1, events.size())) {
            course = course.evolve(event);
        }
        return course;
    }

    private static List<Deadline> deadlines(Course course, Instant now) {
        return new Clocks(course, SimulatedLaw.at(now)).deadlines(now);
    }

    private static void inEveryLife(Consumer<Life> check) {
        year.lives().parallelStream().filter(life -> !life.record().isEmpty()).forEach(check);
    }

    private static String where(Life life, Instant now, List<ComplaintEvent> events) {
        return "seed %d, complaint %d, at %s, after%n%s".formatted(SEED, life.number(), now, events.stream()
                .map(YearOfComplaintsTest::line).collect(Collectors.joining("\n")));
    }

    private static String line(ComplaintEvent event) {
        String what = switch (event) {
            case ComplaintEvent.Forwarded e -> " " + e.classification() + " to " + e.office();
            case ComplaintEvent.Transferred e -> " to " + e.to();
            case ComplaintEvent.SentBackOnAppeal e -> " " + e.limit();
            case ComplaintEvent.Escalated e -> " " + e.percent();
            case ComplaintEvent.Closed e -> " " + e.reason();
            default -> "";
        };
        return event.provenance().occurredAt() + " (" + event.provenance().recordedAt() + ") "
                + event.getClass().getSimpleName() + what;
    }

    // ---- what time alone brings about

    @Test
    void whatever_was_due_has_happened_at_its_moment_once_and_in_order_and_nothing_else() {
        inEveryLife(life -> {
            List<ComplaintEvent> before = new ArrayList<>(life.record().getFirst().events());
            for (Entry entry : life.record().subList(1, life.record().size())) {
                List<Step> due = new ArrayList<>();
                List<ComplaintEvent> events = new ArrayList<>(before);
                for (ComplaintEvent event : entry.events()) {
                    nextBy(entry, events).ifPresent(due::add);
                    events.add(event);
                }
                assertThat(entry.events().stream().flatMap(event -> step(event).stream()).toList())
                        .as(() -> where(life, entry.at(), before)).isEqualTo(due);
                if (entry.command() instanceof ComplaintCommand.KeepTime) {
                    assertThat(nextBy(entry, events)).as(() -> where(life, entry.at(), events)).isEmpty();
                }
                before.addAll(entry.events());
            }
        });
    }

    private static Optional<Step> nextBy(Entry entry, List<ComplaintEvent> events) {
        return ComplaintByHand.read(events, entry.at()).next().filter(step -> !step.at().isAfter(entry.at()));
    }

    private static Optional<Step> step(ComplaintEvent event) {
        Instant at = event.provenance().occurredAt();
        return Optional.ofNullable(switch (event) {
            case ComplaintEvent.Escalated e -> new Step.Told(e.percent(), e.addressee(), at);
            case ComplaintEvent.Lapsed _ -> new Step.Ended(ClosureReason.LAPSED, at);
            case ComplaintEvent.Closed e when e.reason() == ClosureReason.STOOD_UNANSWERED -> new Step.Ended(e.reason(), at);
            case ComplaintEvent.AskedWhetherSolved _ -> new Step.Asked(at);
            default -> null;
        });
    }

    @Test
    void a_downtime_changes_nothing_but_when_it_is_noticed() {
        inEveryLife(life -> assertThat(asIfNobodyEverSlept(life)).as(() -> where(life, SimulatedYear.END, life.events()))
                .isEqualTo(life.events().stream().map(YearOfComplaintsTest::asNoticedAtOnce).toList()));
    }

    /** The same commands at the same moments, and everything that falls due is recorded in the same second. */
    private static List<ComplaintEvent> asIfNobodyEverSlept(Life life) {
        List<ComplaintEvent> events = new ArrayList<>(life.record().getFirst().events());
        Complaint complaint = ComplaintFixture.after(events);
        Instant last = life.record().getFirst().at();
        for (Entry entry : life.record().subList(1, life.record().size())) {
            for (Instant now : momentsUpTo(last, entry.at())) {
                Law law = SimulatedLaw.at(last);
                for (Optional<Instant> due = due(complaint, law, now); due.isPresent(); due = due(complaint, law, now)) {
                    complaint = decided(complaint, new ComplaintCommand.KeepTime(life.id(),
                            Provenance.now(Actor.SYSTEM, last.isAfter(due.get()) ? last : due.get(), "scan")), events);
                }
                last = now;
            }
            complaint = switch (entry.command()) {
                // the time of both was kept above
                case ComplaintCommand.Merge _, ComplaintCommand.UndoMerge _ -> {
                    events.add(entry.events().getLast());
                    yield complaint.evolve(entry.events().getLast());
                }
                case ComplaintCommand.Handling c -> decided(complaint, c, events);
                case ComplaintCommand.Submit _, ComplaintCommand.Import _ -> throw new IllegalStateException("comes first");
            };
        }
        return events.stream().map(YearOfComplaintsTest::asNoticedAtOnce).toList();
    }

    /** Changes of the law in between, then the moment itself. */
    private static List<Instant> momentsUpTo(Instant last, Instant now) {
        return Stream.concat(SimulatedLaw.changes().stream().filter(change -> change.isAfter(last) && change.isBefore(now)),
                Stream.of(now)).toList();
    }

    private static Optional<Instant> due(Complaint complaint, Law law, Instant now) {
        return new Clocks(complaint.course(), law).next().flatMap(step ->
                step.due() instanceof Due.At(Instant due) && !due.isAfter(now) ? Optional.of(due) : Optional.empty());
    }

    private static Complaint decided(Complaint complaint, ComplaintCommand.Handling command, List<ComplaintEvent> events) {
        Complaint now = complaint;
        for (ComplaintEvent event : ComplaintDecision.decide(complaint, command, SimulatedLaw.OFFICES,
                SimulatedLaw.at(command.provenance().recordedAt()))) {
            events.add(event);
            now = now.evolve(event);
        }
        return now;
    }

    /** Without the one thing in which a step may differ: when the platform recorded it. */
    private static ComplaintEvent asNoticedAtOnce(ComplaintEvent event) {
        Provenance then = Provenance.now(event.provenance().actor(), event.provenance().occurredAt(), "");
        return switch (event) {
            case ComplaintEvent.Escalated e ->
                    new ComplaintEvent.Escalated(e.complaint(), e.office(), e.percent(), e.addressee(), then);
            case ComplaintEvent.Lapsed e -> new ComplaintEvent.Lapsed(e.complaint(), then);
            case ComplaintEvent.Closed e when e.reason() == ClosureReason.STOOD_UNANSWERED ->
                    new ComplaintEvent.Closed(e.complaint(), e.office(), e.reason(), e.comment(), then);
            case ComplaintEvent.AskedWhetherSolved e ->
                    new ComplaintEvent.AskedWhetherSolved(e.complaint(), e.office(), then);
            default -> event;
        };
    }

    // ---- what is due, used and left

    @Test
    void every_limit_is_due_when_the_clerk_says_so_and_as_much_of_it_is_used_and_left() {
        readings.parallelStream().forEach(reading -> assertThat(reading.deadlines())
                .as(reading::where)
                .isEqualTo(ComplaintByHand.read(reading.events(), reading.now()).deadlines()));
    }

    @Test
    void used_and_left_make_up_the_limit() {
        readings.forEach(reading -> reading.deadlines().forEach(deadline -> assertThat(
                deadline.used().orElseThrow().plus(deadline.left().orElseThrow()))
                .as(reading::where).isEqualTo(deadline.limit().duration())));
    }

    @Test
    void the_shares_of_the_offices_are_the_clerk_s_and_add_up_to_what_was_used() {
        readings.parallelStream().forEach(reading -> {
            Optional<OfficeShares> shares = new Clocks(course(reading.events()), SimulatedLaw.at(reading.now()))
                    .shares(reading.now());
            Map<Optional<OfficeId>, Long> byOffice = new LinkedHashMap<>();
            shares.ifPresent(known -> known.byOffice().forEach((office, used) -> byOffice.put(office, used.seconds())));
            byOffice.values().removeIf(used -> used == 0);

            assertThat(byOffice).as(reading::where)
                    .isEqualTo(ComplaintByHand.read(reading.events(), reading.now()).shares());
            reading.deadlines().stream().filter(deadline -> deadline.kind() == Deadline.Kind.RESPONSE).forEach(deadline ->
                    assertThat(shares.map(OfficeShares::total)).as(reading::where)
                            .isEqualTo(deadline.used()));
        });
    }

    // ---- nobody gets time back

    @Test
    void what_is_left_never_grows_as_time_passes() {
        Map<Life, Map<Same, WorkingDuration>> leftOf = new HashMap<>();
        for (Reading reading : readings) {
            Map<Same, WorkingDuration> left = leftOf.computeIfAbsent(reading.life(), _ -> new HashMap<>());
            for (Deadline deadline : reading.deadlines()) {
                WorkingDuration before = left.put(Same.as(deadline), deadline.left().orElseThrow());
                if (before != null) {
                    assertThat(deadline.left().orElseThrow()).as(reading::where)
                            .isLessThanOrEqualTo(before);
                }
            }
        }
    }

    @Test
    void no_event_but_the_new_limit_of_a_review_gives_time_back() {
        inEveryLife(life -> {
            List<ComplaintEvent> events = new ArrayList<>(life.record().getFirst().events());
            Course course = course(events);
            for (Entry entry : life.record().subList(1, life.record().size())) {
                for (ComplaintEvent event : entry.events()) {
                    List<Deadline> before = deadlines(course, entry.at());
                    course = course.evolve(event);
                    events.add(event);
                    requireNoneGrew(before, deadlines(course, entry.at()), event instanceof ComplaintEvent.SentBackOnAppeal,
                            where(life, entry.at(), events));
                }
            }
        });
    }

    private static void requireNoneGrew(List<Deadline> before, List<Deadline> after, boolean review, String where) {
        for (Deadline now : after) {
            before.stream().filter(was -> was.kind() == now.kind() && was.from().equals(now.from())
                    && !(review && now.kind() == Deadline.Kind.RESPONSE)).forEach(was ->
                    assertThat(now.left().orElseThrow()).as(where).isLessThanOrEqualTo(was.left().orElseThrow()));
        }
    }

    @Test
    void no_change_of_a_calendar_that_is_allowed_gives_time_back() {
        SplittableRandom random = new SplittableRandom(SEED);
        int allowed = 0;
        for (int i = 0; i < 150; i++) {
            Instant now = SimulatedYear.BEGIN.plusSeconds(random.nextLong(
                    Duration.between(SimulatedYear.BEGIN, SimulatedYear.END).toSeconds()));
            AsRecorded law = SimulatedLaw.at(now);
            String name = law.layers().keySet().stream().sorted().toList().get(random.nextInt(law.layers().size()));
            CalendarLayer layer = law.layers().get(name);
            CalendarChange change = change(random, layer, now);
            if (law.refusal(name, change, now).isEmpty()) {
                allowed++;
                AsRecorded changed = law.with(name, before -> before.with(change));
                for (int k = 0; k < 60; k++) {
                    Life life = year.lives().get(random.nextInt(COMPLAINTS));
                    List<ComplaintEvent> events = life.events(now);
                    if (!events.isEmpty()) {
                        Course course = course(events);
                        requireNoneGrew(new Clocks(course, law).deadlines(now), new Clocks(course, changed).deadlines(now),
                                false, change + " of " + name + ", " + where(life, now, events));
                    }
                }
            }
        }
        assertThat(allowed).isGreaterThan(40);
    }

    private static CalendarChange change(SplittableRandom random, CalendarLayer layer, Instant now) {
        LocalDate date = now.atZone(SimulatedLaw.GENERAL_ZONE).toLocalDate().plusDays(random.nextLong(-4, 9));
        return switch (random.nextInt(5)) {
            case 0 -> new CalendarChange.NameDay(new NamedDay(date, DayKind.REGIONAL, new Text("Baru", "New"), "SKB"));
            case 1 -> new CalendarChange.NameDay(new NamedDay(date, DayKind.WORKING_DAY, new Text("Masuk", "Work"), "SKB"));
            case 2 -> new CalendarChange.SetWeek(new WorkingWeek(date, WorkingHours.OF_GOVERNMENT_OFFICES, "SKB"));
            case 3 -> layer.days().stream().map(NamedDay::date).filter(date::isBefore).findFirst()
                    .<CalendarChange>map(next -> new CalendarChange.CancelDay(next, "SKB"))
                    .orElse(new CalendarChange.CancelDay(date, "SKB"));
            default -> new CalendarChange.DeclareYear(2025 + random.nextInt(4), "SKB");
        };
    }

    // ---- the year means something

    @Test
    void the_year_has_seen_everything_often() {
        Map<String, Long> events = year.lives().stream().flatMap(life -> life.events().stream())
                .collect(Collectors.groupingBy(event -> event.getClass().getSimpleName(), Collectors.counting()));
        Map<ClosureReason, Long> closures = year.lives().stream().flatMap(life -> life.events().stream())
                .filter(ComplaintEvent.Closed.class::isInstance).map(ComplaintEvent.Closed.class::cast)
                .collect(Collectors.groupingBy(ComplaintEvent.Closed::reason, Collectors.counting()));
        Map<Deadline.Kind, Long> kinds = readings.stream().flatMap(reading -> reading.deadlines().stream())
                .collect(Collectors.groupingBy(Deadline::kind, Collectors.counting()));
        Map<Class<?>, Long> dues = readings.stream().flatMap(reading -> reading.deadlines().stream())
                .collect(Collectors.groupingBy(deadline -> deadline.due().getClass(), Collectors.counting()));
        long noticedLate = year.lives().stream().flatMap(life -> life.events().stream())
                .filter(event -> step(event).isPresent()).map(ComplaintEvent::provenance)
                .filter(step -> step.recordedAt().isAfter(step.occurredAt().plus(Duration.ofDays(7)))).count();
        long keptByOthers = year.lives().stream().flatMap(life -> life.record().stream()).filter(entry ->
                !(entry.command() instanceof ComplaintCommand.KeepTime) && entry.events().stream().anyMatch(event ->
                        step(event).isPresent())).count();

        // files say nothing about time
        assertThat(events.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.stream(
                ComplaintEvent.class.getPermittedSubclasses()).map(Class::getSimpleName)
                .filter(name -> !name.startsWith("Attachment")).toList());
        assertThat(events.values()).allMatch(count -> count >= 50);
        assertThat(closures.keySet()).containsExactlyInAnyOrder(ClosureReason.ACCEPTED, ClosureReason.STOOD_UNANSWERED,
                ClosureReason.UPHELD_ON_APPEAL, ClosureReason.CLOSED_AT_SOURCE);
        assertThat(kinds.keySet()).containsExactlyInAnyOrder(Deadline.Kind.values());
        assertThat(kinds.values()).allMatch(count -> count >= 100);
        assertThat(dues.keySet()).containsExactlyInAnyOrder(Due.At.class, Due.Unknown.class, Due.Paused.class);
        assertThat(dues.values()).allMatch(count -> count >= 25);
        assertThat(noticedLate).isGreaterThan(100);
        assertThat(keptByOthers).isGreaterThan(50);
        assertThat(year.refusals()).isGreaterThan(100);
    }
}
