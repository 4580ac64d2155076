package id.tanggap.infra.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** By a clock that stands still unless a test turns it. */
class RateLimitsTest {

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String ONE = COMPLAINTS + "/01900000-0000-7000-8000-000000000000";
    private static final String RIGHT = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG";
    private static final String HERE = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.7";

    private final AtomicLong nanos = new AtomicLong();
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final VirtualTimeScheduler waiting = VirtualTimeScheduler.create();
    private RateLimits limits;

    @BeforeEach
    void ten_a_minute() {
        limits = limits(Map.of("submissions", 10, "reads", 10, "attempts", 10, "sign-in", 10, "commands", 10,
                "wrong-secrets", 10, "wrong-secrets-per-complaint", 5, "accepted", 100, "uploads", 3));
    }

    private RateLimits limits(Map<String, ?> settings) {
        LimitSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("", LimitSettings.class);
        return new RateLimits(bound, clock, waiting, new SimpleMeterRegistry());
    }

    /** @param status 0 as long as it waits, 200 or what it was refused with */
    private record Answer(int status, ServerWebExchange exchange) {

        String header(String name) {
            return exchange.getResponse().getHeaders().getFirst(name);
        }
    }

    private Answer ask(String from, HttpMethod method, String path, Map<String, String> headers,
                       Function<ServerWebExchange, Mono<Void>> answering) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(method, path)
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(from), 1));
        headers.forEach(request::header);
        MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
        int[] status = {0};
        limits.filter(exchange, answering::apply).subscribe(_ -> { }, fault -> status[0] = status(fault),
                () -> status[0] = 200);
        return new Answer(status[0], exchange);
    }

    private static int status(Throwable fault) {
        return switch (fault) {
            case ResponseStatusException told -> told.getStatusCode().value();
            case Refusal _ -> 404;
            default -> 500;
        };
    }

    private Answer ask(String from, HttpMethod method, String path) {
        return ask(from, method, path, Map.of(), _ -> Mono.empty());
    }

    private Answer attempt(String from, String path, String secret) {
        return ask(from, HttpMethod.GET, path, Map.of("Tanggap-Secret", secret), _ -> secret.equals(RIGHT) ? Mono.empty()
                : Mono.error(Refusal.of(NotFound.COMPLAINT_NOT_FOUND)));
    }

    private static String guess(int i) {
        return "AAAA-BBBB-CCCC-DDDD-EEEE-%04d-GG".formatted(i);
    }

    @Test
    void the_first_half_of_a_budget_is_answered_at_once_the_second_ever_more_slowly_and_no_more_than_that() {
        for (int i = 0; i < 10; i++) {
            assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS).status()).as("request %s", i).isEqualTo(200);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS).status()).as("request %s waits", i).isZero();
        }

        Answer refused = ask(HERE, HttpMethod.GET, COMPLAINTS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("6");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"reads\";q=20;w=120");
        assertThat(refused.header("RateLimit")).isEqualTo("\"reads\";r=0;t=120");
    }

    @Test
    void a_slowed_request_goes_on_after_a_wait_that_grows_up_to_its_bound() {
        IntStream.range(0, 10).forEach(_ -> ask(HERE, HttpMethod.GET, COMPLAINTS));
        for (int i = 1; i <= 10; i++) {
            int[] done = {0};
            ask(HERE, HttpMethod.GET, COMPLAINTS, Map.of(), _ -> Mono.fromRunnable(() -> done[0]++));
            waiting.advanceTimeBy(Duration.ofMillis(200L * i - 1));
            assertThat(done[0]).as("slowed request %s", i).isZero();
            waiting.advanceTimeBy(Duration.ofMillis(1));
            assertThat(done[0]).as("slowed request %s", i).isEqualTo(1);
        }
    }

    @Test
    void who_sends_too_many_files_is_refused_more_files_and_nothing_else() {
        for (int i = 0; i < 6; i++) {
            ask(HERE, HttpMethod.POST, ONE + "/attachments");
        }

        Answer refused = ask(HERE, HttpMethod.POST, ONE + "/attachments");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"uploads\";q=6;w=120");
        assertThat(ask(HERE, HttpMethod.POST, ONE + "/messages").status()).isEqualTo(200);
        assertThat(ask(ELSEWHERE, HttpMethod.POST, ONE + "/attachments").status()).isEqualTo(200);
        assertThat(ask(HERE, HttpMethod.GET, ONE + "/attachments/1").status()).isEqualTo(200);
    }

    @Test
    void files_that_come_with_a_report_are_counted_each_when_it_is_there_and_never_refuse_the_report() {
        Map<String, String> form = Map.of("Content-Type", "multipart/form-data; boundary=x");
        List<Boolean> taken = new ArrayList<>();

        Answer first = ask(HERE, HttpMethod.POST, "/lapor/kirim", form, exchange -> Mono.fromRunnable(() ->
                IntStream.range(0, 7).forEach(_ -> taken.add(FurtherFiles.mayTakeOneMore(exchange)))));
        Answer again = ask(HERE, HttpMethod.POST, "/lapor/kirim", form, exchange -> Mono.fromRunnable(() ->
                taken.add(FurtherFiles.mayTakeOneMore(exchange))));

        assertThat(taken).containsExactly(true, true, true, true, true, true, false, false);
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(ask(HERE, HttpMethod.POST, ONE + "/attachments").status()).isEqualTo(429);
    }

    @Test
    void a_budget_fills_up_again_in_time() {
        IntStream.range(0, 20).forEach(_ -> ask(HERE, HttpMethod.GET, COMPLAINTS));
        assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS).status()).isEqualTo(429);

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS).status()).isEqualTo(200);
    }

    @Test
    void budgets_are_separate() {
        IntStream.range(0, 30).forEach(_ -> ask(HERE, HttpMethod.GET, COMPLAINTS));

        assertThat(ask(HERE, HttpMethod.POST, COMPLAINTS).status()).isEqualTo(200);
        assertThat(ask(HERE, HttpMethod.POST, "/api/v1/session").status()).isEqualTo(200);
        assertThat(ask(HERE, HttpMethod.POST, ONE + "/verification").status()).isEqualTo(200);
        assertThat(attempt(HERE, ONE, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void networks_have_budgets_of_their_own() {
        IntStream.range(0, 30).forEach(_ -> ask(HERE, HttpMethod.GET, COMPLAINTS));

        assertThat(ask("203.0.113.99", HttpMethod.GET, COMPLAINTS).status()).isEqualTo(429);
        assertThat(ask(ELSEWHERE, HttpMethod.GET, COMPLAINTS).status()).isEqualTo(200);
    }

    @Test
    void wrong_secrets_are_slowed_and_refused_by_network_and_by_complaint() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempt(HERE, ONE, guess(i)).status()).isEqualTo(404);
        }
        assertThat(attempt(HERE, ONE, guess(5)).status()).as("waits").isZero();
        IntStream.range(6, 10).forEach(i -> attempt(HERE, ONE, guess(i)));

        Answer spent = attempt(ELSEWHERE, ONE, guess(10));
        assertThat(spent.status()).isEqualTo(429);
        assertThat(spent.header("RateLimit-Policy")).startsWith("\"wrong-secrets-per-complaint\"");

        IntStream.range(0, 20).forEach(i -> attempt(HERE, COMPLAINTS + "/other" + i, guess(i)));
        waiting.advanceTimeBy(Duration.ofSeconds(2));
        int[] status = {0};
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(COMPLAINTS + "/another")
                .header("Tanggap-Secret", guess(77)).remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(HERE), 1)));
        limits.filter(exchange, _ -> Mono.error(Refusal.of(NotFound.COMPLAINT_NOT_FOUND)))
                .subscribe(_ -> { }, fault -> status[0] = status(fault));
        waiting.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(status[0]).isEqualTo(429);
        assertThat(exchange.getResponse().getHeaders().getFirst("RateLimit-Policy")).startsWith("\"wrong-secrets\"");
    }

    @Test
    void a_right_secret_is_never_refused_because_others_guessed_wrong() {
        IntStream.range(0, 500).forEach(i -> attempt(HERE, ONE, guess(i)));
        IntStream.range(0, 500).forEach(i -> attempt(ELSEWHERE, ONE, guess(i)));

        int[] done = {0};
        ask(HERE, HttpMethod.GET, ONE, Map.of("Tanggap-Secret", RIGHT), _ -> Mono.fromRunnable(() -> done[0]++));
        waiting.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(done[0]).as("answered within the longest wait").isEqualTo(1);
        assertThat(attempt(HERE, ONE, RIGHT).status()).as("known by now").isEqualTo(200);
    }

    @Test
    void an_account_that_was_let_in_does_not_share_a_budget_with_its_neighbours() {
        Map<String, String> cookie = Map.of("Cookie", "SESSION=1");
        Function<ServerWebExchange, Mono<Void>> asKris = exchange -> {
            exchange.getAttributes().put(Actor.class.getName(), Actor.of(Role.COORDINATOR, "kris"));
            return Mono.empty();
        };
        ask(HERE, HttpMethod.GET, COMPLAINTS, cookie, asKris);
        IntStream.range(0, 30).forEach(_ -> ask(HERE, HttpMethod.GET, COMPLAINTS));

        assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS, cookie, asKris).status()).isEqualTo(200);
        assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS, Map.of("Cookie", "SESSION=2"), asKris).status()).isEqualTo(429);
    }

    @Test
    void a_credential_that_was_not_accepted_gives_no_budget() {
        for (int i = 0; i < 30; i++) {
            ask(HERE, HttpMethod.GET, COMPLAINTS, Map.of("Authorization", "Bearer " + i), exchange -> {
                exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(401));
                return Mono.empty();
            });
        }

        assertThat(ask(HERE, HttpMethod.GET, COMPLAINTS, Map.of("Authorization", "Bearer 1"), _ -> Mono.empty()).status())
                .isEqualTo(429);
    }

    @Test
    void a_refused_request_reaches_nothing_behind() {
        IntStream.range(0, 20).forEach(_ -> ask(HERE, HttpMethod.POST, COMPLAINTS));
        int[] reached = {0};

        ask(HERE, HttpMethod.POST, COMPLAINTS, Map.of(), _ -> {
            reached[0]++;
            return Mono.empty();
        });

        assertThat(reached[0]).isZero();
    }
}
