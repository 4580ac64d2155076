package id.tanggap.infra.web.edge;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Sight;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers that a complaint was not found at even moments after the question came: how long it took to find out does not tell
 * whether there is no such complaint, it is not for this reader to know of, or the secret was wrong. What these have in
 * common is not only the words of their answer, and no look-up needs to do needless work for it.
 *
 * <p>The same holds for a search by somebody who may not see everything: it passes over words of complaints that are not for
 * this reader, and how long that takes is not told either.
 */
final class EvenAnswers implements WebFilter {

    /** Longer than any of the look-ups takes; who guesses wrong once in a while does not notice. */
    static final Duration STEP = Duration.ofMillis(50);

    private final TimeMeter time;
    private final Scheduler waiting;

    EvenAnswers(TimeMeter time, Scheduler waiting) {
        this.time = time;
        this.waiting = waiting;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long came = time.currentTimeNanos();
        if (exchange.getRequest().getQueryParams().containsKey("q")) {
            exchange.getResponse().beforeCommit(() -> seesEverything(exchange) ? Mono.empty()
                    : Mono.delay(untilEven(time.currentTimeNanos() - came), waiting).then());
        }
        return chain.filter(exchange).onErrorResume(EvenAnswers::isNotFound, fault ->
                Mono.delay(untilEven(time.currentTimeNanos() - came), waiting).then(Mono.error(fault)));
    }

    /** There is nothing that could be told to somebody who may know it all. */
    private static boolean seesEverything(ServerWebExchange exchange) {
        return exchange.getAttribute(Actor.class.getName()) instanceof Actor actor && Sight.seesWithheld(actor);
    }

    private static Duration untilEven(long nanos) {
        long step = STEP.toNanos();
        return Duration.ofNanos(step - nanos % step);
    }

    static boolean isNotFound(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.rule() == NotFound.COMPLAINT_NOT_FOUND;
            }
        }
        return false;
    }
}
