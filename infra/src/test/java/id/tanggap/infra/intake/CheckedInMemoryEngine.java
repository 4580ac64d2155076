package id.tanggap.infra.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Axon's in-memory engine takes any sequence; this one refuses a second event at the same place, as stores do. */
final class CheckedInMemoryEngine extends InMemoryEventStorageEngine {

    private final Map<String, List<DomainEventMessage<?>>> streams = new ConcurrentHashMap<>();
    private final List<DomainEventMessage<?>> all = new ArrayList<>();
    private int appends;
    private IntConsumer before = _ -> { };
    private IntConsumer after = _ -> { };

    /** To be called with the append's number before it happens; may throw. */
    synchronized void before(IntConsumer before) {
        this.before = before;
        appends = 0;
    }

    /** To be called with the append's number after it has happened; may throw, as an answer that got lost. */
    synchronized void after(IntConsumer after) {
        this.after = after;
        appends = 0;
    }

    static EventStoreException broken() {
        return new EventStoreException("the disk is full", null);
    }

    synchronized List<DomainEventMessage<?>> all() {
        return List.copyOf(all);
    }

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
        int number = ++appends;
        before.accept(number);
        for (EventMessage<?> message : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) message;
            if (event.getSequenceNumber() < streams.getOrDefault(event.getAggregateIdentifier(), List.of()).size()) {
                if (event.getSequenceNumber() == 0) {
                    throw new AggregateStreamCreationException("exists: " + event.getAggregateIdentifier(), null);
                }
                throw new ConcurrencyException("moved on");
            }
        }
        super.appendEvents(events);
        for (EventMessage<?> message : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) message;
            streams.merge(event.getAggregateIdentifier(), List.of(event), (old, one) -> {
                List<DomainEventMessage<?>> more = new ArrayList<>(old);
                more.addAll(one);
                return more;
            });
            all.add(event);
        }
        after.accept(number);
    }

    @Override
    public DomainEventStream readEvents(String stream, long from) {
        return DomainEventStream.of(streams.getOrDefault(stream, List.of()).stream()
                .filter(event -> event.getSequenceNumber() >= from));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return Optional.ofNullable(streams.get(stream)).map(events -> events.size() - 1L);
    }
}
