package id.tanggap.benchmark;

import id.tanggap.command.Commands;
import id.tanggap.infra.CommandHandling;
import id.tanggap.infra.TanggapApplication;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The same application with its commands on Axon's in-memory engine: nothing is serialised, nothing reaches a disk. What
 * Tanggap's submissions are compared with.
 *
 * <p>The read models follow Tanggap's own event store only, which stays empty here: they are idle, as they are in
 * {@link IdleProjectionsApplication}, the other side of the comparison.
 */
public final class InMemoryApplication {

    private InMemoryApplication() {
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(TanggapApplication.class, InMemory.class)
                .properties("spring.main.allow-bean-definition-overriding=true").run(arguments);
    }

    /** Takes the place of the beans of the same names. */
    @Configuration(proxyBeanMethods = false)
    static class InMemory {

        @Bean
        EmbeddedEventStore inMemoryEventStore() {
            return EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        }

        @Bean(initMethod = "start", destroyMethod = "shutdown")
        org.axonframework.config.Configuration axon(CommandBus bus, EmbeddedEventStore inMemoryEventStore,
                                                    NamedEventSerializer serializer, TanggapProperties properties) {
            return CommandHandling.configured(bus, inMemoryEventStore, serializer, properties.zone());
        }

        @Bean
        Commands commands(CommandBus bus, EmbeddedEventStore inMemoryEventStore,
                          org.axonframework.config.Configuration started) {
            return new Commands(bus, head(inMemoryEventStore));
        }

        private static LongSupplier head(EmbeddedEventStore events) {
            return () -> {
                TrackingToken head = events.createHeadToken();
                return head == null ? -1 : head.position().orElse(-1);
            };
        }
    }
}
