package id.tanggap.infra.web;

import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What every answer says to browsers and caches. What each reader sees another part of is never kept on the way. */
final class AnswerHeaders implements WebFilter {

    /** Nothing from anywhere else: the API's page must not tell third parties who reads it. */
    private static final String PAGES = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = exchange.getRequest().getPath().value();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (Stream.of("/api/v1/complaints", "/api/v1/tracking", "/api/v1/inspections", "/api/v1/audit")
                .anyMatch(path::startsWith)) {
            headers.setCacheControl("no-store");
        }
        if (!path.startsWith("/api/")) {
            headers.set("Content-Security-Policy", PAGES);
        }
        return chain.filter(exchange);
    }
}
