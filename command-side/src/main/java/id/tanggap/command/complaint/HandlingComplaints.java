package id.tanggap.command.complaint;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.TrackingCode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import reactor.core.publisher.Mono;

/**
 * What citizens, coordinators and offices do with complaints, from what they say to a receipt: the one way for the API, for
 * pages and for whoever else takes {@link Forms}. Those are to be found valid before; what no annotation says is asked here.
 *
 * <p>Everything fails with a {@link Refusal} that names the rule.
 */
public final class HandlingComplaints {

    private final Commands commands;
    private final Identifiers identifiers;
    private final Newcomers newcomers;
    private final ReporterLinks links;
    private final ZoneId zone;

    /** @param zone of the days that are told */
    public HandlingComplaints(Commands commands, Identifiers identifiers, Newcomers newcomers, ReporterLinks links,
                              ZoneId zone) {
        this.commands = commands;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
        this.links = links;
        this.zone = zone;
    }

    /**
     * What came of a submission.
     *
     * @param secret proves to be the reporter from now on; told this once and not kept
     * @param link   opens the complaint as its reporter; as good as the secret
     */
    public record Submitted(ComplaintId id, TrackingCode trackingCode, ReporterSecret secret, String link, Receipt receipt) {
    }

    public Mono<Submitted> submit(Forms.Submission form, Sender sender) {
        Request request = sender.request(form);
        ComplaintId id = new ComplaintId(identifiers.ofDay(
                LocalDate.ofInstant(sender.now(), zone).atStartOfDay(zone).toInstant(), request.idempotency()));
        TrackingCode code = identifiers.trackingCode(request.idempotency());
        ReporterSecret secret = identifiers.secret(request.idempotency());
        Provenance provenance = form.occurredAt() == null
                ? sender.provenance() : sender.provenance().occurred(form.occurredAt());
        return commands.send(new ComplaintCommand.Submit(id, submission(form, code, secret), provenance), request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> commands.send(new ComplaintCommand.Recall(id, provenance), request))
                .map(receipt -> new Submitted(id, code, secret, links.to(code, secret), receipt));
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
                Boolean.TRUE.equals(form.oversight()), Optional.ofNullable(form.classification()),
                Optional.ofNullable(form.sameAs()), Optional.ofNullable(form.consent()).map(agreed -> new Consent(agreed.manner(),
                        agreed.wording(), stripped(agreed.by()).map(name -> Shreddable.of(subject, name)),
                        stripped(agreed.witness()).map(name -> Shreddable.of(subject, name)))));
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

    public Mono<Receipt> verify(ComplaintId id, Forms.Verification form, Sender sender) {
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

    public Mono<Receipt> assign(ComplaintId id, Forms.Assignment form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.Assign(id, form.officerId(), sender.provenance()));
    }

    public Mono<Receipt> transfer(ComplaintId id, Forms.Transfer form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.Transfer(id, form.officeId(),
                text(form.reason(), "/reason"), sender.provenance()));
    }

    public Mono<Receipt> respond(ComplaintId id, Forms.Response form, Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return onState(sender, form, switch (form.kind()) {
            case INTERIM -> new ComplaintCommand.GiveInterimResponse(id, text, sender.provenance());
            case FINAL -> new ComplaintCommand.DraftFinalResponse(id, text, sender.provenance());
        });
    }

    public Mono<Receipt> approve(ComplaintId id, int number, Forms.Approval form, Sender sender) {
        Forms.Approval approval = form == null ? new Forms.Approval(null, null) : form;
        return onState(sender, approval, approval.decision() == Forms.Approval.Decision.SEND_BACK
                ? new ComplaintCommand.SendBackFinalResponse(id, number, text(approval.reason(), "/reason"),
                        sender.provenance())
                : new ComplaintCommand.ApproveFinalResponse(id, number, sender.provenance()));
    }

    public Mono<Receipt> merge(ComplaintId id, Forms.Merge form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.Merge(id, form.into(), sender.provenance()));
    }

    public Mono<Receipt> undoMerge(ComplaintId id, Sender sender) {
        return onState(sender, "", new ComplaintCommand.UndoMerge(id, sender.provenance()));
    }

    public Mono<Receipt> complete(ComplaintId id, Forms.Completion form, Sender sender) {
        return send(new ComplaintCommand.Complete(id, sender.proof(), text(form.text(), "/text"),
                sender.asReporter()), sender.request(form));
    }

    public Mono<Receipt> reply(ComplaintId id, Forms.Reply form, Sender sender) {
        return send(switch (form.decision()) {
            case ACCEPT -> new ComplaintCommand.Accept(id, sender.proof(), text(form.text()), sender.asReporter());
            case OBJECT -> new ComplaintCommand.RaiseObjection(id, sender.proof(), text(form.text(), "/text"),
                    sender.asReporter());
        }, sender.request(form));
    }

    public Mono<Receipt> answerWhetherSolved(ComplaintId id, Forms.Solved form, Sender sender) {
        return send(form.solved()
                ? new ComplaintCommand.ConfirmSolved(id, sender.proof(), text(form.text()), sender.asReporter())
                : new ComplaintCommand.ReportUnsolved(id, sender.proof(), text(form.text(), "/text"), sender.asReporter()),
                sender.request(form));
    }

    public Mono<Receipt> appeal(ComplaintId id, Forms.Appeal form, Sender sender) {
        return send(new ComplaintCommand.Appeal(id, sender.proof(), text(form.text(), "/text"), sender.asReporter()),
                sender.request(form));
    }

    public Mono<Receipt> decideAppeal(ComplaintId id, Forms.AppealDecision form, Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return onState(sender, form, switch (form.decision()) {
            case UPHOLD -> new ComplaintCommand.UpholdResponse(id, text, sender.provenance());
            case SEND_BACK -> new ComplaintCommand.SendBackOnAppeal(id, text, required(form.limit(), "/limit").limit(),
                    sender.provenance());
        });
    }

    public Mono<Receipt> withdraw(ComplaintId id, Forms.Withdrawal form, Sender sender) {
        Optional<ComplaintCommand.Text> reason = form == null ? Optional.empty() : text(form.reason());
        return send(new ComplaintCommand.Withdraw(id, sender.proof(), reason, sender.asReporter()),
                sender.request(Optional.ofNullable(form)));
    }

    public Mono<Receipt> evaluate(ComplaintId id, Forms.Evaluation form, Sender sender) {
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
    public Mono<Receipt> write(ComplaintId id, Forms.Message form, Sender sender) {
        ComplaintCommand.Text text = text(form.text(), "/text");
        return sender.showsSecret()
                ? send(new ComplaintCommand.WriteAsReporter(id, sender.proof(), text, sender.asReporter()),
                        sender.request(form))
                : onState(sender, form, new ComplaintCommand.WriteToReporter(id, text, sender.provenance()));
    }

    public Mono<Receipt> requestReveal(ComplaintId id, Forms.RevealRequest form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.RequestReveal(id, text(form.reason(), "/reason"),
                sender.provenance()));
    }

    public Mono<Receipt> decideReveal(ComplaintId id, Forms.RevealDecision form, Sender sender) {
        return onState(sender, form, new ComplaintCommand.DecideReveal(id,
                form.decision() == Forms.RevealDecision.Decision.APPROVE, text(form.reason(), "/reason"),
                sender.provenance()));
    }

    /** By whoever shows the reporter's secret, or else as a written request that staff put down. */
    public Mono<Receipt> requestErasure(ComplaintId id, Forms.ErasureRequest form, Sender sender) {
        Optional<ComplaintCommand.Text> reason = form == null ? Optional.empty() : text(form.reason());
        Optional<Forms.ErasureRequest> content = Optional.ofNullable(form);
        return sender.showsSecret()
                ? send(new ComplaintCommand.RequestErasure(id, sender.proof(), reason, sender.asReporter()),
                        sender.request(content))
                : onState(sender, content, new ComplaintCommand.RecordErasureRequest(id, reason, sender.provenance()));
    }

    public Mono<Receipt> decideErasure(ComplaintId id, Forms.ErasureDecision form, Sender sender) {
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

    private Mono<Receipt> onState(Sender sender, Object form, ComplaintCommand command) {
        return send(command, sender.requestOnState(form));
    }

    private Mono<Receipt> send(ComplaintCommand command, Request request) {
        return commands.send(command, request)
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
