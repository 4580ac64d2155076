package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words that stand nowhere else go into every field that is marked as personal; then every byte that the platform left
 * anywhere is searched for them.
 */
class NothingReadableTest {

    @TempDir
    Path folder;

    private final List<String> canaries = new ArrayList<>();

    private String canary(String field) {
        String word = Platform.word("kenari" + field);
        canaries.add(word);
        return word;
    }

    /** A complaint in whose course everything is said that can be said. */
    private Case complaint(Platform platform, Office office) {
        Case complaint = platform.submitted(Who.PUBLIC, "title", canary("title"), "narrative", canary("narrative"),
                "identity", "OPEN", "reporter", Http.body("name", canary("name"), "email", canary("mail") + "@example.org",
                        "phone", "0812" + System.nanoTime()),
                "location", Http.body("address", canary("address")));
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", canary("return")).is(201);
        complaint.asks(complaint.reporter(), "/completion", "text", canary("completion")).is(201);
        complaint.forwardedTo(office);
        complaint.asks(complaint.reporter(), "/messages", "text", canary("message")).is(201);
        complaint.asks(office.officer(), "/responses", "kind", "INTERIM", "text", canary("interim")).is(201);
        int draft = complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", canary("draft")).is(201)
                .json().path("response").asInt();
        complaint.asks(office.head(), "/responses/" + draft + "/approval", "decision", "SEND_BACK", "reason",
                canary("sentback")).is(201);
        int number = complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", canary("final")).is(201)
                .json().path("response").asInt();
        complaint.asks(office.head(), "/responses/" + number + "/approval").is(201);
        complaint.asks(complaint.reporter(), "/replies", "decision", "ACCEPT", "text", canary("accept")).is(201);
        complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 3, "comment", canary("comment")).is(201);
        return complaint;
    }

    @Test
    void no_personal_word_is_readable_in_any_file_log_metric_or_dead_letter() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String metrics;
        try (Platform platform = Platform.start(folder, "--debug=true")) {
            Office office = platform.office();
            complaint(platform, office).seenBy(Who.COORDINATOR).is(200);

            // given also one that the read models cannot take, and requests that go wrong
            Case broken = platform.anonymous();
            broken.seenBy(Who.COORDINATOR).is(200);
            change("DELETE FROM state WHERE number = (SELECT max(number) FROM state)");
            broken.asks(broken.reporter(), "/withdrawal", "reason", canary("withdrawal")).is(201);
            platform.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", canary("badtitle"), "narrative",
                    List.of(canary("badnarrative")))).is(400);
            platform.http().postRaw("/api/v1/complaints", Who.PUBLIC, "{\"title\":\"" + canary("broken") + "\"").is(400);
            platform.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", canary("noone"), "narrative",
                    canary("noone"), "category", "Jalan", "identity", "OPEN")).is(422);
            await().until(() -> platform.http().get("/actuator/health", Who.ADMINISTRATOR).text().contains("eadLetters"));
            metrics = platform.http().get("/actuator/prometheus", Who.ADMINISTRATOR).text();
        } finally {
            System.setOut(out);
        }

        // then
        assertThat(canaries).hasSizeGreaterThan(15);
        for (String canary : canaries) {
            assertThat(filesWith(canary)).as(canary).isEmpty();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(canaries);
        assertThat(metrics).doesNotContain(canaries);
    }

    @Test
    void what_was_erased_is_gone_from_every_answer_and_stays_gone_after_a_restart() throws Exception {
        Case complaint;
        byte[] eventsBefore;
        try (Platform platform = Platform.start(folder)) {
            Office office = platform.office();
            complaint = complaint(platform, office);
            assertThat(complaint.seenBy(office.head()).is(200).text()).contains(canaries.getFirst());
            String scorecard = platform.http().get("/api/v1/offices/" + office.id + "/scorecard", Who.PUBLIC).is(200).text();

            // when
            complaint.asks(complaint.reporter(), "/erasure", "reason", canary("erasure")).is(201);
            complaint.asks(Who.ADMINISTRATOR.with("Tanggap-Account", "adi2"), "/erasure/decision", "decision", "GRANT",
                    "legalGround", "REQUESTED_BY_SUBJECT").is(201);

            // then
            for (Who who : List.of(Who.COORDINATOR, Who.INSPECTOR, office.head(), Who.PUBLIC)) {
                assertThat(complaint.seenBy(who).is(200).text()).doesNotContain(canaries);
                assertThat(complaint.timelineSeenBy(who).is(200).text()).doesNotContain(canaries);
            }
            complaint.seenBy(complaint.reporter()).is(404);
            assertThat(platform.http().get("/api/v1/offices/" + office.id + "/scorecard", Who.PUBLIC).is(200).text())
                    .isEqualTo(scorecard);
            await().until(() -> keysLeft() == 0);
        }
        try (Platform platform = Platform.start(folder)) {
            Case again = complaint;
            Answer seen = platform.http().get(again.path(), Who.COORDINATOR.havingSeen(platform.head())).is(200);
            assertThat(seen.text()).doesNotContain(canaries).contains("erased");
        }
    }

    /** Keys of those who were erased that are still there. */
    private long keysLeft() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keys.db"));
             var rows = connection.createStatement().executeQuery(
                     "SELECT count(*) FROM person_key WHERE erased_at IS NOT NULL")) {
            return rows.getLong(1) == 1 ? 0 : 1;
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("views.db"));
             var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        }
    }

    private List<Path> filesWith(String word) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    found.add(file);
                }
            }
            return found;
        }
    }
}
