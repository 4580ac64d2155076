package id.tanggap.command.office;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Standard;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What administrators do with offices. */
@RestController
@RequestMapping(path = "/api/v1/offices", produces = MediaType.APPLICATION_JSON_VALUE)
public class OfficesApi {

    private final Commands commands;
    private final DeactivatingOffices deactivating;
    private final Identifiers identifiers;
    private final ZoneId zone;

    /** @param zone of offices that name none */
    public OfficesApi(Commands commands, DeactivatingOffices deactivating, Identifiers identifiers, ZoneId zone) {
        this.commands = commands;
        this.deactivating = deactivating;
        this.identifiers = identifiers;
        this.zone = zone;
    }

    /** @param calendar the general one without */
    record Registration(@NotBlank @Size(max = 200) @PlainText String name, OfficeId parentId, ZoneId zone,
                        CalendarId calendar) {
    }

    record Name(@NotBlank @Size(max = 200) @PlainText String name) {
    }

    record Parent(OfficeId parentId) {
    }

    record CalendarChoice(@NotNull CalendarId calendar, @NotNull LocalDate effectiveFrom) {
    }

    @PostMapping
    Mono<ResponseEntity<Answers.Recorded>> register(@Valid @RequestBody Registration form, Sender sender) {
        Request request = sender.request(form);
        OfficeId id = new OfficeId(identifiers.uuid(request.idempotency()));
        return commands.send(new OfficeCommand.Register(id, form.name().strip(), Optional.ofNullable(form.parentId()),
                        Optional.ofNullable(form.zone()).orElse(zone), Optional.ofNullable(form.calendar()),
                        sender.provenance()), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new OfficeCommand.Recall(id, sender.provenance()), request))
                .map(receipt -> Answers.created(receipt, "/api/v1/offices/" + id).body(Answers.recorded(receipt).getBody()));
    }

    @PostMapping("/{id}/name")
    Mono<ResponseEntity<Answers.Recorded>> rename(@PathVariable OfficeId id, @Valid @RequestBody Name form,
                                                  Sender sender) {
        return answer(commands.send(new OfficeCommand.Rename(id, form.name().strip(), sender.provenance()),
                sender.requestOnState(form)));
    }

    @PostMapping("/{id}/parent")
    Mono<ResponseEntity<Answers.Recorded>> move(@PathVariable OfficeId id, @Valid @RequestBody Parent form,
                                                Sender sender) {
        return answer(commands.send(new OfficeCommand.Move(id, Optional.ofNullable(form.parentId()),
                sender.provenance()), sender.requestOnState(form)));
    }

    @PostMapping("/{id}/service-standards")
    Mono<ResponseEntity<Answers.Recorded>> setServiceStandard(@PathVariable OfficeId id,
                                                              @Valid @RequestBody Standard form, Sender sender) {
        return answer(commands.send(new OfficeCommand.SetServiceStandard(id, form.standard(), sender.provenance()),
                sender.requestOnState(form)));
    }

    @PostMapping("/{id}/calendar")
    Mono<ResponseEntity<Answers.Recorded>> chooseCalendar(@PathVariable OfficeId id, @Valid @RequestBody CalendarChoice form,
                                                          Sender sender) {
        return answer(commands.send(new OfficeCommand.ChooseCalendar(id, form.calendar(), form.effectiveFrom(),
                sender.provenance()), sender.requestOnState(form)));
    }

    @PostMapping("/{id}/deactivation")
    Mono<ResponseEntity<Answers.Recorded>> deactivate(@PathVariable OfficeId id, Sender sender) {
        return answer(deactivating.deactivate(id, sender.provenance(), sender.requestOnState("")));
    }

    private static Mono<ResponseEntity<Answers.Recorded>> answer(Mono<Receipt> receipt) {
        return receipt.map(Answers::recorded)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.OFFICE_NOT_FOUND));
    }
}
