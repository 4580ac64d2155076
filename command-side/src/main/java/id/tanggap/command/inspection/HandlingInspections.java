package id.tanggap.command.inspection;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import reactor.core.publisher.Mono;

/**
 * What inspectors do with inspections, and what heads of offices report about recommendations, from what they say to a receipt: the
 * one way for the API and for pages. Forms are to be found valid before.
 *
 * <p>Everything fails with a {@link Refusal} that names the rule.
 */
public final class HandlingInspections {

    private static final int MAX_TEXT = 10_000;

    private final Commands commands;
    private final Identifiers identifiers;
    private final Newcomers newcomers;

    /** @param newcomers an inspection's texts are kept like those of a person of its own */
    public HandlingInspections(Commands commands, Identifiers identifiers, Newcomers newcomers) {
        this.commands = commands;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
    }

    /** @param complaintId or {@code officeId}, one of them */
    public record Opening(ComplaintId complaintId, OfficeId officeId,
                          @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    public record Finding(@NotBlank @Size(max = MAX_TEXT) @PlainText String text, Severity severity) {
    }

    /**
     * @param findings on which it rests, by their numbers
     * @param dueOn    last day, in the office's zone
     */
    public record Recommendation(@NotNull OfficeId officeId, @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
                                 @Size(max = 100) List<@NotNull Integer> findings, LocalDate dueOn) {
    }

    public record FollowUp(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    public record Closure(@NotNull Conclusion conclusion, @NotBlank @Size(max = MAX_TEXT) @PlainText String summary) {
    }

    /** Its id is that of the answer. */
    public Mono<Receipt> open(Opening form, Sender sender) {
        if ((form.complaintId() == null) == (form.officeId() == null)) {
            throw Refusal.of(InspectionRule.MATTER_NOT_ONE);
        }
        Request request = sender.request(form);
        InspectionId id = new InspectionId(identifiers.uuid(request.idempotency()));
        Matter matter = form.officeId() == null ? Matter.of(form.complaintId()) : Matter.of(form.officeId());
        return commands.send(new InspectionCommand.Open(id, matter, Shreddable.of(newcomers.next(),
                        form.reason().strip()), sender.provenance()), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new InspectionCommand.Recall(id, sender.provenance()), request));
    }

    public Mono<Receipt> find(InspectionId id, Finding form, Sender sender) {
        return send(new InspectionCommand.RecordFinding(id, text(form.text()), Optional.ofNullable(form.severity()),
                sender.provenance()), sender.requestOnState(form));
    }

    public Mono<Receipt> recommend(InspectionId id, Recommendation form, Sender sender) {
        return send(new InspectionCommand.Recommend(id, form.officeId(), text(form.text()),
                form.findings() == null ? List.of() : form.findings(), Optional.ofNullable(form.dueOn()),
                sender.provenance()), sender.requestOnState(form));
    }

    /** Lets the offices addressed see every recommendation that was not sent yet. */
    public Mono<Receipt> sendReport(InspectionId id, Sender sender) {
        return send(new InspectionCommand.SendReport(id, sender.provenance()), sender.requestOnState(""));
    }

    /** Rests on no state: what the inspectorate does meanwhile is not for the office to know, and changes nothing for it. */
    public Mono<Receipt> followUp(InspectionId id, int number, FollowUp form, Sender sender) {
        return send(new InspectionCommand.ReportFollowUp(id, number, text(form.text()), sender.provenance()),
                sender.request(form));
    }

    public Mono<Receipt> close(InspectionId id, Closure form, Sender sender) {
        return send(new InspectionCommand.Close(id, form.conclusion(), text(form.summary()), sender.provenance()),
                sender.requestOnState(form));
    }

    private Mono<Receipt> send(InspectionCommand.Change command, Request request) {
        return commands.send(command, request)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.INSPECTION_NOT_FOUND));
    }

    private static Text text(String value) {
        return new Text(value.strip());
    }
}
