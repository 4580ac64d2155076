package id.tanggap.query.api;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.query.projection.Progress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets clients read their own writes: a read with {@code Tanggap-Min-Position} waits up to two seconds until the read
 * models have come that far, and a search until what it looks through has. Every read says in {@code Tanggap-Position} how far they had come at least.
 */
public final class MinPositionFilter implements WebFilter {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String MIN_POSITION = "Tanggap-Min-Position";

    private final Progress progress;
    private final Progress search;

    /**
     * @param progress of the read models
     * @param search   of what can be found by words, which follows the events by itself
     */
    public MinPositionFilter(Progress progress, Progress search) {
        this.progress = progress;
        this.search = search;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!READS.contains(exchange.getRequest().getMethod())
                || !exchange.getRequest().getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        boolean searches = exchange.getRequest().getQueryParams().containsKey("q");
        return Mono.defer(() -> waitFor(exchange.getRequest().getHeaders().getFirst(MIN_POSITION), searches))
                .then(Mono.defer(() -> {
                    exchange.getResponse().getHeaders().set("Tanggap-Position", Long.toString(searches
                            ? Math.min(progress.position(), search.position()) : progress.position()));
                    return chain.filter(exchange);
                }));
    }

    private Mono<Void> waitFor(String minPosition, boolean searches) {
        if (minPosition == null) {
            return Mono.empty();
        }
        if (!minPosition.matches("\\d{1,18}")) {
            return Mono.error(Refusal.of(RequestRule.HEADER_INVALID, MIN_POSITION, Map.of("expected",
                    new Text("posisi dari header Tanggap-Position", "a position from a Tanggap-Position header"))));
        }
        long position = Long.parseLong(minPosition);
        return Mono.when(progress.reached(position, Progress.PATIENCE),
                        searches ? search.reached(position, Progress.PATIENCE) : Mono.empty())
                .onErrorMap(TimeoutException.class, _ -> Refusal.of(RequestRule.POSITION_NOT_REACHED, MIN_POSITION,
                        Map.of("position", minPosition)));
    }
}
