package id.tanggap.query.audit;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * All events in the total order, straight from where they are stored. Never blocks the caller's thread.
 *
 * <p>A walk takes bounded steps, whatever the filter: no index is kept for it, because that would cost every event.
 */
public interface EventHistory {

    /** Position of the last event that is durable, -1 before the first. */
    long head();

    /**
     * The events from the first that was recorded at a moment or later, up to the last before the first that was recorded at
     * another moment or later. So ranges that meet have no event in common and leave none out, although the clocks of writers
     * may differ by a little.
     */
    Mono<Span> span(Optional<Instant> from, Optional<Instant> until);

    /**
     * The next events after a position that match.
     *
     * @param through  no event after this position
     * @param limit    no more than so many
     * @param personal whether personal data is to be shown
     */
    Mono<Slice> read(Filter filter, long after, long through, int limit, boolean personal);

    /** Positions: all after one, up to and including another; empty if the second is not greater. */
    record Span(long after, long through) {
    }

    /**
     * One step of a walk.
     *
     * @param events in their order; may be fewer than asked for, or none, although there are more further on
     * @param through every event up to and including this position was looked at
     */
    record Slice(List<AuditedEvent> events, long through) {
    }

    /**
     * Which events; empty means all.
     *
     * @param complaint of this complaint
     * @param office    of this office, about something that names it, or done by somebody who belongs to it
     * @param actor     done by this account
     * @param type      of this name, or of this aggregate ({@code complaint})
     */
    record Filter(Optional<ComplaintId> complaint, Optional<OfficeId> office, Optional<String> actor, Optional<String> type) {
    }
}
