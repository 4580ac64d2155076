package id.tanggap.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Reader;
import id.tanggap.query.person.PersonalData;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Inspections to read: for the inspectorate, for the heads of offices that were sent recommendations, and how many there were. */
@RestController
@RequestMapping(path = "/api/v1/inspections", produces = MediaType.APPLICATION_JSON_VALUE)
public class InspectionViewsApi {

    /** The public does not see counts of 1 to 4. */
    private static final long SMALLEST_TOLD = 5;

    private final Inspections inspections;
    private final PersonalData people;
    private final AccessRecord accesses;

    /**
     * @param people   to open what is shown
     * @param accesses where it is recorded who gets to see it
     */
    public InspectionViewsApi(Inspections inspections, PersonalData people, AccessRecord accesses) {
        this.inspections = inspections;
        this.people = people;
        this.accesses = accesses;
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
        reader.allowing();
        return inspections.closed().map(closed -> new FiguresAnswer(Optional.of(closed).filter(count -> count == 0
                || count >= SMALLEST_TOLD || reader.actor().role() == Role.INSPECTOR)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<InspectionAnswer>> one(@PathVariable InspectionId id, Reader reader) {
        reader.allowing();
        return inspections.find(id).filter(view -> InspectionAnswer.existsFor(reader.actor(), view))
                .switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.INSPECTION_NOT_FOUND)))
                .flatMap(view -> people.of(Set.of(view.subject()))
                        .map(keys -> InspectionAnswer.of(view.opened(keys), reader.actor())))
                .map(answer -> ResponseEntity.ok().eTag("\"" + answer.sequence() + "\"").body(answer))
                .flatMap(answer -> accesses.showing(answer, reader, Map.of(Shown.CONTENT, List.of(id.value()))));
    }

    @GetMapping
    Mono<InspectionListAnswer> list(Reader reader) {
        Inspections.Filter filter = filter(reader);
        int limit = reader.limit();
        Optional<Long> before = reader.parameter("cursor", InspectionViewsApi::decode,
                new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer"));
        return inspections.list(filter, before, limit + 1).flatMap(found -> {
            List<InspectionView> page = found.subList(0, Math.min(limit, found.size()));
            return people.of(page.stream().map(InspectionView::subject).collect(Collectors.toSet())).map(keys ->
                    new InspectionListAnswer(page.stream()
                            .filter(view -> InspectionAnswer.existsFor(reader.actor(), view))
                            .map(view -> InspectionAnswer.of(view.opened(keys), reader.actor())).toList(),
                            found.size() > limit ? Optional.of(encode(page.getLast().number())) : Optional.empty()));
        }).flatMap(answer -> accesses.showing(answer, reader, answer.inspections().isEmpty() ? Map.of()
                : Map.of(Shown.CONTENT, answer.inspections().stream().map(one -> one.id().value()).toList())));
    }

    /** A head may not ask which complaint an inspection is about, not even by looking for it. */
    private static Inspections.Filter filter(Reader reader) {
        return switch (reader.actor().role()) {
            case INSPECTOR -> {
                reader.allowing("complaint", "office", "status", "cursor", "limit");
                yield new Inspections.Filter(
                        reader.parameter("complaint", ComplaintId::of, new Text("id laporan", "a complaint's id")),
                        reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                        Optional.empty(), reader.oneOf("status", InspectionStatus.class));
            }
            case OFFICE_HEAD -> {
                reader.allowing("status", "cursor", "limit");
                yield new Inspections.Filter(Optional.empty(), Optional.empty(), reader.actor().office(),
                        reader.oneOf("status", InspectionStatus.class));
            }
            case PUBLIC, REPORTER, COORDINATOR, OFFICER, ADMINISTRATOR, API_CLIENT, SYSTEM ->
                    throw Refusal.of(InspectionReadRule.INSPECTIONS_ARE_NOT_PUBLIC);
        };
    }

    private static String encode(long number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static long decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }
}
