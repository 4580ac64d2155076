package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/**
 * What leads back to somebody who reported without a name is nowhere afterwards: not in any file, not in the log, not in the
 * metrics.
 */
@ExtendWith(OutputCaptureExtension.class)
class NoTraceTest {

    private static final String AGENT = "CanaryBrowser/7.7";
    private static final String ADDRESS = "198.18.77.66";
    private static final String REFERER = "https://canary-referer.example/inside";
    private static final String COOKIE = "canarycookie=1";
    private static final Who SOMEBODY = new Who(Map.of("User-Agent", AGENT, "X-Forwarded-For", ADDRESS, "Forwarded",
            "for=" + ADDRESS, "X-Real-IP", ADDRESS, "Referer", REFERER, "Cookie", COOKIE));

    @TempDir
    Path folder;

    @Test
    void an_anonymous_reporter_leaves_nothing_behind_that_leads_back(CapturedOutput output) throws IOException {
        String secret;
        String metrics;
        try (Platform platform = Platform.start(folder, "--tanggap.limits.wrong-secrets-per-complaint=2",
                "--tanggap.limits.longest-wait=1ms")) {
            Case complaint = platform.submitted(SOMEBODY, "identity", "ANONYMOUS");
            secret = complaint.secret;
            Who reporter = SOMEBODY.with("Tanggap-Secret", secret);
            complaint.seenBy(reporter).is(200);
            complaint.timelineSeenBy(reporter).is(200);
            platform.http().get("/api/v1/tracking/" + complaint.code, reporter).is(200);
            platform.http().post("/api/v1/tracking/qr-code", SOMEBODY, Http.body("trackingCode", complaint.code, "secret",
                    secret)).is(200);
            platform.http().post(complaint.path() + "/withdrawal", reporter, Http.body()).is(201);
            // what goes wrong is where things are logged
            platform.http().post(complaint.path() + "/withdrawal", reporter, Http.body()).is(409);
            platform.http().postRaw("/api/v1/complaints", reporter, "{\"title\":\"" + secret).is(400);
            platform.http().get("/api/v1/" + secret, SOMEBODY).is(404);
            platform.http().get("/api/v1/complaints?limit=" + secret, SOMEBODY).is(400);
            platform.http().get("/api/v1/complaints?q=" + secret, SOMEBODY);
            platform.http().send(HttpMethod.PUT, complaint.path(), reporter, null, null).is(405);
            for (int i = 0; i < 6; i++) {
                platform.http().get(complaint.path(), SOMEBODY.with("Tanggap-Secret", "wrong" + i));
            }
            platform.http().get(complaint.path(), SOMEBODY.with("Tanggap-Secret", "wrong")).is(429);
            metrics = platform.http().get("/actuator/prometheus", Who.ADMINISTRATOR).is(200).text();
        }

        for (String trace : List.of(AGENT, ADDRESS, REFERER, COOKIE, secret, secret.replace("-", ""))) {
            assertThat(files(trace)).as("files with %s", trace).isEmpty();
            assertThat(output.getAll()).doesNotContain(trace);
            assertThat(metrics).doesNotContain(trace);
        }
        assertThat(metrics).contains("tanggap_limits_total").doesNotContain("TGP-");
    }

    /** Those that contain a text somewhere, as it is, in UTF-16 or in hexadecimal. */
    private List<Path> files(String text) throws IOException {
        List<String> forms = Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)
                .map(charset -> new String(text.getBytes(charset), StandardCharsets.ISO_8859_1)).toList();
        String hexadecimal = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).anyMatch(file -> file.endsWith("events.db"));
            return all.stream().filter(file -> {
                String content = read(file);
                return forms.stream().anyMatch(content::contains) || content.contains(hexadecimal);
            }).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
