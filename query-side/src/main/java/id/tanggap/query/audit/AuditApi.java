package id.tanggap.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
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
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every event in order, with who and when: page by page, all at once as JSON Lines, and live. For the inspectorate. */
@RestController
@RequestMapping(path = "/api/v1/audit/events", produces = MediaType.APPLICATION_JSON_VALUE)
public class AuditApi {

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
     * @param heartbeat how often a live stream says that it is still there
     */
    public AuditApi(EventHistory history, AccessRecord accesses, Progress progress, ZoneId zone, Duration heartbeat) {
        this.history = history;
        this.accesses = accesses;
        this.progress = progress;
        this.zone = zone;
        this.heartbeat = heartbeat;
    }

    /**
     * @param next pass it as {@code after} to go on, be there events on this page or not; absent if these are all there are
     *             by now
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EventListAnswer(List<AuditedEvent> events, Optional<Long> next) {
    }

    private enum Include { PERSONAL }

    /** @param after as the client has seen them already */
    private record Question(EventHistory.Filter filter, Optional<Instant> from, Optional<Instant> until, long after,
                            boolean personal, Reader reader) {
    }

    @GetMapping
    Mono<EventListAnswer> page(Reader reader) {
        Question question = question(reader, "to", "limit");
        int limit = reader.limit();
        return span(question).flatMap(span -> step(question, span, limit).map(slice ->
                new EventListAnswer(slice.events(), slice.through() < span.through()
                        ? Optional.of(slice.through()) : Optional.empty())));
    }

    /** All of them up to now, one a line; as fast as the client takes them. */
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AuditedEvent> lines(Reader reader) {
        Question question = question(reader, "to");
        return span(question).flatMapMany(span -> walk(question, span)).concatMapIterable(EventHistory.Slice::events, 1);
    }

    /**
     * All of them, and then each that is recorded. A client that comes back with the id that it heard last misses none and
     * hears none twice; ids also come with heartbeats, so that it need not walk again through what did not match.
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<AuditedEvent>> follow(Reader reader,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId) {
        Question question = question(reader);
        Optional<Long> heard = Optional.ofNullable(lastEventId).map(AuditApi::heard);
        return span(question).flatMapMany(span -> {
            AtomicLong reached = new AtomicLong(heard.orElse(span.after()));
            // One after another, so that an id is never told before the events up to it.
            return Flux.concat(Mono.just(0L), Flux.merge(progress.positions().sample(PACE), Flux.interval(heartbeat)))
                    .onBackpressureLatest()
                    .concatMap(_ -> news(question, reached), 1);
        });
    }

    private Flux<ServerSentEvent<AuditedEvent>> news(Question question, AtomicLong reached) {
        return Flux.defer(() -> walk(question, new EventHistory.Span(reached.get(), history.head())).concatMap(slice -> {
            reached.set(slice.through());
            return slice.events().isEmpty()
                    ? Mono.just(ServerSentEvent.<AuditedEvent>builder().id(Long.toString(slice.through())).comment("still here").build())
                    : Flux.fromIterable(slice.events()).map(event -> ServerSentEvent.builder(event)
                            .id(Long.toString(event.position())).event("event").build());
        }, 1));
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

    private Question question(Reader reader, String... more) {
        if (reader.actor().role() != Role.INSPECTOR) {
            throw Refusal.of(AuditRule.HISTORY_IS_FOR_INSPECTORS);
        }
        reader.allowing(Stream.concat(Stream.of(FILTER), Stream.of(more)).toArray(String[]::new));
        return new Question(new EventHistory.Filter(
                reader.parameter("complaint", ComplaintId::of, new Text("id laporan", "a complaint's id")),
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.text("actor"),
                reader.parameter("type", AuditApi::type, new Text("nama seperti complaint.submitted atau complaint",
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

    private static long heard(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.of(RequestRule.HEADER_INVALID, "Last-Event-ID", Map.of("expected",
                    new Text("id peristiwa dari aliran ini", "the id of an event of this stream")));
        }
        return Long.parseLong(id);
    }
}
