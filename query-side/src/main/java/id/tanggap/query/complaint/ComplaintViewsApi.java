package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Complaints to read: one, its timeline, lists, and by tracking code. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
public class ComplaintViewsApi {

    private static final List<String> COLUMNS = List.of("id", "status", "submittedOn", "category", "classification",
            "officeId", "duplicates", "identity", "title", "narrative", "address", "closure", "satisfaction");

    private final ReadingComplaints complaints;
    private final ListingComplaints listing;

    public ComplaintViewsApi(ReadingComplaints complaints, ListingComplaints listing) {
        this.complaints = complaints;
        this.listing = listing;
    }

    /** @param next where the list goes on; absent on its last page */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT)
    record ListAnswer(List<ComplaintAnswer> complaints, Optional<String> next) {
    }

    record TimelineListAnswer(ComplaintId id, List<TimelineAnswer> timeline) {
    }

    @GetMapping("/complaints/{id}")
    Mono<ResponseEntity<ComplaintAnswer>> complaint(@PathVariable ComplaintId id, Reader reader) {
        return complaints.one(id, reader.allowing()).map(ComplaintViewsApi::tagged);
    }

    @GetMapping("/complaints/{id}/timeline")
    Mono<TimelineListAnswer> timeline(@PathVariable ComplaintId id, Reader reader) {
        return complaints.timeline(id, reader.allowing()).map(timeline -> new TimelineListAnswer(id, timeline));
    }

    @GetMapping("/complaints/{id}/personal-data")
    Mono<PersonalDataAnswer> personalData(@PathVariable ComplaintId id, Reader reader) {
        return complaints.personalData(id, reader.allowing());
    }

    @GetMapping("/tracking/{code}")
    Mono<ResponseEntity<ComplaintAnswer>> tracked(@PathVariable String code, Reader reader) {
        return complaints.tracked(code, reader.allowing()).map(ComplaintViewsApi::tagged);
    }

    @GetMapping("/complaints")
    Mono<ResponseEntity<ListAnswer>> list(Reader reader, ServerWebExchange exchange) {
        reader.allowing("office", "status", "class", "category", "from", "to", "q", "cursor", "limit");
        return listing.list(reader, reader.limit())
                .map(listed -> answer(new ListAnswer(listed.complaints(), listed.next()), exchange));
    }

    /**
     * What the reader, or their office, must do next, by the last day on which it is done in time.
     *
     * @param counts how many there are of each share
     */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT)
    record WorkAnswer(List<ComplaintAnswer> complaints, Map<WorkList.Share, Long> counts, Optional<String> next) {
    }

    @GetMapping("/work")
    Mono<ResponseEntity<WorkAnswer>> work(Reader reader, ServerWebExchange exchange) {
        return listing.work(reader.allowing("share", "cursor", "limit"), reader.limit()).map(owed -> linked(owed.next(), exchange)
                .body(new WorkAnswer(owed.complaints(), owed.counts(), owed.next())));
    }

    private static ResponseEntity<ListAnswer> answer(ListAnswer page, ServerWebExchange exchange) {
        return linked(page.next(), exchange).body(page);
    }

    private static ResponseEntity.BodyBuilder linked(Optional<String> next, ServerWebExchange exchange) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        next.ifPresent(cursor -> answer.header("Link", "<" + UriComponentsBuilder
                .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
        return answer;
    }

    /**
     * The same page of the same list: what a reader may not see is an empty cell. Who reported is never in it. Of a search it
     * also says where something was found, «between these marks».
     */
    @GetMapping(path = "/complaints", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> listAsCsv(Reader reader, ServerWebExchange exchange) {
        return list(reader, exchange).map(page -> {
            boolean searched = reader.text("q").isPresent();
            Csv csv = new Csv(Stream.concat(COLUMNS.stream(), searched ? Stream.of("excerpt") : Stream.empty())
                    .toArray(String[]::new));
            page.getBody().complaints().forEach(complaint -> csv.row(Stream.concat(cells(complaint).stream(),
                    searched ? Stream.of(excerpt(complaint)) : Stream.empty()).toList()));
            return csv.answer("complaints", page.getHeaders());
        });
    }

    private static Optional<String> excerpt(ComplaintAnswer complaint) {
        return complaint.highlights().flatMap(highlights -> highlights.stream().findFirst()).map(highlight ->
                highlight.excerpt().stream().map(piece -> piece.found() ? "«" + piece.text() + "»" : piece.text())
                        .collect(Collectors.joining()));
    }

    private static List<Optional<?>> cells(ComplaintAnswer complaint) {
        Optional<ComplaintAnswer.Content> content = complaint.content();
        return List.of(Optional.of(complaint.id()), Optional.of(complaint.status()), Optional.of(complaint.submittedOn()),
                Optional.of(complaint.category().value()), complaint.classification(), complaint.officeId(),
                Optional.of(complaint.duplicates()), content.map(ComplaintAnswer.Content::identity),
                content.flatMap(ComplaintAnswer.Content::title), content.flatMap(ComplaintAnswer.Content::narrative),
                content.flatMap(ComplaintAnswer.Content::location).flatMap(Location::address),
                content.flatMap(ComplaintAnswer.Content::closure), content.flatMap(ComplaintAnswer.Content::evaluation)
                        .map(ComplaintAnswer.EvaluationAnswer::satisfaction));
    }

    private static ResponseEntity<ComplaintAnswer> tagged(ComplaintAnswer answer) {
        return ResponseEntity.ok().eTag("\"" + answer.sequence() + "\"").body(answer);
    }
}
