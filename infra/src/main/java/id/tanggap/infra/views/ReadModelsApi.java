package id.tanggap.infra.views;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.query.api.Reader;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What administrators do with the read models: make them anew, look at dead letters, try those again. */
@ForRole(TanggapProperties.Role.QUERY)
@RestController
@RequestMapping(path = "/api/v1/views", produces = MediaType.APPLICATION_JSON_VALUE)
public class ReadModelsApi {

    private enum ViewsRule implements Rule {
        VIEWS_ARE_FOR_ADMINISTRATORS;

        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public Text text() {
            return new Text("Hanya administrator yang mengelola model baca.",
                    "Only an administrator manages the read models.");
        }
    }

    private final ReadModels views;

    public ReadModelsApi(ReadModels views) {
        this.views = views;
    }

    /** @param rebuilding the rebuild goes on; {@code /actuator/health} tells when it is done */
    record RebuildAnswer(boolean rebuilding) {
    }

    record DeadLettersAnswer(int count, List<DeadLetter> deadLetters) {
    }

    record RetryAnswer(int taken, int left) {
    }

    @PostMapping("/rebuild")
    Mono<ResponseEntity<RebuildAnswer>> rebuild(Reader reader) {
        return administrator(reader).then(Mono.fromRunnable(views::rebuild).subscribeOn(Schedulers.boundedElastic()))
                .thenReturn(ResponseEntity.accepted().header("Location", "/actuator/health")
                        .body(new RebuildAnswer(true)));
    }

    @GetMapping("/dead-letters")
    Mono<DeadLettersAnswer> deadLetters(Reader reader) {
        return administrator(reader).then(views.deadLetters())
                .map(letters -> new DeadLettersAnswer(views.deadLetterCount(), letters));
    }

    @PostMapping("/dead-letters/retry")
    Mono<RetryAnswer> retry(Reader reader) {
        return administrator(reader).then(Mono.fromCallable(views::retryDeadLetters)
                .subscribeOn(Schedulers.boundedElastic()))
                .map(taken -> new RetryAnswer(taken, views.deadLetterCount()));
    }

    private static Mono<Void> administrator(Reader reader) {
        return reader.actor().role() == Role.ADMINISTRATOR ? Mono.empty()
                : Mono.error(Refusal.of(ViewsRule.VIEWS_ARE_FOR_ADMINISTRATORS));
    }
}
