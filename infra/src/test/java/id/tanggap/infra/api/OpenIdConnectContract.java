package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole code flow with PKCE, whoever the provider is. It knows {@code siti} with a verified address and {@code orang}
 * with one that is not verified, each by the password "password of …".
 */
@ExtendWith(OnePlatform.class)
abstract class OpenIdConnectContract {

    private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    static final String SITI = "5f0c0f0e-0000-4000-8000-000000000001";
    static final String ORANG = "5f0c0f0e-0000-4000-8000-000000000002";

    @TempDir
    Path folder;

    abstract String issuer();

    Platform start(String claim) {
        return startAt("http://127.0.0.1", claim);
    }

    Platform startAt(String publicUrl, String claim) {
        return Platform.startForReal(folder, "--tanggap.public-url=" + publicUrl, "--tanggap.sign-in.oidc-claim=" + claim,
                "--spring.security.oauth2.client.registration.office.client-id=tanggap",
                "--spring.security.oauth2.client.registration.office.client-secret=only-for-tests",
                "--spring.security.oauth2.client.registration.office.client-name=Kantor",
                "--spring.security.oauth2.client.registration.office.scope=openid,profile,email",
                "--spring.security.oauth2.client.registration.office.provider=office",
                "--spring.security.oauth2.client.provider.office.issuer-uri=" + issuer());
    }

    void open(Browser administrator, String account, String role, String subject) {
        administrator.posts("/api/v1/accounts", "account", account, "role", role, "name", "Seseorang", "signIn",
                "OPENID_CONNECT", "identity", Http.body("issuer", issuer(), "subject", subject)).is(201);
    }

    @Test
    void somebody_who_is_known_there_acts_as_their_account_here_says_until_it_is_deactivated() throws Exception {
        try (Platform platform = start("sub")) {
            Browser adi = Browser.administrator(platform);
            open(adi, "siti.aminah", "INSPECTOR", SITI);
            assertThat(platform.http().get("/masuk", Who.PUBLIC).text()).contains("/oauth2/authorization/office", "Kantor");

            Visit siti = new Visit(platform);
            HttpResponse<String> away = siti.get(siti.here("/oauth2/authorization/office"));
            assertThat(location(away).toString()).startsWith(issuer()).contains("code_challenge_method=S256",
                    "response_type=code", "state=", "nonce=");
            HttpResponse<String> back = siti.passesTheLoginOf("siti", location(away));

            assertThat(back.statusCode()).isEqualTo(303);
            assertThat(location(back).getPath()).isEqualTo("/inspektorat");
            String session = siti.get(siti.here("/api/v1/session")).body();
            assertThat(session).contains("\"account\":\"siti.aminah\"", "\"role\":\"INSPECTOR\"");
            adi.asks("siti.aminah", "/deactivation").is(201);
            assertThat(siti.get(siti.here("/api/v1/session")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void somebody_who_is_known_there_and_not_here_is_told_so_and_not_let_in() throws Exception {
        try (Platform platform = start("email")) {
            Browser adi = Browser.administrator(platform);
            open(adi, "siti.aminah", "INSPECTOR", "siti@example.org");
            // whose address the provider has not verified
            open(adi, "orang", "COORDINATOR", "orang@example.org");
            Visit orang = new Visit(platform);
            Visit siti = new Visit(platform);

            HttpResponse<String> refused = orang.passesTheLoginOf("orang",
                    location(orang.get(orang.here("/oauth2/authorization/office"))));

            HttpResponse<String> page = orang.get(orang.here(location(refused).getPath()));
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("tidak memiliki akun aktif");
            assertThat(orang.get(orang.here("/api/v1/session")).statusCode()).isEqualTo(401);
            assertThat(location(siti.passesTheLoginOf("siti", location(siti.get(siti.here("/oauth2/authorization/office")))))
                    .getPath()).isEqualTo("/inspektorat");
        }
    }

    @Test
    void the_way_back_of_another_browser_leads_nowhere() throws Exception {
        try (Platform platform = start("preferred_username")) {
            open(Browser.administrator(platform), "siti", "INSPECTOR", "siti");
            Visit attacker = new Visit(platform);
            URI back = attacker.backFromTheLoginOf("siti", location(attacker.get(attacker.here("/oauth2/authorization/office"))));

            Visit victim = new Visit(platform);
            victim.get(victim.here("/oauth2/authorization/office"));

            HttpResponse<String> refused = victim.get(back);
            assertThat(location(refused).getPath()).isEqualTo("/masuk/gagal");
            assertThat(victim.get(victim.here("/masuk/gagal")).statusCode()).isEqualTo(401);
            assertThat(victim.get(victim.here("/api/v1/session")).statusCode()).isEqualTo(401);
            assertThat(location(attacker.get(back)).getPath()).isEqualTo("/inspektorat");
            assertThat(location(attacker.get(back)).getPath()).as("the same way back again").isEqualTo("/masuk/gagal");
        }
    }

    static URI location(HttpResponse<?> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow(() ->
                new AssertionError(answer.statusCode() + " " + answer.body())));
    }

    /** A browser that takes cookies and is led step by step. */
    static final class Visit {

        private final Platform platform;
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

        Visit(Platform platform) {
            this.platform = platform;
        }

        URI here(String path) {
            return URI.create("http://127.0.0.1:" + platform.port() + path);
        }

        HttpResponse<String> get(URI address) throws Exception {
            return send(HttpRequest.newBuilder(address).build());
        }

        private HttpResponse<String> send(HttpRequest request) throws Exception {
            // a provider's may be for https only, but for browsers' exception of loopback addresses
            cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }

        URI backFromTheLoginOf(String user, URI provider) throws Exception {
            Matcher form = LOGIN_FORM.matcher(get(provider).body());
            assertThat(form.find()).isTrue();
            String fields = "username=" + user + "&password="
                    + URLEncoder.encode("password of " + user, StandardCharsets.UTF_8);
            return location(send(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields)).build()));
        }

        HttpResponse<String> passesTheLoginOf(String user, URI provider) throws Exception {
            return get(backFromTheLoginOf(user, provider));
        }
    }
}
