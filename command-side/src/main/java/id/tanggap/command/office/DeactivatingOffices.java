package id.tanggap.command.office;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.office.OfficeId;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Deactivates an office unless complaints are open there. First the office stops taking complaints; every decision to
 * give it one rests on its state, so from then on none can slip in. Then what is open there is counted, as of that
 * moment. A node that dies in between leaves an office that takes no complaints; asking again takes the deactivation up.
 */
public final class DeactivatingOffices {

    private final Commands commands;
    private final OpenComplaints openComplaints;

    public DeactivatingOffices(Commands commands, OpenComplaints openComplaints) {
        this.commands = commands;
        this.openComplaints = openComplaints;
    }

    /**
     * A caller who goes away stops it no more than any other command.
     *
     * @return fails with {@link OfficeRule#COMPLAINTS_STILL_OPEN} and leaves the office active if any is open
     */
    public Mono<Receipt> deactivate(OfficeId office, Provenance provenance, Request request) {
        return Mono.defer(() -> Mono.fromFuture(bothSteps(office, provenance, request).toFuture(), true));
    }

    private Mono<Receipt> bothSteps(OfficeId office, Provenance provenance, Request request) {
        Mono<Receipt> anew = Mono.defer(() -> begin(office, provenance, request));
        return request.idempotency().isEmpty() ? anew
                : commands.send(new OfficeCommand.Recall(office, provenance), request)
                        .onErrorResume(Refusal.class, refusal ->
                                refusal.rule() == OfficeRule.OFFICE_EXISTS ? anew : Mono.error(refusal));
    }

    private Mono<Receipt> begin(OfficeId office, Provenance provenance, Request request) {
        return commands.send(new OfficeCommand.BeginDeactivation(office, provenance),
                        new Request(request.ifMatch(), Optional.empty()))
                .flatMap(begun -> openComplaints.at(office, begun.position())
                        .onErrorResume(fault -> abandon(office, provenance).then(Mono.error(fault)))
                        .flatMap(open -> open == 0
                                ? commands.send(new OfficeCommand.CompleteDeactivation(office, provenance),
                                        onlyIfUntouched(begun, request))
                                : abandon(office, provenance).then(Mono.error(() ->
                                        Refusal.of(OfficeRule.COMPLAINTS_STILL_OPEN, Map.of("open", open))))));
    }

    /**
     * The count holds only for the closing that it was taken in. Had somebody abandoned that one, complaints may have come
     * in before the next began.
     */
    private static Request onlyIfUntouched(Receipt begun, Request request) {
        return new Request(Optional.of(begun.answer().sequence()), request.idempotency());
    }

    private Mono<Receipt> abandon(OfficeId office, Provenance provenance) {
        return commands.send(new OfficeCommand.AbandonDeactivation(office, provenance), Request.PLAIN);
    }
}
