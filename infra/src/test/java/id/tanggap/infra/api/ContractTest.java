package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;

/** What clients may rely on, whatever they ask for. */
@ExtendWith(OnePlatform.class)
class ContractTest {

    private final Platform platform;

    ContractTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_submission_says_where_it_is_which_version_and_at_which_position() {
        Answer submitted = platform.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", "t", "narrative",
                "n", "category", "c", "identity", "ANONYMOUS")).is(201);

        assertThat(submitted.header("Location")).isEqualTo("/api/v1/complaints/" + submitted.at("/id"));
        assertThat(submitted.etag()).isEqualTo("\"0\"");
        assertThat(submitted.position()).isEqualTo(platform.head());
        assertThat(submitted.at("/trackingCode")).matches("TGP(-[0-9A-Z]{4}){3}");
        assertThat(submitted.at("/secret")).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{2}");
    }

    @Test
    void a_command_says_which_version_it_left_and_at_which_position() {
        Case complaint = platform.anonymous();

        Answer returned = complaint.asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", "x").is(201);

        assertThat(returned.etag()).isEqualTo("\"1\"");
        assertThat(returned.json().path("sequence").asInt()).isEqualTo(1);
        assertThat(returned.position()).isEqualTo(platform.head());
    }

    @Test
    void a_read_says_how_far_the_read_models_had_come() {
        Case complaint = platform.anonymous();

        assertThat(complaint.seenBy(Who.PUBLIC).position()).isGreaterThanOrEqualTo(complaint.position());
    }

    @Test
    void a_read_that_asks_for_its_own_write_always_finds_it() {
        for (int i = 0; i < 200; i++) {
            Case complaint = platform.anonymous();
            assertThat(complaint.seenBy(Who.PUBLIC).is(200).etag()).isEqualTo("\"0\"");
        }
    }

    @Test
    void a_read_of_the_far_future_is_told_to_come_back_within_about_two_seconds() {
        long begun = System.nanoTime();

        Answer later = platform.http().get("/api/v1/offices", Who.PUBLIC.havingSeen(platform.head() + 1_000_000));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
        later.is(503, "POSITION_NOT_REACHED");
        assertThat(later.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_head_request_waits_for_the_position_too() {
        Case complaint = platform.anonymous();

        Answer head = platform.http().send(HttpMethod.HEAD, complaint.path(),
                Who.PUBLIC.havingSeen(complaint.position()), null, null).is(200);

        assertThat(head.etag()).isEqualTo("\"0\"");
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void a_decision_on_an_old_state_is_refused_and_names_the_present_one() {
        Case complaint = platform.anonymous().returned();

        Answer stale = platform.http().post(complaint.path() + "/verification", Who.COORDINATOR.with("If-Match", "\"0\""),
                Http.body("decision", "REJECT", "reason", "x")).is(412, "STATE_CHANGED");

        assertThat(stale.at("/messages/en")).contains("\"1\"");
    }

    @Test
    void a_decision_of_an_office_must_say_on_which_state_it_rests() {
        Case complaint = platform.anonymous();

        platform.http().post(complaint.path() + "/verification", Who.COORDINATOR,
                Http.body("decision", "REJECT", "reason", "x")).is(428, "IF_MATCH_MISSING");
    }

    @Test
    void a_reporter_need_not_know_versions() {
        Case complaint = platform.anonymous().returned();

        platform.http().post(complaint.path() + "/completion", complaint.reporter(), Http.body("text", "x")).is(201);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        Case complaint = platform.anonymous();
        complaint.seenBy(Who.PUBLIC).is(200);

        Answer same = platform.http().get(complaint.path(), Who.PUBLIC.with("If-None-Match", "\"0\"")).is(304);
        complaint.returned().seenBy(Who.PUBLIC.with("If-None-Match", "\"0\"")).is(200);

        assertThat(same.bytes()).isEmpty();
    }

    @Test
    void pages_lead_through_a_list_exactly_once_while_new_complaints_arrive() throws Exception {
        String category = Platform.word("c");
        Set<String> before = new HashSet<>();
        IntStream.range(0, 25).forEach(_ -> before.add(platform.submitted(Who.PUBLIC, "category", category, "identity",
                "ANONYMOUS").id));
        long seen = platform.head();
        AtomicBoolean done = new AtomicBoolean();
        Thread arriving = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                platform.submitted(Who.PUBLIC, "category", category, "identity", "ANONYMOUS");
            }
        });

        List<String> walked = new ArrayList<>();
        String next = "/api/v1/complaints?category=" + category + "&limit=3";
        while (next != null) {
            Answer page = platform.http().get(next, Who.PUBLIC.havingSeen(seen)).is(200);
            page.json().path("complaints").forEach(complaint -> walked.add(complaint.path("id").asString()));
            next = next(page);
        }
        done.set(true);
        arriving.join();

        assertThat(walked).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void a_link_to_the_next_page_keeps_every_filter_as_it_was_sent() {
        String category = "Jalan & Jembatan/é+ " + Platform.word("c");
        IntStream.range(0, 3).forEach(_ -> platform.submitted(Who.PUBLIC, "category", category, "identity", "ANONYMOUS"));
        String encoded = java.net.URLEncoder.encode(category, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");

        Answer first = platform.http().get("/api/v1/complaints?category=" + encoded + "&status=SUBMITTED&limit=2",
                Who.PUBLIC.havingSeen(platform.head())).is(200);
        Answer second = platform.http().get(next(first), Who.PUBLIC).is(200);

        assertThat(first.json().path("complaints")).hasSize(2);
        assertThat(second.json().path("complaints")).hasSize(1);
        assertThat(next(second)).isNull();
        assertThat(second.has("/next")).isFalse();
    }

    @Test
    void lists_are_filtered_by_office_status_class_and_day() {
        Office office = platform.office();
        Case forwarded = platform.anonymous().forwardedTo(office);
        Case closed = platform.anonymous().forwardedTo(office).answeredBy(office).accepted();
        String list = "/api/v1/complaints?office=" + office.id;

        assertThat(ids(list)).containsExactly(closed.id, forwarded.id);
        assertThat(ids(list + "&status=closed")).containsExactly(closed.id);
        assertThat(ids(list + "&class=COMPLAINT")).hasSize(2);
        assertThat(ids(list + "&class=ASPIRATION")).isEmpty();
        assertThat(ids(list + "&from=2200-01-01")).isEmpty();
        assertThat(ids(list + "&to=1900-01-01")).isEmpty();
    }

    private List<String> ids(String list) {
        List<String> ids = new ArrayList<>();
        platform.http().get(list, Who.PUBLIC.havingSeen(platform.head())).is(200).json().path("complaints")
                .forEach(complaint -> ids.add(complaint.path("id").asString()));
        return ids;
    }

    @Test
    void a_path_that_exists_says_which_methods_it_takes() {
        Answer options = platform.http().send(HttpMethod.OPTIONS, "/api/v1/complaints", Who.PUBLIC, null, null).is(200);
        Answer refused = platform.http().send(HttpMethod.DELETE, "/api/v1/complaints", Who.PUBLIC, null, null);

        assertThat(options.header("Allow").split(",")).contains("GET", "POST");
        refused.is(405, "METHOD_NOT_ALLOWED");
        assertThat(refused.header("Allow").split(",\\s*")).contains("GET", "POST");
    }

    @Test
    void problems_are_told_in_indonesian_unless_english_comes_first() {
        String nowhere = "/api/v1/nowhere";

        Answer indonesian = platform.http().get(nowhere, Who.PUBLIC.with("Accept-Language", "fr, id, en"));
        Answer english = platform.http().get(nowhere, Who.PUBLIC.with("Accept-Language", "en-GB, id;q=0.5"));

        assertThat(indonesian.at("/detail")).isEqualTo(indonesian.at("/messages/id"));
        assertThat(indonesian.header("Content-Language")).isEqualTo("id");
        assertThat(english.at("/detail")).isEqualTo(english.at("/messages/en"));
        assertThat(english.header("Content-Language")).isEqualTo("en");
    }

    @Test
    void no_answer_lets_a_browser_guess_its_type_or_tell_where_it_came_from() {
        for (String path : List.of("/api/v1/offices", "/api/v1/nowhere", "/actuator/health", "/v3/api-docs")) {
            Answer answer = platform.http().get(path, Who.PUBLIC);
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(path)
                    .isEqualTo(path.startsWith("/api/") ? "no-referrer" : "same-origin");
        }
    }

    @Test
    void no_answer_about_a_complaint_is_kept_on_the_way() {
        Case complaint = platform.anonymous();
        complaint.seenBy(Who.PUBLIC);

        for (Answer answer : List.of(
                platform.http().get(complaint.path(), complaint.reporter()).is(200),
                platform.http().get(complaint.path() + "/timeline", complaint.reporter()).is(200),
                platform.http().get("/api/v1/tracking/" + complaint.code, complaint.reporter()).is(200),
                platform.http().get("/api/v1/tracking/" + complaint.code, Who.PUBLIC).is(404),
                platform.http().get("/api/v1/complaints?limit=1", Who.PUBLIC).is(200),
                complaint.asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", "x").is(201))) {
            assertThat(answer.header("Cache-Control")).as(answer.request()).isEqualTo("no-store");
        }
    }

    @Test
    void the_read_models_catch_up_with_everything() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                platform.http().get("/api/v1/offices", Who.PUBLIC).position()).isEqualTo(platform.head()));
        Answer health = platform.http().get("/actuator/health", Who.PUBLIC).is(200);
        assertThat(health.json().at("/components/readModels/details/deadLetters").asInt(-1)).isZero();
    }

    private static String next(Answer page) {
        String link = page.header("Link");
        if (link == null) {
            return null;
        }
        assertThat(link).matches("<[^>]+>; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }
}
