package id.tanggap.infra.eventstore;

import java.time.Instant;

/**
 * An event as it was stored, at its final position in the total order; payload and metadata are the exact bytes.
 *
 * <p>{@code recordedAt} is kept to the microsecond. It is the writer's clock and orders nothing: only {@code position} does.
 */
public record StoredEvent(long position, String aggregateType, String stream, long sequence, String eventId,
                          Instant recordedAt, String name, String revision, byte[] payload, byte[] metadata) {

    /** Whether an aggregate published it; other events have a stream of their own, named by their id. */
    public boolean ofAggregate() {
        return aggregateType != null || !stream.equals(eventId);
    }
}
