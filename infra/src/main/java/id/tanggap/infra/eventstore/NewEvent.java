package id.tanggap.infra.eventstore;

import java.time.Instant;
import java.util.Objects;

/**
 * An event that has no position yet, already in the bytes that will be stored.
 *
 * <p>{@code aggregateType} is null for an event that belongs to no aggregate; its stream is then its own id, sequence 0.
 * {@code revision} is null if the payload has none. The arrays are not copied: whoever hands them over lets go of them.
 */
public record NewEvent(String aggregateType, String stream, long sequence, String eventId, Instant recordedAt,
                       String name, String revision, byte[] payload, byte[] metadata) {

    public NewEvent {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(metadata, "metadata");
    }

    int size() {
        return payload.length + metadata.length;
    }
}
