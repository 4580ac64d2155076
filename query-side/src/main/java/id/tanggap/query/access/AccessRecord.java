package id.tanggap.query.access;

import id.tanggap.query.api.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The append-only record of who looked at personal data. Never blocks the caller's thread.
 *
 * <p><b>Promised</b>: what {@link #showing} lets out is on record before, durably. <b>Not promised</b>: that everything on
 * record was really seen; an answer can get lost on its way.
 */
public interface AccessRecord {

    /**
     * Completes once the look is durable.
     *
     * @return fails with the refusal {@link AccessRule#ACCESS_NOT_RECORDED}; then nothing may be shown
     */
    Mono<Void> add(Look look);

    /**
     * An answer, once it is on record that its reader gets to see it. Reporters and the public leave no trace: they see
     * nobody's data but their own, and the record must not become a way to find them.
     *
     * @param parts what the answer shows, and of which complaints or inspections; empty if it shows no personal data
     */
    default <T> Mono<T> showing(T answer, Reader reader, Map<Shown, List<UUID>> parts) {
        return reader.actor().role().isStaff() && !parts.isEmpty()
                ? add(Look.by(reader, parts)).thenReturn(answer) : Mono.just(answer);
    }

    /** Looks after a number, in their order; at most {@code limit}. */
    Mono<List<RecordedLook>> read(Filter filter, long after, int limit);

    /** The number of the last look, 0 before the first; whichever node recorded it. */
    Mono<Long> last();

    /** Walks through the whole record. Takes as long as that takes; others are served meanwhile. */
    Mono<Integrity> verify();

    /**
     * Which looks; empty means all.
     *
     * @param subject at this complaint or inspection
     * @param actor   by this account
     * @param from    recorded at this moment or later
     * @param until   recorded before this moment
     */
    record Filter(Optional<UUID> subject, Optional<String> actor, Optional<Instant> from, Optional<Instant> until) {
    }
}
