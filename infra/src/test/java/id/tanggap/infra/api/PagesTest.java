package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** What all pages share. */
@ExtendWith(OnePlatform.class)
class PagesTest {

    private static final Who BROWSER = Who.PUBLIC.with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Platform platform;

    PagesTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void the_pages_own_files_are_kept_for_good_under_names_that_change_with_them() {
        String start = platform.http().get("/", BROWSER).is(200).text();
        List<String> files = Pattern.compile("(?:href|src)=\"(/aset/[^\"]+)\"").matcher(start).results()
                .map(match -> match.group(1)).toList();

        assertThat(files).hasSize(3).allMatch(file -> file.matches("/aset/[a-z]+\\.[0-9a-f]{16}\\.(css|js|svg)"));
        for (String file : files) {
            Answer plain = platform.http().get(file, BROWSER).is(200);
            HttpResponse<byte[]> packed = asTheyCome(file);
            assertThat(plain.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
            assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
            assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(packed.body().length).isLessThan(Math.max(400, plain.bytes().length / 2));
        }
        platform.http().get("/aset/tanggap.css", BROWSER).is(404);
    }

    @Test
    void pages_are_compressed_on_the_way_and_kept_nowhere() {
        HttpResponse<byte[]> packed = asTheyCome("/");

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /** With the bytes as they were sent: the other client here does not ask for compressed ones. */
    private HttpResponse<byte[]> asTheyCome(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + platform.port() + path))
                    .header("Accept", "text/html").header("Accept-Encoding", "gzip").build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_goes_wrong_is_a_page_for_people_and_a_problem_for_programs() {
        Answer page = platform.http().get("/tidak-ada", BROWSER).is(404);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text()).contains("<html lang=\"id\">", "Halaman ini tidak ada", "href=\"/\"");
        assertThat(platform.http().get("/tidak-ada", BROWSER.with("Cookie", "bahasa=en")).is(404).text())
                .contains("This page does not exist");

        platform.http().get("/tidak-ada", Who.PUBLIC).is(404, "NO_SUCH_RESOURCE");
        platform.http().get("/api/v1/tidak-ada", BROWSER).is(404, "NO_SUCH_RESOURCE");
        platform.http().get("/actuator/prometheus", BROWSER).is(403, "NOT_ALLOWED");
    }

    @Test
    void the_help_tells_the_limits_that_are_recorded() {
        String help = platform.http().get("/bantuan", BROWSER).is(200).text();

        platform.http().get("/api/v1/standards", Who.PUBLIC).is(200).json().at("/inForce").forEach(standard -> assertThat(help)
                .contains("dijawab dalam " + standard.at("/limit/amount").asInt() + " hari kerja"));
        assertThat(help).contains("dalam " + platform.http().get("/api/v1/procedures", Who.PUBLIC).is(200)
                .at("/inForce/verification/amount") + " hari kerja");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:x", "evil", "/a?b=//evil.example",
            "//evil.example?a=b", "/a?b\r\nc"})
    void the_switch_of_language_leads_nowhere_else(String from) {
        assertThat(platform.http().get("/bahasa/en?dari=" + java.net.URLEncoder.encode(from,
                java.nio.charset.StandardCharsets.UTF_8), BROWSER).is(303).header("Location")).isEqualTo("/");
    }

    @Test
    void who_switches_the_language_stays_where_they_are_with_what_they_asked_for() {
        String asked = "/lapor?kata=jalan%20rusak+%26+gelap&halaman=2";

        Matcher link = Pattern.compile("href=\"(/bahasa/en\\?dari=[^\"]*)\"")
                .matcher(platform.http().get("/bantuan?" + asked.substring("/lapor?".length()), BROWSER).text());

        assertThat(link.find()).isTrue();
        assertThat(platform.http().get(link.group(1), BROWSER).is(303).header("Location"))
                .isEqualTo(asked.replace("/lapor", "/bantuan"));
    }

    @Test
    void a_chosen_language_stays_and_comes_before_what_the_browser_asks_for() {
        Answer chosen = platform.http().get("/bahasa/en?dari=/bantuan", BROWSER).is(303);
        assertThat(chosen.header("Location")).isEqualTo("/bantuan");
        assertThat(chosen.header("Set-Cookie")).startsWith("bahasa=en; ").containsIgnoringCase("httponly").contains("Path=/", "SameSite=Lax");
        platform.http().get("/bahasa/fr", BROWSER).is(404);

        assertThat(platform.http().get("/", BROWSER).text()).contains("<html lang=\"id\">");
        assertThat(platform.http().get("/", BROWSER.with("Accept-Language", "en-GB,id;q=0.5")).text())
                .contains("<html lang=\"en\">");
        assertThat(platform.http().get("/", BROWSER.with("Accept-Language", "en").with("Cookie", "bahasa=id")).text())
                .contains("<html lang=\"id\">");
        assertThat(platform.http().get("/", BROWSER.with("Accept-Language", "jv, fr")).text()).contains("<html lang=\"id\">");
    }

    @Test
    void what_is_no_form_is_told_so() {
        for (String form : List.of("kind=%ZZ", "%", "=%e", "kind=COMPLAINT&x=%G1")) {
            platform.http().send(HttpMethod.POST, "/lapor/jenis", BROWSER, FORM, form.getBytes()).is(400);
            platform.http().send(HttpMethod.POST, "/masuk", BROWSER, FORM, form.getBytes()).is(400);
        }
        platform.http().send(HttpMethod.POST, "/lapor/jenis", BROWSER, FORM, new byte[300_000]).is(413);
    }

    @Test
    void a_form_on_another_site_says_nothing_here() {
        Case complaint = platform.anonymous();
        complaint.seen();
        byte[] form = ("code=" + complaint.code + "&secret=" + complaint.secret).getBytes();

        for (Who from : List.of(BROWSER.with("Sec-Fetch-Site", "cross-site"), BROWSER.with("Origin", "https://evil.example"),
                BROWSER.with("Origin", "null"))) {
            Answer refused = platform.http().send(HttpMethod.POST, "/lacak", from, FORM, form).is(403);
            assertThat(refused.headers().get("Set-Cookie")).isNull();
            assertThat(refused.text()).contains("dikirim dari situs lain");
        }
        platform.http().send(HttpMethod.POST, "/lacak", BROWSER.with("Sec-Fetch-Site", "same-origin"), FORM, form).is(303);
    }
}
