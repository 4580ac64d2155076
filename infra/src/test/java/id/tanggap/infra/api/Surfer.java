package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Somebody with a browser that runs no scripts: keeps cookies, sends forms, goes where it is sent. */
final class Surfer {

    private final URI base;
    private final Who who;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS).build();
    private HttpResponse<String> last;

    Surfer(Platform platform) {
        this(platform, Who.PUBLIC);
    }

    /** Somebody of staff, taken at their word. */
    Surfer(Platform platform, Who who) {
        this.base = URI.create("http://127.0.0.1:" + platform.port());
        this.who = who;
    }

    Surfer opens(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** @param fields names and values in turn */
    Surfer submits(String path, String... fields) {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(IntStream.range(0, fields.length / 2)
                        .mapToObj(i -> encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                        .collect(Collectors.joining("&")))));
    }

    /** Sends a form with files in it. */
    Surfer submits(String path, Upload form) {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", Upload.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Surfer send(HttpRequest.Builder request) {
        who.headers().forEach(request::header);
        if (last != null) {
            request.header("Referer", last.uri().toString());
        }
        try {
            last = client.send(request.header("Accept", "text/html").header("Accept-Language", "id").build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** @param path where it must have got to */
    Surfer isAt(String path) {
        assertThat(last.uri().getPath()).as(page()).isEqualTo(path);
        assertThat(last.statusCode()).as(page()).isEqualTo(200);
        return this;
    }

    Surfer isTold(int status, String... texts) {
        assertThat(last.statusCode()).as(page()).isEqualTo(status);
        for (String text : texts) {
            assertThat(page()).contains(text);
        }
        return this;
    }

    String page() {
        return last.body();
    }

    URI address() {
        return last.uri();
    }

    HttpResponse<String> last() {
        return last;
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    void keeps(HttpCookie cookie) {
        cookies.getCookieStore().add(base, cookie);
    }

    void forgetsCookies() {
        cookies.getCookieStore().removeAll();
    }

    /** The value of the first hidden field of a name. */
    String hidden(String name) {
        return first("name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    /** What stands first in the page between the pattern's brackets. */
    String first(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page());
        assertThat(matcher.find()).as("%s in %s", pattern, page()).isTrue();
        return matcher.group(1);
    }

    /** Answers all questions but those that a test answers itself. */
    Surfer writesReport(String office, String kind, String identity) {
        opens("/lapor").isAt("/lapor/jenis");
        submits("/lapor/jenis", "kind", kind).isAt("/lapor/hal");
        submits("/lapor/hal", "topic", "LIGHTING").isAt("/lapor/cerita");
        submits("/lapor/cerita", "title", "Lampu padam", "narrative", "Sudah tiga malam <b>gelap</b>.\r\nTolong.")
                .isAt("/lapor/tempat");
        submits("/lapor/tempat", "address", "Depan pasar").isAt("/lapor/instansi");
        submits("/lapor/instansi", "office", office).isAt("/lapor/identitas");
        submits("/lapor/identitas", "identity", identity);
        return identity.equals("ANONYMOUS") ? this : submits("/lapor/kontak", "name", "Sari Wulandari");
    }
}
