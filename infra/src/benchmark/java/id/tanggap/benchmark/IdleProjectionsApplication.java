package id.tanggap.benchmark;

import id.tanggap.infra.TanggapApplication;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.views.ReadModels;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application as it is, durable, but for its read models: they follow a second log that stays empty. So it differs from
 * {@link InMemoryApplication} in the event store alone.
 */
public final class IdleProjectionsApplication {

    private IdleProjectionsApplication() {
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(TanggapApplication.class, Idle.class)
                .properties("spring.main.allow-bean-definition-overriding=true").run(arguments);
    }

    /** Takes the place of the bean of the same name. */
    @Configuration(proxyBeanMethods = false)
    static class Idle {

        @Bean
        ReadModels readModels(ViewsStorage storage, TanggapProperties properties, NamedEventSerializer serializer,
                              Projections projections, Progress progress, Clock clock, MeterRegistry meters) {
            TotalOrderEventStorageEngine nothing = TotalOrderEventStorageEngine.builder()
                    .eventLog(SqliteEventLog.open(properties.data().resolve("nothing").resolve("events.db")))
                    .meterRegistry(new SimpleMeterRegistry()).eventSerializer(serializer).snapshotSerializer(serializer)
                    .build();
            return new ReadModels(storage, TotalOrderEventStore.builder().storageEngine(nothing).build(),
                    nothing::lastPosition, projections, progress, clock, meters);
        }
    }
}
