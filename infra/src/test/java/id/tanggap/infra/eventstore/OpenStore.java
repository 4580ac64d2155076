package id.tanggap.infra.eventstore;

import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An event store on a real log, as the application has it, in words that tests can read. */
public final class OpenStore implements AutoCloseable {

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final TotalOrderEventStorageEngine engine;
    public final TotalOrderEventStore store;

    private OpenStore(EventLog log, EventUpcaster upcaster) {
        Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        engine = TotalOrderEventStorageEngine.builder().eventLog(log).meterRegistry(meters)
                .eventSerializer(serializer).snapshotSerializer(serializer).upcasterChain(upcaster).build();
        store = TotalOrderEventStore.builder().storageEngine(engine).build();
    }

    public static OpenStore in(Path folder) {
        return on(SqliteEventLog.open(folder.resolve("events.db")));
    }

    public static OpenStore on(EventLog log) {
        return new OpenStore(log, NoOpEventUpcaster.INSTANCE);
    }

    static OpenStore with(EventUpcaster upcaster, EventLog log) {
        return new OpenStore(log, upcaster);
    }

    public static DomainEventMessage<String> event(String stream, long sequence) {
        return event(stream, sequence, stream + "/" + sequence);
    }

    public static DomainEventMessage<String> event(String stream, long sequence, String payload) {
        return new GenericDomainEventMessage<>("Complaint", stream, sequence, payload);
    }

    public void append(EventMessage<?>... events) {
        engine.appendEvents(List.of(events));
    }

    /** Every event in the log, read afresh. */
    public List<TrackedEventMessage<?>> everything() {
        List<TrackedEventMessage<?>> all = new ArrayList<>();
        engine.readEvents(null, false).forEach(all::add);
        return all;
    }

    static long position(TrackedEventMessage<?> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }

    @Override
    public void close() {
        store.close();
        engine.close();
    }
}
