package id.tanggap.infra.search;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.query.api.Reader;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What administrators do with the search index: make it anew. */
@RestController
@RequestMapping(path = "/api/v1/search", produces = MediaType.APPLICATION_JSON_VALUE)
public class SearchApi {

    private enum IndexRule implements Rule {
        SEARCH_IS_FOR_ADMINISTRATORS;

        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public Text text() {
            return new Text("Hanya administrator yang mengelola indeks pencarian.",
                    "Only an administrator manages the search index.");
        }
    }

    private final LuceneSearch search;

    public SearchApi(LuceneSearch search) {
        this.search = search;
    }

    /** @param rebuilding the rebuild goes on; {@code /actuator/health} tells when it is done */
    record SearchRebuildAnswer(boolean rebuilding) {
    }

    @PostMapping("/rebuild")
    Mono<ResponseEntity<SearchRebuildAnswer>> rebuild(Reader reader) {
        return reader.actor().role() != Role.ADMINISTRATOR
                ? Mono.error(Refusal.of(IndexRule.SEARCH_IS_FOR_ADMINISTRATORS))
                : Mono.fromRunnable(search::rebuild).subscribeOn(Schedulers.boundedElastic())
                        .thenReturn(ResponseEntity.accepted().header("Location", "/actuator/health")
                                .body(new SearchRebuildAnswer(true)));
    }
}
