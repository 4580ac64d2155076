package id.tanggap.command;

import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.command.inspection.InspectionCommand;
import id.tanggap.command.intake.ImportCommand;
import id.tanggap.command.law.CalendarCommand;
import id.tanggap.command.law.RulebookCommand;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.clock.RulebookEvent;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Which aggregate a command is for, so that commands need not carry Axon's annotations. */
public final class CommandTargets implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(switch (message.getPayload()) {
            case ComplaintCommand command -> command.complaint().toString();
            case OfficeCommand command -> command.office().toString();
            case CalendarCommand command -> command.calendar().stream();
            case RulebookCommand _ -> RulebookEvent.STREAM;
            case InspectionCommand command -> command.inspection().toString();
            case ImportCommand command -> command.importId().toString();
            default -> throw new IllegalArgumentException(message.getPayloadType() + " has no target");
        }, null);
    }
}
