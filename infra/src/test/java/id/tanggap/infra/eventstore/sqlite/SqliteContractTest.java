package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Axon's own contract for event storage engines: all of it, nothing overridden. */
class SqliteContractTest
        extends BatchingEventStorageEngineTest<TotalOrderEventStorageEngine, TotalOrderEventStorageEngine.Builder> {

    @TempDir
    Path folder;

    private final List<TotalOrderEventStorageEngine> engines = new ArrayList<>();

    @BeforeEach
    void open() {
        setTestSubject(createEngine());
    }

    @AfterEach
    void close() {
        engines.forEach(TotalOrderEventStorageEngine::close);
    }

    @Override
    protected TotalOrderEventStorageEngine createEngine(
            UnaryOperator<TotalOrderEventStorageEngine.Builder> customization) {
        Path file = folder.resolve("store-" + engines.size()).resolve("events.db");
        Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        TotalOrderEventStorageEngine engine = customization.apply(TotalOrderEventStorageEngine.builder()
                .eventLog(SqliteEventLog.open(file))
                .meterRegistry(new SimpleMeterRegistry())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)).build();
        engines.add(engine);
        return engine;
    }
}
