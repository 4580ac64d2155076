package id.tanggap.infra.web;

import id.tanggap.kernel.Text;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells people with a browser what went wrong, where a program would be given a problem detail. */
@FunctionalInterface
public interface ProblemPages {

    /**
     * What the answer says.
     *
     * @param code stable, as in the problem detail
     */
    record Told(HttpStatusCode status, String code, Text text) {
    }

    /**
     * The page, in UTF-8.
     *
     * @param fault what went wrong; the page tells no more of it than {@code told} does
     * @return empty if this was not asked by a browser for a page
     */
    Optional<Mono<byte[]>> page(Throwable fault, Told told, ServerWebExchange exchange);
}
