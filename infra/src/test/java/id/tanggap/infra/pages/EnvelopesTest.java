package id.tanggap.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class EnvelopesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");
    private static final Envelopes.Kind DRAFT = new Envelopes.Kind("draft", "/here", Duration.ofHours(1));
    private static final byte[] TEXT = "Sari, Jl. Melati 5".getBytes(StandardCharsets.UTF_8);

    private static Envelopes envelopes(String key, Instant now) {
        return new Envelopes(text -> sha256(key + text), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockServerWebExchange exchange(HttpCookie... cookies) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/here").cookie(cookies));
    }

    private static HttpCookie[] kept(Envelopes.Kind kind, byte[] content) {
        MockServerWebExchange exchange = exchange();
        assertThat(envelopes("k", NOW).keep(kind, content, exchange)).isTrue();
        return exchange.getResponse().getCookies().values().stream().map(java.util.List::getFirst)
                .map(cookie -> new HttpCookie(cookie.getName(), cookie.getValue())).toArray(HttpCookie[]::new);
    }

    @Test
    void what_a_browser_keeps_comes_back_as_it_was() {
        assertThat(envelopes("k", NOW).open(DRAFT, exchange(kept(DRAFT, TEXT)))).hasValue(TEXT);
    }

    @Test
    void nobody_can_read_it_from_the_cookie_and_no_script_gets_at_it() {
        MockServerWebExchange exchange = exchange();
        envelopes("k", NOW).keep(DRAFT, TEXT, exchange);

        assertThat(exchange.getResponse().getCookies().toSingleValueMap().values()).singleElement().satisfies(cookie -> {
            assertThat(cookie.getValue()).doesNotContain("Sari").doesNotContain("U2Fy");
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
            assertThat(cookie.getPath()).isEqualTo("/here");
            assertThat(cookie.getMaxAge().isNegative()).as("ends with the browser").isTrue();
        });
    }

    @Test
    void it_is_of_no_use_after_its_time_elsewhere_or_for_anything_else() {
        HttpCookie[] cookies = kept(DRAFT, TEXT);

        assertThat(envelopes("k", NOW.plusSeconds(3_599)).open(DRAFT, exchange(cookies))).isPresent();
        assertThat(envelopes("k", NOW.plusSeconds(3_601)).open(DRAFT, exchange(cookies))).isEmpty();
        assertThat(envelopes("another", NOW).open(DRAFT, exchange(cookies))).isEmpty();
        Envelopes.Kind other = new Envelopes.Kind("other", "/here", Duration.ofHours(1));
        assertThat(envelopes("k", NOW).open(other, exchange(new HttpCookie("other0", cookies[0].getValue())))).isEmpty();
    }

    @Test
    void whoever_changes_it_has_nothing() {
        String sealed = kept(DRAFT, TEXT)[0].getValue();
        for (int at = 0; at < sealed.length() - 1; at++) {
            String changed = sealed.substring(0, at) + (sealed.charAt(at) == 'A' ? 'B' : 'A') + sealed.substring(at + 1);
            assertThat(envelopes("k", NOW).open(DRAFT, exchange(new HttpCookie("draft0", changed)))).as("at %d", at).isEmpty();
        }
        for (String nonsense : new String[] {"", "x", "=", "%%%", "A".repeat(5_000)}) {
            assertThat(envelopes("k", NOW).open(DRAFT, exchange(new HttpCookie("draft0", nonsense)))).isEmpty();
        }
    }

    @Test
    void what_is_too_large_for_cookies_is_not_kept_and_what_was_there_stays() {
        byte[] large = new byte[9_000];
        new Random(7).nextBytes(large);
        MockServerWebExchange exchange = exchange();

        assertThat(envelopes("k", NOW).keep(DRAFT, large, exchange)).isFalse();

        assertThat(exchange.getResponse().getCookies()).isEmpty();
        byte[] fits = new byte[4_000];
        new Random(7).nextBytes(fits);
        HttpCookie[] cookies = kept(DRAFT, fits);
        assertThat(cookies).hasSize(2).allSatisfy(cookie -> assertThat(cookie.getValue().length()).isLessThan(4_000));
        assertThat(envelopes("k", NOW).open(DRAFT, exchange(cookies))).hasValue(fits);
    }
}
