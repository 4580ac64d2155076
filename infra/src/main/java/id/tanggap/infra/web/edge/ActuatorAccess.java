package id.tanggap.infra.web.edge;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps figures about the platform from the public: a counter of submissions, read every second, tells to the second when
 * somebody submitted, and the public may know no more than the day. Whether the platform is well may everybody ask.
 */
final class ActuatorAccess implements WebFilter {

    private static final String ACTUATOR = "/actuator";
    private static final String HEALTH = ACTUATOR + "/health";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = RequestPath.of(exchange.getRequest());
        if (!path.startsWith(ACTUATOR) || path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            return chain.filter(exchange);
        }
        Actor actor = exchange.getAttributeOrDefault(Actor.class.getName(), Actor.PUBLIC);
        return actor.role() == Role.ADMINISTRATOR || actor.role() == Role.API_CLIENT ? chain.filter(exchange)
                : Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
    }
}
