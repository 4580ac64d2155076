package id.tanggap.command.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.TrackingCode;
import jakarta.validation.Valid;
import java.util.Map;
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

/** What citizens, coordinators and offices do with complaints. */
@RestController
@RequestMapping(path = "/api/v1/complaints", produces = MediaType.APPLICATION_JSON_VALUE)
public class ComplaintsApi {

    private final Commands commands;
    private final Identifiers identifiers;
    private final Newcomers newcomers;

    public ComplaintsApi(Commands commands, Identifiers identifiers, Newcomers newcomers) {
        this.commands = commands;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
    }

    /**
     * The answer to a submission.
     *
     * @param secret proves to be the reporter from now on; told this once and not kept
     */
    record Submitted(String id, TrackingCode trackingCode, String secret, ComplaintStatus status) {
    }

    @PostMapping
    Mono<ResponseEntity<Submitted>> submit(@Valid @RequestBody Forms.Submission form, Sender sender) {
        Request request = sender.request(form);
        ComplaintId id = new ComplaintId(identifiers.uuid(request.idempotency()));
        TrackingCode code = identifiers.trackingCode(request.idempotency());
        ReporterSecret secret = identifiers.secret(request.idempotency());
        Provenance provenance = form.occurredAt() == null
                ? sender.provenance() : sender.provenance().occurred(form.occurredAt());
        return commands.send(new ComplaintCommand.Submit(id, submission(form, code, secret), provenance), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new ComplaintCommand.Recall(id, provenance), request))
                .map(receipt -> Answers.created(receipt, "/api/v1/complaints/" + id)
                        .body(new Submitted(id.toString(), code, secret.reveal(), ComplaintStatus.SUBMITTED)));
    }

    private ComplaintCommand.Submission submission(Forms.Submission form, TrackingCode code, ReporterSecret secret) {
        PersonId subject = newcomers.next();
        return new ComplaintCommand.Submission(code, secret.hash(), form.identity(),
                Optional.ofNullable(form.reporter()).map(p -> Shreddable.of(subject, new Reporter(p.name().strip(),
                        stripped(p.email()), stripped(p.phone())))),
                Shreddable.of(subject, form.title().strip()), Shreddable.of(subject, form.narrative().strip()),
                new Category(form.category()), Optional.ofNullable(form.officeId()),
                location(form.location()).map(place -> Shreddable.of(subject, place)),
                Optional.ofNullable(form.channel()).orElse(Channel.API), Optional.empty(),
                Boolean.TRUE.equals(form.oversight()));
    }

    private static Optional<Location> location(Forms.Place place) {
        if (place == null) {
            return Optional.empty();
        }
        if ((place.latitude() == null) != (place.longitude() == null)) {
            throw missing(place.latitude() == null ? "/location/latitude" : "/location/longitude");
        }
        Location location = new Location(Optional.ofNullable(place.latitude())
                .map(latitude -> new Location.Coordinates(latitude, place.longitude())),
                stripped(place.address()));
        return Optional.of(location).filter(l -> l.coordinates().isPresent() || l.address().isPresent());
    }

    @PostMapping("/{id}/verification")
    Mono<ResponseEntity<Answers.Recorded>> verify(@PathVariable ComplaintId id,
                                                  @Valid @RequestBody Forms.Verification form, Sender sender) {
        Provenance provenance = sender.provenance();
        return onState(sender, form, switch (form.decision()) {
            case FORWARD -> new ComplaintCommand.Forward(id, required(form.officeId(), "/officeId"),
                    required(form.classification(), "/classification"), provenance);
            case RETURN -> new ComplaintCommand.Return(id, text(form.reason(), "/reason"), provenance);
            case REJECT -> new ComplaintCommand.Reject(id, text(form.reason(), "/reason"), provenance);
            case REFER -> new ComplaintCommand.Refer(id, Optional.ofNullable(form.officeId()), text(form.reason()),
                    provenance);
        });
    }

    @PostMapping("/{id}/assignment")
    Mono<ResponseEntity<Answers.Recorded>> assign(@PathVariable ComplaintId id,
                                                  @Valid @RequestBody Forms.Assignment form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.Assign(id, form.officerId(), sender.provenance()));
    }

    @PostMapping("/{id}/transfer")
    Mono<ResponseEntity<Answers.Recorded>> transfer(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Transfer form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.Transfer(id, form.officeId(),
                text(form.reason(), "/reason"), sender.provenance()));
    }

    @PostMapping("/{id}/responses")
    Mono<ResponseEntity<Answers.Recorded>> respond(@PathVariable ComplaintId id,
                                                   @Valid @RequestBody Forms.Response form, Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return onState(sender, form, switch (form.kind()) {
            case INTERIM -> new ComplaintCommand.GiveInterimResponse(id, text, sender.provenance());
            case FINAL -> new ComplaintCommand.DraftFinalResponse(id, text, sender.provenance());
        });
    }

    @PostMapping("/{id}/responses/{number}/approval")
    Mono<ResponseEntity<Answers.Recorded>> approve(@PathVariable ComplaintId id, @PathVariable int number,
                                                   @Valid @RequestBody(required = false) Forms.Approval form,
                                                   Sender sender) {
        Forms.Approval approval = form == null ? new Forms.Approval(null, null) : form;
        return onState(sender, approval, approval.decision() == Forms.Approval.Decision.SEND_BACK
                ? new ComplaintCommand.SendBackFinalResponse(id, number, text(approval.reason(), "/reason"),
                        sender.provenance())
                : new ComplaintCommand.ApproveFinalResponse(id, number, sender.provenance()));
    }

    @PostMapping("/{id}/merge")
    Mono<ResponseEntity<Answers.Recorded>> merge(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Merge form,
                                                 Sender sender) {
        return onState(sender, form, new ComplaintCommand.Merge(id, form.into(), sender.provenance()));
    }

    @PostMapping("/{id}/merge/undo")
    Mono<ResponseEntity<Answers.Recorded>> undoMerge(@PathVariable ComplaintId id, Sender sender) {
        return onState(sender, "", new ComplaintCommand.UndoMerge(id, sender.provenance()));
    }

    @PostMapping("/{id}/completion")
    Mono<ResponseEntity<Answers.Recorded>> complete(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Completion form, Sender sender) {
        return send(new ComplaintCommand.Complete(id, sender.proof(), text(form.text(), "/text"),
                sender.asReporter()), sender.request(form));
    }

    @PostMapping("/{id}/replies")
    Mono<ResponseEntity<Answers.Recorded>> reply(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Reply form,
                                                 Sender sender) {
        return send(switch (form.decision()) {
            case ACCEPT -> new ComplaintCommand.Accept(id, sender.proof(), text(form.text()), sender.asReporter());
            case OBJECT -> new ComplaintCommand.RaiseObjection(id, sender.proof(), text(form.text(), "/text"),
                    sender.asReporter());
        }, sender.request(form));
    }

    @PostMapping("/{id}/solved")
    Mono<ResponseEntity<Answers.Recorded>> answerWhetherSolved(@PathVariable ComplaintId id,
                                                               @Valid @RequestBody Forms.Solved form, Sender sender) {
        return send(form.solved()
                ? new ComplaintCommand.ConfirmSolved(id, sender.proof(), text(form.text()), sender.asReporter())
                : new ComplaintCommand.ReportUnsolved(id, sender.proof(), text(form.text(), "/text"), sender.asReporter()),
                sender.request(form));
    }

    @PostMapping("/{id}/appeal")
    Mono<ResponseEntity<Answers.Recorded>> appeal(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Appeal form,
                                                  Sender sender) {
        return send(new ComplaintCommand.Appeal(id, sender.proof(), text(form.text(), "/text"), sender.asReporter()),
                sender.request(form));
    }

    @PostMapping("/{id}/appeal/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideAppeal(@PathVariable ComplaintId id,
                                                        @Valid @RequestBody Forms.AppealDecision form, Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return onState(sender, form, switch (form.decision()) {
            case UPHOLD -> new ComplaintCommand.UpholdResponse(id, text, sender.provenance());
            case SEND_BACK -> new ComplaintCommand.SendBackOnAppeal(id, text, required(form.limit(), "/limit").limit(),
                    sender.provenance());
        });
    }

    @PostMapping("/{id}/withdrawal")
    Mono<ResponseEntity<Answers.Recorded>> withdraw(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody(required = false) Forms.Withdrawal form,
                                                    Sender sender) {
        Optional<ComplaintCommand.Text> reason = form == null ? Optional.empty() : text(form.reason());
        return send(new ComplaintCommand.Withdraw(id, sender.proof(), reason, sender.asReporter()),
                sender.request(Optional.ofNullable(form)));
    }

    @PostMapping("/{id}/evaluation")
    Mono<ResponseEntity<Answers.Recorded>> evaluate(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Evaluation form, Sender sender) {
        Map<ServiceElement, Integer> elements = form.elements() == null ? Map.of() : form.elements();
        for (ServiceElement element : ServiceElement.values()) {
            if (!elements.isEmpty() && !elements.containsKey(element)) {
                throw missing("/elements/" + element);
            }
        }
        return send(new ComplaintCommand.Evaluate(id, sender.proof(), new Evaluation(form.satisfaction(), elements),
                text(form.comment()), sender.asReporter()), sender.request(form));
    }

    /** From whoever shows the reporter's secret, or else from somebody who works on it. */
    @PostMapping("/{id}/messages")
    Mono<ResponseEntity<Answers.Recorded>> write(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Message form,
                                                 Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return sender.showsSecret()
                ? send(new ComplaintCommand.WriteAsReporter(id, sender.proof(), text, sender.asReporter()),
                        sender.request(form))
                : onState(sender, form, new ComplaintCommand.WriteToReporter(id, text, sender.provenance()));
    }

    @PostMapping("/{id}/identity-reveal")
    Mono<ResponseEntity<Answers.Recorded>> requestReveal(@PathVariable ComplaintId id,
                                                         @Valid @RequestBody Forms.RevealRequest form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.RequestReveal(id, text(form.reason(), "/reason"),
                sender.provenance()));
    }

    @PostMapping("/{id}/identity-reveal/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideReveal(@PathVariable ComplaintId id,
                                                        @Valid @RequestBody Forms.RevealDecision form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.DecideReveal(id,
                form.decision() == Forms.RevealDecision.Decision.APPROVE, text(form.reason(), "/reason"),
                sender.provenance()));
    }

    /** By whoever shows the reporter's secret, or else as a written request that staff put down. */
    @PostMapping("/{id}/erasure")
    Mono<ResponseEntity<Answers.Recorded>> requestErasure(@PathVariable ComplaintId id,
                                                          @Valid @RequestBody(required = false) Forms.ErasureRequest form,
                                                          Sender sender) {
        Optional<ComplaintCommand.Text> reason = form == null ? Optional.empty() : text(form.reason());
        Optional<Forms.ErasureRequest> content = Optional.ofNullable(form);
        return sender.showsSecret()
                ? send(new ComplaintCommand.RequestErasure(id, sender.proof(), reason, sender.asReporter()),
                        sender.request(content))
                : onState(sender, content, new ComplaintCommand.RecordErasureRequest(id, reason, sender.provenance()));
    }

    @PostMapping("/{id}/erasure/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideErasure(@PathVariable ComplaintId id,
                                                         @Valid @RequestBody Forms.ErasureDecision form, Sender sender) {
        Optional<ComplaintCommand.Text> text = text(form.text());
        return onState(sender, form, switch (form.decision()) {
            case GRANT -> {
                if (text.isPresent()) {
                    throw Refusal.of(ComplaintRule.GRANTED_WITHOUT_TEXT, "/text", Map.of());
                }
                yield new ComplaintCommand.GrantErasure(id, form.legalGround(), sender.provenance());
            }
            case REFUSE -> new ComplaintCommand.RefuseErasure(id, form.legalGround(), text, sender.provenance());
        });
    }

    private Mono<ResponseEntity<Answers.Recorded>> onState(Sender sender, Object form, ComplaintCommand command) {
        return send(command, sender.requestOnState(form));
    }

    private Mono<ResponseEntity<Answers.Recorded>> send(ComplaintCommand command, Request request) {
        return commands.send(command, request).map(Answers::recorded)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.COMPLAINT_NOT_FOUND));
    }

    private static <T> T required(T value, String field) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static ComplaintCommand.Text text(String value, String field) {
        return text(value).orElseThrow(() -> missing(field));
    }

    private static Optional<ComplaintCommand.Text> text(String value) {
        return stripped(value).map(ComplaintCommand.Text::new);
    }

    /** Without space around it; what is nothing but space was not said. */
    private static Optional<String> stripped(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static Refusal missing(String field) {
        return Refusal.of(RequestRule.FIELD_MISSING, field, Map.of());
    }
}
