package id.tanggap.infra.api;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.http.HttpCookie;

/** Somebody who is signed in, as a browser or script that keeps its cookie and shows the token that it was told. */
final class Browser {

    private static final String COOKIE = "tanggap";

    private final Platform platform;
    private String cookie = "";
    private String csrf = "";

    Browser(Platform platform) {
        this.platform = platform;
    }

    static final String PASSWORD = "kucing hijau membaca koran";

    /** The first administrator, who reads the log. */
    static Browser administrator(Platform platform) {
        platform.http().post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token",
                FirstToken.of(platform).orElseThrow(), "account", "adi", "name", "Adi", "password", PASSWORD)).is(201);
        return signedIn(platform, "adi", PASSWORD);
    }

    /** Somebody for whom this administrator opens an account, and who chooses a password. */
    Browser opens(String account, String role, Office office) {
        Answer invited = posts("/api/v1/accounts", "account", account, "role", role, "name", "Seseorang",
                "officeId", office == null ? null : office.id).is(201);
        platform.http().post("/api/v1/password", Who.PUBLIC, Http.body("account", account, "token",
                invited.at("/passwordToken"), "password", PASSWORD)).is(204);
        return signedIn(platform, account, PASSWORD);
    }

    Office office() {
        return new Office(platform, posts("/api/v1/offices", "name", "Dinas " + Platform.word("o")).is(201));
    }

    static Browser signedIn(Platform platform, String account, String password) {
        Browser browser = new Browser(platform);
        browser.signsIn(account, password).is(201);
        return browser;
    }

    Answer signsIn(String account, String password) {
        Answer answer = note(platform.http().post("/api/v1/session", cookieOnly(),
                Http.body("account", account, "password", password)));
        if (answer.status() == 201) {
            csrf = answer.at("/csrf");
        }
        return answer;
    }

    /** Takes the cookie that an answer brings, as browsers do. */
    Answer note(Answer answer) {
        for (String set : answer.headers().getOrDefault("Set-Cookie", List.of())) {
            HttpCookie one = java.net.HttpCookie.parse(set).stream().findFirst()
                    .map(c -> (HttpCookie) ResponseCookie.from(c.getName(), c.getValue()).build()).orElseThrow();
            if (one.getName().equals(COOKIE)) {
                cookie = one.getValue();
            }
        }
        return answer;
    }

    String cookie() {
        return cookie;
    }

    String csrf() {
        return csrf;
    }

    Browser knowing(String token) {
        csrf = token;
        return this;
    }

    Who cookieOnly() {
        return cookie.isEmpty() ? Who.PUBLIC : new Who(Map.of("Cookie", COOKIE + "=" + cookie));
    }

    Who who() {
        return csrf.isEmpty() ? cookieOnly() : cookieOnly().with("X-CSRF-TOKEN", csrf);
    }

    Answer gets(String path) {
        return note(platform.http().get(path, who()));
    }

    Answer posts(String path, Object... fields) {
        return note(platform.http().post(path, who(), Http.body(fields)));
    }

    Answer deletes(String path) {
        return note(platform.http().send(HttpMethod.DELETE, path, who(), null, null));
    }

    /** Sends a form of one of our pages, which no script gives a header; browsers themselves say from where it comes. */
    Answer submits(String path, byte[] form) {
        return note(platform.http().send(HttpMethod.POST, path, cookieOnly().with("Sec-Fetch-Site", "same-origin"), "application/x-www-form-urlencoded", form));
    }

    /** On the state that an account is in now. */
    Answer asks(String account, String action, Object... fields) {
        String etag = gets("/api/v1/accounts/" + account).is(200).etag();
        return note(platform.http().post("/api/v1/accounts/" + account + action, who().with("If-Match", etag),
                Http.body(fields)));
    }

    Answer signsOut() {
        return deletes("/api/v1/session");
    }
}
