package id.tanggap.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.query.projection.Progress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class MinPositionFilterTest {

    private final Progress progress = new Progress();
    private final Progress search = new Progress();
    private final MinPositionFilter filter = new MinPositionFilter(progress, search);
    private final AtomicLong answeredAt = new AtomicLong(Long.MIN_VALUE);

    @Test
    void a_read_is_answered_at_once_and_says_how_far_it_reaches() {
        progress.advance(41);
        MockServerWebExchange exchange = exchange(MockServerHttpRequest.get("/api/v1/complaints"));

        run(exchange).block();

        assertThat(exchange.getResponse().getHeaders().getFirst("Tanggap-Position")).isEqualTo("41");
    }

    @Test
    void a_read_with_a_minimum_waits_until_the_read_models_are_there() throws Exception {
        progress.advance(41);
        CompletableFuture<Void> answer = run(exchange(MockServerHttpRequest.get("/api/v1/complaints")
                .header("Tanggap-Min-Position", "42"))).toFuture();
        assertThat(answer).isNotDone();

        progress.advance(42);

        answer.get(10, TimeUnit.SECONDS);
        assertThat(answeredAt).hasValue(42);
    }

    @Test
    void a_search_also_waits_for_what_it_looks_through_and_says_the_lower_of_both_positions() throws Exception {
        progress.advance(42);
        search.advance(40);
        MockServerWebExchange exchange = exchange(MockServerHttpRequest.get("/api/v1/complaints?q=jalan")
                .header("Tanggap-Min-Position", "41"));
        CompletableFuture<Void> answer = run(exchange).toFuture();
        assertThat(answer).isNotDone();

        search.advance(41);

        answer.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getResponse().getHeaders().getFirst("Tanggap-Position")).isEqualTo("41");
    }

    @Test
    void a_minimum_that_is_not_reached_within_two_seconds_is_refused_for_now() {
        long asked = System.nanoTime();

        assertThatThrownBy(() -> run(exchange(MockServerHttpRequest.get("/api/v1/complaints")
                .header("Tanggap-Min-Position", "1"))).block())
                .isInstanceOfSatisfying(Refusal.class, refusal ->
                        assertThat(refusal.rule()).isEqualTo(RequestRule.POSITION_NOT_REACHED));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(answeredAt).hasValue(Long.MIN_VALUE);
    }

    @Test
    void a_minimum_that_is_no_position_is_refused() {
        for (String nonsense : new String[] {"", "-1", "x", "1.5", "9".repeat(19)}) {
            assertThatThrownBy(() -> run(exchange(MockServerHttpRequest.get("/api/v1/complaints")
                    .header("Tanggap-Min-Position", nonsense))).block())
                    .isInstanceOfSatisfying(Refusal.class, refusal ->
                            assertThat(refusal.rule()).isEqualTo(RequestRule.HEADER_INVALID));
        }
    }

    @Test
    void commands_and_what_is_not_the_api_do_not_wait() {
        run(exchange(MockServerHttpRequest.post("/api/v1/complaints").header("Tanggap-Min-Position", "9"))).block();
        run(exchange(MockServerHttpRequest.get("/actuator/health").header("Tanggap-Min-Position", "9"))).block();

        assertThat(answeredAt).hasValue(Progress.NOTHING);
    }

    private Mono<Void> run(MockServerWebExchange exchange) {
        return filter.filter(exchange, _ -> Mono.fromRunnable(() -> answeredAt.set(progress.position())));
    }

    private static MockServerWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
        return MockServerWebExchange.from(request);
    }
}
