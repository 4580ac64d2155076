package id.tanggap.command;

import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.command.intake.ImportCommand;
import id.tanggap.command.office.OfficeCommand;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Tells Axon which aggregate a command is for, so that commands need no annotation of a framework. */
public final class CommandTargets implements CommandTargetResolver {

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object target = switch (command.getPayload()) {
            case ComplaintCommand c -> c.complaint();
            case OfficeCommand c -> c.office();
            case ImportCommand c -> c.importId();
            default -> throw new IllegalArgumentException("not a command: " + command.getPayloadType());
        };
        // which version it rests on is decided within the aggregate, where a repeated request is told from a stale one
        return new VersionedAggregateIdentifier(target.toString(), null);
    }
}
