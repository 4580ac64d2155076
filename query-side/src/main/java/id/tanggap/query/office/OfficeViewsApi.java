package id.tanggap.query.office;

import id.tanggap.kernel.NotFound;
import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.query.api.Reader;
import id.tanggap.query.law.Laws;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Laws laws;
    private final Clock clock;

    public OfficeViewsApi(Offices offices, Laws laws, Clock clock) {
        this.offices = offices;
        this.laws = laws;
        this.clock = clock;
    }

    /**
     * @param calendar  by which it counts today
     * @param calendars by which it will count, each from its day on
     * @param own       the standards that the office set for itself
     * @param inForce   what binds a complaint that is submitted today
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OfficeAnswer(OfficeId id, long sequence, String name, Optional<OfficeId> parentId, ZoneId zone,
                        OfficeView.Standing standing, CalendarId calendar, Map<LocalDate, CalendarId> calendars,
                        List<ServiceStandard> own, List<ServiceStandard> inForce) {
    }

    record OfficeListAnswer(List<OfficeAnswer> offices) {
    }

    @GetMapping
    Mono<OfficeListAnswer> all(Reader reader) {
        reader.allowing();
        return Mono.zip(offices.all(), laws.present(), (all, law) ->
                new OfficeListAnswer(all.stream().map(office -> answer(office, law.law())).toList()));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<OfficeAnswer>> one(@PathVariable OfficeId id, Reader reader) {
        reader.allowing();
        return offices.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND)))
                .zipWith(laws.present(), (office, law) -> ResponseEntity.ok().eTag("\"" + office.sequence() + "\"")
                        .body(answer(office, law.law())));
    }

    private OfficeAnswer answer(OfficeView office, RecordedLaw law) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), office.zone());
        OfficeTerms terms = office.terms();
        return new OfficeAnswer(office.id(), office.sequence(), office.name(), office.parent(), office.zone(),
                office.standing(), terms.calendarOn(today).orElse(RecordedLaw.GENERAL),
                terms.later().tailMap(today.plusDays(1)), terms.standards().all(),
                Arrays.stream(Classification.values()).flatMap(classification ->
                        law.standard(Optional.of(office.id()), classification, today).stream()).toList());
    }
}
