package id.tanggap.benchmark;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;

/**
 * A year of complaints, written straight into the event log in large groups. The events of different complaints are mixed
 * as time mixes them: a replay must not find a complaint's events side by side.
 *
 * <p>Nine in ten are forwarded and answered after some days, half of those accepted; what would happen after today has not
 * happened yet.
 */
final class History {

    static final int OFFICES = 40;

    private static final int GROUP = 4_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final int complaints;
    private final Duration span;
    private final boolean open;
    private final Instant begin;
    private final NamedEventSerializer serializer;
    private final byte[] noMetaData;

    /** What happens to a complaint: its step number is its sequence in the stream. */
    private record Step(int complaint, int number, Instant at) {
    }

    private History(int complaints, Duration span, boolean open, People people) {
        this.serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        this.noMetaData = serializer.serialize(MetaData.emptyInstance(), byte[].class).getData();
        this.complaints = complaints;
        this.span = span;
        this.open = open;
        this.begin = Instant.now().minus(span).truncatedTo(ChronoUnit.SECONDS);
    }

    /** A year. @return how many events were written */
    static long write(Path data, int complaints) {
        return write(data, complaints, YEAR, false);
    }

    /** A day in which nobody answered: every complaint is open at an office, and nothing is due yet. */
    static long writeOpen(Path data, int complaints) {
        return write(data, complaints, DAY, true);
    }

    private static long write(Path data, int complaints, Duration span, boolean open) {
        try (People people = People.in(data); SqliteEventLog log = SqliteEventLog.open(data.resolve("events.db"))) {
            return new History(complaints, span, open, people).write(log);
        }
    }

    static List<String> offices() {
        return java.util.stream.IntStream.range(0, OFFICES).mapToObj(i -> office(i).toString()).toList();
    }

    private long write(EventLog log) {
        long written = 0;
        CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
        PriorityQueue<Step> due = new PriorityQueue<>(Comparator.comparing(Step::at));
        List<Step> group = new ArrayList<>(GROUP);
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
             ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<NewEvent> beginning = new ArrayList<>(law());
            java.util.stream.IntStream.range(0, OFFICES).mapToObj(this::registration).forEach(beginning::add);
            write(log, beginning);
            written += beginning.size();
            for (int next = 0; ; ) {
                // The next submission, or whatever is due before it.
                Instant submission = next < complaints ? submittedAt(next) : begin.plus(span);
                Step step = due.peek();
                if (step == null || !step.at().isBefore(submission)) {
                    step = next < complaints ? new Step(next++, 0, submission) : null;
                } else {
                    due.remove();
                }
                if (step != null) {
                    group.add(step);
                    following(step).ifPresent(due::add);
                }
                if (group.size() == GROUP || step == null) {
                    // all at once, so that they wait together for the keys of those who are new
                    List<NewEvent> events = group.stream()
                            .map(each -> CompletableFuture.supplyAsync(() -> event(each), crowd)).toList().stream()
                            .map(CompletableFuture::join).toList();
                    written += events.size();
                    group.clear();
                    writing.join();
                    writing = CompletableFuture.runAsync(() -> write(log, events), writer);
                }
                if (step == null) {
                    writing.join();
                    return written;
                }
            }
        }
    }

    private static void write(EventLog log, List<NewEvent> events) {
        if (!events.isEmpty() && !(log.write(List.of(Append.of(events.toArray(NewEvent[]::new))))
                .getFirst() instanceof Outcome.Accepted)) {
            throw new IllegalStateException("the log refused the history");
        }
    }

    private Instant submittedAt(int complaint) {
        return begin.plusNanos((long) (span.toNanos() * ((double) complaint / complaints)));
    }

    private Optional<Step> following(Step step) {
        long chance = mixed(step.complaint() * 31L + step.number());
        int hours = open ? (step.number() == 0 ? 0 : -1) : switch (step.number()) {
            case 0 -> Math.floorMod(chance, 10) == 0 ? -1 : 1 + Math.floorMod(chance >> 8, 60);
            case 1 -> 4 + Math.floorMod(chance >> 8, 24 * 20);
            case 2 -> 1 + Math.floorMod(chance >> 8, 48);
            case 3 -> accepts(step.complaint()) ? 1 + Math.floorMod(chance >> 8, 24 * 10) : 24 * 14;
            case 4 -> 24 * 28;
            default -> -1;
        };
        return hours < 0 ? Optional.empty()
                : Optional.of(new Step(step.complaint(), step.number() + 1, step.at().plus(Duration.ofHours(hours))));
    }

    /** Half of the reporters accept the response; for the others it stands until it is closed. */
    private static boolean accepts(int complaint) {
        return Math.floorMod(mixed(-complaint), 2) == 0;
    }

    /** What a platform records at its first start. */
    private List<NewEvent> law() {
        Map<String, Long> sequences = new HashMap<>();
        List<NewEvent> stored = new ArrayList<>();
        for (DomainEvent event : Seeds.events(Provenance.now(Actor.SYSTEM, begin, "seed"))) {
            String stream = event instanceof CalendarEvent e ? e.calendar().stream() : RulebookEvent.STREAM;
            stored.add(stored(event instanceof CalendarEvent ? "CalendarAggregate" : "RulebookAggregate", stream,
                    sequences.merge(stream, 0L, (last, _) -> last + 1), begin, mixed(-1_000_000L - stored.size()), event));
        }
        return stored;
    }

    private NewEvent registration(int number) {
        return stored("OfficeAggregate", office(number).toString(), 0, begin, mixed(-number - 1L),
                new OfficeEvent.Registered(office(number), "Dinas " + number, Optional.empty(), ZoneId.of("Asia/Jakarta"),
                        Optional.empty(), Provenance.now(Actor.of(Role.ADMINISTRATOR, "admin"), begin, "history")));
    }

    private NewEvent event(Step step) {
        int number = step.complaint();
        long chance = mixed(number);
        ComplaintId id = new ComplaintId(uuid7(submittedAt(number), chance));
        PersonId subject = new PersonId(uuid7(submittedAt(number), mixed(chance)));
        OfficeId office = office((int) Math.floorMod(chance >> 16, (long) OFFICES));
        Actor officer = Actor.of(Role.OFFICER, "petugas", office);
        ComplaintEvent event = switch (step.number()) {
            case 0 -> new ComplaintEvent.Submitted(id, TrackingCode.from(ByteBuffer.allocate(8).putLong(chance).array()),
                    new SecretHash("%016x".formatted(chance).repeat(4)), Identity.OPEN,
                    Optional.of(Shreddable.of(subject, new Reporter("Siti Rahmawati " + number,
                            Optional.of("siti" + number + "@example.org"), Optional.empty()))),
                    Shreddable.of(subject, "Jalan berlubang di depan pasar " + number),
                    Shreddable.of(subject, Requests.narrative(number)), new Category(Requests.category(number)),
                    Optional.empty(), Optional.empty(), Channel.WEB, Optional.empty(), false,
                    Optional.empty(), Optional.empty(), Optional.empty(),
                    provenance(Actor.PUBLIC, step));
            case 1 -> new ComplaintEvent.Forwarded(id, office, classification((int) Math.floorMod(chance >> 32, 20L)),
                    provenance(Actor.of(Role.COORDINATOR, "koordinator"), step));
            case 2 -> new ComplaintEvent.FinalResponseDrafted(id, office, 1, Shreddable.of(subject,
                    "Lubang di depan pasar sudah ditambal dan lampu jalan sudah diganti."), provenance(officer, step));
            case 3 -> new ComplaintEvent.FinalResponseApproved(id, office, 1,
                    provenance(Actor.of(Role.OFFICE_HEAD, "kepala", office), step));
            case 4 -> accepts(number) ? new ComplaintEvent.Closed(id, office, ClosureReason.ACCEPTED, Optional.empty(),
                    provenance(Actor.REPORTER, step))
                    : new ComplaintEvent.Closed(id, office, ClosureReason.STOOD_UNANSWERED, Optional.empty(),
                    provenance(Actor.SYSTEM, step));
            case 5 -> new ComplaintEvent.AskedWhetherSolved(id, office, provenance(Actor.SYSTEM, step));
            default -> throw new IllegalArgumentException("no step " + step.number());
        };
        return stored("ComplaintAggregate", id.toString(), step.number(), step.at(), mixed(chance + step.number()), event);
    }

    private static Classification classification(int of20) {
        return of20 < 14 ? Classification.COMPLAINT : of20 < 17 ? Classification.INFORMATION_REQUEST
                : of20 < 19 ? Classification.ASPIRATION : Classification.OVERSIGHT_COMPLAINT;
    }

    private static Provenance provenance(Actor actor, Step step) {
        return Provenance.now(actor, step.at(), "history-" + step.complaint());
    }

    private NewEvent stored(String type, String stream, long sequence, Instant at, long chance, DomainEvent event) {
        SerializedObject<byte[]> payload = serializer.serialize(event, byte[].class);
        return new NewEvent(type, stream, sequence, uuid7(at, chance).toString(), at, payload.getType().getName(),
                payload.getType().getRevision(), payload.getData(), noMetaData);
    }

    private static OfficeId office(int number) {
        return new OfficeId(uuid7(Instant.EPOCH.plusSeconds(1_700_000_000), mixed(number + 7_000_000_000L)));
    }

    private static UUID uuid7(Instant at, long chance) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000 | chance & 0xFFF, mixed(chance) >>> 2 | Long.MIN_VALUE);
    }

    /** Deterministic and well spread (SplitMix64), so that a complaint's events agree with each other. */
    private static long mixed(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
