package id.tanggap.benchmark;

import id.tanggap.infra.TanggapApplication;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.search.LuceneSearch;
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
 * The application as it is, durable, but for its read models and its search index: they follow a second log that stays empty.
 * So it differs from {@link InMemoryApplication} in the event store alone.
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

        private record Nothing(EventLog log, TotalOrderEventStorageEngine engine, TotalOrderEventStore events) {
        }

        @Bean
        Nothing nothing(TanggapProperties properties, NamedEventSerializer serializer) {
            EventLog log = SqliteEventLog.open(properties.data().resolve("nothing").resolve("events.db"));
            TotalOrderEventStorageEngine engine = TotalOrderEventStorageEngine.builder().eventLog(log)
                    .meterRegistry(new SimpleMeterRegistry()).eventSerializer(serializer).snapshotSerializer(serializer)
                    .build();
            return new Nothing(log, engine, TotalOrderEventStore.builder().storageEngine(engine).build());
        }

        @Bean
        ReadModels readModels(ViewsStorage storage, Nothing nothing, Projections projections, Progress progress, Clock clock,
                              MeterRegistry meters) {
            return new ReadModels(storage, nothing.events(), nothing.engine()::lastPosition, projections, progress, clock, meters);
        }

        @Bean
        LuceneSearch complaintSearch(Nothing nothing, TanggapProperties properties, People people, Progress progress,
                                     MeterRegistry meters) {
            return new LuceneSearch(properties.data().resolve("search"), nothing.events(), nothing.log(), nothing.engine(),
                    people, progress, meters);
        }
    }
}
