package id.tanggap.infra.eventstore;

import id.tanggap.command.Commands;
import id.tanggap.command.OutcomeUnknownException;
import id.tanggap.command.StreamConditions;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Axon's view of an {@link EventLog}: appends through the group commit, tokens that are plain positions.
 *
 * <p><b>Promised</b>: when {@code appendEvents} returns, the events are durable and have their final positions; they stand
 * at contiguous positions in the order given, or, if it throws, none of them is stored. A place in a stream is taken once:
 * the loser gets Axon's {@code AggregateStreamCreationException} (sequence 0) or {@code ConcurrencyException}. A reader
 * at token <i>n</i> reads <i>n+1</i> or nothing, so tokens need no gaps and no look-back.
 *
 * <p><b>Not promised</b>: that events are undone if the unit of work fails after its prepare-commit phase. They are
 * durable by then, which is why no subscribing processor belongs on the command side.
 *
 * <p>{@code appendEvents} waits for the disk: call it on a virtual thread, never on an event loop.
 */
public final class TotalOrderEventStorageEngine extends BatchingEventStorageEngine implements AutoCloseable {

    /** Root unit of work resource, a Long: position of the first event that was appended in it. */
    public static final String FIRST_POSITION = TotalOrderEventStorageEngine.class.getName() + ".FIRST_POSITION";

    /** Root unit of work resource, a Long: position of the last event that was appended in it. */
    public static final String LAST_POSITION = Commands.LAST_POSITION;

    /** Payload and metadata of one event together: far above any honest event, far below what would stall the writer. */
    static final int LARGEST_EVENT = 1 << 20;

    private final EventLog eventLog;
    private final GroupCommit groupCommit;

    /** Written once: few events have any. */
    private final byte[] noMetadata;

    private TotalOrderEventStorageEngine(Builder builder) {
        super(builder);
        this.eventLog = builder.eventLog;
        ImportMark.refuseUnfinished(eventLog);
        this.groupCommit = new GroupCommit(eventLog, builder.meterRegistry);
        this.noMetadata = getEventSerializer().serialize(MetaData.emptyInstance(), byte[].class).getData();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Position of the last event that is durable, -1 if there is none. Costs nothing. */
    public long lastPosition() {
        return head().position();
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        // Serialised here, on the caller's thread: the writer has the disk to wait for.
        List<NewEvent> newEvents = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            newEvents.add(withinBounds(serialized(event, serializer)));
        }
        switch (appended(withinBounds(new Append(newEvents, StreamConditions.current())))) {
            case Outcome.Accepted(long first) -> leavePositions(first, first + events.size() - 1);
            case Outcome.Conflict(int event, String reason) ->
                    handlePersistenceException(new PlaceTakenException(reason), events.get(event));
            case Outcome.StaleRead(String stream, long expected, long last) -> throw new ConcurrencyException(
                    "The decision rests on stream [%s] as it was at sequence %d, it is at %d by now; nothing was written"
                            .formatted(stream, expected, last));
        }
    }

    private Outcome appended(Append append) {
        try {
            return groupCommit.append(append);
        } catch (UnansweredWriteException e) {
            throw new OutcomeUnknownException(e.getMessage(), e);
        } catch (EventLogException e) {
            throw new EventStoreException(e.getMessage(), e);
        }
    }

    private static void leavePositions(long first, long last) {
        if (CurrentUnitOfWork.isStarted()) {
            Map<String, Object> resources = CurrentUnitOfWork.get().root().resources();
            resources.putIfAbsent(FIRST_POSITION, first);
            resources.put(LAST_POSITION, last);
        }
    }

    private NewEvent serialized(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        byte[] metadata = event.getMetaData().isEmpty() && serializer == getEventSerializer() ? noMetadata
                : event.serializeMetaData(serializer, byte[].class).getData();
        String type = null;
        String stream = event.getIdentifier();
        long sequence = 0;
        if (event instanceof DomainEventMessage<?> ofAggregate) {
            type = ofAggregate.getType();
            stream = ofAggregate.getAggregateIdentifier();
            sequence = ofAggregate.getSequenceNumber();
        }
        return new NewEvent(type, stream, sequence, event.getIdentifier(), event.getTimestamp(),
                payload.getType().getName(), payload.getType().getRevision(), payload.getData(), metadata);
    }

    private static NewEvent withinBounds(NewEvent event) {
        if (event.size() > LARGEST_EVENT) {
            throw new EventStoreException("The event %s of stream [%s] has %,d bytes, more than the %,d that one event may have; nothing was written"
                    .formatted(event.name(), event.stream(), event.size(), LARGEST_EVENT));
        }
        return event;
    }

    private static Append withinBounds(Append append) {
        if (append.size() > EventLog.LARGEST_GROUP) {
            throw new EventStoreException("The %,d events have %,d bytes together, more than the %,d that can be written at once; nothing was written"
                    .formatted(append.events().size(), append.size(), EventLog.LARGEST_GROUP));
        }
        return append;
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        try {
            groupCommit.storeSnapshot(withinBounds(serialized(snapshot, serializer)));
        } catch (EventLogException e) {
            throw new EventStoreException(e.getMessage(), e);
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return eventLog.readSnapshot(aggregateIdentifier).map(SnapshotData::new).stream();
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String aggregateIdentifier, long firstSequenceNumber,
                                                                   int batchSize) {
        return eventLog.readStream(aggregateIdentifier, firstSequenceNumber, batchSize).stream()
                .map(StoredEventData::new).toList();
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken lastToken, int batchSize) {
        return eventLog.readFrom(positionOf(lastToken), batchSize).stream().map(StoredEventData::new).toList();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = eventLog.lastSequence(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    /** Null if there is no event yet, as with Axon's own engines: nothing that happens from then on is a replay. */
    @Override
    public TrackingToken createHeadToken() {
        long head = eventLog.head();
        return head < 0 ? null : new GlobalSequenceTrackingToken(head);
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        OptionalLong first = eventLog.firstPositionRecordedAtOrAfter(dateTime);
        return first.isPresent() ? new GlobalSequenceTrackingToken(first.getAsLong() - 1) : createHeadToken();
    }

    /** The position a reader with this token has seen last; a token of a replay stands where the replay stands. */
    static long positionOf(TrackingToken token) {
        return switch (WrappedToken.unwrapLowerBound(token)) {
            case null -> -1;
            case GlobalSequenceTrackingToken position -> position.getGlobalIndex();
            case TrackingToken foreign -> throw new IllegalArgumentException(
                    "this event store knows positions only, not " + foreign.getClass().getName());
        };
    }

    /**
     * Waits until there is an event after this position. Costs nothing while there is none.
     *
     * @param goOn asked whenever the wait is disturbed
     * @return whether there is one
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    public boolean awaitBeyond(long position, BooleanSupplier goOn) throws InterruptedException {
        while (head().position() <= position && goOn.getAsBoolean()) {
            head().awaitBeyond(position, Long.MAX_VALUE, () -> !goOn.getAsBoolean());
        }
        return head().position() > position;
    }

    /**
     * Events with one of these names, after one position and up to another, in order; upcast. Costs nothing if this node
     * wrote all that is there and nothing of it has such a name.
     */
    public List<TrackedEventMessage<?>> readNamed(Set<String> names, long afterPosition, long upTo) {
        if (names.isEmpty() || groupCommit.written().noneNamed(names, afterPosition, upTo)) {
            return List.of();
        }
        return EventUtils.upcastAndDeserializeTrackedEvents(
                eventLog.readNamed(names, afterPosition, upTo).stream().map(StoredEventData::new), getEventSerializer(),
                upcasterChain).<TrackedEventMessage<?>>map(event -> event).toList();
    }

    Head head() {
        return groupCommit.head();
    }

    /**
     * The events after a position that is known to be below the head, upcast, and the position up to which they go (an
     * upcaster may drop or split events).
     */
    Page pageAfter(long position, int limit) {
        List<StoredEvent> stored = eventLog.readFrom(position, limit);
        if (stored.isEmpty() || stored.getFirst().position() != position + 1) {
            throw new EventLogException("the event at position %d is missing from the log".formatted(position + 1));
        }
        List<? extends TrackedEventMessage<?>> messages = EventUtils.upcastAndDeserializeTrackedEvents(
                stored.stream().map(StoredEventData::new), getEventSerializer(), upcasterChain).toList();
        return new Page(messages, stored.getLast().position());
    }

    /** Of the event at this position, if there is one. */
    public Optional<String> identifierAt(long position) {
        return eventLog.readFrom(position - 1, 1).stream().filter(event -> event.position() == position)
                .map(StoredEvent::eventId).findFirst();
    }

    /** What a stored event says, in today's shape; empty if an upcaster drops it. Fails if it cannot be read. */
    public Optional<Object> payload(StoredEvent stored) {
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(new StoredEventData(stored)), getEventSerializer(),
                upcasterChain).findFirst().map(TrackedEventMessage::getPayload);
    }

    /** A token from beyond the end belongs to another log: waiting there would skip what is yet to come. */
    void refuseBeyondHead(long position) {
        if (position > head().position() && position > eventLog.head()) {
            throw new EventStoreException("a reader stands at position %d, but the log ends at %d: was it restored from an older copy? Reset that reader"
                    .formatted(position, eventLog.head()));
        }
    }

    record Page(List<? extends TrackedEventMessage<?>> messages, long lastPosition) {
    }

    /** Writes what was asked for, then closes the log. */
    @Override
    public void close() {
        groupCommit.close();
        groupCommit.head().wake();
        eventLog.close();
    }

    /** A place in a stream or an event id was taken already; Axon's resolver recognises it as a duplicate key. */
    static final class PlaceTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PlaceTakenException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Needs an event log and a meter registry; serializers, upcasters and snapshot filter as with any engine of Axon's. */
    public static final class Builder extends BatchingEventStorageEngine.Builder {

        private EventLog eventLog;
        private MeterRegistry meterRegistry;

        private Builder() {
            super.persistenceExceptionResolver(PlaceTakenException.class::isInstance);
        }

        /** The engine takes it over and closes it. */
        public Builder eventLog(EventLog eventLog) {
            this.eventLog = eventLog;
            return this;
        }

        public Builder meterRegistry(MeterRegistry meterRegistry) {
            this.meterRegistry = meterRegistry;
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer eventSerializer) {
            super.eventSerializer(eventSerializer);
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer snapshotSerializer) {
            super.snapshotSerializer(snapshotSerializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasterChain) {
            super.upcasterChain(upcasterChain);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter snapshotFilter) {
            super.snapshotFilter(snapshotFilter);
            return this;
        }

        @Override
        public Builder persistenceExceptionResolver(PersistenceExceptionResolver persistenceExceptionResolver) {
            super.persistenceExceptionResolver(persistenceExceptionResolver);
            return this;
        }

        @Override
        public Builder batchSize(int batchSize) {
            super.batchSize(batchSize);
            return this;
        }

        @Override
        protected void validate() throws AxonConfigurationException {
            super.validate();
            if (eventLog == null || meterRegistry == null) {
                throw new AxonConfigurationException("the event storage engine needs an event log and a meter registry");
            }
        }

        public TotalOrderEventStorageEngine build() {
            return new TotalOrderEventStorageEngine(this);
        }
    }
}
