package id.tanggap.query.complaint;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import java.time.ZoneId;
import java.util.List;
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

    private static final Text CURSOR = new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer");

    private static final List<String> COLUMNS = List.of("id", "status", "submittedOn", "category", "classification",
            "officeId", "duplicates", "identity", "title", "narrative", "address", "closure", "satisfaction");

    private final ReadingComplaints complaints;
    private final SearchingComplaints searching;

    public ComplaintViewsApi(ReadingComplaints complaints, SearchingComplaints searching) {
        this.complaints = complaints;
        this.searching = searching;
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
        ZoneId zone = complaints.zone();
        Complaints.Filter filter = new Complaints.Filter(
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.oneOf("status", ComplaintStatus.class), reader.oneOf("class", Classification.class),
                reader.parameter("category", Category::new, new Text("kategori", "a category")),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                Sight.seesWithheld(reader.actor()));
        return reader.text("q").map(question -> searching.find(question, filter,
                        reader.parameter("cursor", Cursors::afterPlace, CURSOR), reader.limit(), reader)
                        .map(found -> new ListAnswer(found.complaints(), found.next().map(Cursors::after))))
                .orElseGet(() -> complaints.list(filter, reader.parameter("cursor", Cursors::afterComplaint, CURSOR),
                        reader.limit(), reader)
                        .map(listed -> new ListAnswer(listed.complaints(), listed.next().map(Cursors::after))))
                .map(page -> {
                    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
                    page.next().ifPresent(cursor -> answer.header("Link", "<" + UriComponentsBuilder
                            .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                            .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
                    return answer.body(page);
                });
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
