package id.tanggap.infra.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** By a clock that stands still unless a test turns it. */
class EvenAnswersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final VirtualTimeScheduler waiting = VirtualTimeScheduler.create();
    private final EvenAnswers answers = new EvenAnswers(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }, waiting);
    private AtomicBoolean answered(Mono<Void> found, Duration after) {
        AtomicBoolean answered = new AtomicBoolean();
        answers.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/")), _ -> Mono.defer(() -> {
            nanos.addAndGet(after.toNanos());
            return found;
        })).subscribe(_ -> { }, _ -> answered.set(true), () -> answered.set(true));
        return answered;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40, 7_000, 49_999})
    void not_found_is_answered_at_the_same_moment_however_soon_that_was_known(long micros) {
        AtomicBoolean answered = answered(Mono.error(Refusal.of(NotFound.COMPLAINT_NOT_FOUND)),
                Duration.ofNanos(micros * 1000));

        waiting.advanceTimeBy(EvenAnswers.STEP.minusNanos(micros * 1000 + 1));
        assertThat(answered).isFalse();
        waiting.advanceTimeBy(Duration.ofNanos(1));
        assertThat(answered).isTrue();
    }

    @Test
    void what_is_found_is_answered_at_once() {
        assertThat(answered(Mono.empty(), Duration.ZERO)).isTrue();
    }

    @Test
    void another_refusal_is_answered_at_once() {
        assertThat(answered(Mono.error(Refusal.of(NotFound.OFFICE_NOT_FOUND)), Duration.ZERO)).isTrue();
    }

    private AtomicBoolean searched(Actor reader, Duration after) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/complaints?q=jalan"));
        exchange.getAttributes().put(Actor.class.getName(), reader);
        AtomicBoolean answered = new AtomicBoolean();
        answers.filter(exchange, _ -> Mono.defer(() -> {
            nanos.addAndGet(after.toNanos());
            return exchange.getResponse().setComplete();
        })).subscribe(_ -> { }, _ -> { }, () -> answered.set(true));
        return answered;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 7_000, 49_999})
    void a_search_by_somebody_who_may_not_see_everything_is_answered_at_the_same_moment_however_long_it_took(long micros) {
        AtomicBoolean answered = searched(Actor.PUBLIC, Duration.ofNanos(micros * 1000));

        waiting.advanceTimeBy(EvenAnswers.STEP.minusNanos(micros * 1000 + 1));
        assertThat(answered).isFalse();
        waiting.advanceTimeBy(Duration.ofNanos(1));
        assertThat(answered).isTrue();
    }

    @Test
    void a_search_by_somebody_who_may_see_everything_is_answered_at_once() {
        assertThat(searched(Actor.of(Role.INSPECTOR, "indra"), Duration.ZERO)).isTrue();
    }
}
