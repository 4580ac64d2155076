package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An authenticator beside the password; on the platform as it is for people. */
@ExtendWith(OnePlatform.class)
class SecondFactorTest {

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock(Instant.parse("2026-11-02T03:00:00Z"));
    private Platform platform;
    private Authenticator app;
    private List<String> recovery;

    @AfterEach
    void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    private Platform start(String... settings) {
        platform = Platform.startForReal(clock, folder, settings);
        return platform;
    }

    /** Sets up an app, and waits until that shows another code. */
    private Browser secured(Browser browser) {
        Answer offer = browser.posts("/api/v1/me/second-factor/preparation").is(200);
        app = new Authenticator(offer.at("/secret"));
        Answer set = browser.posts("/api/v1/me/second-factor", "current", Browser.PASSWORD, "seed", offer.at("/seed"),
                "code", app.code(clock.instant())).is(201);
        recovery = set.json().path("recoveryCodes").valueStream().map(code -> code.asString()).toList();
        clock.jump(Duration.ofSeconds(30));
        return browser.knowing(set.at("/csrf"));
    }

    private Answer signsIn(Browser browser, String account, String code) {
        Answer answer = browser.note(platform.http().post("/api/v1/session", browser.cookieOnly(),
                Http.body("account", account, "password", Browser.PASSWORD, "code", code)));
        return answer.status() == 201 ? answer(browser, answer) : answer;
    }

    private static Answer answer(Browser browser, Answer answer) {
        browser.knowing(answer.at("/csrf"));
        return answer;
    }

    @Test
    void whoever_set_up_an_app_signs_in_with_the_password_and_a_code_of_it() {
        secured(Browser.administrator(start()));

        new Browser(platform).signsIn("adi", Browser.PASSWORD).is(401, "SECOND_FACTOR_NEEDED");
        signsIn(new Browser(platform), "adi", "000000").is(401, "SECOND_FACTOR_WRONG");
        signsIn(new Browser(platform), "adi", app.code(clock.instant())).is(201);
    }

    @Test
    void a_code_is_taken_once_and_so_is_none_from_before_it() {
        secured(Browser.administrator(start()));
        clock.jump(Duration.ofSeconds(30));
        String before = app.code(clock.instant().minusSeconds(30));
        String now = app.code(clock.instant());

        signsIn(new Browser(platform), "adi", now).is(201);

        signsIn(new Browser(platform), "adi", now).is(401, "SECOND_FACTOR_WRONG");
        signsIn(new Browser(platform), "adi", before).is(401, "SECOND_FACTOR_WRONG");
    }

    @Test
    void each_of_ten_recovery_codes_is_good_once_in_place_of_a_code() {
        secured(Browser.administrator(start()));
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();

        signsIn(new Browser(platform), "adi", recovery.getFirst().toLowerCase().replace("-", " ")).is(201);
        signsIn(new Browser(platform), "adi", recovery.getFirst()).is(401, "SECOND_FACTOR_WRONG");
        signsIn(new Browser(platform), "adi", recovery.getLast()).is(201);
    }

    @Test
    void who_does_not_know_the_password_learns_nothing_of_the_second_factor() {
        secured(Browser.administrator(start()));

        String wrong = new Browser(platform).signsIn("adi", "salah sama sekali").is(401, "SIGN_IN_REFUSED").text();
        String unknown = new Browser(platform).signsIn("nobody", "salah sama sekali").is(401, "SIGN_IN_REFUSED").text();

        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void guesses_at_the_code_are_slowed_down_and_knowing_the_password_does_not_begin_the_count_anew() {
        secured(Browser.administrator(start()));
        for (int i = 0; i < 6; i++) {
            new Browser(platform).signsIn("adi", Browser.PASSWORD).is(401, "SECOND_FACTOR_NEEDED");
            signsIn(new Browser(platform), "adi", "00000" + i).is(401, "SECOND_FACTOR_WRONG");
        }

        assertThat(signsIn(new Browser(platform), "adi", app.code(clock.instant())).is(429, "SIGN_IN_TOO_OFTEN")
                .header("Retry-After")).isEqualTo("1");

        clock.jump(Duration.ofMinutes(1));
        signsIn(new Browser(platform), "adi", app.code(clock.instant())).is(201);
    }

    @Test
    void setting_it_up_takes_the_password_and_a_right_code_and_ends_all_other_sessions() {
        Browser adi = Browser.administrator(start());
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        Answer offer = adi.posts("/api/v1/me/second-factor/preparation").is(200);
        String code = new Authenticator(offer.at("/secret")).code(clock.instant());

        adi.posts("/api/v1/me/second-factor", "current", "salah", "seed", offer.at("/seed"), "code", code)
                .is(401, "SIGN_IN_REFUSED");
        adi.posts("/api/v1/me/second-factor", "current", Browser.PASSWORD, "seed", offer.at("/seed"), "code", "000000")
                .is(401, "SECOND_FACTOR_WRONG");
        elsewhere.gets("/api/v1/session").is(200);
        secured(adi);

        elsewhere.gets("/api/v1/session").is(401);
        adi.gets("/api/v1/session").is(200);
        adi.posts("/api/v1/me/second-factor/preparation").is(409, "SECOND_FACTOR_SET");
    }

    @Test
    void giving_it_up_takes_the_password_and_a_code() {
        Browser adi = secured(Browser.administrator(start()));

        adi.posts("/api/v1/me/second-factor/removal", "current", "salah", "code", app.code(clock.instant())).is(401, "SIGN_IN_REFUSED");
        adi.posts("/api/v1/me/second-factor/removal", "current", Browser.PASSWORD, "code", "000000").is(401, "SECOND_FACTOR_WRONG");
        adi.posts("/api/v1/me/second-factor/removal", "current", Browser.PASSWORD, "code", app.code(clock.instant())).is(201);

        adi.gets("/api/v1/session").is(200);
        new Browser(platform).signsIn("adi", Browser.PASSWORD).is(201);
    }

    @Test
    void an_administrator_takes_a_lost_one_from_another_account_and_never_from_their_own() {
        Browser adi = Browser.administrator(start());
        Browser kris = secured(adi.opens("kris", "COORDINATOR", null));
        assertThat(adi.gets("/api/v1/accounts/kris").at("/secondFactor")).isEqualTo("true");

        adi.asks("adi", "/second-factor-removal").is(403, "OWN_ACCOUNT");
        adi.asks("kris", "/second-factor-removal").is(201);

        kris.gets("/api/v1/session").is(401);
        assertThat(adi.gets("/api/v1/accounts/kris").at("/secondFactor")).isEqualTo("false");
        Browser again = Browser.signedIn(platform, "kris", Browser.PASSWORD);
        secured(again);
        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401, "SECOND_FACTOR_NEEDED");
    }

    @Test
    void a_new_password_does_not_do_away_with_it() {
        Browser adi = Browser.administrator(start());
        secured(adi.opens("kris", "COORDINATOR", null));
        String token = adi.asks("kris", "/password-reset").is(201).at("/passwordToken");
        platform.http().post("/api/v1/password", Who.PUBLIC, Http.body("account", "kris", "token", token, "password",
                Browser.PASSWORD)).is(204);

        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401, "SECOND_FACTOR_NEEDED");
    }

    @Test
    void it_outlives_a_restart_and_accounts_that_are_followed_anew() {
        Browser adi = Browser.administrator(start());
        secured(adi.opens("kris", "COORDINATOR", null));
        adi.asks("kris", "/second-factor-removal").is(201);
        secured(Browser.signedIn(platform, "kris", Browser.PASSWORD));
        platform.close();
        start();

        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401, "SECOND_FACTOR_NEEDED");
        signsIn(new Browser(platform), "kris", app.code(clock.instant())).is(201);
    }

    @Test
    void no_file_holds_the_secret_of_an_app_or_a_recovery_code() throws IOException {
        Browser adi = Browser.administrator(start());
        Answer offer = adi.posts("/api/v1/me/second-factor/preparation").is(200);
        Answer set = adi.posts("/api/v1/me/second-factor", "current", Browser.PASSWORD, "seed", offer.at("/seed"), "code",
                new Authenticator(offer.at("/secret")).code(clock.instant())).is(201);
        List<String> secrets = new ArrayList<>(List.of(offer.at("/secret")));
        set.json().path("recoveryCodes").valueStream().map(code -> code.asString())
                .forEach(code -> secrets.addAll(List.of(code, code.replace("-", ""))));
        platform.close();

        assertThat(secrets).hasSize(21);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(secrets).as(file.toString())
                        .noneMatch(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)::contains);
            }
        }
    }

    // Required

    @Test
    void where_it_is_required_whoever_has_none_can_do_nothing_but_set_it_up() {
        Browser adi = Browser.administrator(start("--tanggap.sign-in.second-factor=required"));

        adi.posts("/api/v1/offices", "name", "x").is(403, "SECOND_FACTOR_FIRST");
        adi.gets("/api/v1/accounts").is(403, "SECOND_FACTOR_FIRST");
        assertThat(adi.gets("/penghapusan").is(303).header("Location")).isEqualTo("/masuk");
        assertThat(adi.gets("/masuk").is(200).text()).contains("Pasang ini dahulu", "/masuk/faktor");
        adi.gets("/masuk/faktor").is(200);
        adi.gets("/api/v1/session").is(200);

        secured(adi);

        adi.posts("/api/v1/offices", "name", "x").is(201);
        adi.gets("/penghapusan").is(200);
    }

    @Test
    void where_it_is_required_the_public_and_machines_go_on_as_before() {
        Browser adi = secured(Browser.administrator(start("--tanggap.sign-in.second-factor=required")));
        adi.posts("/api/v1/accounts", "account", "gateway", "role", "API_CLIENT", "name", "Gerbang").is(201);
        String key = adi.asks("gateway", "/keys", "label", "Open311").is(201).at("/key");

        platform.http().get("/api/v1/offices", Who.PUBLIC.with("Authorization", "Bearer " + key)).is(200);
        platform.http().get("/lapor/jenis", Who.PUBLIC).is(200);
    }

    @Test
    void it_is_required_where_people_come_by_https_unless_a_setting_says_otherwise() {
        start("--tanggap.public-url=https://tanggap.example.org", "--tanggap.trusted-proxies=192.0.2.1");
        Browser.administrator(platform).posts("/api/v1/offices", "name", "x").is(403, "SECOND_FACTOR_FIRST");
        platform.close();

        start("--tanggap.public-url=https://tanggap.example.org", "--tanggap.trusted-proxies=192.0.2.1",
                "--tanggap.sign-in.second-factor=optional");
        Browser.signedIn(platform, "adi", Browser.PASSWORD).posts("/api/v1/offices", "name", "x").is(201);
    }

    // Pages

    private static byte[] form(String... fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(fields[i]).append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String first(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
        return matcher.group(1);
    }

    @Test
    void somebody_sets_it_up_signs_in_by_it_and_turns_it_off_by_forms_alone() {
        Browser adi = Browser.administrator(start());
        String page = adi.gets("/masuk/faktor").is(200).text();
        app = new Authenticator(first("id=\"secret\">([A-Z2-7]{32})<", page));
        assertThat(page).contains("<svg");

        assertThat(adi.submits("/masuk/faktor", form("_csrf", adi.csrf(), "seed", first("name=\"seed\" value=\"([^\"]+)\"", page),
                "code", "000000", "password", Browser.PASSWORD)).is(401).text()).contains("role=\"alert\"",
                first("id=\"secret\">([A-Z2-7]{32})<", page));
        String done = adi.submits("/masuk/faktor", form("_csrf", adi.csrf(), "seed", first("name=\"seed\" value=\"([^\"]+)\"", page),
                "code", app.code(clock.instant()), "password", Browser.PASSWORD)).is(200).text();
        assertThat(Pattern.compile("<code>[0-9A-Z-]{31}</code>").matcher(done).results()).hasSize(10);
        clock.jump(Duration.ofSeconds(30));

        Browser again = new Browser(platform);
        String second = again.submits("/masuk", form("account", "adi", "password", Browser.PASSWORD, "ke", "/akun")).is(200).text();
        String ticket = first("name=\"ticket\" value=\"([^\"]+)\"", second);
        assertThat(second).doesNotContain(Browser.PASSWORD);
        assertThat(again.cookie()).isEmpty();
        assertThat(again.submits("/masuk/kode", form("account", "adi", "ticket", ticket, "code", "000000")).is(401).text())
                .contains("tidak cocok atau sudah dipakai", ticket);
        assertThat(again.submits("/masuk/kode", form("account", "adi", "ticket", ticket, "code", app.code(clock.instant()), "ke",
                "/akun")).is(303).header("Location")).isEqualTo("/akun");
        clock.jump(Duration.ofSeconds(30));

        String off = again.gets("/masuk/faktor").is(200).text();
        assertThat(again.submits("/masuk/faktor/lepas", form("_csrf", first("name=\"_csrf\" value=\"([^\"]+)\"", off), "code",
                app.code(clock.instant()), "password", Browser.PASSWORD)).is(303).header("Location")).isEqualTo("/masuk?baru=faktor");
        new Browser(platform).signsIn("adi", Browser.PASSWORD).is(201);
    }

    @Test
    void what_shows_that_the_password_was_right_is_void_after_five_minutes_with_another_password_and_for_another_account() {
        Browser adi = Browser.administrator(start());
        adi.opens("kris", "COORDINATOR", null);
        secured(adi);
        String ticket = ticket();
        adi.gets("/api/v1/session").is(200);

        byKode("kris", ticket).is(401);
        byKode("adi", "9999999999." + ticket.substring(ticket.indexOf('.') + 1)).is(401);
        clock.jump(Duration.ofMinutes(5));
        assertThat(byKode("adi", ticket).is(401).text()).contains("Akun atau kata sandi tidak cocok");

        String before = ticket();
        adi.posts("/api/v1/me/password", "current", Browser.PASSWORD, "password", "sepeda ungu tanpa rem").is(201);
        byKode("adi", before).is(401);
    }

    private String ticket() {
        return first("name=\"ticket\" value=\"([^\"]+)\"", new Browser(platform).submits("/masuk",
                form("account", "adi", "password", Browser.PASSWORD)).is(200).text());
    }

    private Answer byKode(String account, String ticket) {
        return new Browser(platform).submits("/masuk/kode", form("account", account, "ticket", ticket, "code",
                app.code(clock.instant())));
    }
}
