package id.tanggap.command.complaint;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import jakarta.validation.Valid;
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

    private final HandlingComplaints complaints;

    public ComplaintsApi(HandlingComplaints complaints) {
        this.complaints = complaints;
    }

    /**
     * The answer to a submission.
     *
     * @param secret proves to be the reporter from now on; told this once and not kept
     * @param link   opens the complaint as its reporter; as good as the secret
     */
    record Submitted(String id, TrackingCode trackingCode, String secret, String link, ComplaintStatus status) {
    }

    @PostMapping
    Mono<ResponseEntity<Submitted>> submit(@Valid @RequestBody Forms.Submission form, Sender sender) {
        return complaints.submit(form, sender).map(submitted -> Answers.created(submitted.receipt(),
                        "/api/v1/complaints/" + submitted.id())
                .body(new Submitted(submitted.id().toString(), submitted.trackingCode(), submitted.secret().reveal(),
                        submitted.link(), ComplaintStatus.SUBMITTED)));
    }

    @PostMapping("/{id}/verification")
    Mono<ResponseEntity<Answers.Recorded>> verify(@PathVariable ComplaintId id,
                                                  @Valid @RequestBody Forms.Verification form, Sender sender) {
        return recorded(complaints.verify(id, form, sender));
    }

    @PostMapping("/{id}/assignment")
    Mono<ResponseEntity<Answers.Recorded>> assign(@PathVariable ComplaintId id,
                                                  @Valid @RequestBody Forms.Assignment form, Sender sender) {
        return recorded(complaints.assign(id, form, sender));
    }

    @PostMapping("/{id}/transfer")
    Mono<ResponseEntity<Answers.Recorded>> transfer(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Transfer form, Sender sender) {
        return recorded(complaints.transfer(id, form, sender));
    }

    @PostMapping("/{id}/responses")
    Mono<ResponseEntity<Answers.Recorded>> respond(@PathVariable ComplaintId id,
                                                   @Valid @RequestBody Forms.Response form, Sender sender) {
        return recorded(complaints.respond(id, form, sender));
    }

    @PostMapping("/{id}/responses/{number}/approval")
    Mono<ResponseEntity<Answers.Recorded>> approve(@PathVariable ComplaintId id, @PathVariable int number,
                                                   @Valid @RequestBody(required = false) Forms.Approval form,
                                                   Sender sender) {
        return recorded(complaints.approve(id, number, form, sender));
    }

    @PostMapping("/{id}/merge")
    Mono<ResponseEntity<Answers.Recorded>> merge(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Merge form,
                                                 Sender sender) {
        return recorded(complaints.merge(id, form, sender));
    }

    @PostMapping("/{id}/merge/undo")
    Mono<ResponseEntity<Answers.Recorded>> undoMerge(@PathVariable ComplaintId id, Sender sender) {
        return recorded(complaints.undoMerge(id, sender));
    }

    @PostMapping("/{id}/completion")
    Mono<ResponseEntity<Answers.Recorded>> complete(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Completion form, Sender sender) {
        return recorded(complaints.complete(id, form, sender));
    }

    @PostMapping("/{id}/replies")
    Mono<ResponseEntity<Answers.Recorded>> reply(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Reply form,
                                                 Sender sender) {
        return recorded(complaints.reply(id, form, sender));
    }

    @PostMapping("/{id}/solved")
    Mono<ResponseEntity<Answers.Recorded>> answerWhetherSolved(@PathVariable ComplaintId id,
                                                               @Valid @RequestBody Forms.Solved form, Sender sender) {
        return recorded(complaints.answerWhetherSolved(id, form, sender));
    }

    @PostMapping("/{id}/appeal")
    Mono<ResponseEntity<Answers.Recorded>> appeal(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Appeal form,
                                                  Sender sender) {
        return recorded(complaints.appeal(id, form, sender));
    }

    @PostMapping("/{id}/appeal/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideAppeal(@PathVariable ComplaintId id,
                                                        @Valid @RequestBody Forms.AppealDecision form, Sender sender) {
        return recorded(complaints.decideAppeal(id, form, sender));
    }

    @PostMapping("/{id}/withdrawal")
    Mono<ResponseEntity<Answers.Recorded>> withdraw(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody(required = false) Forms.Withdrawal form,
                                                    Sender sender) {
        return recorded(complaints.withdraw(id, form, sender));
    }

    @PostMapping("/{id}/evaluation")
    Mono<ResponseEntity<Answers.Recorded>> evaluate(@PathVariable ComplaintId id,
                                                    @Valid @RequestBody Forms.Evaluation form, Sender sender) {
        return recorded(complaints.evaluate(id, form, sender));
    }

    /** From whoever shows the reporter's secret, or else from somebody who works on it. */
    @PostMapping("/{id}/messages")
    Mono<ResponseEntity<Answers.Recorded>> write(@PathVariable ComplaintId id, @Valid @RequestBody Forms.Message form,
                                                 Sender sender) {
        return recorded(complaints.write(id, form, sender));
    }

    @PostMapping("/{id}/identity-reveal")
    Mono<ResponseEntity<Answers.Recorded>> requestReveal(@PathVariable ComplaintId id,
                                                         @Valid @RequestBody Forms.RevealRequest form, Sender sender) {
        return recorded(complaints.requestReveal(id, form, sender));
    }

    @PostMapping("/{id}/identity-reveal/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideReveal(@PathVariable ComplaintId id,
                                                        @Valid @RequestBody Forms.RevealDecision form, Sender sender) {
        return recorded(complaints.decideReveal(id, form, sender));
    }

    /** By whoever shows the reporter's secret, or else as a written request that staff put down. */
    @PostMapping("/{id}/erasure")
    Mono<ResponseEntity<Answers.Recorded>> requestErasure(@PathVariable ComplaintId id,
                                                          @Valid @RequestBody(required = false) Forms.ErasureRequest form,
                                                          Sender sender) {
        return recorded(complaints.requestErasure(id, form, sender));
    }

    @PostMapping("/{id}/erasure/decision")
    Mono<ResponseEntity<Answers.Recorded>> decideErasure(@PathVariable ComplaintId id,
                                                         @Valid @RequestBody Forms.ErasureDecision form, Sender sender) {
        return recorded(complaints.decideErasure(id, form, sender));
    }

    private static Mono<ResponseEntity<Answers.Recorded>> recorded(Mono<Receipt> receipt) {
        return receipt.map(Answers::recorded);
    }
}
