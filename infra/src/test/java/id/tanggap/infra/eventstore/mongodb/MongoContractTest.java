package id.tanggap.infra.eventstore.mongodb;

import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Axon's own contract for event storage engines: all of it, nothing overridden. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class MongoContractTest
        extends BatchingEventStorageEngineTest<TotalOrderEventStorageEngine, TotalOrderEventStorageEngine.Builder> {

    @Parameter
    TestMongo server;

    private final List<TestDatabases> databases = new ArrayList<>();
    private final List<TotalOrderEventStorageEngine> engines = new ArrayList<>();

    @BeforeEach
    void open() {
        setTestSubject(createEngine());
    }

    @AfterEach
    void close() {
        engines.forEach(TotalOrderEventStorageEngine::close);
        databases.forEach(TestDatabases::close);
    }

    @Override
    protected TotalOrderEventStorageEngine createEngine(
            UnaryOperator<TotalOrderEventStorageEngine.Builder> customization) {
        TestDatabases own = server.fresh();
        databases.add(own);
        Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        TotalOrderEventStorageEngine engine = customization.apply(TotalOrderEventStorageEngine.builder()
                .eventLog(MongoEventLog.open(own.connected()))
                .meterRegistry(new SimpleMeterRegistry())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)).build();
        engines.add(engine);
        return engine;
    }
}
