package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.Statements;
import reactor.core.publisher.Mono;

/** Where questions to the read models are put. */
interface Reading {

    /**
     * Reads without blocking the caller.
     *
     * @param query names the question on metrics
     */
    <T> Mono<T> read(String query, SqlFunction<Statements, T> read);
}
