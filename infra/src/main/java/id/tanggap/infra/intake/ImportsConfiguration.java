package id.tanggap.infra.intake;

import id.tanggap.command.Commands;
import id.tanggap.command.PlatformKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Wires imports: {@code tanggap.data} has their folder, {@code tanggap.imports.max-size} bounds a file. */
@Configuration(proxyBeanMethods = false)
public class ImportsConfiguration {

    @Bean
    SpooledFiles importFiles(@Value("${tanggap.data:./data}") Path data,
                             @Value("${tanggap.imports.max-size:1GB}") DataSize maxSize) {
        return new SpooledFiles(data.resolve("imports"), maxSize.toBytes());
    }

    @Bean
    Importing importing(Commands commands, EventStore events, SpooledFiles importFiles, PlatformKey key, Clock clock,
                        MeterRegistry meters) {
        return new Importing(commands, events, importFiles, key, clock, meters);
    }
}
