package id.tanggap.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final ReadingEvents events;

    public AuditApi(ReadingEvents events) {
        this.events = events;
    }

    /**
     * @param next pass it as {@code after} to go on, be there events on this page or not; absent if these are all there are
     *             by now
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EventListAnswer(List<AuditedEvent> events, Optional<Long> next) {
    }

    @GetMapping
    Mono<EventListAnswer> page(Reader reader) {
        return events.page(reader).map(page -> new EventListAnswer(page.events(), page.next()));
    }

    /** All of them up to now, one a line; as fast as the client takes them. */
    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AuditedEvent> lines(Reader reader) {
        return events.all(reader);
    }

    /**
     * All of them, and then each that is recorded. A client that comes back with the id that it heard last misses none and
     * hears none twice; ids also come with heartbeats, so that it need not walk again through what did not match.
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<AuditedEvent>> follow(Reader reader,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId) {
        return events.follow(reader, Optional.ofNullable(lastEventId).map(AuditApi::heard))
                .concatMap(slice -> slice.events().isEmpty()
                        ? Mono.just(ServerSentEvent.<AuditedEvent>builder().id(Long.toString(slice.through()))
                                .comment("still here").build())
                        : Flux.fromIterable(slice.events()).map(event -> ServerSentEvent.builder(event)
                                .id(Long.toString(event.position())).event("event").build()), 1);
    }

    private static long heard(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Refusal.of(RequestRule.HEADER_INVALID, "Last-Event-ID", Map.of("expected",
                    new Text("id peristiwa dari aliran ini", "the id of an event of this stream")));
        }
        return Long.parseLong(id);
    }
}
