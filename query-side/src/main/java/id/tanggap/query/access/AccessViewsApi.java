package id.tanggap.query.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import java.time.Instant;
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

    private final ReadingAccesses accesses;

    public AccessViewsApi(ReadingAccesses accesses) {
        this.accesses = accesses;
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

        private static AccessListAnswer of(ReadingAccesses.AccessPage page) {
            return new AccessListAnswer(page.looks().stream().map(AccessAnswer::of).toList(), page.next());
        }
    }

    @GetMapping("/audit/accesses")
    Mono<AccessListAnswer> list(Reader reader) {
        return accesses.page(reader).map(AccessListAnswer::of);
    }

    @GetMapping("/complaints/{id}/accesses")
    Mono<AccessListAnswer> ofComplaint(@PathVariable ComplaintId id, Reader reader) {
        return accesses.page(id, reader).map(AccessListAnswer::of);
    }

    /** All of them up to now, one a line; as fast as the client takes them. */
    @GetMapping(path = "/audit/accesses", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AccessAnswer> lines(Reader reader) {
        return accesses.all(reader).map(AccessAnswer::of);
    }

    @GetMapping("/audit/accesses/verification")
    Mono<Integrity> verification(Reader reader) {
        return accesses.verify(reader);
    }
}
