package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How much and how large requests may be, on a platform with small limits that waits for nobody for long. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String JSON = "POST " + COMPLAINTS + " HTTP/1.1\nContent-Type: application/json\n";

    private Platform platform;

    @BeforeAll
    void start(@TempDir Path folder) {
        platform = Platform.start(folder, "--tanggap.limits.submissions=10",
                "--tanggap.limits.wrong-secrets=1000", "--tanggap.limits.wrong-secrets-per-complaint=3",
                "--tanggap.limits.longest-wait=1ms",
                "--tanggap.limits.head-time=300ms", "--tanggap.limits.body-time=300ms",
                "--tanggap.limits.pause=200ms", "--tanggap.imports.max-size=1MB");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Who from(String address) {
        return Who.PUBLIC.with("X-Forwarded-For", address);
    }

    private Answer submit(Who who) {
        return platform.http().post(COMPLAINTS, who, Http.body("title", "t", "narrative", "n", "category", "c",
                "identity", "ANONYMOUS"));
    }

    @Test
    void a_network_that_submits_too_much_is_told_when_to_come_back_and_others_submit_on() {
        for (int i = 0; i < 20; i++) {
            submit(from("198.51.100." + i)).is(201);
        }

        Answer refused = Refused.by(platform, () -> submit(from("198.51.100.77"))).is(429, "TOO_MANY_REQUESTS");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 6);
        assertThat(refused.header("RateLimit")).startsWith("\"submissions\";r=0;t=");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"submissions\";q=20;w=120");
        submit(from("203.0.113.1")).is(201);
        platform.http().get(COMPLAINTS, from("198.51.100.77")).is(200);
    }

    @Test
    void guesses_at_a_complaint_are_refused_in_the_end_but_never_its_reporter() {
        Case complaint = new Case(platform, submit(from("203.0.114.1")).is(201));
        complaint.seenBy(from("203.0.114.1")).is(200);
        Answer first = null;
        for (int i = 0; i < 6; i++) {
            Answer wrong = platform.http().get(complaint.path(), Who.reporter("0000-0000-0000-0000-0000-0000-0" + i)
                    .with("X-Forwarded-For", "203.0.114.1")).is(404, "COMPLAINT_NOT_FOUND");
            first = first == null ? wrong : first;
        }

        platform.http().get(complaint.path(), Who.reporter("x").with("X-Forwarded-For", "192.0.2.1"))
                .is(429, "TOO_MANY_REQUESTS");
        platform.http().get(complaint.path(), complaint.reporter().with("X-Forwarded-For", "203.0.114.1")).is(200);
        assertThat(first.header("RateLimit")).isNull();
    }

    @Test
    void guesses_at_what_does_not_exist_are_refused_just_the_same() {
        String nobody = COMPLAINTS + "/01900000-0000-7000-8000-000000000000";
        for (int i = 0; i < 6; i++) {
            platform.http().get(nobody, Who.reporter("x")).is(404, "COMPLAINT_NOT_FOUND");
        }

        platform.http().get(nobody, Who.reporter("x")).is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_is_sent() {
        for (String path : List.of(COMPLAINTS, COMPLAINTS + "/x/merge/undo", "/api/v1/imports", "/api/v1/nowhere")) {
            RawHttp.send(platform.port(), "POST " + path + " HTTP/1.1\nContent-Type: application/json\n"
                    + "Content-Length: 10000000", new byte[0]).is(413, "BODY_TOO_LARGE");
        }
    }

    @Test
    void a_body_that_nobody_reads_is_not_taken_for_ever() throws IOException {
        long sent = 0;
        byte[] chunk = RawHttp.bytes("10000\r\n" + " ".repeat(0x10000) + "\r\n");
        try (Socket socket = RawHttp.connect(platform.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(RawHttp.bytes("POST " + COMPLAINTS + "/x/merge/undo HTTP/1.1\r\nHost: x\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"));
            for (; sent < 200_000_000; sent += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException _) {
            // closed by the server, as it should be
        }

        assertThat(sent).isLessThan(50_000_000);
    }

    @Test
    void who_is_still_sending_when_refused_reads_why_although_the_connection_is_then_closed() {
        byte[] chunk = RawHttp.bytes("10000\r\n" + " ".repeat(0x10000) + "\r\n");
        ByteArrayOutputStream endless = new ByteArrayOutputStream();
        IntStream.range(0, 60).forEach(_ -> endless.writeBytes(chunk));

        for (int i = 0; i < 20; i++) {
            RawHttp.send(platform.port(), JSON + "Transfer-Encoding: chunked\nX-Forwarded-For: 203.0.115." + i,
                    endless.toByteArray()).is(413, "BODY_TOO_LARGE");
        }
    }

    @Test
    void a_body_that_arrives_too_slowly_is_given_up(CapturedOutput output) {
        RawHttp.send(platform.port(), JSON + "Content-Length: 100", RawHttp.bytes("{\"title\":")).is(408, "BODY_TOO_SLOW");

        assertThat(output).doesNotContain("ERROR", "WARN");
    }

    /** A byte now and then, for as long as somebody takes them. */
    private static void drip(Socket socket) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Thread.sleep(20);
                    socket.getOutputStream().write(' ');
                }
            } catch (IOException | InterruptedException _) {
                // closed, as it should be
            }
        });
    }

    @Test
    void a_body_that_drips_is_given_up_too() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = RawHttp.connect(platform.port())) {
            socket.getOutputStream().write(RawHttp.bytes((JSON + "Host: x\nContent-Length: 100000\n\n").replace("\n", "\r\n")));
            drip(socket);
            socket.getInputStream().transferTo(answer);
        } catch (java.net.SocketException _) {
            // what came until then counts
        }

        assertThat(answer.toString()).startsWith("HTTP/1.1 408 ").contains("BODY_TOO_SLOW");
    }

    @Test
    void a_file_to_import_that_falls_silent_is_given_up() {
        RawHttp.send(platform.port(), "POST /api/v1/imports?format=NYC_311&file=a.csv HTTP/1.1\nContent-Type: text/csv\n"
                + "Content-Length: 100\nTanggap-Role: ADMINISTRATOR\nTanggap-Account: adi", RawHttp.bytes("Unique Key"))
                .is(408, "BODY_TOO_SLOW");
    }

    @Test
    void a_head_that_drips_ends_its_connection() throws IOException {
        try (Socket socket = RawHttp.connect(platform.port())) {
            socket.getOutputStream().write(RawHttp.bytes("GET " + COMPLAINTS + " HTTP/1.1\r\nHost: x\r\nX: "));
            drip(socket);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (java.net.SocketException _) {
            // closed all the same
        }
    }

    @Test
    void a_connection_that_is_used_again_and_again_is_left_alone() throws Exception {
        try (Socket socket = RawHttp.connect(platform.port())) {
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(RawHttp.bytes("HEAD /api/v1/offices HTTP/1.1\r\nHost: x\r\n\r\n"));
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("\r\n\r\n")) {
                    answer.append((char) socket.getInputStream().read());
                }
                assertThat(answer).startsWith("HTTP/1.1 200 ");
                Thread.sleep(150);
            }
        }
    }

    @Test
    void an_address_or_a_head_that_is_too_large_is_refused_in_words() {
        List<Answer> answers = List.of(
                RawHttp.send(platform.port(), "GET /" + "a".repeat(10_000) + " HTTP/1.1", new byte[0])
                        .is(414, "ADDRESS_TOO_LONG"),
                RawHttp.send(platform.port(), "GET " + COMPLAINTS + "?" + "a=1&".repeat(40) + " HTTP/1.1", new byte[0])
                        .is(414, "ADDRESS_TOO_LONG"),
                RawHttp.send(platform.port(), "GET / HTTP/1.1\nX: " + "a".repeat(20_000), new byte[0])
                        .is(431, "HEADERS_TOO_LARGE"),
                RawHttp.send(platform.port(), "GET / HTTP/1.1\n" + IntStream.range(0, 80).mapToObj(i -> "X" + i + ": 1")
                        .collect(Collectors.joining("\n")), new byte[0]).is(431, "HEADERS_TOO_LARGE"));

        answers.forEach(Refused::explained);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"
            + "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}"})
    void a_body_that_is_too_deep_is_refused(String deep) {
        Refused.by(platform, () -> platform.http().postRaw(COMPLAINTS, from("192.0.2.9"), deep)).is(400);
    }

    @Test
    void a_connection_that_asks_for_nothing_is_told_nothing_about_the_server() {
        Answer answer = RawHttp.send(platform.port(), "GET /api/v1/offices HTTP/1.1", new byte[0]).is(200);

        assertThat(answer.headers().headerNames()).doesNotContain("Server", "X-Powered-By", "Via");
    }
}
