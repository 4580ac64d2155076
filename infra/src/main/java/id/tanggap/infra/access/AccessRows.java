package id.tanggap.infra.access;

import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Look;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a database has to offer so that the access record can be kept in it: rows numbered 1, 2, 3, … without a gap, each
 * hanging on the one before ({@link Chain}), that are only ever added at the end.
 *
 * <p>Any thread may call; none waits. Futures are completed on the database's own threads: move on to your own.
 */
public interface AccessRows extends AutoCloseable {

    /**
     * A look as it was recorded.
     *
     * @param at   in microseconds since 1970; never less than that of the row before
     * @param look {@link LookJson}, the very bytes that the hash was computed over
     */
    record Row(long number, long at, byte[] look, byte[] hash) {
    }

    /** @param found whether the database finds the row by its actor and by everything that was looked at */
    record Walked(Row row, boolean found) {
    }

    /**
     * Records a look at the end, and tells its number once that is durable. Fails if it cannot be recorded or if it is not
     * known whether it was; it may then be on record all the same.
     */
    CompletableFuture<Long> add(Look look);

    /** Rows after a number, in their order; at most {@code limit}. */
    CompletableFuture<List<Row>> read(AccessRecord.Filter filter, long after, int limit);

    /** All rows after a number, in their order; at most {@code limit}. */
    CompletableFuture<List<Walked>> walk(long after, int limit);

    /** The number of the last row, 0 before the first; whichever node recorded it. */
    CompletableFuture<Long> last();

    /** Records what was asked for before, then closes. */
    @Override
    void close();
}
