package id.tanggap.query.intake;

import id.tanggap.kernel.NotFound;
import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Imports to read, for administrators: how far they have come and what they could not take. */
@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
public class ImportViewsApi {

    private enum ImportsRule implements Rule {
        IMPORTS_ARE_FOR_ADMINISTRATORS;

        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public Text text() {
            return new Text("Hanya administrator yang melihat impor.", "Only an administrator sees imports.");
        }
    }

    private final Imports imports;

    public ImportViewsApi(Imports imports) {
        this.imports = imports;
    }

    record ImportListAnswer(List<ImportView> imports) {
    }

    /** @param nextLine pass it as {@code after} to go on; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RefusedAnswer(List<RefusedLine> refused, Optional<Long> nextLine) {
    }

    @GetMapping
    Mono<ImportListAnswer> all(Reader reader) {
        requireAdministrator(reader.allowing());
        return imports.all().map(ImportListAnswer::new);
    }

    @GetMapping("/{id}")
    Mono<ImportView> one(@PathVariable ImportId id, Reader reader) {
        requireAdministrator(reader.allowing());
        return found(id);
    }

    private Mono<ImportView> found(ImportId id) {
        return imports.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.IMPORT_NOT_FOUND)));
    }

    @GetMapping("/{id}/refused")
    Mono<RefusedAnswer> refused(@PathVariable ImportId id, Reader reader) {
        requireAdministrator(reader.allowing("after", "limit"));
        int limit = reader.limit();
        long after = reader.parameter("after", Long::parseLong,
                new Text("nomor baris", "a line number")).orElse(0L);
        return found(id).then(imports.refused(id, after, limit + 1)).map(found -> {
            List<RefusedLine> page = found.subList(0, Math.min(limit, found.size()));
            return new RefusedAnswer(page, found.size() > limit
                    ? Optional.of(page.getLast().line()) : Optional.empty());
        });
    }

    private static void requireAdministrator(Reader reader) {
        if (reader.actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(ImportsRule.IMPORTS_ARE_FOR_ADMINISTRATORS);
        }
    }
}
