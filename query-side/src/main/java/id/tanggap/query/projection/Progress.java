package id.tanggap.query.projection;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** How far the read models have come. */
public final class Progress {

    /** Before the first event. */
    public static final long NOTHING = -1;

    /** How long somebody who has just done something waits for reading it, at most. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Sinks.Many<Long> positions = Sinks.many().replay().latestOrDefault(NOTHING);
    private volatile long position = NOTHING;

    /** Everything up to and including this position is durable in the read models. One caller at a time. */
    public void advance(long to) {
        position = to;
        positions.emitNext(to, (_, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    public long position() {
        return position;
    }

    /** How many look on at the moment: live streams, and reads that wait for a position. */
    public int onlookers() {
        return positions.currentSubscriberCount();
    }

    /**
     * The present position, then every later one that the subscriber keeps up with. Subscribers work on threads of their
     * own: none can hold up the read models.
     */
    public Flux<Long> positions() {
        return positions.asFlux().onBackpressureLatest().publishOn(Schedulers.parallel(), 1);
    }

    /**
     * Completes once the read models have reached a position, on a thread other than theirs; fails with
     * {@link TimeoutException} if they do not.
     */
    public Mono<Void> reached(long wanted, Duration within) {
        return Mono.defer(() -> position >= wanted ? Mono.empty()
                : positions.asFlux().filter(now -> now >= wanted).next().timeout(within)
                        .publishOn(Schedulers.parallel()).then());
    }

    /**
     * Completes once the read models have reached a position, and after {@link #PATIENCE} all the same: for pages, which show
     * what there is then rather than nothing.
     */
    public Mono<Void> reachedOrWaitedFor(long wanted) {
        return reached(wanted, PATIENCE).onErrorComplete();
    }
}
