package id.tanggap.infra.signin;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.command.PlatformKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is on the way to an OpenID Connect provider and back, in a cookie of the browser that went: whoever lures somebody else
 * to their own way back signs nobody in. It is sealed under the platform's key, so that nobody reads or makes one, and holds
 * all there is to know: whichever node somebody comes back to can let them in.
 *
 * <p><b>Not promised</b>: that one is of use only once. What the provider gives for it is, and it is void after some minutes.
 */
final class AuthorizationRequests implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);
    private static final byte[] PURPOSE = "tanggap/on-the-way/v1".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a request says, in so far as what comes back is compared with it. */
    private record OnTheWay(Instant until, String address, String client, String redirect, Set<String> scopes, String state,
                            Map<String, String> additional, Map<String, String> attributes) {

        static OnTheWay of(OAuth2AuthorizationRequest request, Instant until) {
            return new OnTheWay(until, request.getAuthorizationUri(), request.getClientId(), request.getRedirectUri(),
                    request.getScopes(), request.getState(), texts(request.getAdditionalParameters()),
                    texts(request.getAttributes()));
        }

        private static Map<String, String> texts(Map<String, Object> values) {
            return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString()));
        }

        OAuth2AuthorizationRequest request() {
            return OAuth2AuthorizationRequest.authorizationCode().authorizationUri(address).clientId(client)
                    .redirectUri(redirect).scopes(scopes).state(state).additionalParameters(Map.copyOf(additional))
                    .attributes(all -> all.putAll(attributes)).build();
        }
    }

    private final Aead sealing;
    private final Clock clock;

    AuthorizationRequests(PlatformKey key, Clock clock) {
        try {
            this.sealing = new AesGcmJce(key.mac(new String(PURPOSE, StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        this.clock = clock;
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(sealed(exchange).flatMap(this::opened)
                .filter(onTheWay -> clock.instant().isBefore(onTheWay.until())
                        && onTheWay.state().equals(exchange.getRequest().getQueryParams().getFirst("state")))
                .map(OnTheWay::request)));
    }

    /** Empty if it is none that this platform has sealed. */
    private Optional<OnTheWay> opened(String cookie) {
        try {
            return Optional.of(JSON.readValue(sealing.decrypt(Base64.getUrlDecoder().decode(cookie), PURPOSE), OnTheWay.class));
        } catch (IllegalArgumentException | GeneralSecurityException | JacksonException _) {
            return Optional.empty();
        }
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> exchange.getResponse().addCookie(
                cookie(exchange, sealed(OnTheWay.of(request, clock.instant().plus(ON_THE_WAY)))).maxAge(ON_THE_WAY).build()));
    }

    private String sealed(OnTheWay onTheWay) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    sealing.encrypt(JSON.writeValueAsBytes(onTheWay), PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal where somebody is on the way to", e);
        }
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(_ ->
                exchange.getResponse().addCookie(cookie(exchange, "").maxAge(0).build()));
    }

    private static Optional<String> sealed(ServerWebExchange exchange) {
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
