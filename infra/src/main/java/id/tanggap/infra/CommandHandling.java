package id.tanggap.infra;

import id.tanggap.command.CommandTargets;
import id.tanggap.command.complaint.ComplaintAggregate;
import id.tanggap.command.complaint.MergingComplaints;
import id.tanggap.command.inspection.InspectionAggregate;
import id.tanggap.command.inspection.KnownComplaints;
import id.tanggap.command.inspection.RecordedComplaints;
import id.tanggap.command.intake.ImportAggregate;
import id.tanggap.command.law.CalendarAggregate;
import id.tanggap.command.law.Calendars;
import id.tanggap.command.law.RecordedLaws;
import id.tanggap.command.law.RulebookAggregate;
import id.tanggap.command.office.OfficeAggregate;
import id.tanggap.command.office.Offices;
import id.tanggap.command.office.RecordedOffices;
import id.tanggap.kernel.clock.Law;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;

/** All that handles commands, put together on an event store. */
public final class CommandHandling {

    private CommandHandling() {
    }

    /**
     * Axon's configuration without its modules from the class path: one of them calls home.
     *
     * @param zone whose days count where no office's do
     * @return to be started and shut down by the caller
     */
    public static Configuration configured(CommandBus bus, EventStore events, Serializer serializer, ZoneId zone) {
        RecordedLaws laws = new RecordedLaws(events, zone);
        CommandTargets targets = new CommandTargets();
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(_ -> bus)
                .configureEventStore(_ -> events)
                .configureSerializer(_ -> serializer)
                .configureCorrelationDataProviders(_ -> List.of())
                .registerComponent(Offices.class, _ -> new RecordedOffices(events))
                .registerComponent(KnownComplaints.class, _ -> new RecordedComplaints(events))
                .registerComponent(Law.class, _ -> laws)
                .registerComponent(Calendars.class, _ -> laws);
        Stream.of(ComplaintAggregate.class, OfficeAggregate.class, CalendarAggregate.class, RulebookAggregate.class,
                ImportAggregate.class, InspectionAggregate.class).forEach(type -> configurer.configureAggregate(
                        AggregateConfigurer.defaultConfiguration(type).configureCommandTargetResolver(_ -> targets)));
        return configurer.registerCommandHandler(c -> new MergingComplaints(c.repository(ComplaintAggregate.class)))
                .buildConfiguration();
    }
}
