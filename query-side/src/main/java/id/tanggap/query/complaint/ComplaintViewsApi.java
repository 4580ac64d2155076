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
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

    private final ReadingComplaints complaints;

    public ComplaintViewsApi(ReadingComplaints complaints) {
        this.complaints = complaints;
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
        reader.allowing("office", "status", "class", "category", "from", "to", "cursor", "limit");
        ZoneId zone = complaints.zone();
        Complaints.Filter filter = new Complaints.Filter(
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.oneOf("status", ComplaintStatus.class), reader.oneOf("class", Classification.class),
                reader.parameter("category", Category::new, new Text("kategori", "a category")),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                Sight.seesWithheld(reader.actor()));
        Optional<Complaints.Cursor> after = reader.parameter("cursor", ComplaintViewsApi::decode,
                new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer"));
        return complaints.list(filter, after, reader.limit(), reader).map(listed -> {
            Optional<String> next = listed.next().map(ComplaintViewsApi::encode);
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
            next.ifPresent(cursor -> answer.header("Link", "<" + UriComponentsBuilder
                    .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                    .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
            return answer.body(new ListAnswer(listed.complaints(), next));
        });
    }

    /** The same page of the same list: what a reader may not see is an empty cell. Who reported is never in it. */
    @GetMapping(path = "/complaints", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> listAsCsv(Reader reader, ServerWebExchange exchange) {
        return list(reader, exchange).map(page -> {
            Csv csv = new Csv("id", "status", "submittedOn", "category", "classification", "officeId", "duplicates",
                    "identity", "title", "narrative", "address", "closure", "satisfaction");
            page.getBody().complaints().forEach(complaint -> csv.row(ComplaintViewsApi.cells(complaint)));
            return csv.answer("complaints", page.getHeaders());
        });
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

    /** Says which complaint, and neither its id nor its time: the public is told days only. */
    private static String encode(Complaints.Cursor cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(Long.BYTES).putLong(cursor.number()).array());
    }

    private static Complaints.Cursor decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Complaints.Cursor(ByteBuffer.wrap(bytes).getLong());
    }
}
