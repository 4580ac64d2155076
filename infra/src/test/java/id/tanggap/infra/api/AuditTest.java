package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.eventstore.StoredEvent;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Every event in order, as the inspectorate reads it. */
@ExtendWith(OnePlatform.class)
class AuditTest {

    private static final String EVENTS = "/api/v1/audit/events";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Platform platform;

    AuditTest(Platform platform) {
        this.platform = platform;
    }

    private Answer asked(String query) {
        return platform.http().get(EVENTS + query, Who.INSPECTOR).is(200);
    }

    private List<JsonNode> lines(String query) {
        Answer answer = platform.http().get(EVENTS + query, Who.INSPECTOR.with("Accept", "application/x-ndjson")).is(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        return answer.text().lines().map(Http.JSON::readTree).toList();
    }

    private static List<JsonNode> events(Answer answer) {
        return StreamSupport.stream(answer.json().path("events").spliterator(), false).toList();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asString()).toList();
    }

    private Case told() {
        return platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity", "CONFIDENTIAL",
                "reporter", Http.body("name", "MARKname"), "location", Http.body("address", "MARKaddress"));
    }

    @Test
    void every_event_is_told_with_position_stream_type_revision_times_and_actor() {
        Office office = platform.office();
        Case complaint = told().forwardedTo(office);

        List<JsonNode> events = events(asked("?complaint=" + complaint.id));

        assertThat(types(events)).containsExactly("complaint.submitted", "complaint.forwarded");
        JsonNode forwarded = events.getLast();
        StoredEvent stored = platform.bean(SqliteEventLog.class).readStream(complaint.id, 1, 1).getFirst();
        assertThat(forwarded.path("position").asLong()).isEqualTo(stored.position());
        assertThat(forwarded.path("stream").asString()).isEqualTo(complaint.id);
        assertThat(forwarded.path("sequence").asLong()).isEqualTo(1);
        assertThat(forwarded.path("revision").asString()).isEqualTo("1");
        assertThat(forwarded.path("recordedAt").asString()).isEqualTo(stored.recordedAt().toString());
        assertThat(forwarded.at("/actor/role").asString()).isEqualTo("COORDINATOR");
        assertThat(forwarded.at("/actor/id").asString()).isEqualTo("kris");
        assertThat(forwarded.has("occurredAt")).isTrue();
        assertThat(forwarded.path("correlationId").asString()).isNotBlank();
        assertThat(forwarded.at("/payload/office").asString()).isEqualTo(office.id);
        assertThat(forwarded.path("payload").has("provenance")).isFalse();
    }

    @Test
    void all_pages_together_are_the_whole_log_without_a_gap() {
        told().forwardedTo(platform.office());
        long head = platform.head();

        List<Long> positions = new ArrayList<>();
        String after = "";
        do {
            Answer page = asked("?limit=37" + after);
            events(page).forEach(event -> positions.add(event.path("position").asLong()));
            after = page.has("/next") ? "&after=" + page.at("/next") : "";
        } while (!after.isEmpty());

        assertThat(positions).startsWith(0L).containsAll(LongStream.rangeClosed(0, head).boxed().toList()).isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void lines_tell_the_whole_range_as_pages_do() {
        Case complaint = told().forwardedTo(platform.office());
        long head = platform.head();

        List<JsonNode> lines = lines("");

        assertThat(lines).extracting(event -> event.path("position").asLong())
                .startsWith(LongStream.rangeClosed(0, head).boxed().toArray(Long[]::new));
        assertThat(lines("?complaint=" + complaint.id)).isEqualTo(events(asked("?complaint=" + complaint.id)));
    }

    @Test
    void personal_data_is_sealed_unless_it_is_asked_for() {
        Case complaint = told();
        String query = "?complaint=" + complaint.id;

        assertThat(asked(query).text()).doesNotContain("MARK").contains("[sealed]");
        assertThat(lines(query).toString()).doesNotContain("MARK");
        assertThat(asked(query + "&include=personal").text())
                .contains("MARKtitle", "MARKnarrative", "MARKname", "MARKaddress").doesNotContain("[sealed]");
    }

    @Test
    void what_was_erased_is_gone_from_the_events_too_which_stay() {
        Case complaint = told();
        complaint.asks(complaint.reporter(), "/withdrawal", "reason", "MARKreason").is(201);
        complaint.asks(complaint.reporter(), "/erasure", "reason", "MARKrequest").is(201);
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(201);
        String query = "?complaint=" + complaint.id + "&include=personal";

        await().untilAsserted(() -> assertThat(asked(query).text()).doesNotContain("MARK"));

        List<JsonNode> events = events(asked(query));
        assertThat(types(events)).startsWith("complaint.submitted");
        assertThat(events.getFirst().at("/payload/title").asString()).isEqualTo("[erased]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void a_look_at_personal_data_in_events_is_recorded_and_one_at_sealed_ones_is_not(String form) {
        Case complaint = told().forwardedTo(platform.office());
        Who inspector = Who.INSPECTOR.with("Accept", form);
        platform.http().get(EVENTS + "?complaint=" + complaint.id, inspector).is(200);

        platform.http().get(EVENTS + "?include=personal&complaint=" + complaint.id, inspector).is(200);

        JsonNode looks = platform.http().get(complaint.path() + "/accesses", Who.INSPECTOR).is(200).json().path("accesses");
        assertThat(looks).hasSize(1);
        assertThat(looks.at("/0/shown/EVENTS/0").asString()).isEqualTo(complaint.id);
        assertThat(looks.at("/0/actor/id").asString()).isEqualTo("indra");
    }

    @Test
    void events_are_found_by_office_whether_it_is_theirs_theirs_to_act_on_or_done_by_its_people() {
        Office office = platform.office();
        Office another = platform.office();
        Case complaint = platform.anonymous().forwardedTo(office);
        complaint.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "x").is(201);
        complaint.asks(office.officer(), "/transfer", "officeId", another.id, "reason", "x").is(201);
        complaint.asks(another.officer(), "/responses", "kind", "INTERIM", "text", "x").is(201);

        assertThat(types(lines("?office=" + office.id))).containsExactly("office.registered", "complaint.forwarded",
                "complaint.interim-response-given", "complaint.transferred");
        assertThat(types(lines("?office=" + another.id))).containsExactly("office.registered", "complaint.transferred",
                "complaint.interim-response-given");
    }

    @Test
    void events_are_found_by_account_and_by_type() {
        String account = "a" + Platform.word("x");
        Case complaint = platform.open();
        complaint.asks(Who.staff("COORDINATOR", account), "/verification", "decision", "RETURN", "reason", "x").is(201);

        List<JsonNode> by = lines("?actor=" + account);
        assertThat(types(by)).containsExactly("complaint.returned");
        assertThat(lines("?actor=" + account + "&type=complaint.returned")).isEqualTo(by);
        assertThat(lines("?actor=" + account + "&type=complaint")).isEqualTo(by);
        assertThat(lines("?actor=" + account + "&type=office")).isEmpty();
        assertThat(types(lines("?type=office.registered"))).isNotEmpty().containsOnly("office.registered");
    }

    @Test
    void events_are_found_by_the_day_on_which_they_were_recorded() {
        Case complaint = platform.open();
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Jakarta"));
        String query = "?complaint=" + complaint.id;

        assertThat(lines(query + "&from=" + today.minusDays(1) + "&to=" + today.plusDays(1))).hasSize(1);
        assertThat(lines(query + "&from=" + today.plusDays(2))).isEmpty();
        assertThat(lines(query + "&to=" + today.minusDays(2))).isEmpty();
    }

    @Test
    void the_history_is_for_inspectors_only_in_every_form() {
        Case complaint = platform.open();
        Office office = platform.office();

        for (Who who : List.of(Who.PUBLIC, complaint.reporter(), office.officer(), office.head(), Who.COORDINATOR,
                Who.ADMINISTRATOR, Who.API_CLIENT)) {
            for (String form : List.of("application/json", "application/x-ndjson", "text/event-stream")) {
                Refused.explained(platform.http().get(EVENTS, who.with("Accept", form))
                        .is(403, "HISTORY_IS_FOR_INSPECTORS"));
            }
        }
    }

    @Test
    void what_the_question_does_not_know_is_refused() {
        for (String query : List.of("?complaint=x", "?office=x", "?type=X%27", "?include=all", "?after=x",
                "?from=yesterday")) {
            Refused.explained(platform.http().get(EVENTS + query, Who.INSPECTOR).is(400, "PARAMETER_INVALID"));
        }
        Refused.explained(platform.http().get(EVENTS + "?colour=x", Who.INSPECTOR).is(400, "PARAMETER_UNKNOWN"));
        Refused.explained(platform.http().get(EVENTS, Who.INSPECTOR.with("Accept", "text/event-stream")
                .with("Last-Event-ID", "x")).is(400, "HEADER_INVALID"));
    }

    private Flux<ServerSentEvent<String>> live(String query, Who who) {
        return WebClient.create("http://127.0.0.1:" + platform.port()).get().uri(EVENTS + query)
                .headers(headers -> who.with("Accept", "text/event-stream").headers().forEach(headers::set)).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { });
    }

    private static boolean isEvent(ServerSentEvent<String> event) {
        return event.data() != null;
    }

    private static String type(ServerSentEvent<String> event) {
        return Http.JSON.readTree(event.data()).path("type").asString();
    }

    @Test
    void who_follows_hears_what_was_and_what_comes_in_order() {
        Office office = platform.office();
        Case complaint = platform.anonymous();

        StepVerifier.create(live("?complaint=" + complaint.id, Who.INSPECTOR).filter(AuditTest::isEvent)
                        .map(AuditTest::type))
                .expectNext("complaint.submitted")
                .then(() -> complaint.forwardedTo(office))
                .expectNext("complaint.forwarded")
                .then(() -> complaint.answeredBy(office))
                .expectNext("complaint.final-response-drafted", "complaint.final-response-approved")
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void who_comes_back_with_the_last_id_misses_nothing_and_hears_nothing_twice() {
        Office office = platform.office();
        Case complaint = platform.anonymous().forwardedTo(office);
        String query = "?complaint=" + complaint.id;
        String heard = live(query, Who.INSPECTOR).filter(AuditTest::isEvent).blockFirst(PATIENCE).id();
        complaint.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "x").is(201);

        StepVerifier.create(live(query, Who.INSPECTOR.with("Last-Event-ID", heard)).filter(AuditTest::isEvent)
                        .map(AuditTest::type))
                .expectNext("complaint.forwarded", "complaint.interim-response-given")
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void a_heartbeat_says_how_far_the_walk_has_come_although_nothing_matched() {
        long head = platform.head();

        StepVerifier.create(live("?actor=nobody-of-that-name", Who.INSPECTOR).filter(event -> event.id() != null))
                .expectNextMatches(event -> event.data() == null && Long.parseLong(event.id()) >= head)
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void a_look_at_personal_data_that_comes_live_is_recorded() {
        Case complaint = told();

        ServerSentEvent<String> event = live("?include=personal&complaint=" + complaint.id, Who.INSPECTOR)
                .filter(AuditTest::isEvent).blockFirst(PATIENCE);

        assertThat(event.data()).contains("MARKname");
        assertThat(platform.http().get(complaint.path() + "/accesses", Who.INSPECTOR).is(200)
                .at("/accesses/0/shown/EVENTS/0"))
                .isEqualTo(complaint.id);
    }
}
