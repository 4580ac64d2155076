package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Clients that go away in the middle of a request: what they asked for is done as a whole or not at all. */
@ExtendWith({OnePlatform.class, OutputCaptureExtension.class})
class HangingUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Platform platform;

    HangingUpTest(Platform platform) {
        this.platform = platform;
    }

    /** @param sent how many bytes of the body are sent before the client goes away */
    private void hangUp(String path, Who who, Map<String, Object> form, int sent, boolean abruptly) throws IOException {
        byte[] body = Http.JSON.writeValueAsBytes(form);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        who.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = RawHttp.connect(platform.port())) {
            socket.setSoLinger(abruptly, 0);
            socket.getOutputStream().write(RawHttp.bytes(head + "\r\n"));
            socket.getOutputStream().write(body, 0, Math.min(sent, body.length));
            socket.getOutputStream().flush();
        }
    }

    private static Map<String, Object> form(String category) {
        return Http.body("title", "t", "narrative", "n", "category", category, "identity", "ANONYMOUS");
    }

    private JsonNode list(String category) {
        return platform.http().get("/api/v1/complaints?limit=200&category=" + category,
                Who.COORDINATOR.havingSeen(platform.head())).is(200).json().path("complaints");
    }

    /** Requests that arrived may still be at work: until two of our own have come and gone without a third's events. */
    private long settledHead() {
        long[] last = {-1};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            long before = last[0];
            last[0] = platform.head();
            return before == last[0];
        });
        return last[0];
    }

    @Test
    void two_hundred_clients_that_hang_up_after_their_body_leave_whole_complaints_or_none(CapturedOutput output)
            throws IOException {
        String category = Platform.word("c");
        long before = platform.head();

        for (int i = 0; i < 200; i++) {
            hangUp("/api/v1/complaints", Who.PUBLIC, form(category), Integer.MAX_VALUE, i % 2 == 0);
        }
        Case next = platform.anonymous();

        assertThat(next.seenBy(next.reporter()).is(200).at("/status")).isEqualTo("SUBMITTED");
        settledHead();
        // Whatever is still at work shows in both figures, though not in the same moment.
        JsonNode complaints = await().atMost(PATIENCE).until(() -> list(category),
                found -> found.size() == platform.head() - before - 1);
        complaints.forEach(complaint -> {
            assertThat(complaint.at("/content/narrative").asString()).isEqualTo("n");
            assertThat(platform.http().get("/api/v1/complaints/" + complaint.path("id").asString() + "/timeline",
                    Who.COORDINATOR).is(200).json().path("timeline")).hasSize(1);
        });
        assertThat(output).doesNotContain("ERROR", "WARN");
    }

    @Test
    void a_client_that_hangs_up_within_its_body_leaves_nothing(CapturedOutput output) throws IOException {
        String category = Platform.word("c");

        for (int i = 0; i < 50; i++) {
            hangUp("/api/v1/complaints", Who.PUBLIC, form(category), 20, i % 2 == 0);
        }
        platform.anonymous();
        settledHead();

        assertThat(list(category)).isEmpty();
        assertThat(output).doesNotContain("ERROR", "WARN");
    }

    @Test
    void a_merge_whose_client_hangs_up_has_both_ends_or_none() throws IOException {
        Case target = platform.anonymous();
        for (int i = 0; i < 20; i++) {
            Case source = platform.anonymous();
            hangUp(source.path() + "/merge", Who.COORDINATOR.with("If-Match", "\"0\""), Http.body("into", target.id),
                    Integer.MAX_VALUE, true);
        }
        settledHead();

        target.seen().seenBy(Who.COORDINATOR).json().at("/handling/duplicates").forEach(source ->
                assertThat(platform.http().get("/api/v1/complaints/" + source.asString(), Who.COORDINATOR)
                        .at("/content/mergedInto")).isEqualTo(target.id));
        long merged = target.seenBy(Who.COORDINATOR).json().at("/handling/duplicates").size();
        assertThat(target.timelineSeenBy(Who.COORDINATOR).json().path("timeline")).hasSize((int) merged + 1);
    }

    @Test
    void an_office_whose_deactivation_is_hung_up_on_ends_active_or_inactive() throws IOException {
        Office office = platform.office();

        hangUp(office.path() + "/deactivation", Who.ADMINISTRATOR.with("If-Match", "\"0\""), Map.of(),
                Integer.MAX_VALUE, true);
        settledHead();

        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(office.seen().at("/standing")).isIn("ACTIVE", "INACTIVE"));
    }
}
