package id.tanggap.infra.eventstore;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;

import java.time.Instant;

/** A snapshot as Axon wants to see it: an event of the aggregate without a position. */
record SnapshotData(NewEvent snapshot) implements DomainEventData<byte[]> {

    @Override
    public String getEventIdentifier() {
        return snapshot.eventId();
    }

    @Override
    public Instant getTimestamp() {
        return snapshot.recordedAt();
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return StoredEventData.payload(snapshot.payload(), snapshot.name(), snapshot.revision());
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(snapshot.metadata(), byte[].class);
    }

    @Override
    public String getType() {
        return snapshot.aggregateType();
    }

    @Override
    public String getAggregateIdentifier() {
        return snapshot.stream();
    }

    @Override
    public long getSequenceNumber() {
        return snapshot.sequence();
    }
}
