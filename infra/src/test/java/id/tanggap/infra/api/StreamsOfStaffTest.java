package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

/** How long somebody is told what was opened for them, on the platform as it is for people. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsOfStaffTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any of these tests takes: what ends a stream is not the next heartbeat. */
    private static final String SELDOM = "--tanggap.live.heartbeat=1h";

    private static final Instant MORNING = Instant.parse("2026-11-02T03:00:00Z");

    private Platform platform;
    private Browser adi;
    private Office office;

    @BeforeAll
    void start(@TempDir Path folder) {
        platform = Platform.startForReal(folder, SELDOM);
        adi = Browser.administrator(platform);
        office = adi.office();
        office.seen();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /** What somebody is told until the stream ends. */
    private static final class Listening {

        private final List<ServerSentEvent<String>> told = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Disposable connection;

        Listening(Platform platform, String path, Who who) {
            connection = WebClient.create("http://127.0.0.1:" + platform.port()).get().uri(path)
                    .headers(headers -> who.headers().forEach(headers::set)).header("Accept", "text/event-stream").retrieve()
                    .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                    .subscribe(told::add, _ -> { }, () -> ended.set(true));
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
        }

        void hasEnded() {
            await().atMost(PATIENCE).untilTrue(ended);
        }

        boolean goesOn() {
            return !ended.get();
        }

        void hangsUp() {
            connection.dispose();
        }
    }

    private Listening scorecard(Who who) {
        return new Listening(platform, office.path() + "/scorecard/live", who);
    }

    private Listening audit(Who who) {
        return new Listening(platform, "/api/v1/audit/events", who);
    }

    private void bothEndWhen(String account, Consumer<Browser> what) {
        Browser inspector = adi.opens(account, "INSPECTOR", null);
        List<Listening> streams = List.of(scorecard(inspector.who()), audit(inspector.who()));

        what.accept(inspector);

        streams.forEach(Listening::hasEnded);
    }

    @Test
    void streams_end_when_their_reader_signs_out() {
        bothEndWhen("out", inspector -> inspector.signsOut().is(204));
    }

    @Test
    void streams_end_when_their_readers_account_is_deactivated() {
        bothEndWhen("put.out", _ -> adi.asks("put.out", "/deactivation").is(201));
    }

    @Test
    void streams_end_when_their_reader_gets_another_role() {
        bothEndWhen("promoted", _ -> adi.asks("promoted", "/role", "role", "COORDINATOR").is(201));
    }

    @Test
    void streams_end_when_their_readers_password_is_changed_elsewhere() {
        bothEndWhen("changed", _ -> Browser.signedIn(platform, "changed", Browser.PASSWORD).posts("/api/v1/me/password",
                "current", Browser.PASSWORD, "password", "sepeda ungu tanpa rem").is(201));
    }

    @Test
    void a_stream_of_a_machine_ends_when_its_key_is_revoked() {
        adi.posts("/api/v1/accounts", "account", "gateway", "role", "API_CLIENT", "name", "Gerbang").is(201);
        Answer revoked = adi.asks("gateway", "/keys", "label", "one").is(201);
        Answer other = adi.asks("gateway", "/keys", "label", "other").is(201);
        Listening ends = scorecard(new Who(Map.of("Authorization", "Bearer " + revoked.at("/key"))));
        Listening goesOn = scorecard(new Who(Map.of("Authorization", "Bearer " + other.at("/key"))));

        adi.asks("gateway", "/keys/" + revoked.at("/keyId") + "/revocation").is(201);

        ends.hasEnded();
        assertThat(goesOn.goesOn()).isTrue();
        goesOn.hangsUp();
    }

    @Test
    void nothing_that_is_recorded_after_a_deactivation_was_acknowledged_is_told() {
        Browser inspector = adi.opens("curious", "INSPECTOR", null);
        Listening audit = audit(inspector.who());
        adi.asks("curious", "/deactivation").is(201);
        long acknowledged = platform.head();

        adi.office();

        audit.hasEnded();
        assertThat(audit.told).extracting(event -> Long.parseLong(event.id())).allMatch(id -> id <= acknowledged);
    }

    @Test
    void streams_of_others_go_on_when_somebody_is_put_out() {
        Browser inspector = adi.opens("stays", "INSPECTOR", null);
        adi.opens("goes", "INSPECTOR", null);
        List<Listening> others = List.of(scorecard(Who.PUBLIC), audit(inspector.who()));
        Listening goes = audit(Browser.signedIn(platform, "goes", Browser.PASSWORD).who());

        adi.asks("goes", "/deactivation").is(201);

        goes.hasEnded();
        assertThat(others).allMatch(Listening::goesOn);
        others.forEach(Listening::hangsUp);
    }

    @Test
    void to_listen_does_not_keep_a_session_alive_and_its_end_ends_the_stream(@TempDir Path folder) {
        StandingClock clock = new StandingClock(MORNING);
        try (Platform other = Platform.startForReal(clock, folder, "--tanggap.live.heartbeat=100ms")) {
            Browser administrator = Browser.administrator(other);
            Listening audit = new Listening(other, "/api/v1/audit/events",
                    administrator.opens("listens", "INSPECTOR", null).who());
            for (int i = 0; i < 2; i++) {
                clock.jump(Duration.ofMinutes(14));
                int told = audit.told.size();
                await().atMost(PATIENCE).until(() -> audit.told.size() > told + 1);
            }

            clock.jump(Duration.ofMinutes(3));

            audit.hasEnded();
        }
    }
}
