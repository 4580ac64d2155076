package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;

/** Signing in with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class SignInPagesTest {

    private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private Platform platform;

    private void start(String... settings) {
        platform = Platform.startForReal(folder, settings);
    }

    private void start(StandingClock clock) {
        platform = Platform.startForReal(clock, folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void somebody_makes_the_first_account_signs_in_and_out_by_forms_alone() {
        start();
        Browser browser = new Browser(platform);

        assertThat(browser.gets("/masuk").is(200).text()).contains("href=\"/pertama\"");
        submit(browser, "/pertama", "token", FirstToken.of(platform).orElseThrow(), "account", "adi", "name", "Adi",
                "password", Browser.PASSWORD).is(303);
        assertThat(submit(browser, "/masuk", "account", "adi", "password", Browser.PASSWORD).is(303).header("Location"))
                .isEqualTo("/penghapusan");
        Answer signedIn = browser.gets("/masuk").is(200);
        assertThat(signedIn.text()).contains("Anda sudah masuk", "adi", "Administrator").doesNotContain("/pertama");
        Matcher token = HIDDEN.matcher(signedIn.text());
        assertThat(token.find()).isTrue();

        submit(browser, "/keluar").is(403);
        submit(browser, "/keluar", "_csrf", token.group(1)).is(303);

        assertThat(browser.cookie()).isEmpty();
        assertThat(browser.gets("/masuk").text()).doesNotContain("Anda sudah masuk");
    }

    @Test
    void a_wrong_password_and_a_void_token_are_told_on_the_page_in_the_readers_language() {
        start();
        Browser browser = new Browser(platform);

        assertThat(submit(browser, "/masuk", "account", "<b>adi", "password", "salah").is(401).text())
                .contains("role=\"alert\"", "tidak cocok").doesNotContain("<b>adi", "do not fit");
        assertThat(platform.http().send(HttpMethod.POST, "/masuk", Who.PUBLIC.with("Cookie", "bahasa=en")
                .with("Sec-Fetch-Site", "same-origin"),
                "application/x-www-form-urlencoded", form("account", "adi", "password", "salah")).is(401).text())
                .contains("<html lang=\"en\">", "do not fit");
        assertThat(submit(browser, "/sandi", "account", "adi", "token", "x", "password", Browser.PASSWORD).is(401).text())
                .contains("Token ini tidak berlaku");
        submit(browser, "/pertama").is(400);
    }

    @Test
    void a_session_that_has_ended_is_in_nobodys_way_who_reports_as_a_citizen() {
        start();
        Surfer citizen = new Surfer(platform);
        citizen.opens("/lapor").isAt("/lapor/jenis");
        HttpCookie ended = new HttpCookie("tanggap", "0".repeat(43));
        ended.setPath("/");
        ended.setVersion(0);
        citizen.keeps(ended);

        citizen.submits("/lapor/jenis", "kind", "COMPLAINT").isAt("/lapor/hal");
    }

    @Test
    void an_invited_person_chooses_a_password_on_a_page() {
        start();
        Browser adi = Browser.administrator(platform);
        String token = adi.posts("/api/v1/accounts", "account", "kris", "role", "COORDINATOR", "name", "Kris").is(201)
                .at("/passwordToken");

        assertThat(adi.gets("/sandi").is(200).text()).contains("12");
        submit(new Browser(platform), "/sandi", "account", "kris", "token", " " + token, "password", Browser.PASSWORD)
                .is(303);

        Browser.signedIn(platform, "kris", Browser.PASSWORD);
    }

    @Test
    void somebody_changes_their_own_password_and_every_other_session_ends() {
        String chosen = "lima gajah menari pelan";
        start();
        Browser adi = Browser.administrator(platform);
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        assertThat(adi.gets("/masuk").is(200).text()).contains("href=\"/masuk/sandi\"");

        submit(adi, "/masuk/sandi", "current", Browser.PASSWORD, "password", chosen).is(403);
        assertThat(submit(adi, "/masuk/sandi", "_csrf", adi.csrf(), "current", "salah", "password", chosen).is(401).text())
                .contains("role=\"alert\"", "tidak cocok");
        assertThat(submit(adi, "/masuk/sandi", "_csrf", adi.csrf(), "current", Browser.PASSWORD, "password", "singkat").is(422)
                .text()).contains("role=\"alert\"", "minimal 12 karakter").doesNotContain("singkat");
        elsewhere.gets("/api/v1/session").is(200);
        assertThat(submit(adi, "/masuk/sandi", "_csrf", adi.csrf(), "current", Browser.PASSWORD, "password", chosen).is(303)
                .header("Location")).isEqualTo("/masuk?baru=sandi");

        assertThat(adi.gets("/masuk?baru=sandi").is(200).text()).contains("Kata sandi diganti.");
        elsewhere.gets("/api/v1/session").is(401);
        submit(new Browser(platform), "/masuk", "account", "adi", "password", Browser.PASSWORD).is(401);
        Browser.signedIn(platform, "adi", chosen);
    }

    @Test
    void somebody_sees_their_sessions_in_words_and_ends_them_with_buttons() {
        start();
        Browser adi = Browser.administrator(platform);
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        Browser third = Browser.signedIn(platform, "adi", Browser.PASSWORD);

        String page = adi.gets("/masuk").is(200).text();
        assertThat(page).contains("Sesi Anda", "Sesi ini", "Terakhir dipakai", "Akhiri semua sesi lain");
        Matcher other = Pattern.compile("name=\"sesi\" value=\"([^\"]{43})\"").matcher(page);
        assertThat(other.find()).isTrue();

        submit(adi, "/masuk/sesi", "sesi", other.group(1)).is(403);
        submit(adi, "/masuk/sesi", "_csrf", adi.csrf(), "sesi", "tidak ada").is(404);
        assertThat(submit(adi, "/masuk/sesi", "_csrf", adi.csrf(), "sesi", other.group(1)).is(303).header("Location"))
                .isEqualTo("/masuk?baru=sesi");
        assertThat(Stream.of(elsewhere, third).map(one -> one.gets("/api/v1/session").status())).containsExactlyInAnyOrder(200, 401);
        assertThat(adi.gets("/masuk?baru=sesi").text()).contains("Sesi diakhiri.");

        submit(adi, "/masuk/sesi", "_csrf", adi.csrf(), "sesi", "lainnya").is(303);
        assertThat(Stream.of(elsewhere, third).map(one -> one.gets("/api/v1/session").status())).containsOnly(401);
        assertThat(adi.gets("/masuk").text()).contains("Sesi ini").doesNotContain("Akhiri semua sesi lain");
    }

    @Test
    void some_time_after_signing_in_sessions_are_ended_after_the_password_was_given_once_more() {
        StandingClock clock = new StandingClock(Instant.parse("2026-11-02T03:00:00Z"));
        start(clock);
        Browser adi = Browser.administrator(platform);
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        clock.jump(Duration.ofMinutes(11));

        assertThat(adi.gets("/masuk").is(200).text()).contains("Sesi Anda", "pastikan sekali lagi").doesNotContain("lainnya");
        assertThat(submit(adi, "/masuk/sesi", "_csrf", adi.csrf(), "sesi", "lainnya").is(403).text()).contains("Masuklah sekali lagi");
        assertThat(submit(adi, "/masuk", "account", "adi", "password", "salah", "ke", "/masuk").is(401).text())
                .contains("role=\"alert\"", "tidak cocok");
        assertThat(submit(adi, "/masuk", "account", "adi", "password", Browser.PASSWORD, "ke", "/masuk").is(303).header("Location"))
                .isEqualTo("/masuk");

        Matcher token = HIDDEN.matcher(adi.gets("/masuk").text());
        assertThat(token.find()).isTrue();
        submit(adi, "/masuk/sesi", "_csrf", token.group(1), "sesi", "lainnya").is(303);
        elsewhere.gets("/api/v1/session").is(401);
    }

    @Test
    void a_form_on_another_site_signs_nobody_in_and_nobody_out() {
        start();
        Browser adi = Browser.administrator(platform);
        byte[] form = form("account", "adi", "password", Browser.PASSWORD);
        String here = "http://127.0.0.1:" + platform.port();

        for (String path : new String[] {"/masuk", "/masuk/sesi", "/sandi", "/pertama", "/keluar"}) {
            for (Who from : new Who[] {Who.PUBLIC, Who.PUBLIC.with("Sec-Fetch-Site", "cross-site"),
                    Who.PUBLIC.with("Sec-Fetch-Site", "same-site").with("Origin", here),
                    Who.PUBLIC.with("Origin", "https://evil.example"), Who.PUBLIC.with("Origin", here + "0"),
                    Who.PUBLIC.with("Origin", "null")}) {
                assertThat(posted(path, from, form).is(403).header("Set-Cookie")).as(path + from).isNull();
            }
        }
        assertThat(posted("/masuk", Who.PUBLIC.with("Origin", "null"), form).text()).contains("situs lain");
        for (Who from : new Who[] {Who.PUBLIC.with("Origin", here), Who.PUBLIC.with("Sec-Fetch-Site", "none"),
                Who.PUBLIC.with("Sec-Fetch-Site", "same-origin").with("Origin", "null")}) {
            assertThat(posted("/masuk", from, form).is(303).header("Set-Cookie")).startsWith("tanggap=");
        }
        assertThat(adi.gets("/api/v1/session").status()).isEqualTo(200);
    }

    private Answer posted(String path, Who from, byte[] form) {
        return platform.http().send(HttpMethod.POST, path, from, "application/x-www-form-urlencoded", form);
    }

    @Test
    void pages_are_kept_nowhere_and_need_nothing_but_themselves() {
        start();

        for (String page : new String[] {"/masuk", "/sandi", "/pertama"}) {
            Answer answer = platform.http().get(page, Who.PUBLIC).is(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(answer.headers().get("Set-Cookie")).isNull();
            assertThat(answer.text()).contains("<html lang=\"id\">").doesNotContain("<script>", "style=", "th:", "//", "??");
        }
    }

    /** The test itself is a proxy on this machine, which is believed unless settings say otherwise. */
    @Test
    void behind_a_proxy_people_are_where_the_public_address_says_and_the_cookie_is_bound_to_that_host() {
        start("--tanggap.public-url=https://tanggap.example.org");
        Browser.administrator(platform);
        Who proxied = Who.PUBLIC.with("X-Forwarded-For", "203.0.113.7").with("X-Forwarded-Proto", "http")
                .with("X-Forwarded-Host", "evil.example");

        Answer signedIn = platform.http().post("/api/v1/session", proxied.with("Origin", "https://tanggap.example.org"),
                Http.body("account", "adi", "password", Browser.PASSWORD)).is(201);

        String cookie = signedIn.header("Set-Cookie");
        assertThat(cookie).startsWith("__Host-tanggap=").contains("Secure").doesNotContain("Domain");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        platform.http().get("/api/v1/session", proxied.with("Cookie", pair)).is(200);
        platform.http().get("/api/v1/session", Who.PUBLIC.with("Cookie", pair)).is(401);
        posted("/masuk", proxied.with("Origin", "https://evil.example"), form("account", "adi", "password", Browser.PASSWORD))
                .is(403);
    }

    @Test
    void who_is_no_trusted_proxy_changes_nothing_by_saying_where_a_request_comes_from() {
        start("--tanggap.public-url=https://tanggap.example.org", "--tanggap.trusted-proxies=192.0.2.1");
        Browser.administrator(platform);

        Answer signedIn = platform.http().post("/api/v1/session", Who.PUBLIC.with("X-Forwarded-For", "203.0.113.7")
                .with("X-Forwarded-Proto", "https").with("Forwarded", "for=203.0.113.7;proto=https;host=tanggap.example.org"),
                Http.body("account", "adi", "password", Browser.PASSWORD)).is(201);

        assertThat(signedIn.header("Set-Cookie")).startsWith("tanggap=").doesNotContain("Secure");
    }

    @Test
    void who_signs_in_begins_where_they_work_or_comes_back_to_the_page_that_wanted_it_and_to_no_other_site() {
        start("--spring.profiles.active=demo", "--tanggap.data=" + folder);
        String password = "demo tanggap, bukan rahasia";
        String wanted = "/kerja/01952064-0000-7000-8000-000000000000";

        for (String[] one : new String[][] {{"demo.petugas.pu", "", "/kerja"}, {"demo.koordinator", "", "/verifikasi"},
                {"demo.inspektur", "", "/inspektorat"}, {"demo.administrator", "", "/penghapusan"}, {"demo.petugas.pu", wanted, wanted},
                {"demo.petugas.pu", "//evil.example/", "/kerja"}, {"demo.petugas.pu", "https://evil.example", "/kerja"},
                {"demo.petugas.pu", "/\\\\evil.example", "/kerja"}}) {
            assertThat(submit(new Browser(platform), "/masuk", "account", one[0], "password", password, "ke", one[1]).is(303)
                    .header("Location")).as(one[0] + one[1]).isEqualTo(one[2]);
        }
        assertThat(platform.http().get("/masuk?ke=" + wanted, Who.PUBLIC).text()).contains("name=\"ke\" value=\"" + wanted + "\"");
        assertThat(platform.http().get("/masuk?ke=//evil.example", Who.PUBLIC).text()).doesNotContain("evil", "name=\"ke\"");
        assertThat(submit(new Browser(platform), "/masuk", "account", "demo.petugas.pu", "password", "salah", "ke", wanted).is(401)
                .text()).contains("value=\"" + wanted + "\"");
    }

    @Test
    void the_page_of_ones_own_account_calls_the_office_by_its_name() {
        start("--spring.profiles.active=demo", "--tanggap.data=" + folder);
        Browser browser = new Browser(platform);

        submit(browser, "/masuk", "account", "demo.petugas.pu", "password", "demo tanggap, bukan rahasia").is(303);

        assertThat(browser.gets("/masuk").is(200).text()).contains("<dd>Dinas Pekerjaan Umum");
    }

    @Test
    void a_demo_has_ready_accounts_and_says_so_everywhere() {
        start("--spring.profiles.active=demo", "--tanggap.data=" + folder);

        for (String path : new String[] {"/masuk", "/api/v1/offices", "/api/v1/nowhere", "/actuator/health"}) {
            assertThat(platform.http().get(path, Who.PUBLIC).header("Tanggap-Demo")).as(path).isNotBlank();
        }
        assertThat(platform.http().get("/masuk", Who.PUBLIC).text()).contains("DEMO");
        assertThat(platform.http().get("/v3/api-docs", Who.PUBLIC).at("/info/title")).contains("DEMO");
        assertThat(platform.http().get("/api/v1/offices", Who.PUBLIC.havingSeen(platform.head())).json().path("offices"))
                .hasSize(2);
        assertThat(FirstToken.of(platform)).isEmpty();
        for (String role : new String[] {"administrator", "koordinator", "inspektur", "petugas.pu", "kepala.dukcapil"}) {
            Browser.signedIn(platform, "demo." + role, "demo tanggap, bukan rahasia");
        }
    }

    private static Answer submit(Browser browser, String path, String... fields) {
        return browser.submits(path, form(fields));
    }

    private static byte[] form(String... fields) {
        return IntStream.range(0, fields.length / 2).mapToObj(i -> Arrays.asList(fields).subList(i * 2, i * 2 + 2).stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8)).collect(Collectors.joining("=")))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    }
}
