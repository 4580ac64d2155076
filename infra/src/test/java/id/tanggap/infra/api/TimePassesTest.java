package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What time brings about on the running platform, with nobody asking for it. Each test begins on a Monday morning in Jakarta
 * and jumps from there. Calendars: those that the platform comes with.
 */
class TimePassesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static SimulatedClock clock;
    private static Platform platform;
    private static int weeks;

    private LocalDateTime monday;

    @BeforeAll
    static void start(@TempDir Path folder) {
        clock = new SimulatedClock(Instant.parse("2025-01-06T02:00:00Z"));
        platform = Platform.start(clock, folder, "--tanggap.clock.interval=20ms");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /** Time goes on only: each test has fourteen weeks of 2025 to 2027 for itself. */
    @BeforeEach
    void nextMonday() {
        monday = LocalDateTime.parse("2025-01-06T09:00").plusWeeks(14L * weeks++);
        jumpTo(monday);
    }

    private void jumpTo(LocalDateTime jakarta) {
        clock.jumpTo(jakarta.atZone(ZoneId.of("Asia/Jakarta")).toInstant());
    }

    private List<String> facts(Case complaint) {
        JsonNode timeline = complaint.timelineSeenBy(Who.PUBLIC.havingSeen(platform.head())).is(200).json().path("timeline");
        return StreamSupport.stream(timeline.spliterator(), false).map(entry -> entry.path("what").asString()).toList();
    }

    private void comesTo(Case complaint, String... facts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(facts(complaint)).endsWith(facts));
        complaint.seen();
    }

    private JsonNode deadline(Case complaint, Who who, String what) {
        JsonNode deadlines = complaint.seenBy(who).is(200).json().path("deadlines");
        return StreamSupport.stream(deadlines.spliterator(), false)
                .filter(deadline -> deadline.path("what").asString().equals(what)).findFirst().orElseThrow();
    }

    private LocalDateTime due(Case complaint, String what) {
        return LocalDateTime.ofInstant(Instant.parse(deadline(complaint, complaint.reporter(), what).path("dueAt").asString()),
                ZoneId.of("Asia/Jakarta"));
    }

    private Case objectedTo(Office office) {
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);
        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "Belum.").is(201);
        return complaint;
    }

    @Test
    void a_limit_is_shown_with_its_standard_and_what_is_used_and_left() {
        Case complaint = platform.open().forwardedTo(platform.office());

        JsonNode response = deadline(complaint, complaint.reporter(), "RESPONSE");

        assertThat(response.at("/limit/amount").asInt()).isEqualTo(14);
        assertThat(response.at("/state").asString()).isEqualTo("RUNNING");
        assertThat(response.at("/used").asDouble()).isZero();
        assertThat(response.at("/left").asDouble()).isEqualTo(14);
        assertThat(response.at("/standard/regulation").asString()).isNotBlank();
        assertThat(deadline(complaint, Who.PUBLIC, "RESPONSE").propertyNames())
                .containsExactlyInAnyOrder("what", "whatText", "party", "limit", "state", "stateText", "lastDay", "standard");
    }

    @Test
    void levels_are_told_one_after_the_other_when_their_time_comes() {
        Case complaint = platform.open().forwardedTo(platform.office());
        LocalDateTime limit = due(complaint, "RESPONSE");

        jumpTo(limit.minusDays(1));
        comesTo(complaint, "ESCALATED", "ESCALATED");
        assertThat(facts(complaint)).containsExactly("SUBMITTED", "FORWARDED", "ESCALATED", "ESCALATED");

        jumpTo(limit);
        comesTo(complaint, "ESCALATED", "ESCALATED", "ESCALATED");
        assertThat(deadline(complaint, Who.PUBLIC, "RESPONSE").path("state").asString()).isEqualTo("LATE");
        JsonNode last = complaint.timelineSeenBy(Who.COORDINATOR).json().path("timeline").path(4);
        assertThat(last.at("/escalation/percent").asInt()).isEqualTo(100);
        assertThat(last.at("/escalation/addressee").asString()).isEqualTo("SUPERVISING_OFFICE");
        assertThat(last.at("/actor/role").asString()).isEqualTo("SYSTEM");
        assertThat(Instant.parse(last.at("/at").asString()))
                .isEqualTo(limit.atZone(ZoneId.of("Asia/Jakarta")).toInstant());
    }

    @Test
    void a_return_stops_the_clock_and_is_shown_as_a_pause() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        jumpTo(monday.plusDays(1));
        complaint.asks(office.head(), "/verification", "decision", "RETURN", "reason", "Di mana?").is(201);

        JsonNode pause = complaint.seenBy(complaint.reporter()).json().at("/content/pauses/0");

        assertThat(pause.at("/reason").asString()).isEqualTo("RETURNED_TO_REPORTER");
        assertThat(pause.has("from")).isTrue();
        assertThat(pause.has("to")).isFalse();
        assertThat(deadline(complaint, Who.PUBLIC, "RESPONSE").path("state").asString()).isEqualTo("STANDING_STILL");
    }

    @Test
    void a_return_that_nobody_completes_lapses_and_can_be_taken_up_again() {
        Case complaint = platform.open().returned();

        jumpTo(due(complaint, "COMPLETION"));
        comesTo(complaint, "LAPSED");
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/closure")).isEqualTo("LAPSED");

        complaint.asks(complaint.reporter(), "/completion", "text", "Depan pasar.").is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("SUBMITTED");
    }

    @Test
    void an_unanswered_response_closes_the_complaint_and_can_be_objected_to_for_some_time() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);

        jumpTo(due(complaint, "REPLY"));
        comesTo(complaint, "CLOSED");
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/closure")).isEqualTo("STOOD_UNANSWERED");

        jumpTo(due(complaint, "REVERSAL").minusSeconds(5));
        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "Belum.").is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");
    }

    @Test
    void after_that_time_it_stays_closed() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);
        jumpTo(due(complaint, "REPLY"));
        comesTo(complaint, "CLOSED");

        jumpTo(due(complaint, "REVERSAL"));

        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "Belum.").is(409, "REVERSAL_OVER");
    }

    @Test
    void four_weeks_after_the_closing_the_reporter_is_asked_and_no_reopens() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office).accepted();

        jumpTo(monday.plusWeeks(4).plusMinutes(1));
        comesTo(complaint, "ASKED_WHETHER_SOLVED");

        complaint.asks(complaint.reporter(), "/solved", "solved", false).is(400, "FIELD_MISSING");
        complaint.asks(complaint.reporter(), "/solved", "solved", false, "text", "Padam lagi.").is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");
        assertThat(facts(complaint)).endsWith("ASKED_WHETHER_SOLVED", "REPORTED_UNSOLVED");
    }

    @Test
    void yes_is_recorded() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office).accepted();
        jumpTo(monday.plusWeeks(4).plusMinutes(1));
        comesTo(complaint, "ASKED_WHETHER_SOLVED");

        complaint.asks(complaint.reporter(), "/solved", "solved", true).is(201);

        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("CLOSED");
        assertThat(facts(complaint)).endsWith("CONFIRMED_SOLVED");
    }

    @Test
    void silence_is_appealed_against_after_the_limit_and_cannot_be_upheld() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        jumpTo(due(complaint, "RESPONSE"));
        comesTo(complaint, "ESCALATED", "ESCALATED", "ESCALATED");

        complaint.asks(complaint.reporter(), "/appeal", "text", "Tidak ada jawaban.").is(201);

        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("APPEALED");
        complaint.asks(Who.INSPECTOR, "/appeal/decision", "decision", "UPHOLD", "text", "Baik.").is(409, "NOTHING_TO_UPHOLD");
        complaint.asks(Who.INSPECTOR, "/appeal/decision", "decision", "SEND_BACK", "text", "Jawab segera.",
                "limit", Map.of("unit", "DAYS", "amount", 3)).is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");
        assertThat(deadline(complaint, Who.PUBLIC, "RESPONSE").at("/limit/amount").asInt()).isEqualTo(3);
    }

    @Test
    void the_answer_to_an_objection_is_reviewed_by_the_office_above() {
        Office above = platform.office();
        Office office = platform.office();
        office.asks(Who.ADMINISTRATOR, "/parent", "parentId", above.id).is(201);
        Case complaint = objectedTo(office).answeredBy(office);

        complaint.asks(complaint.reporter(), "/appeal", "text", "Masih gelap.").is(201);

        complaint.asks(office.head(), "/appeal/decision", "decision", "UPHOLD", "text", "Baik.").is(403, "NOT_SUPERVISING");
        complaint.asks(above.head(), "/appeal/decision", "decision", "UPHOLD", "text", "Sudah sesuai.").is(201);
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/closure")).isEqualTo("UPHELD_ON_APPEAL");
    }

    @Test
    void each_offices_share_of_the_time_is_told() {
        Office first = platform.office();
        Office second = platform.office();
        Case complaint = platform.open().forwardedTo(first);
        jumpTo(monday.plusDays(2));
        complaint.asks(first.officer(), "/transfer", "officeId", second.id, "reason", "Bukan kami.").is(201);
        jumpTo(monday.plusDays(3));

        JsonNode shares = complaint.seenBy(complaint.reporter()).json().at("/content/shares");

        List<Double> used = StreamSupport.stream(shares.spliterator(), false).map(s -> s.path("used").asDouble()).toList();
        double all = deadline(complaint, complaint.reporter(), "RESPONSE").path("used").asDouble();
        assertThat(Stream.of(used.toArray(Double[]::new)).mapToDouble(Double::doubleValue).sum())
                .isCloseTo(all, org.assertj.core.data.Offset.offset(0.001));
        assertThat(StreamSupport.stream(shares.spliterator(), false).map(s -> s.path("officeId").asString("")).toList())
                .containsExactly("", first.id, second.id);
    }
}
