package id.tanggap.query.audit;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Reader;
import id.tanggap.query.projection.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every event in order as an inspector may read it, and nobody else: the one way for the API and for pages. What is asked for
 * stands in the reader's parameters: {@code complaint}, {@code office}, {@code actor}, {@code type}, {@code from}, {@code to},
 * {@code after}, {@code include}. Personal data is shown only if {@code include=personal} asks for it, and then only after that is
 * on record. Never blocks the caller's thread.
 */
public final class ReadingEvents {

    private static final Pattern TYPE = Pattern.compile("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");
    private static final String[] FILTER = {"complaint", "office", "actor", "type", "from", "after", "include"};

    /** So many events at a time are in memory while all of them are told. */
    private static final int STEP = 200;

    /** Those who follow are told of news at most this often. */
    private static final Duration PACE = Duration.ofMillis(200);

    private final EventHistory history;
    private final AccessRecord accesses;
    private final Progress progress;
    private final ZoneId zone;
    private final Duration heartbeat;

    /**
     * @param progress  tells that there is news
     * @param zone      of the days in parameters
     * @param heartbeat how often those who follow hear that they are still heard
     */
    public ReadingEvents(EventHistory history, AccessRecord accesses, Progress progress, ZoneId zone, Duration heartbeat) {
        this.history = history;
        this.accesses = accesses;
        this.progress = progress;
        this.zone = zone;
        this.heartbeat = heartbeat;
    }

    /**
     * One page.
     *
     * @param next    where the history goes on, as {@code after}, be there events on this page or not; empty if these are all
     *                there are by now
     * @param through every event up to and including this position was looked at
     * @param head    position of the last event that there is, whether it matches or not
     */
    public record EventPage(List<AuditedEvent> events, Optional<Long> next, long through, long head) {
    }

    private enum Include { PERSONAL }

    /** @param after as the client has seen them already */
    private record Question(EventHistory.Filter filter, Optional<Instant> from, Optional<Instant> until, long after,
                            boolean personal, Reader reader) {
    }

    /** At most {@code limit} of them, a parameter too. @param more other parameters that the asker knows what to do with */
    public Mono<EventPage> page(Reader reader, String... more) {
        Question question = question(reader, Stream.concat(Stream.of("to", "limit"), Stream.of(more)));
        int limit = reader.limit();
        return span(question).flatMap(span -> step(question, span, limit).map(slice -> new EventPage(slice.events(),
                slice.through() < span.through() ? Optional.of(slice.through()) : Optional.empty(), slice.through(),
                history.head())));
    }

    /** All of them up to now; as fast as they are taken. @param more other parameters that the asker knows what to do with */
    public Flux<AuditedEvent> all(Reader reader, String... more) {
        Question question = question(reader, Stream.concat(Stream.of("to"), Stream.of(more)));
        return span(question).flatMapMany(span -> walk(question, span)).concatMapIterable(EventHistory.Slice::events, 1);
    }

    /**
     * All of them, and then each that is recorded; never ends by itself. A slice without events tells how far everything was looked
     * at, and that this goes on.
     *
     * @param heard the position up to which the reader knows everything
     * @param more  other parameters that the asker knows what to do with
     */
    public Flux<EventHistory.Slice> follow(Reader reader, Optional<Long> heard, String... more) {
        Question question = question(reader, Stream.of(more));
        return span(question).flatMapMany(span -> {
            AtomicLong reached = new AtomicLong(heard.orElse(span.after()));
            // One after another, so that a position is never told before the events up to it.
            return Flux.concat(Mono.just(0L), Flux.merge(progress.positions().sample(PACE), Flux.interval(heartbeat)))
                    .onBackpressureLatest()
                    .concatMap(_ -> news(question, reached), 1);
        });
    }

    private Flux<EventHistory.Slice> news(Question question, AtomicLong reached) {
        return Flux.defer(() -> walk(question, new EventHistory.Span(reached.get(), history.head()))
                .doOnNext(slice -> reached.set(slice.through())));
    }

    /** At least one step, be it an empty one. */
    private Flux<EventHistory.Slice> walk(Question question, EventHistory.Span span) {
        return step(question, span, STEP).expand(slice -> slice.through() >= span.through() ? Mono.empty()
                : step(question, new EventHistory.Span(slice.through(), span.through()), STEP));
    }

    private Mono<EventHistory.Slice> step(Question question, EventHistory.Span span, int limit) {
        if (span.after() >= span.through()) {
            return Mono.just(new EventHistory.Slice(List.of(), span.after()));
        }
        return history.read(question.filter(), span.after(), span.through(), limit, question.personal())
                .flatMap(slice -> accesses.showing(slice, question.reader(), shown(slice)));
    }

    private static Map<Shown, List<UUID>> shown(EventHistory.Slice slice) {
        List<UUID> subjects = slice.events().stream().filter(AuditedEvent::personal).map(AuditedEvent::stream).distinct()
                .map(UUID::fromString).toList();
        return subjects.isEmpty() ? Map.of() : Map.of(Shown.EVENTS, subjects);
    }

    private Mono<EventHistory.Span> span(Question question) {
        return history.span(question.from(), question.until()).map(span -> new EventHistory.Span(
                Math.max(span.after(), question.after()), span.through()));
    }

    private Question question(Reader reader, Stream<String> more) {
        if (reader.actor().role() != Role.INSPECTOR) {
            throw Refusal.of(AuditRule.HISTORY_IS_FOR_INSPECTORS);
        }
        reader.allowing(Stream.concat(Stream.of(FILTER), more).toArray(String[]::new));
        return new Question(new EventHistory.Filter(
                reader.parameter("complaint", ComplaintId::of, new Text("id laporan", "a complaint's id")),
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.text("actor"),
                reader.parameter("type", ReadingEvents::type, new Text("nama seperti complaint.submitted atau complaint",
                        "a name like complaint.submitted or complaint"))),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                reader.parameter("after", Long::parseLong, new Text("sebuah posisi", "a position")).orElse(Progress.NOTHING),
                reader.oneOf("include", Include.class).isPresent(), reader);
    }

    private static String type(String text) {
        if (!TYPE.matcher(text).matches()) {
            throw new IllegalArgumentException("no type");
        }
        return text;
    }
}
