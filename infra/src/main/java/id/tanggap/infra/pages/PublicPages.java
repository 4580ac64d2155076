package id.tanggap.infra.pages;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.query.law.Laws;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where everybody begins, where to find help, and the switch from one language to the other. */
@ForRole(Role.QUERY)
@Controller
class PublicPages {

    private final Pages pages;
    private final Laws laws;
    private final Clock clock;

    PublicPages(Pages pages, Laws laws, Clock clock) {
        this.pages = pages;
        this.laws = laws;
        this.clock = clock;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> start(ServerWebExchange exchange) {
        return pages.show(Page.of("start"), exchange);
    }

    @GetMapping(path = "/bantuan", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> help(ServerWebExchange exchange) {
        return laws.present().flatMap(view -> pages.show(help(view.law(), exchange), exchange));
    }

    /** With the limits that hold today for everybody, as far as any are recorded. */
    private Page help(RecordedLaw law, ServerWebExchange exchange) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), law.zone());
        Map<Classification, String> limits = new EnumMap<>(Classification.class);
        for (Classification classification : Classification.values()) {
            law.standard(Optional.empty(), classification, today)
                    .ifPresent(standard -> limits.put(classification, pages.limit(exchange, standard.limit())));
        }
        Page page = Page.of("help").with("limits", limits);
        return law.rulebook().procedure(today).map(procedure -> page
                .with("check", pages.limit(exchange, procedure.verification()))
                .with("reply", pages.limit(exchange, procedure.reply()))).orElse(page);
    }

    /** @param from the page to come back to */
    @GetMapping("/bahasa/{language}")
    Mono<ResponseEntity<String>> switchTo(@PathVariable String language, @RequestParam(name = "dari", defaultValue = "/") String from,
                                    ServerWebExchange exchange) {
        Language chosen = Language.of(language).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        chosen.choose(exchange);
        return Mono.just(Page.seeOther(Page.isLocal(from) ? from : "/"));
    }
}
