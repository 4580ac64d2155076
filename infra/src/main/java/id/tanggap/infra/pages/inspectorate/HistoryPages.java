package id.tanggap.infra.pages.inspectorate;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.query.api.Reader;
import id.tanggap.query.audit.AuditedEvent;
import id.tanggap.query.audit.ReadingEvents;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event in order, in words and as it is stored, page by page, live, and to take away. Parameters are those of
 * {@code GET /api/v1/audit/events}, and {@code purpose}, which the record of accesses keeps.
 */
@ForRole(Role.QUERY)
@Controller
final class HistoryPages {

    private static final String PATH = "/inspektorat/riwayat";
    private static final String PURPOSE = "purpose";
    private static final List<String> FILTER = List.of("complaint", "office", "actor", "type", "from", "to", "include", PURPOSE);
    private static final long LATEST = 50;

    /** What can happen to something; the kinds in the order in which they are offered. */
    private static final List<String> KINDS = List.of("complaint", "inspection", "office", "account", "calendar", "rulebook",
            "import");

    private final Pages pages;
    private final ReadingEvents events;
    private final Offices offices;
    private final JsonMapper json;
    private final ZoneId zone;

    /** @param zone in whose time moments are told */
    HistoryPages(Pages pages, ReadingEvents events, Offices offices, JsonMapper json, ZoneId zone) {
        this.pages = pages;
        this.events = events;
        this.offices = offices;
        this.json = json;
        this.zone = zone;
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> page(Reader reader, ServerWebExchange exchange) {
        return offices.all().flatMap(all -> Mono.defer(() -> events.page(purposeful(reader), PURPOSE))
                .map(page -> told(page, all, reader, exchange))
                .onErrorResume(Refusal.class, refusal -> refusal.rule().kind() == Rule.Kind.MALFORMED
                        ? Mono.just(wrong(refusal, all, reader, exchange)) : Mono.error(refusal)))
                .flatMap(page -> pages.show(page, exchange));
    }

    private static Reader purposeful(Reader reader) {
        Reader purposeful = reader.forPurpose(reader.text(PURPOSE).orElse(""));
        // asked for now, so that one that cannot be kept is told also where nothing personal is shown
        purposeful.purpose();
        return purposeful;
    }

    private Page told(ReadingEvents.EventPage page, List<OfficeView> all, Reader reader, ServerWebExchange exchange) {
        Map<String, String> asked = asked(reader);
        return frame(all, asked, exchange).with("events", telling(all, exchange).of(page.events()))
                .with("next", page.next().map(next -> address(PATH, asked, next)).orElse(null))
                .with("first", reader.text("after").isPresent() ? address(PATH, asked, null) : null)
                .with("latest", page.next().isPresent() ? address(PATH, asked, Math.max(-1, page.head() - LATEST)) : null)
                .with("reload", page.next().isEmpty() ? address(PATH, asked, page.through()) : null)
                .with("follow", page.next().isEmpty() && !asked.containsKey("to")
                        ? address(PATH + "/alir", asked, page.through()) : null)
                .with("download", address(PATH + "/unduh", asked, null)).with("through", page.through()).with("head", page.head());
    }

    private Page wrong(Refusal refusal, List<OfficeView> all, Reader reader, ServerWebExchange exchange) {
        String text = refusal.text().in(Language.of(exchange).locale());
        Optional<String> field = refusal.field().filter(FILTER::contains);
        Page page = frame(all, asked(reader), exchange).with("events", List.of());
        // a purpose that cannot be kept is told by the header that programs say it in
        return page.with(Mistakes.in(field.orElse("Tanggap-Purpose".equals(refusal.field().orElse("")) ? PURPOSE : "complaint"), text));
    }

    private Page frame(List<OfficeView> all, Map<String, String> asked, ServerWebExchange exchange) {
        List<Choice> types = new ArrayList<>();
        for (String kind : KINDS) {
            types.add(new Choice(kind, pages.say(exchange, "event.all", pages.say(exchange, "event.of." + kind)), ""));
        }
        EventWords.TYPES.forEach(type -> types.add(new Choice(type, pages.say(exchange, "event." + type), "")));
        return Page.of("inspectorate/history").with("asked", asked).with("types", types)
                .with("offices", all.stream().map(Choice::of).toList())
                .with("next", null).with("first", null).with("latest", null).with("reload", null).with("follow", null)
                .with("download", null);
    }

    private Telling telling(List<OfficeView> all, ServerWebExchange exchange) {
        return new Telling(pages, exchange, all.stream().collect(Collectors.toMap(office -> office.id().toString(),
                OfficeView::name)), zone, json);
    }

    private static Map<String, String> asked(Reader reader) {
        Map<String, String> asked = new LinkedHashMap<>();
        FILTER.forEach(parameter -> reader.text(parameter).ifPresent(text -> asked.put(parameter, text)));
        return asked;
    }

    private static String address(String path, Map<String, String> asked, Long after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        asked.forEach((parameter, text) -> address.queryParam(parameter, "{" + parameter + "}"));
        if (after != null) {
            address.queryParam("after", after);
        }
        return address.encode().buildAndExpand(asked).toUriString();
    }

    /** Each that is recorded from now on, as it stands on the page; for a script that puts it there. */
    @GetMapping(path = PATH + "/alir", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<String>>> follow(Reader reader, ServerWebExchange exchange,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId) {
        Optional<Long> heard = Optional.ofNullable(lastEventId).filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf);
        Flux<ServerSentEvent<String>> news = events.follow(purposeful(reader), heard, PURPOSE).concatMap(slice ->
                slice.events().isEmpty() ? Mono.just(still(slice.through())) : offices.all().flatMapMany(all ->
                        Flux.fromIterable(slice.events()).concatMap(event -> news(event, telling(all, exchange), exchange))), 1);
        return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body(news);
    }

    private static ServerSentEvent<String> still(long through) {
        return ServerSentEvent.<String>builder().id(Long.toString(through)).comment("still here").build();
    }

    private Mono<ServerSentEvent<String>> news(AuditedEvent event, Telling telling, ServerWebExchange exchange) {
        return pages.part(Page.of("inspectorate/event").with("event", telling.of(event)), exchange).map(html ->
                ServerSentEvent.builder(html).id(Long.toString(event.position())).event("event").build());
    }

    /** All of them up to now, one a line, as the API tells them. */
    @GetMapping(PATH + "/unduh")
    ResponseEntity<Flux<AuditedEvent>> download(Reader reader) {
        Flux<AuditedEvent> all = events.all(purposeful(reader), PURPOSE);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("riwayat.jsonl", StandardCharsets.US_ASCII).build().toString()).body(all);
    }
}
