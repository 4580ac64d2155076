package id.tanggap.infra.pages;

import id.tanggap.infra.web.ProblemPages;
import id.tanggap.infra.web.edge.RequestPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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

    /** Whoever signs in comes back to the page they wanted to see, or to the one whose form they sent. */
    private static String signIn(ServerWebExchange exchange) {
        String wanted = isSent(exchange) ? before(exchange) : RequestPath.of(exchange.getRequest());
        return Page.isLocal(wanted) ? "/masuk?ke=" + wanted : "/masuk";
    }

    private static boolean isSent(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() != HttpMethod.GET;
    }

    /** Path of the page that a browser says it comes from, whichever host that is on; empty if it says none. */
    private static String before(ServerWebExchange exchange) {
        String page = exchange.getRequest().getHeaders().getFirst(HttpHeaders.REFERER);
        try {
            return page == null ? "" : Objects.requireNonNullElse(URI.create(page).getRawPath(), "");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private Page error(Told told, ServerWebExchange exchange) {
        String key = "error." + told.status().value();
        return Page.of("error").with("heading", pages.known(exchange, key).orElseGet(() -> pages.say(exchange, "error.other")))
                .with("now", pages.known(exchange, key + (isSent(exchange) ? ".sent" : ".now"))
                        .or(() -> pages.known(exchange, key + ".now")).orElse(null))
                .with("signIn", told.status() == HttpStatus.UNAUTHORIZED
                        || told.status() == HttpStatus.FORBIDDEN && !Pages.actor(exchange).role().isStaff()
                        ? signIn(exchange) : null)
                .with("text", told.text().in(Language.of(exchange).locale()));
    }
}
