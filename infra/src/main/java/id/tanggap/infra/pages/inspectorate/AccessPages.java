package id.tanggap.infra.pages.inspectorate;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.query.access.Look;
import id.tanggap.query.access.ReadingAccesses;
import id.tanggap.query.access.RecordedLook;
import id.tanggap.query.api.Reader;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Who looked at whose data. That somebody reads this is on record too. */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class AccessPages {

    private static final String PATH = "/inspektorat/akses";
    private static final List<String> FILTER = List.of("complaint", "inspection", "actor", "from", "to");

    private final Pages pages;
    private final ReadingAccesses accesses;
    private final ZoneId zone;

    /** @param zone in whose time moments are told */
    AccessPages(Pages pages, ReadingAccesses accesses, ZoneId zone) {
        this.pages = pages;
        this.accesses = accesses;
        this.zone = zone;
    }

    /** Some of what was shown. @param subjects the complaints or inspections that it was of */
    public record Part(String what, List<UUID> subjects) {
    }

    /** @param purpose may be empty */
    public record Told(long number, String when, String who, String question, String purpose, List<Part> parts) {
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<String>> page(Reader reader, ServerWebExchange exchange) {
        return Mono.defer(() -> accesses.page(reader)).map(page -> frame(reader)
                        .with("looks", page.looks().stream().map(look -> told(look, exchange)).toList())
                        .with("next", page.next().map(next -> address(reader, next)).orElse(null)))
                .onErrorResume(Refusal.class, refusal -> refusal.rule().kind() == Rule.Kind.MALFORMED ? Mono.just(frame(reader)
                        .with("looks", List.of()).with("next", null).with(Mistakes.in(refusal.field().filter(FILTER::contains)
                                .orElse("complaint"), refusal.text().in(Language.of(exchange).locale())))) : Mono.error(refusal))
                .flatMap(page -> pages.show(page, exchange));
    }

    private static Page frame(Reader reader) {
        return Page.of("inspectorate/accesses").with("asked", asked(reader)).with("first", reader.text("after").isPresent()
                ? address(reader, null) : null);
    }

    private static Map<String, String> asked(Reader reader) {
        Map<String, String> asked = new LinkedHashMap<>();
        FILTER.forEach(parameter -> reader.text(parameter).ifPresent(text -> asked.put(parameter, text)));
        return asked;
    }

    private static String address(Reader reader, Long after) {
        Map<String, String> asked = asked(reader);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH);
        asked.keySet().forEach(parameter -> address.queryParam(parameter, "{" + parameter + "}"));
        if (after != null) {
            address.queryParam("after", after);
        }
        return address.encode().buildAndExpand(asked).toUriString();
    }

    private Told told(RecordedLook recorded, ServerWebExchange exchange) {
        Look look = recorded.look();
        return new Told(recorded.number(), pages.moment(exchange, recorded.at(), zone), look.actor().id() + ", "
                + pages.known(exchange, "role." + look.actor().role()).orElse(look.actor().role().name()), look.question(),
                look.purpose().orElse(""), look.parts().entrySet().stream()
                        .map(part -> new Part(pages.say(exchange, "access." + part.getKey()), part.getValue())).toList());
    }

    /** Whether anybody changed the record, or took something out of it. */
    @GetMapping(PATH + "/keutuhan")
    Mono<ResponseEntity<String>> verify(Reader reader, ServerWebExchange exchange) {
        return Mono.defer(() -> accesses.verify(reader)).map(integrity -> Page.of("inspectorate/integrity")
                        .with("integrity", integrity).with("broken", integrity.broken().map(broken ->
                                pages.say(exchange, "access.broken", broken.number(),
                                        broken.what().in(Language.of(exchange).locale()))).orElse(null)))
                .flatMap(page -> pages.show(page, exchange));
    }
}
