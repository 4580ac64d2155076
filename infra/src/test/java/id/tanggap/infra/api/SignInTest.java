package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;

/** Who gets in, as whom, and for how long; on the platform as it is for people. */
@ExtendWith(OnePlatform.class)
class SignInTest {

    @TempDir
    Path folder;

    /** Stands still until a test lets it jump. */
    private final StandingClock clock = new StandingClock(Instant.parse("2026-11-02T03:00:00Z"));
    private Platform platform;

    private Platform start() {
        platform = Platform.startForReal(clock, folder);
        return platform;
    }

    @AfterEach
    void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    // Nobody is taken at their word

    @Test
    void headers_that_say_who_acts_are_not_believed() {
        start();

        platform.http().post("/api/v1/offices", Who.ADMINISTRATOR, Http.body("name", "x"))
                .is(403, "ADMINISTRATORS_ONLY");
        platform.http().get("/api/v1/session", Who.ADMINISTRATOR).is(401, "NOT_SIGNED_IN");
    }

    // The first administrator

    @Test
    void the_first_administrator_is_made_once_with_the_token_in_the_log() {
        start();
        String token = FirstToken.of(platform).orElseThrow();

        first("salah", "adi", Browser.PASSWORD).is(401, "FIRST_ADMINISTRATOR_TOKEN_VOID");
        first(token, "adi", "pendek").is(422, "PASSWORD_TOO_SHORT");
        first(token, "adi", Browser.PASSWORD).is(201);

        first(token, "budi", Browser.PASSWORD).is(401, "FIRST_ADMINISTRATOR_TOKEN_VOID");
        assertThat(Browser.signedIn(platform, "adi", Browser.PASSWORD).gets("/api/v1/session").is(200).at("/role"))
                .isEqualTo("ADMINISTRATOR");
    }

    @Test
    void of_many_who_hold_the_first_token_one_becomes_administrator() throws Exception {
        start();
        String token = FirstToken.of(platform).orElseThrow();

        List<Integer> statuses = atOnce(8, i -> first(token, "adi" + i, Browser.PASSWORD).status());

        assertThat(statuses).containsOnlyOnce(201).filteredOn(status -> status != 201).containsOnly(401);
    }

    @Test
    void each_start_without_an_administrator_offers_a_new_token_and_voids_the_old_one() {
        start();
        String old = FirstToken.of(platform).orElseThrow();
        platform.close();
        start();

        first(old, "adi", Browser.PASSWORD).is(401);
        first(FirstToken.of(platform).orElseThrow(), "adi", Browser.PASSWORD).is(201);
        platform.close();
        start();

        assertThat(FirstToken.of(platform)).isEmpty();
    }

    @Test
    void the_first_token_is_void_after_an_hour() {
        start();
        after(Duration.ofMinutes(61));

        first(FirstToken.of(platform).orElseThrow(), "adi", Browser.PASSWORD).is(401, "FIRST_ADMINISTRATOR_TOKEN_VOID");
    }

    private Answer first(String token, String account, String password) {
        return platform.http().post("/api/v1/first-administrator", Who.PUBLIC,
                Http.body("token", token, "account", account, "name", "Adi", "password", password));
    }

    // Sessions

    @Test
    void a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get() {
        Browser adi = Browser.administrator(start());

        String cookie = adi.signsIn("adi", Browser.PASSWORD).header("Set-Cookie");

        assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Path=/").doesNotContain("Max-Age", "Domain");
        assertThat(adi.cookie()).hasSize(43);
    }

    @Test
    void signing_in_never_goes_on_with_a_token_that_was_there_before() {
        Browser adi = Browser.administrator(start());
        Who before = adi.cookieOnly();

        adi.signsIn("adi", Browser.PASSWORD).is(201);

        assertThat(adi.cookieOnly()).isNotEqualTo(before);
        platform.http().get("/api/v1/session", before).is(401);
        platform.http().post("/api/v1/session", new Who(Map.of("Cookie", "tanggap=chosen-by-somebody-else")),
                Http.body("account", "adi", "password", Browser.PASSWORD)).is(201);
        platform.http().get("/api/v1/session", new Who(Map.of("Cookie", "tanggap=chosen-by-somebody-else"))).is(401);
    }

    @Test
    void signing_out_ends_the_session_and_not_only_the_cookie() {
        Browser adi = Browser.administrator(start());
        Who copied = adi.cookieOnly();

        adi.signsOut().is(204);

        assertThat(adi.cookie()).isEmpty();
        platform.http().get("/api/v1/session", copied).is(401);
    }

    @Test
    void a_session_ends_after_half_an_hour_without_requests_and_after_twelve_hours_with_them() {
        Browser adi = Browser.administrator(start());

        for (int i = 0; i < 24; i++) {
            adi.gets("/api/v1/session").is(200);
            after(Duration.ofMinutes(29));
        }
        adi.gets("/api/v1/session").is(200);
        after(Duration.ofMinutes(25));
        adi.gets("/api/v1/session").is(401);

        adi.signsIn("adi", Browser.PASSWORD).is(201);
        after(Duration.ofMinutes(30));
        adi.gets("/api/v1/session").is(401);
    }

    @Test
    void somebody_sees_where_they_are_signed_in_since_when_and_in_which_browser() {
        Browser adi = Browser.administrator(start());
        after(Duration.ofMinutes(5));
        platform.http().post("/api/v1/session", Who.PUBLIC.with("User-Agent",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0"),
                Http.body("account", "adi", "password", Browser.PASSWORD)).is(201);
        adi.opens("kris", "COORDINATOR", null);
        after(Duration.ofMinutes(2));

        Answer seen = adi.gets("/api/v1/me/sessions").is(200);

        assertThat(seen.json().path("sessions")).hasSize(2);
        assertThat(seen.at("/sessions/0/browser")).isEqualTo("Firefox, Windows");
        assertThat(seen.at("/sessions/0/started")).isEqualTo("2026-11-02T03:05:00Z");
        assertThat(seen.at("/sessions/0/lastUsed")).isEqualTo("2026-11-02T03:05:00Z");
        assertThat(seen.at("/sessions/0/ends")).isEqualTo("2026-11-02T03:35:00Z");
        assertThat(seen.at("/sessions/0/current")).isEqualTo("false");
        assertThat(seen.at("/sessions/1/started")).isEqualTo("2026-11-02T03:00:00Z");
        assertThat(seen.at("/sessions/1/lastUsed")).isEqualTo("2026-11-02T03:07:00Z");
        assertThat(seen.at("/sessions/1/current")).isEqualTo("true");
    }

    @Test
    void what_a_session_is_called_opens_nothing() {
        Browser adi = Browser.administrator(start());
        String id = adi.gets("/api/v1/me/sessions").at("/sessions/0/id");

        platform.http().get("/api/v1/session", new Who(Map.of("Cookie", "tanggap=" + id))).is(401);
        platform.http().post("/api/v1/offices", adi.cookieOnly().with("X-CSRF-TOKEN", id), Http.body("name", "x")).is(403);
    }

    @Test
    void somebody_ends_one_of_their_sessions_or_all_others_at_once() {
        Browser adi = Browser.administrator(start());
        List<Browser> elsewhere = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            after(Duration.ofMinutes(1));
            elsewhere.add(Browser.signedIn(platform, "adi", Browser.PASSWORD));
        }

        adi.deletes("/api/v1/me/sessions/" + adi.gets("/api/v1/me/sessions").at("/sessions/0/id")).is(204);
        elsewhere.get(2).gets("/api/v1/session").is(401);
        elsewhere.get(1).gets("/api/v1/session").is(200);

        adi.deletes("/api/v1/me/sessions").is(204);
        elsewhere.get(0).gets("/api/v1/session").is(401);
        elsewhere.get(1).gets("/api/v1/session").is(401);
        assertThat(adi.gets("/api/v1/me/sessions").is(200).json().path("sessions")).hasSize(1);
    }

    @Test
    void a_session_of_somebody_else_is_answered_like_one_that_there_never_was_and_goes_on() {
        Browser adi = Browser.administrator(start());
        Browser kris = adi.opens("kris", "COORDINATOR", null);
        String hers = kris.gets("/api/v1/me/sessions").at("/sessions/0/id");

        Answer another = adi.deletes("/api/v1/me/sessions/" + hers).is(404, "NO_SUCH_SESSION");
        Answer unknown = adi.deletes("/api/v1/me/sessions/unknown").is(404, "NO_SUCH_SESSION");

        assertThat(another.at("/detail")).isEqualTo(unknown.at("/detail"));
        kris.gets("/api/v1/session").is(200);
    }

    @Test
    void other_sessions_are_ended_only_by_who_signed_in_just_now() {
        Browser adi = Browser.administrator(start());
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        after(Duration.ofMinutes(10));
        String own = elsewhere.gets("/api/v1/me/sessions").json().path("sessions").valueStream()
                .filter(one -> one.path("current").asBoolean()).findFirst().orElseThrow().path("id").asString();

        adi.deletes("/api/v1/me/sessions/" + own).is(403, "SIGN_IN_AGAIN");
        adi.deletes("/api/v1/me/sessions").is(403, "SIGN_IN_AGAIN");
        elsewhere.gets("/api/v1/session").is(200);
        elsewhere.deletes("/api/v1/me/sessions/" + own).is(204);
        elsewhere.gets("/api/v1/session").is(401);

        Browser third = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        adi.signsIn("adi", Browser.PASSWORD).is(201);
        adi.deletes("/api/v1/me/sessions").is(204);
        third.gets("/api/v1/session").is(401);
    }

    @Test
    void a_machine_has_no_sessions_and_is_told_so() {
        Browser adi = Browser.administrator(start());
        Who gateway = bearer(machine(adi));

        platform.http().get("/api/v1/me/sessions", gateway).is(403, "KEYS_HAVE_NO_SESSIONS");
        platform.http().send(HttpMethod.DELETE, "/api/v1/me/sessions", gateway, null, null).is(403, "KEYS_HAVE_NO_SESSIONS");
    }

    @Test
    void whoever_believes_to_be_signed_in_changes_nothing_as_nobody() {
        Browser adi = Browser.administrator(start());
        after(Duration.ofHours(1));
        Who stale = adi.who();

        platform.http().get("/api/v1/complaints", stale).is(200);
        Answer refused = platform.http().post("/api/v1/offices", stale, Http.body("name", "x"))
                .is(401, "SESSION_ENDED");

        assertThat(refused.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void sessions_keys_and_passwords_outlive_a_restart() {
        Browser adi = Browser.administrator(start());
        String key = machine(adi);
        Who session = adi.who();
        platform.close();
        start();

        platform.http().get("/api/v1/session", session).is(200);
        platform.http().get("/api/v1/me", bearer(key)).is(200);
        Browser.signedIn(platform, "adi", Browser.PASSWORD).posts("/api/v1/offices", "name", "x").is(201);
    }

    // Forgery

    @Test
    void a_change_by_cookie_needs_the_token_that_only_its_owner_was_told() {
        Browser adi = Browser.administrator(start());

        platform.http().post("/api/v1/offices", adi.cookieOnly(), Http.body("name", "x")).is(403, "CSRF_TOKEN_WRONG");
        platform.http().post("/api/v1/offices", adi.cookieOnly().with("X-CSRF-TOKEN", "x"), Http.body("name", "x"))
                .is(403, "CSRF_TOKEN_WRONG");
        platform.http().send(HttpMethod.DELETE, "/api/v1/session", adi.cookieOnly(), null, null).is(403);

        assertThat(adi.gets("/api/v1/session").at("/csrf")).isEqualTo(adi.csrf());
        adi.posts("/api/v1/offices", "name", "x").is(201);
    }

    @Test
    void another_site_can_neither_sign_somebody_in_nor_choose_their_password() {
        Browser.administrator(start());
        Map<String, Object> forms = Map.of(
                "/api/v1/session", Http.body("account", "adi", "password", Browser.PASSWORD),
                "/api/v1/password", Http.body("account", "adi", "token", "x", "password", Browser.PASSWORD),
                "/api/v1/first-administrator", Http.body("token", "x", "account", "eve", "name", "x", "password",
                        Browser.PASSWORD));

        forms.forEach((path, form) -> {
            byte[] json = Http.JSON.writeValueAsBytes(form);
            for (Who from : List.of(Who.PUBLIC.with("Sec-Fetch-Site", "cross-site"),
                    Who.PUBLIC.with("Sec-Fetch-Site", "same-site"), Who.PUBLIC.with("Origin", "null"),
                    Who.PUBLIC.with("Origin", "https://evil.example"))) {
                assertThat(platform.http().send(HttpMethod.POST, path, from, "application/json", json)
                        .is(403, "FORM_FROM_ELSEWHERE").header("Set-Cookie")).isNull();
            }
            // what forms and scripts of other sites may send without asking first
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data;boundary=x")) {
                assertThat(platform.http().send(HttpMethod.POST, path, Who.PUBLIC, type, json).is(415)
                        .header("Set-Cookie")).isNull();
            }
            assertThat(platform.http().send(HttpMethod.POST, path, Who.PUBLIC, null, json).is(415)
                    .header("Set-Cookie")).isNull();
        });
        platform.http().post("/api/v1/session", Who.PUBLIC.with("Origin", "http://127.0.0.1:" + platform.port()),
                forms.get("/api/v1/session")).is(201);
        platform.http().post("/api/v1/session", Who.PUBLIC.with("Sec-Fetch-Site", "same-origin"),
                forms.get("/api/v1/session")).is(201);
    }

    @Test
    void reporters_and_machines_need_no_such_token() {
        Browser adi = Browser.administrator(start());
        String key = machine(adi);
        Case complaint = platform.anonymous();

        complaint.asks(complaint.reporter(), "/withdrawal", "reason", "salah alamat").is(201);
        platform.http().post("/api/v1/complaints", bearer(key), Http.body("title", "t", "narrative", "n", "category", "c",
                "identity", "ANONYMOUS")).is(201);
    }

    // Guessing

    @Test
    void an_unknown_account_a_wrong_password_and_an_account_that_may_not_sign_in_are_answered_alike() {
        Browser adi = Browser.administrator(start());
        adi.opens("budi", "COORDINATOR", null);
        adi.asks("budi", "/deactivation").is(201);
        adi.posts("/api/v1/accounts", "account", "invited", "role", "INSPECTOR", "name", "Belum").is(201);

        List<String> answers = Stream.of("nobody", "adi", "budi", "invited", "Not An Account").map(account ->
                new Browser(platform).signsIn(account, account.equals("budi") ? Browser.PASSWORD : "salah sama sekali")
                        .is(401, "SIGN_IN_REFUSED").text()).distinct().toList();

        assertThat(answers).hasSize(1);
    }

    @Test
    void after_five_failures_each_next_attempt_waits_twice_as_long_whether_the_account_exists_or_not() {
        Browser.administrator(start());

        for (String account : List.of("adi", "nobody")) {
            for (int i = 0; i < 6; i++) {
                new Browser(platform).signsIn(account, "salah").is(401);
            }
            assertThat(new Browser(platform).signsIn(account, Browser.PASSWORD).is(429, "SIGN_IN_TOO_OFTEN")
                    .header("Retry-After")).isEqualTo("1");
            after(Duration.ofSeconds(1));
            new Browser(platform).signsIn(account, "salah").is(401);
            assertThat(new Browser(platform).signsIn(account, "salah").is(429).header("Retry-After")).isEqualTo("2");
        }
    }

    @Test
    void nobody_is_locked_out_for_longer_than_a_minute() {
        Browser.administrator(start());
        for (int i = 0; i < 30; i++) {
            new Browser(platform).signsIn("adi", "salah").is(401);
            after(Duration.ofSeconds(300));
        }
        new Browser(platform).signsIn("adi", "salah").is(401);
        new Browser(platform).signsIn("adi", Browser.PASSWORD).is(429);

        after(Duration.ofSeconds(60));

        Browser.signedIn(platform, "adi", Browser.PASSWORD);
    }

    @Test
    void many_guesses_at_once_are_no_way_around_the_waiting() throws Exception {
        Browser.administrator(start());

        List<Integer> statuses = atOnce(40, i -> new Browser(platform).signsIn("adi", "tebakan " + i).status());

        assertThat(statuses).containsOnly(401, 429).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(6);
    }

    // Passwords

    @Test
    void a_password_is_long_enough_and_hard_to_guess_and_may_be_anything_else() {
        Browser adi = Browser.administrator(start());
        String token = adi.posts("/api/v1/accounts", "account", "kristina", "role", "COORDINATOR", "name", "K").is(201)
                .at("/passwordToken");

        chooses("kristina", token, "sebelas kar").is(422, "PASSWORD_TOO_SHORT");
        chooses("kristina", token, "x".repeat(129)).is(422, "PASSWORD_TOO_LONG");
        for (String common : List.of("password1234", "123456789012", "qwertyuiop12", "aaaaaaaaaaaa", "kristina1234",
                "tanggaptanggap", "kristinatanggap")) {
            chooses("kristina", token, common).is(422, "PASSWORD_TOO_COMMON");
        }
        chooses("kristina", token, "bulan 月 menari di atap ☂").is(204);
        Browser.signedIn(platform, "kristina", "bulan 月 menari di atap ☂");
    }

    @Test
    void an_invitation_is_for_one_account_once_and_for_three_days() throws Exception {
        Browser adi = Browser.administrator(start());
        adi.posts("/api/v1/accounts", "account", "other", "role", "COORDINATOR", "name", "K").is(201);
        String token = invited(adi, "kris");

        chooses("other", token, Browser.PASSWORD).is(401, "INVITATION_VOID");
        chooses("nobody", token, Browser.PASSWORD).is(401, "INVITATION_VOID");
        assertThat(atOnce(6, i -> chooses("kris", token, Browser.PASSWORD + i).status())).containsOnlyOnce(204);
        chooses("kris", token, Browser.PASSWORD).is(401, "INVITATION_VOID");

        String late = adi.asks("kris", "/password-reset").is(201).at("/passwordToken");
        after(Duration.ofDays(3));
        chooses("kris", late, Browser.PASSWORD).is(401, "INVITATION_VOID");
    }

    private String invited(Browser administrator, String account) {
        return administrator.posts("/api/v1/accounts", "account", account, "role", "COORDINATOR", "name", "K").is(201)
                .at("/passwordToken");
    }

    private Answer chooses(String account, String token, String password) {
        return platform.http().post("/api/v1/password", Who.PUBLIC,
                Http.body("account", account, "token", token, "password", password));
    }

    @Test
    void whoever_changes_their_password_ends_all_other_sessions() {
        Browser adi = Browser.administrator(start());
        Browser elsewhere = Browser.signedIn(platform, "adi", Browser.PASSWORD);
        String next = "sepeda ungu tanpa rem";

        adi.posts("/api/v1/me/password", "current", "salah", "password", next).is(401, "SIGN_IN_REFUSED");
        Answer changed = adi.posts("/api/v1/me/password", "current", Browser.PASSWORD, "password", next).is(201);

        adi.knowing(changed.at("/csrf")).posts("/api/v1/offices", "name", "x").is(201);
        elsewhere.gets("/api/v1/session").is(401);
        new Browser(platform).signsIn("adi", Browser.PASSWORD).is(401);
        Browser.signedIn(platform, "adi", next);
    }

    // Accounts that change

    @Test
    void once_a_deactivation_is_acknowledged_no_request_of_that_account_gets_through() throws Exception {
        Browser adi = Browser.administrator(start());
        List<Browser> sessions = new ArrayList<>(List.of(adi.opens("kris", "COORDINATOR", null)));
        for (int i = 0; i < 7; i++) {
            sessions.add(Browser.signedIn(platform, "kris", Browser.PASSWORD));
        }
        AtomicBoolean acknowledged = new AtomicBoolean();
        List<String> late = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(sessions.size())) {
            List<Future<?>> asking = new ArrayList<>();
            for (Browser session : sessions) {
                asking.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        boolean after = acknowledged.get();
                        int status = platform.http().get("/api/v1/session", session.cookieOnly()).status();
                        if (after && status != 401) {
                            synchronized (late) {
                                late.add("a session was good after its end: " + status);
                            }
                        }
                    }
                    return null;
                }));
            }
            adi.asks("kris", "/deactivation").is(201);
            acknowledged.set(true);
            for (Future<?> one : asking) {
                one.get();
            }
        }

        assertThat(late).isEmpty();
        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401);
        adi.asks("kris", "/reactivation").is(201);
        platform.http().get("/api/v1/session", sessions.getFirst().cookieOnly()).is(401);
        Browser.signedIn(platform, "kris", Browser.PASSWORD);
    }

    @Test
    void another_role_or_office_holds_at_once_and_ends_sessions() {
        Browser adi = Browser.administrator(start());
        Office roads = adi.office();
        Office water = adi.office();
        Browser budi = adi.opens("budi", "OFFICER", roads);

        adi.asks("budi", "/role", "role", "OFFICE_HEAD", "officeId", water.id).is(201);

        budi.gets("/api/v1/session").is(401);
        Answer now = Browser.signedIn(platform, "budi", Browser.PASSWORD).gets("/api/v1/session");
        assertThat(now.at("/role")).isEqualTo("OFFICE_HEAD");
        assertThat(now.at("/officeId")).isEqualTo(water.id);
    }

    @Test
    void administrators_who_put_each_other_out_at_once_never_all_go() throws Exception {
        Browser adi = Browser.administrator(start());
        List<String> names = List.of("adi", "ani", "ari");
        List<Browser> administrators = List.of(adi, adi.opens("ani", "ADMINISTRATOR", null),
                adi.opens("ari", "ADMINISTRATOR", null));

        List<Integer> statuses = atOnce(6, i -> platform.http().post("/api/v1/accounts/" + names.get((i + 1 + i / 3) % 3)
                + "/deactivation", administrators.get(i % 3).who().with("If-Match", "\"1\""), Http.body()).status());

        assertThat(statuses.stream().filter(status -> status == 201).count()).isBetween(1L, 2L);
        assertThat(administrators.stream().filter(one -> one.gets("/api/v1/session").status() == 200)).isNotEmpty();
    }

    @Test
    void nobody_manages_their_own_account() {
        Browser adi = Browser.administrator(start());

        adi.asks("adi", "/deactivation").is(403, "OWN_ACCOUNT");
        adi.asks("adi", "/role", "role", "INSPECTOR").is(403, "OWN_ACCOUNT");
    }

    @Test
    void only_administrators_learn_which_accounts_there_are() {
        Browser adi = Browser.administrator(start());
        Browser kris = adi.opens("kris", "COORDINATOR", null);

        for (Who who : List.of(kris.who(), Who.PUBLIC)) {
            platform.http().get("/api/v1/accounts", who).is(403, "ACCOUNTS_BY_ADMINISTRATORS_ONLY");
            for (String account : List.of("adi", "nobody")) {
                platform.http().get("/api/v1/accounts/" + account, who).is(403, "ACCOUNTS_BY_ADMINISTRATORS_ONLY");
                platform.http().post("/api/v1/accounts/" + account + "/deactivation", who.with("If-Match", "\"0\""),
                        Http.body()).is(403, "ACCOUNTS_BY_ADMINISTRATORS_ONLY");
            }
        }
        Answer page = adi.gets("/api/v1/accounts?limit=1").is(200);
        assertThat(page.at("/accounts/0/account")).isEqualTo("adi");
        assertThat(page.at("/accounts/0/name")).isEqualTo("Adi");
        assertThat(adi.gets("/api/v1/accounts?limit=1&after=" + page.at("/next")).at("/accounts/0/account")).isEqualTo("kris");
        assertThat(kris.gets("/api/v1/me").is(200).at("/name")).isEqualTo("Seseorang");
    }

    // Machines

    private String machine(Browser administrator) {
        administrator.posts("/api/v1/accounts", "account", "gateway", "role", "API_CLIENT", "name", "Gerbang").is(201);
        return administrator.asks("gateway", "/keys", "label", "Open311").is(201).at("/key");
    }

    private static Who bearer(String key) {
        return new Who(Map.of("Authorization", "Bearer " + key));
    }

    @Test
    void a_machine_comes_with_a_key_that_was_shown_once_until_it_is_revoked() {
        Browser adi = Browser.administrator(start());
        String key = machine(adi);
        Answer second = adi.asks("gateway", "/keys", "label", "another").is(201);

        assertThat(key).matches("tgp_[A-Za-z0-9_-]{43}");
        assertThat(platform.http().get("/api/v1/session", bearer(key)).is(200).at("/role")).isEqualTo("API_CLIENT");
        assertThat(adi.gets("/api/v1/accounts/gateway").is(200).text()).contains("Open311").doesNotContain(key);

        adi.asks("gateway", "/keys/" + second.at("/keyId") + "/revocation").is(201);

        platform.http().get("/api/v1/session", bearer(second.at("/key"))).is(401, "KEY_INVALID");
        platform.http().get("/api/v1/session", bearer(key)).is(200);
    }

    @Test
    void keys_are_void_for_ever_once_their_account_was_deactivated() {
        Browser adi = Browser.administrator(start());
        String key = machine(adi);

        adi.asks("gateway", "/deactivation").is(201);
        platform.http().get("/api/v1/complaints", bearer(key)).is(401, "KEY_INVALID");
        adi.asks("gateway", "/reactivation").is(201);

        platform.http().get("/api/v1/complaints", bearer(key)).is(401, "KEY_INVALID");
        String next = adi.asks("gateway", "/keys", "label", "new").is(201).at("/key");
        platform.http().get("/api/v1/complaints", bearer(next)).is(200);
    }

    @Test
    void a_wrong_key_or_another_scheme_is_refused_and_not_taken_for_nobody() {
        start();

        platform.http().get("/api/v1/complaints", bearer("tgp_x")).is(401, "KEY_INVALID");
        platform.http().get("/api/v1/complaints", new Who(Map.of("Authorization", "Basic YWRpOmFkaQ=="))).is(401);
        platform.http().get("/api/v1/complaints", new Who(Map.of("Authorization", "Bearer"))).is(401);
    }

    @Test
    void an_opening_that_is_sent_again_opens_one_account_and_a_key_that_is_asked_for_again_is_one_key() {
        Browser adi = Browser.administrator(start());
        Who again = adi.who().with("Idempotency-Key", "0123456789abcdef");
        Object form = Http.body("account", "gateway", "role", "API_CLIENT", "name", "Gerbang");

        platform.http().post("/api/v1/accounts", again, form).is(201);
        platform.http().post("/api/v1/accounts", again, form).is(201);
        adi.posts("/api/v1/accounts", "account", "gateway", "role", "API_CLIENT", "name", "Lain").is(409, "ACCOUNT_EXISTS");
        Who key = again.with("If-Match", "\"0\"");
        Answer one = platform.http().post("/api/v1/accounts/gateway/keys", key, Http.body("label", "x")).is(201);
        Answer other = platform.http().post("/api/v1/accounts/gateway/keys", key, Http.body("label", "x")).is(201);

        assertThat(other.at("/keyId")).isEqualTo(one.at("/keyId"));
        platform.http().get("/api/v1/session", bearer(one.at("/key"))).is(401);
        platform.http().get("/api/v1/session", bearer(other.at("/key"))).is(200);
    }

    // What is kept

    @Test
    void no_file_holds_a_password_a_token_or_a_key_and_others_cannot_read_the_accounts() throws IOException {
        Browser adi = Browser.administrator(start());
        List<String> secrets = List.of(Browser.PASSWORD, adi.cookie(), adi.csrf(), machine(adi), invited(adi, "kris"),
                FirstToken.of(platform).orElseThrow());
        platform.close();

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(secrets).as(file.toString()).noneMatch(new String(Files.readAllBytes(file),
                        StandardCharsets.ISO_8859_1)::contains);
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("accounts.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void lost_accounts_are_followed_anew_from_the_events_and_an_administrator_is_made_again() throws IOException {
        Browser adi = Browser.administrator(start());
        adi.opens("kris", "COORDINATOR", null);
        adi.asks("kris", "/deactivation").is(201);
        platform.close();
        Files.delete(folder.resolve("accounts.db"));
        start();

        first(FirstToken.of(platform).orElseThrow(), "adi", Browser.PASSWORD).is(409, "ACCOUNT_EXISTS");
        first(FirstToken.of(platform).orElseThrow(), "ani", Browser.PASSWORD).is(201);
        Browser ani = Browser.signedIn(platform, "ani", Browser.PASSWORD);
        assertThat(ani.gets("/api/v1/accounts/kris").is(200).at("/status")).isEqualTo("INACTIVE");
        assertThat(ani.gets("/api/v1/accounts/adi").at("/canSignIn")).isEqualTo("false");
    }

    @Test
    void accounts_of_another_history_are_not_taken_for_these() throws IOException {
        Browser adi = Browser.administrator(start());
        adi.opens("kris", "COORDINATOR", null);
        platform.close();
        for (String file : List.of("events.db", "events.db-wal", "events.db-shm", "views.db")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        start();

        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401);
        first(FirstToken.of(platform).orElseThrow(), "ani", Browser.PASSWORD).is(201);
        Browser ani = Browser.signedIn(platform, "ani", Browser.PASSWORD);
        invited(ani, "kris");
        new Browser(platform).signsIn("kris", Browser.PASSWORD).is(401);
        platform.http().get("/api/v1/session", adi.cookieOnly()).is(401);
    }

    private void after(Duration time) {
        clock.jump(time);
    }

    private interface Numbered<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Numbered<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Callable<T>> all = IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> work.run(i)).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(all)) {
                results.add(one.get());
            }
            return results;
        }
    }
}
