package id.tanggap.infra.views;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** How long the read models take to answer, under {@code tanggap.query}. */
public final class QueryTimes {

    private final MeterRegistry meters;
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();

    public QueryTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param query names the question */
    public <T> Mono<T> timed(String query, Mono<T> answer) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return answer.doFinally(_ -> sample.stop(timers.computeIfAbsent(query, name ->
                    Timer.builder("tanggap.query").tag("query", name)
                            .description("from asking the read models to their answer").register(meters))));
        });
    }
}
