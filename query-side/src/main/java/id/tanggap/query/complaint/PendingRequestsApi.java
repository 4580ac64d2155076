package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.PendingRequests.Kind;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What waits to be decided about reporters, for those who decide it. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
public class PendingRequestsApi {

    private final ReadingRequests requests;

    public PendingRequestsApi(ReadingRequests requests) {
        this.requests = requests;
    }

    /** @param next where the list goes on, as {@code cursor}; absent on its last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RequestListAnswer(List<ReadingRequests.RequestAnswer> requests, Optional<String> next) {
    }

    @GetMapping("/erasure-requests")
    Mono<RequestListAnswer> erasures(Reader reader) {
        return list(Kind.ERASURE, reader);
    }

    @GetMapping("/identity-reveal-requests")
    Mono<RequestListAnswer> reveals(Reader reader) {
        return list(Kind.IDENTITY_REVEAL, reader);
    }

    private Mono<RequestListAnswer> list(Kind kind, Reader reader) {
        return requests.list(kind, reader).map(listed -> new RequestListAnswer(listed.requests(), listed.next()));
    }
}
