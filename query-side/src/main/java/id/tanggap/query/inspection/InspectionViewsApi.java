package id.tanggap.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Inspections to read: for the inspectorate, and for heads of offices that were sent recommendations. */
@RestController
@RequestMapping(path = "/api/v1/inspections", produces = MediaType.APPLICATION_JSON_VALUE)
public class InspectionViewsApi {

    private final ReadingInspections inspections;

    public InspectionViewsApi(ReadingInspections inspections) {
        this.inspections = inspections;
    }

    /** @param next where the list goes on; absent on its last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record InspectionListAnswer(List<InspectionAnswer> inspections, Optional<String> next) {
    }

    /** @param closed how many were closed; absent if they are so few that it could tell which */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FiguresAnswer(Optional<Long> closed) {
    }

    @GetMapping("/figures")
    Mono<FiguresAnswer> figures(Reader reader) {
        return inspections.closed(reader.allowing()).map(FiguresAnswer::new);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<InspectionAnswer>> one(@PathVariable InspectionId id, Reader reader) {
        return inspections.one(id, reader.allowing())
                .map(answer -> ResponseEntity.ok().eTag("\"" + answer.sequence() + "\"").body(answer));
    }

    @GetMapping
    Mono<InspectionListAnswer> list(Reader reader) {
        return inspections.list(reader).map(listed -> new InspectionListAnswer(listed.inspections(), listed.next()));
    }
}
