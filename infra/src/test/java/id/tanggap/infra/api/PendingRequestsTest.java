package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What waits for a decision about reporters, as those find it who decide. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PendingRequestsTest {

    private static final String ERASURES = "/api/v1/erasure-requests";
    private static final String REVEALS = "/api/v1/identity-reveal-requests";

    private Platform platform;
    private Office office;

    @BeforeAll
    void start(@TempDir Path folder) {
        platform = Platform.start(folder);
        office = platform.office();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Answer asked(String list, Who who) {
        return platform.http().get(list, who.havingSeen(platform.head())).is(200);
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.json().path("requests").spliterator(), false)
                .map(request -> request.path("complaintId").asString()).toList();
    }

    private JsonNode of(Case complaint, String list, Who who) {
        return StreamSupport.stream(asked(list + "?limit=200", who).json().path("requests").spliterator(), false)
                .filter(request -> request.path("complaintId").asString().equals(complaint.id)).findFirst().orElseThrow();
    }

    private boolean lists(String list, Case complaint, Who who) {
        return ids(asked(list + "?limit=200", who)).contains(complaint.id);
    }

    private Case closed() {
        return platform.open().forwardedTo(office).answeredBy(office).accepted();
    }

    private Case erasureAsked() {
        Case complaint = closed();
        complaint.asks(complaint.reporter(), "/erasure", "reason", "Saya takut").is(201);
        return complaint;
    }

    private Case confidential() {
        return platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"))
                .forwardedTo(office);
    }

    private Case revealAsked() {
        Case complaint = confidential();
        complaint.asks(office.head(), "/identity-reveal", "reason", "Perlu alamatnya").is(201);
        return complaint;
    }

    @Test
    void a_request_to_erase_waits_until_it_is_granted_or_refused() {
        Case granted = erasureAsked();
        Case refused = erasureAsked();
        assertThat(lists(ERASURES, granted, Who.ADMINISTRATOR)).isTrue();

        granted.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT").is(201);
        refused.asks(Who.INSPECTOR, "/erasure/decision", "decision", "REFUSE", "legalGround", "LAW_ENFORCEMENT").is(201);

        assertThat(lists(ERASURES, granted, Who.INSPECTOR)).isFalse();
        assertThat(lists(ERASURES, refused, Who.INSPECTOR)).isFalse();
        refused.asks(refused.reporter(), "/erasure").is(201);
        assertThat(lists(ERASURES, refused, Who.INSPECTOR)).isTrue();
    }

    @Test
    void a_request_to_reveal_waits_until_it_is_decided_or_the_office_has_the_complaint_no_longer() {
        Case refused = revealAsked();
        Case moved = revealAsked();
        assertThat(lists(REVEALS, refused, Who.INSPECTOR)).isTrue();

        refused.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "REFUSE", "reason", "Tidak perlu").is(201);
        moved.asks(office.head(), "/transfer", "officeId", platform.office().id, "reason", "Bukan kami").is(201);

        assertThat(lists(REVEALS, refused, Who.INSPECTOR)).isFalse();
        assertThat(lists(REVEALS, moved, Who.INSPECTOR)).isFalse();
    }

    @Test
    void it_says_what_somebody_needs_to_decide_with_the_version_to_decide_on() {
        Case complaint = revealAsked();

        JsonNode request = of(complaint, REVEALS, Who.INSPECTOR);

        assertThat(request.path("officeId").asString()).isEqualTo(office.id);
        assertThat(request.at("/by/id").asString()).isEqualTo("siti");
        assertThat(request.path("reason").asString()).isEqualTo("Perlu alamatnya");
        assertThat(request.at("/statusText/id").asString()).isNotBlank();
        assertThat(request.has("askedAt")).isTrue();
        platform.http().post(complaint.path() + "/identity-reveal/decision",
                Who.INSPECTOR.with("If-Match", "\"" + request.path("sequence").asLong() + "\""),
                Http.body("decision", "REFUSE", "reason", "Tidak perlu")).is(201);
    }

    @Test
    void an_administrator_is_told_the_day_and_neither_the_words_nor_the_time() {
        JsonNode request = of(erasureAsked(), ERASURES, Who.ADMINISTRATOR);

        assertThat(request.propertyNames()).containsExactlyInAnyOrder("complaintId", "sequence", "status", "statusText",
                "officeId", "askedOn");
        assertThat(asked(ERASURES + "?limit=200", Who.ADMINISTRATOR).text()).doesNotContain("takut");
    }

    @Test
    void one_about_a_withheld_complaint_is_shown_to_the_inspectorate_alone() {
        Case complaint = platform.open();
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER", "officeId", office.id).is(201);
        complaint.asks(complaint.reporter(), "/erasure").is(201);

        assertThat(lists(ERASURES, complaint, Who.ADMINISTRATOR)).isFalse();
        assertThat(lists(ERASURES, complaint, Who.INSPECTOR)).isTrue();
    }

    @Test
    void whoever_reads_the_words_is_on_record() {
        Case complaint = erasureAsked();
        asked(ERASURES + "?limit=200", Who.ADMINISTRATOR);
        asked(ERASURES + "?limit=200", Who.INSPECTOR);

        Answer accesses = platform.http().get(complaint.path() + "/accesses", Who.INSPECTOR).is(200);

        assertThat(accesses.text()).containsOnlyOnce("GET " + ERASURES).contains("INSPECTOR");
    }

    @Test
    void the_longest_waiting_come_first_and_pages_together_are_the_whole_list() {
        List<Case> complaints = List.of(closed(), closed(), closed());
        for (Case complaint : complaints.reversed()) {
            complaint.asks(complaint.reporter(), "/erasure").is(201);
        }

        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = asked(ERASURES + "?limit=2" + cursor, Who.INSPECTOR);
            found.addAll(ids(page));
            cursor = page.has("/next") ? "&cursor=" + page.at("/next") : "";
        } while (!cursor.isEmpty());

        assertThat(found).doesNotHaveDuplicates().isEqualTo(ids(asked(ERASURES + "?limit=200", Who.INSPECTOR)))
                .containsSubsequence(complaints.reversed().stream().map(complaint -> complaint.id).toList());
        platform.http().get(ERASURES + "?cursor=x", Who.INSPECTOR).is(400, "PARAMETER_INVALID");
    }

    @Test
    void read_models_that_are_made_anew_list_the_same() {
        Case decided = erasureAsked();
        decided.asks(Who.INSPECTOR, "/erasure/decision", "decision", "REFUSE", "legalGround", "LAW_ENFORCEMENT").is(201);
        erasureAsked();
        revealAsked();
        List<String> erasures = ids(asked(ERASURES + "?limit=200", Who.INSPECTOR));
        List<String> reveals = ids(asked(REVEALS + "?limit=200", Who.INSPECTOR));

        platform.http().post("/api/v1/views/rebuild", Who.ADMINISTRATOR).is(202);
        await().atMost(Duration.ofSeconds(20)).until(() ->
                !platform.http().get("/actuator/health", Who.PUBLIC).text().contains("\"rebuilding\":true"));

        assertThat(ids(asked(ERASURES + "?limit=200", Who.INSPECTOR))).isEqualTo(erasures).isNotEmpty();
        assertThat(ids(asked(REVEALS + "?limit=200", Who.INSPECTOR))).isEqualTo(reveals).isNotEmpty();
    }
}
