package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.keys.HmacKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Somebody goes to a provider from one node and comes back to another. */
class AuthorizationRequestsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final byte[] KEY = HmacKey.fresh();
    private static final OAuth2AuthorizationRequest REQUEST = OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://provider.example/authorize").clientId("tanggap")
            .redirectUri("https://tanggap.example/login/oauth2/code/provider").scopes(Set.of("openid", "profile")).state("state=1")
            .additionalParameters(Map.of("nonce", "hashed", "code_challenge", "challenge", "code_challenge_method", "S256"))
            .attributes(Map.of("registration_id", "provider", "nonce", "nonce", "code_verifier", "verifier")).build();

    private static AuthorizationRequests node(byte[] key, Instant now) {
        return new AuthorizationRequests(new HmacKey(key), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ResponseCookie cookie() {
        MockServerWebExchange going = MockServerWebExchange.from(MockServerHttpRequest.get("/oauth2/authorization/provider"));
        node(KEY, NOW).saveAuthorizationRequest(REQUEST, going).block();
        return going.getResponse().getCookies().getFirst("tanggap-oidc");
    }

    private static MockServerWebExchange back(String cookie, String state) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/login/oauth2/code/provider").queryParam("state", state)
                .cookie(new HttpCookie("tanggap-oidc", cookie)));
    }

    @Test
    void whichever_node_somebody_comes_back_to_knows_what_was_asked_for_and_takes_the_cookie_away() {
        MockServerWebExchange back = back(cookie().getValue(), "state=1");

        OAuth2AuthorizationRequest found = node(KEY, NOW.plus(Duration.ofMinutes(9))).removeAuthorizationRequest(back).block();

        // scopes have no order
        assertThat(found).usingRecursiveComparison().ignoringFields("authorizationRequestUri").isEqualTo(REQUEST);
        assertThat(back.getResponse().getCookies().getFirst("tanggap-oidc").getMaxAge()).isZero();
    }

    @Test
    void another_state_a_late_return_another_platform_and_a_changed_cookie_lead_nowhere() {
        String cookie = cookie().getValue();
        String changed = (cookie.charAt(0) == 'A' ? 'B' : 'A') + cookie.substring(1);

        assertThat(node(KEY, NOW).loadAuthorizationRequest(back(cookie, "state=2")).blockOptional()).isEmpty();
        assertThat(node(KEY, NOW.plus(Duration.ofMinutes(10))).loadAuthorizationRequest(back(cookie, "state=1")).blockOptional())
                .isEmpty();
        assertThat(node(HmacKey.fresh(), NOW).loadAuthorizationRequest(back(cookie, "state=1")).blockOptional()).isEmpty();
        assertThat(node(KEY, NOW).loadAuthorizationRequest(back(changed, "state=1")).blockOptional()).isEmpty();
        assertThat(node(KEY, NOW).loadAuthorizationRequest(back("no Base64!", "state=1")).blockOptional()).isEmpty();
    }

    @Test
    void the_cookie_tells_nothing_and_fits_into_a_browser() {
        assertThat(cookie().getValue()).doesNotContain("verifier").matches("[A-Za-z0-9_-]{100,3000}");
    }
}
