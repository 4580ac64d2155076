package id.tanggap.command.office;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Standard;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import reactor.core.publisher.Mono;

/**
 * What administrators do with offices, from what they say to a receipt: the one way for the API and for pages. Forms are to be found
 * valid before.
 *
 * <p>Everything fails with a {@link Refusal} that names the rule.
 */
public final class ManagingOffices {

    private final Commands commands;
    private final DeactivatingOffices deactivating;
    private final Identifiers identifiers;
    private final ZoneId zone;

    /** @param zone of offices that name none */
    public ManagingOffices(Commands commands, DeactivatingOffices deactivating, Identifiers identifiers, ZoneId zone) {
        this.commands = commands;
        this.deactivating = deactivating;
        this.identifiers = identifiers;
        this.zone = zone;
    }

    /** @param calendar the general one without */
    public record Registration(@NotBlank @Size(max = 200) @PlainText String name, OfficeId parentId, ZoneId zone,
                               CalendarId calendar) {
    }

    public record Name(@NotBlank @Size(max = 200) @PlainText String name) {
    }

    public record Parent(OfficeId parentId) {
    }

    public record CalendarChoice(@NotNull CalendarId calendar, @NotNull LocalDate effectiveFrom) {
    }

    /** Its id is that of the answer. */
    public Mono<Receipt> register(Registration form, Sender sender) {
        Request request = sender.request(form);
        OfficeId id = new OfficeId(identifiers.uuid(request.idempotency()));
        return commands.send(new OfficeCommand.Register(id, form.name().strip(), Optional.ofNullable(form.parentId()),
                        Optional.ofNullable(form.zone()).orElse(zone), Optional.ofNullable(form.calendar()),
                        sender.provenance()), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new OfficeCommand.Recall(id, sender.provenance()), request));
    }

    public Mono<Receipt> rename(OfficeId id, Name form, Sender sender) {
        return send(new OfficeCommand.Rename(id, form.name().strip(), sender.provenance()), sender.requestOnState(form));
    }

    public Mono<Receipt> move(OfficeId id, Parent form, Sender sender) {
        return send(new OfficeCommand.Move(id, Optional.ofNullable(form.parentId()), sender.provenance()),
                sender.requestOnState(form));
    }

    public Mono<Receipt> setServiceStandard(OfficeId id, Standard form, Sender sender) {
        return send(new OfficeCommand.SetServiceStandard(id, form.standard(), sender.provenance()), sender.requestOnState(form));
    }

    public Mono<Receipt> chooseCalendar(OfficeId id, CalendarChoice form, Sender sender) {
        return send(new OfficeCommand.ChooseCalendar(id, form.calendar(), form.effectiveFrom(), sender.provenance()),
                sender.requestOnState(form));
    }

    /** Unless complaints are open there. */
    public Mono<Receipt> deactivate(OfficeId id, Sender sender) {
        return known(deactivating.deactivate(id, sender.provenance(), sender.requestOnState("")));
    }

    private Mono<Receipt> send(OfficeCommand command, Request request) {
        return known(commands.send(command, request));
    }

    private static Mono<Receipt> known(Mono<Receipt> receipt) {
        return receipt.onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.OFFICE_NOT_FOUND));
    }
}
