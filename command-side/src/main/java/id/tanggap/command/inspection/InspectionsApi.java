package id.tanggap.command.inspection;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.inspection.InspectionId;
import jakarta.validation.Valid;
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

    private final HandlingInspections inspections;

    public InspectionsApi(HandlingInspections inspections) {
        this.inspections = inspections;
    }

    @PostMapping
    Mono<ResponseEntity<Answers.Recorded>> open(@Valid @RequestBody HandlingInspections.Opening form, Sender sender) {
        return inspections.open(form, sender).map(receipt ->
                Answers.created(receipt, "/api/v1/inspections/" + receipt.answer().id())
                        .body(Answers.recorded(receipt).getBody()));
    }

    @PostMapping("/{id}/findings")
    Mono<ResponseEntity<Answers.Recorded>> find(@PathVariable InspectionId id,
                                                @Valid @RequestBody HandlingInspections.Finding form, Sender sender) {
        return recorded(inspections.find(id, form, sender));
    }

    @PostMapping("/{id}/recommendations")
    Mono<ResponseEntity<Answers.Recorded>> recommend(@PathVariable InspectionId id,
                                                     @Valid @RequestBody HandlingInspections.Recommendation form,
                                                     Sender sender) {
        return recorded(inspections.recommend(id, form, sender));
    }

    @PostMapping("/{id}/report")
    Mono<ResponseEntity<Answers.Recorded>> sendReport(@PathVariable InspectionId id, Sender sender) {
        return recorded(inspections.sendReport(id, sender));
    }

    /** Rests on no state: what the inspectorate does meanwhile is not for the office to know, and changes nothing for it. */
    @PostMapping("/{id}/recommendations/{number}/follow-up")
    Mono<ResponseEntity<Answers.Recorded>> followUp(@PathVariable InspectionId id, @PathVariable int number,
                                                    @Valid @RequestBody HandlingInspections.FollowUp form, Sender sender) {
        return recorded(inspections.followUp(id, number, form, sender));
    }

    @PostMapping("/{id}/closure")
    Mono<ResponseEntity<Answers.Recorded>> close(@PathVariable InspectionId id,
                                                 @Valid @RequestBody HandlingInspections.Closure form, Sender sender) {
        return recorded(inspections.close(id, form, sender));
    }

    private static Mono<ResponseEntity<Answers.Recorded>> recorded(Mono<Receipt> receipt) {
        return receipt.map(Answers::recorded);
    }
}
