package id.tanggap.infra.eventstore;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

import java.time.Instant;

/**
 * A stored event as Axon wants to see it.
 *
 * <p>Axon's own entry classes would do, but they format and parse the timestamp as text for every event that is read.
 */
record StoredEventData(StoredEvent event) implements TrackedEventData<byte[]>, DomainEventData<byte[]> {

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(event.position());
    }

    @Override
    public String getEventIdentifier() {
        return event.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return event.recordedAt();
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return payload(event.payload(), event.name(), event.revision());
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(event.metadata(), byte[].class);
    }

    @Override
    public String getType() {
        return event.aggregateType();
    }

    /** Null for an event that no aggregate published: that is how Axon tells the two kinds apart. */
    @Override
    public String getAggregateIdentifier() {
        return event.ofAggregate() ? event.stream() : null;
    }

    @Override
    public long getSequenceNumber() {
        return event.sequence();
    }

    static SerializedObject<byte[]> payload(byte[] bytes, String name, String revision) {
        return new SimpleSerializedObject<>(bytes, byte[].class, new SimpleSerializedType(name, revision));
    }
}
