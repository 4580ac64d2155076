package id.tanggap.infra.pages;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
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

    PublicPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> start(ServerWebExchange exchange) {
        return pages.show(Page.of("start"), exchange);
    }

    @GetMapping(path = "/bantuan", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> help(ServerWebExchange exchange) {
        return pages.show(Page.of("help"), exchange);
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
