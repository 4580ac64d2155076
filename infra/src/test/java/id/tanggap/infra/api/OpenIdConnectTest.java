package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** At a provider of the tests' own, which can also be made to say what is not so. */
class OpenIdConnectTest extends OpenIdConnectContract {

    private static ProviderOnThisMachine provider;

    @BeforeAll
    static void startProvider() throws IOException {
        provider = new ProviderOnThisMachine();
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @Override
    String issuer() {
        return provider.issuer();
    }

    private static UnaryOperator<JWTClaimsSet> but(UnaryOperator<JWTClaimsSet.Builder> change) {
        return claims -> change.apply(new JWTClaimsSet.Builder(claims)).build();
    }

    @Test
    void nobody_is_let_in_by_an_id_token_that_was_not_made_for_this_sign_in() throws Exception {
        Map<String, Runnable> lies = new LinkedHashMap<>();
        lies.put("for another client", () -> provider.says(but(claims -> claims.audience("another"))));
        lies.put("by another issuer", () -> provider.says(but(claims -> claims.issuer("https://evil.example"))));
        lies.put("out of date", () -> provider.says(but(claims -> claims.expirationTime(
                Date.from(Instant.now().minusSeconds(600))).issueTime(Date.from(Instant.now().minusSeconds(900))))));
        lies.put("for another sign-in", () -> provider.says(but(claims -> claims.claim("nonce", "another"))));
        lies.put("for no sign-in in particular", () -> provider.says(but(claims -> claims.claim("nonce", null))));
        lies.put("of nobody", () -> provider.says(but(claims -> claims.subject(null))));
        lies.put("signed by somebody else", () -> provider.signsWith(ProviderOnThisMachine.Signature.UNKNOWN_KEY));
        lies.put("signed by nobody", () -> provider.signsWith(ProviderOnThisMachine.Signature.NONE));
        lies.put("of another person than the token is for", () -> provider.saysOfWhoAsksForMore(_ -> ORANG));
        try (Platform platform = start("sub")) {
            open(Browser.administrator(platform), "siti.aminah", "INSPECTOR", SITI);

            for (Map.Entry<String, Runnable> lie : lies.entrySet()) {
                provider.isHonest();
                lie.getValue().run();
                Visit siti = new Visit(platform);
                HttpResponse<String> back = siti.passesTheLoginOf("siti",
                        location(siti.get(siti.here("/oauth2/authorization/office"))));

                assertThat(location(back).getPath()).as(lie.getKey()).isEqualTo("/masuk/gagal");
                assertThat(siti.get(siti.here("/api/v1/session")).statusCode()).as(lie.getKey()).isEqualTo(401);
            }
            provider.isHonest();
            Visit siti = new Visit(platform);
            assertThat(location(siti.passesTheLoginOf("siti", location(siti.get(siti.here("/oauth2/authorization/office")))))
                    .getPath()).isEqualTo("/inspektorat");
        }
    }

    @Test
    void behind_a_proxy_people_come_back_to_the_public_address_by_a_cookie_that_no_other_host_can_plant() {
        try (Platform platform = startAt("https://tanggap.example.org", "sub")) {
            Answer away = platform.http().get("/oauth2/authorization/office", Who.PUBLIC
                    .with("X-Forwarded-For", "203.0.113.7").with("X-Forwarded-Host", "evil.example")).is(302);

            assertThat(URLDecoder.decode(away.header("Location"), StandardCharsets.UTF_8))
                    .contains("redirect_uri=https://tanggap.example.org/login/oauth2/code/office");
            assertThat(away.header("Set-Cookie")).startsWith("__Host-tanggap-oidc=").contains("Secure", "HTTPOnly",
                    "SameSite=Lax", "Path=/").doesNotContain("Domain");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_stands_in_the_address_of_a_way_back_writes_no_line_into_the_log(CapturedOutput output) throws Exception {
        try (Platform platform = start("sub")) {
            Visit siti = new Visit(platform);
            URI away = location(siti.get(siti.here("/oauth2/authorization/office")));
            String state = away.getRawQuery().replaceAll(".*\\bstate=([^&]*).*", "$1");

            HttpResponse<String> back = siti.get(siti.here("/login/oauth2/code/office?error=x%0A2026-01-01%20INFO%20adi%20signed"
                    + "%20in&error_description=FORGED&state=" + state));

            assertThat(location(back).getPath()).isEqualTo("/masuk/gagal");
        }
        assertThat(output.getAll()).contains("Somebody could not sign in at an OpenID Connect provider")
                .doesNotContain("adi signed in", "FORGED");
    }

    @Test
    void a_code_that_the_provider_does_not_take_signs_nobody_in_and_is_not_told_back() throws Exception {
        try (Platform platform = start("sub")) {
            open(Browser.administrator(platform), "siti.aminah", "INSPECTOR", SITI);
            Visit siti = new Visit(platform);
            URI back = siti.backFromTheLoginOf("siti", location(siti.get(siti.here("/oauth2/authorization/office"))));

            HttpResponse<String> refused = siti.get(URI.create(back.toString().replaceFirst("code=[^&]+",
                    "code=%3Cscript%3E")));

            assertThat(location(refused)).isEqualTo(siti.here("/masuk/gagal"));
            assertThat(siti.get(location(refused)).body()).contains("tidak memastikan siapa Anda").doesNotContain("&lt;script", "<script>");
            assertThat(siti.get(siti.here("/api/v1/session")).statusCode()).isEqualTo(401);
        }
    }
}
