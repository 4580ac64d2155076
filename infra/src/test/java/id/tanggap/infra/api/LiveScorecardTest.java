package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.query.projection.Progress;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** An office's scorecard, as it changes. */
@ExtendWith(OnePlatform.class)
class LiveScorecardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Platform platform;
    private final Office office;

    LiveScorecardTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office();
        office.seen();
    }

    private Flux<ServerSentEvent<String>> live(Who who) {
        return WebClient.create("http://127.0.0.1:" + platform.port()).get().uri(office.path() + "/scorecard/live")
                .headers(headers -> who.headers().forEach(headers::set)).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { });
    }

    private static Predicate<ServerSentEvent<String>> received(int count) {
        return event -> event.data() != null
                && Http.JSON.readTree(event.data()).at("/total/received").asInt() == count;
    }

    private static boolean isScorecard(ServerSentEvent<String> event) {
        return event.data() != null;
    }

    @Test
    void the_present_scorecard_comes_at_once_and_a_new_one_after_a_change() {
        StepVerifier.create(live(office.head()).filter(LiveScorecardTest::isScorecard))
                .expectNextMatches(received(0).and(event -> "scorecard".equals(event.event())))
                .then(() -> platform.anonymous().forwardedTo(office))
                .expectNextMatches(received(1))
                .then(() -> platform.anonymous().forwardedTo(office))
                .expectNextMatches(received(2))
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void what_changes_at_another_office_is_not_told() {
        Office another = platform.office();

        StepVerifier.create(live(office.head()).filter(LiveScorecardTest::isScorecard))
                .expectNextMatches(received(0))
                .then(() -> platform.anonymous().forwardedTo(another))
                .then(() -> platform.anonymous().forwardedTo(office))
                .expectNextMatches(received(1))
                .thenCancel().verify(PATIENCE);
    }

    @Test
    void an_events_id_is_a_position_that_a_read_can_ask_for() {
        long head = platform.head();
        ServerSentEvent<String> first = live(Who.PUBLIC.havingSeen(head)).filter(LiveScorecardTest::isScorecard)
                .blockFirst(PATIENCE);

        assertThat(Long.parseLong(first.id())).isGreaterThanOrEqualTo(head);
        platform.http().get(office.path() + "/scorecard", Who.PUBLIC.havingSeen(Long.parseLong(first.id()))).is(200);
    }

    @Test
    void a_client_that_reconnects_gets_the_present_scorecard() {
        platform.anonymous().forwardedTo(office);

        ServerSentEvent<String> first = live(office.head().havingSeen(platform.head()).with("Last-Event-ID", "0"))
                .filter(LiveScorecardTest::isScorecard).blockFirst(PATIENCE);

        assertThat(received(1).test(first)).isTrue();
    }

    @Test
    void a_stream_on_which_nothing_changes_says_that_it_is_still_there() {
        List<ServerSentEvent<String>> heartbeats = live(Who.PUBLIC).filter(event -> event.comment() != null).take(2)
                .collectList().block(PATIENCE);

        assertThat(heartbeats).allMatch(event -> event.comment().equals("still here") && event.data() == null);
    }

    @Test
    void who_asks_for_the_head_of_a_stream_opens_none() {
        Progress progress = platform.bean(Progress.class);
        int before = progress.onlookers();

        Answer head = platform.http().send(HttpMethod.HEAD, office.path() + "/scorecard/live", Who.PUBLIC, null, null).is(200);

        assertThat(head.bytes()).isEmpty();
        assertThat(progress.onlookers()).isLessThanOrEqualTo(before);
    }

    @Test
    void a_live_scorecard_of_an_unknown_office_is_refused_like_any_other() {
        Answer answer = platform.http().get("/api/v1/offices/01900000-0000-7000-8000-000000000000/scorecard/live",
                Who.PUBLIC.with("Accept", "text/event-stream"));

        Refused.explained(answer).is(404, "OFFICE_NOT_FOUND");
    }

    @Test
    void clients_that_hang_up_are_noticed() throws IOException {
        Progress progress = platform.bean(Progress.class);
        int before = progress.onlookers();
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = RawHttp.connect(platform.port());
            socket.getOutputStream().write(RawHttp.bytes("GET " + office.path()
                    + "/scorecard/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            sockets.add(socket);
        }
        await().atMost(PATIENCE).until(() -> progress.onlookers() >= before + 20);

        for (Socket socket : sockets) {
            socket.close();
        }

        await().atMost(PATIENCE).until(() -> progress.onlookers() <= before);
    }
}
