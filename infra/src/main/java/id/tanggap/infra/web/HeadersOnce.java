package id.tanggap.infra.web;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Whoever sends one of these headers twice means two things at once. */
final class HeadersOnce implements WebFilter {

    private static final List<String> ONCE = List.of(HttpHeaders.AUTHORIZATION, "X-CSRF-TOKEN", "Tanggap-Secret",
            "Tanggap-Min-Position", "Idempotency-Key", "Tanggap-Purpose", HttpHeaders.IF_MATCH);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        for (String header : ONCE) {
            List<String> values = exchange.getRequest().getHeaders().get(header);
            if (values != null && values.size() > 1) {
                return Mono.error(Refusal.of(RequestRule.HEADER_INVALID, header,
                        Map.of("expected", new Text("hanya satu nilai", "one value only"))));
            }
        }
        return chain.filter(exchange);
    }
}
