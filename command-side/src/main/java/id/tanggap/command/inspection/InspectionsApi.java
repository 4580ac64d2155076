package id.tanggap.command.inspection;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.ComplaintCommand.Text;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
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

/** What inspectors do with inspections, and what heads of offices report about recommendations. */
@RestController
@RequestMapping(path = "/api/v1/inspections", produces = MediaType.APPLICATION_JSON_VALUE)
public class InspectionsApi {

    private static final int MAX_TEXT = 10_000;

    private final Commands commands;
    private final Identifiers identifiers;
    private final Newcomers newcomers;

    /** @param newcomers an inspection's texts are kept like those of a person of its own */
    public InspectionsApi(Commands commands, Identifiers identifiers, Newcomers newcomers) {
        this.commands = commands;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
    }

    /** @param complaintId or {@code officeId}, one of them */
    record Opening(ComplaintId complaintId, OfficeId officeId, @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    record Finding(@NotBlank @Size(max = MAX_TEXT) @PlainText String text, Severity severity) {
    }

    /**
     * @param findings on which it rests, by their numbers
     * @param dueOn    last day, in the office's zone
     */
    record Recommendation(@NotNull OfficeId officeId, @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
                          @Size(max = 100) List<@NotNull Integer> findings, LocalDate dueOn) {
    }

    record FollowUp(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    record Closure(@NotNull Conclusion conclusion, @NotBlank @Size(max = MAX_TEXT) @PlainText String summary) {
    }

    @PostMapping
    Mono<ResponseEntity<Answers.Recorded>> open(@Valid @RequestBody Opening form, Sender sender) {
        if ((form.complaintId() == null) == (form.officeId() == null)) {
            throw Refusal.of(InspectionRule.MATTER_NOT_ONE);
        }
        Request request = sender.request(form);
        InspectionId id = new InspectionId(identifiers.uuid(request.idempotency()));
        Matter matter = form.officeId() == null ? Matter.of(form.complaintId()) : Matter.of(form.officeId());
        return commands.send(new InspectionCommand.Open(id, matter, Shreddable.of(newcomers.next(),
                        form.reason().strip()), sender.provenance()), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new InspectionCommand.Recall(id, sender.provenance()), request))
                .map(receipt -> Answers.created(receipt, "/api/v1/inspections/" + id)
                        .body(Answers.recorded(receipt).getBody()));
    }

    @PostMapping("/{id}/findings")
    Mono<ResponseEntity<Answers.Recorded>> find(@PathVariable InspectionId id, @Valid @RequestBody Finding form,
                                                Sender sender) {
        return send(new InspectionCommand.RecordFinding(id, text(form.text()), Optional.ofNullable(form.severity()),
                sender.provenance()), sender.requestOnState(form));
    }

    @PostMapping("/{id}/recommendations")
    Mono<ResponseEntity<Answers.Recorded>> recommend(@PathVariable InspectionId id,
                                                     @Valid @RequestBody Recommendation form, Sender sender) {
        return send(new InspectionCommand.Recommend(id, form.officeId(), text(form.text()),
                form.findings() == null ? List.of() : form.findings(), Optional.ofNullable(form.dueOn()),
                sender.provenance()), sender.requestOnState(form));
    }

    @PostMapping("/{id}/report")
    Mono<ResponseEntity<Answers.Recorded>> sendReport(@PathVariable InspectionId id, Sender sender) {
        return send(new InspectionCommand.SendReport(id, sender.provenance()), sender.requestOnState(""));
    }

    /** Rests on no state: what the inspectorate does meanwhile is not for the office to know, and changes nothing for it. */
    @PostMapping("/{id}/recommendations/{number}/follow-up")
    Mono<ResponseEntity<Answers.Recorded>> followUp(@PathVariable InspectionId id, @PathVariable int number,
                                                    @Valid @RequestBody FollowUp form, Sender sender) {
        return send(new InspectionCommand.ReportFollowUp(id, number, text(form.text()), sender.provenance()),
                sender.request(form));
    }

    @PostMapping("/{id}/closure")
    Mono<ResponseEntity<Answers.Recorded>> close(@PathVariable InspectionId id, @Valid @RequestBody Closure form,
                                                 Sender sender) {
        return send(new InspectionCommand.Close(id, form.conclusion(), text(form.summary()), sender.provenance()),
                sender.requestOnState(form));
    }

    private Mono<ResponseEntity<Answers.Recorded>> send(InspectionCommand.Change command, Request request) {
        return commands.send(command, request).map(Answers::recorded)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.INSPECTION_NOT_FOUND));
    }

    private static Text text(String value) {
        return new Text(value.strip());
    }
}
