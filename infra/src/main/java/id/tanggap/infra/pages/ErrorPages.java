package id.tanggap.infra.pages;

import id.tanggap.infra.web.ProblemPages;
import id.tanggap.infra.web.edge.RequestPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What went wrong, told to people: what it was and what they can do now. */
final class ErrorPages implements ProblemPages {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Optional<Mono<byte[]>> page(Throwable fault, Told told, ServerWebExchange exchange) {
        if (!Pages.wantsPage(exchange) && !(fault instanceof ToldOnPage)) {
            return Optional.empty();
        }
        Page page = fault instanceof ToldOnPage on ? on.page() : error(told, exchange);
        return Optional.of(pages.html(page, exchange).map(html -> html.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whoever signs in comes back to where they wanted to be, if they only wanted to see it. */
    private static String signIn(ServerWebExchange exchange) {
        String wanted = RequestPath.of(exchange.getRequest());
        return exchange.getRequest().getMethod() == HttpMethod.GET && Page.isLocal(wanted) ? "/masuk?ke=" + wanted : "/masuk";
    }

    private Page error(Told told, ServerWebExchange exchange) {
        String key = "error." + told.status().value();
        return Page.of("error").with("heading", pages.known(exchange, key).orElseGet(() -> pages.say(exchange, "error.other")))
                .with("now", pages.known(exchange, key + ".now").orElse(null))
                .with("signIn", told.status() == HttpStatus.UNAUTHORIZED
                        || told.status() == HttpStatus.FORBIDDEN && !Pages.actor(exchange).role().isStaff()
                        ? signIn(exchange) : null)
                .with("text", told.text().in(Language.of(exchange).locale()));
    }
}
