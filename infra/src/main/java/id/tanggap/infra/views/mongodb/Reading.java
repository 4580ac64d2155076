package id.tanggap.infra.views.mongodb;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Where questions to the read models are put. */
interface Reading {

    /**
     * Reads without blocking the caller, out of the set that is served now.
     *
     * @param query names the question on metrics
     */
    <T> Mono<T> read(String query, Function<Questions, Mono<T>> read);
}
