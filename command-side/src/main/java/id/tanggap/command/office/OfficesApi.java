package id.tanggap.command.office;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Standard;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Valid;
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

    private final ManagingOffices offices;

    public OfficesApi(ManagingOffices offices) {
        this.offices = offices;
    }

    @PostMapping
    Mono<ResponseEntity<Answers.Recorded>> register(@Valid @RequestBody ManagingOffices.Registration form, Sender sender) {
        return offices.register(form, sender).map(receipt -> Answers.created(receipt, "/api/v1/offices/" + receipt.answer().id())
                .body(Answers.recorded(receipt).getBody()));
    }

    @PostMapping("/{id}/name")
    Mono<ResponseEntity<Answers.Recorded>> rename(@PathVariable OfficeId id, @Valid @RequestBody ManagingOffices.Name form,
                                                  Sender sender) {
        return recorded(offices.rename(id, form, sender));
    }

    @PostMapping("/{id}/parent")
    Mono<ResponseEntity<Answers.Recorded>> move(@PathVariable OfficeId id, @Valid @RequestBody ManagingOffices.Parent form,
                                                Sender sender) {
        return recorded(offices.move(id, form, sender));
    }

    @PostMapping("/{id}/service-standards")
    Mono<ResponseEntity<Answers.Recorded>> setServiceStandard(@PathVariable OfficeId id,
                                                              @Valid @RequestBody Standard form, Sender sender) {
        return recorded(offices.setServiceStandard(id, form, sender));
    }

    @PostMapping("/{id}/calendar")
    Mono<ResponseEntity<Answers.Recorded>> chooseCalendar(@PathVariable OfficeId id,
                                                          @Valid @RequestBody ManagingOffices.CalendarChoice form, Sender sender) {
        return recorded(offices.chooseCalendar(id, form, sender));
    }

    @PostMapping("/{id}/deactivation")
    Mono<ResponseEntity<Answers.Recorded>> deactivate(@PathVariable OfficeId id, Sender sender) {
        return recorded(offices.deactivate(id, sender));
    }

    private static Mono<ResponseEntity<Answers.Recorded>> recorded(Mono<Receipt> receipt) {
        return receipt.map(Answers::recorded);
    }
}
