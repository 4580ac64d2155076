package id.tanggap.query.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.query.api.Reader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The access record to read, for the inspectorate: who looked at this? That it is read is recorded as well. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
public class AccessViewsApi {

    /** So many rows at a time are in memory while all of them are told. */
    private static final int PAGE = 500;

    private final AccessRecord accesses;
    private final ZoneId zone;

    /** @param zone of the days in parameters */
    public AccessViewsApi(AccessRecord accesses, ZoneId zone) {
        this.accesses = accesses;
        this.zone = zone;
    }

    /** @param shown what of which complaints and inspections */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AccessAnswer(long number, Instant at, Actor actor, String question, Map<Shown, List<UUID>> shown,
                        String correlationId, Optional<String> purpose, String hash) {

        private static AccessAnswer of(RecordedLook recorded) {
            Look look = recorded.look();
            return new AccessAnswer(recorded.number(), recorded.at(), look.actor(), look.question(), look.parts(),
                    look.correlationId(), look.purpose(), recorded.hash());
        }
    }

    /** @param next pass it as {@code after} to go on; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AccessListAnswer(List<AccessAnswer> accesses, Optional<Long> next) {
    }

    @GetMapping("/audit/accesses")
    Mono<AccessListAnswer> list(Reader reader) {
        reader.allowing("complaint", "inspection", "actor", "from", "to", "after", "limit");
        return page(filter(reader), reader);
    }

    @GetMapping("/complaints/{id}/accesses")
    Mono<AccessListAnswer> ofComplaint(@PathVariable ComplaintId id, Reader reader) {
        reader.allowing("after", "limit");
        return page(new AccessRecord.Filter(Optional.of(id.value()), Optional.empty(), Optional.empty(), Optional.empty()),
                reader);
    }

    /** All of them up to now, one a line; as fast as the client takes them. */
    @GetMapping(path = "/audit/accesses", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AccessAnswer> lines(Reader reader) {
        requireInspector(reader.allowing("complaint", "inspection", "actor", "from", "to", "after"));
        AccessRecord.Filter filter = filter(reader);
        long after = after(reader);
        return accesses.last().flatMap(through -> accesses.showing(through, reader, subjects(filter)))
                .flatMapMany(through -> accesses.read(filter, after, PAGE)
                        .expand(page -> page.size() < PAGE || page.getLast().number() >= through ? Mono.empty()
                                : accesses.read(filter, page.getLast().number(), PAGE))
                        .concatMapIterable(page -> page, 1).takeWhile(look -> look.number() <= through)
                        .map(AccessAnswer::of));
    }

    @GetMapping("/audit/accesses/verification")
    Mono<Integrity> verification(Reader reader) {
        requireInspector(reader.allowing());
        return accesses.verify();
    }

    private Mono<AccessListAnswer> page(AccessRecord.Filter filter, Reader reader) {
        requireInspector(reader);
        int limit = reader.limit();
        return accesses.read(filter, after(reader), limit + 1).map(found -> {
            List<AccessAnswer> page = found.stream().limit(limit).map(AccessAnswer::of).toList();
            return new AccessListAnswer(page, found.size() > limit
                    ? Optional.of(page.getLast().number()) : Optional.empty());
        }).flatMap(answer -> accesses.showing(answer, reader, subjects(filter)));
    }

    /** That it was asked is recorded whatever was found. */
    private static Map<Shown, List<UUID>> subjects(AccessRecord.Filter filter) {
        return Map.of(Shown.ACCESSES, filter.subject().stream().toList());
    }

    private static long after(Reader reader) {
        return reader.parameter("after", Long::parseLong, new Text("nomor akses", "an access's number")).orElse(0L);
    }

    private AccessRecord.Filter filter(Reader reader) {
        Optional<UUID> complaint = reader.parameter("complaint", text -> ComplaintId.of(text).value(),
                new Text("id laporan", "a complaint's id"));
        Optional<UUID> inspection = reader.parameter("inspection", text -> InspectionId.of(text).value(),
                new Text("id pemeriksaan", "an inspection's id"));
        if (complaint.isPresent() && inspection.isPresent()) {
            throw Refusal.of(RequestRule.PARAMETER_INVALID, "inspection", Map.of("expected",
                    new Text("laporan atau pemeriksaan, tidak keduanya", "a complaint or an inspection, not both")));
        }
        return new AccessRecord.Filter(complaint.or(() -> inspection), reader.text("actor"),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static void requireInspector(Reader reader) {
        if (reader.actor().role() != Role.INSPECTOR) {
            throw Refusal.of(AccessRule.ACCESSES_ARE_FOR_INSPECTORS);
        }
    }
}
