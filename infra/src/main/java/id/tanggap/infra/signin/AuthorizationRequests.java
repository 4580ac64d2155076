package id.tanggap.infra.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who is on the way to an OpenID Connect provider and back, by a cookie of the browser that went: whoever lures somebody else
 * to their own way back signs nobody in. In memory, a few thousand for a few minutes; the oldest go first.
 */
final class AuthorizationRequests implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Cache<String, OAuth2AuthorizationRequest> requests =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(ON_THE_WAY).build();

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(token(exchange).map(Tokens::hash).map(requests::getIfPresent)
                .filter(request -> request.getState().equals(exchange.getRequest().getQueryParams().getFirst("state")))));
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            String token = Tokens.random();
            requests.put(Tokens.hash(token), request);
            exchange.getResponse().addCookie(cookie(exchange, token).maxAge(ON_THE_WAY).build());
        });
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(_ -> {
            token(exchange).map(Tokens::hash).ifPresent(requests::invalidate);
            exchange.getResponse().addCookie(cookie(exchange, "").maxAge(0).build());
        });
    }

    private static Optional<String> token(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name(exchange))).map(HttpCookie::getValue);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(ServerWebExchange exchange, String value) {
        return ResponseCookie.from(name(exchange), value).path("/").httpOnly(true).sameSite("Lax")
                .secure(SessionCookie.isSecure(exchange));
    }

    /** Over https of a kind that no other host of the same domain can set, be it to plant its own way back. */
    private static String name(ServerWebExchange exchange) {
        return (SessionCookie.isSecure(exchange) ? "__Host-" : "") + "tanggap-oidc";
    }
}
