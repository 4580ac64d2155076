package id.tanggap.query.office;

import id.tanggap.kernel.NotFound;
import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.kernel.office.ServiceStandards;
import id.tanggap.query.api.Reader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Offices to read: who must answer, where they stand in the hierarchy, by which standards they are bound. */
@RestController
@RequestMapping(path = "/api/v1/offices", produces = MediaType.APPLICATION_JSON_VALUE)
public class OfficeViewsApi {

    private final Offices offices;
    private final Supplier<RecordedLaw> law;
    private final Clock clock;

    /** @param law as it is recorded now */
    public OfficeViewsApi(Offices offices, Supplier<RecordedLaw> law, Clock clock) {
        this.offices = offices;
        this.law = law;
        this.clock = clock;
    }

    /**
     * @param own       the standards that the office set for itself
     * @param inForce   what binds a complaint that is submitted today
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OfficeAnswer(OfficeId id, long sequence, String name, Optional<OfficeId> parentId, ZoneId zone,
                        OfficeView.Standing standing, List<ServiceStandard> own, List<ServiceStandard> inForce) {
    }

    record OfficeListAnswer(List<OfficeAnswer> offices) {
    }

    @GetMapping
    Mono<OfficeListAnswer> all(Reader reader) {
        reader.allowing();
        return offices.all().map(all -> new OfficeListAnswer(all.stream().map(this::answer).toList()));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<OfficeAnswer>> one(@PathVariable OfficeId id, Reader reader) {
        reader.allowing();
        return offices.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND)))
                .map(office -> ResponseEntity.ok().eTag("\"" + office.sequence() + "\"").body(answer(office)));
    }

    private OfficeAnswer answer(OfficeView office) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), office.zone());
        ServiceStandards own = new ServiceStandards(office.standards());
        List<ServiceStandard> inForce = new ArrayList<>();
        Arrays.stream(Classification.values()).forEach(classification -> own.inForce(classification, today)
                .or(() -> law.get().rulebook().standards().inForce(classification, today)).ifPresent(inForce::add));
        return new OfficeAnswer(office.id(), office.sequence(), office.name(), office.parent(), office.zone(),
                office.standing(), office.standards(), inForce);
    }
}
