package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.law.Laws;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    private final Complaints complaints;
    private final PersonalData people;
    private final Laws laws;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param people to open what is shown
     * @param laws by which it is counted how the limits stand
     * @param zone of the days in parameters and answers
     */
    public ComplaintViewsApi(Complaints complaints, PersonalData people, Laws laws, Clock clock, ZoneId zone) {
        this.complaints = complaints;
        this.people = people;
        this.laws = laws;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param next where the list goes on; absent on its last page */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT)
    record ListAnswer(List<ComplaintAnswer> complaints, Optional<String> next) {
    }

    record TimelineListAnswer(ComplaintId id, List<TimelineAnswer> timeline) {
    }

    @GetMapping("/complaints/{id}")
    Mono<ResponseEntity<ComplaintAnswer>> complaint(@PathVariable ComplaintId id, Reader reader) {
        return found(id, reader.allowing()).flatMap(complaint -> answer(complaint, reader));
    }

    @GetMapping("/complaints/{id}/timeline")
    Mono<TimelineListAnswer> timeline(@PathVariable ComplaintId id, Reader reader) {
        return found(id, reader.allowing()).flatMap(complaint -> {
            ComplaintAnswer.Part part = part(complaint, reader);
            return complaints.timeline(complaint).zipWith(keys(List.of(complaint), reader), (entries, keys) ->
                    new TimelineListAnswer(id, TimelineAnswer.of(entries.stream().map(entry -> entry.opened(keys)).toList(),
                            part, zone)));
        });
    }

    @GetMapping("/tracking/{code}")
    Mono<ResponseEntity<ComplaintAnswer>> tracked(@PathVariable String code, Reader reader) {
        SecretHash proof = reader.allowing().proof().orElseThrow(ComplaintViewsApi::notFound);
        return Mono.fromCallable(() -> TrackingCode.read(code))
                .onErrorMap(IllegalArgumentException.class, _ -> notFound())
                .flatMap(complaints::find)
                .flatMap(candidates -> Mono.justOrEmpty(
                        candidates.stream().filter(c -> c.secretHash().matches(proof)).findFirst()))
                .switchIfEmpty(Mono.error(ComplaintViewsApi::notFound))
                .flatMap(complaint -> answer(complaint, reader));
    }

    @GetMapping("/complaints")
    Mono<ResponseEntity<ListAnswer>> list(Reader reader, ServerWebExchange exchange) {
        reader.allowing("office", "status", "class", "category", "from", "to", "cursor", "limit");
        int limit = reader.limit();
        Complaints.Filter filter = new Complaints.Filter(
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.oneOf("status", ComplaintStatus.class), reader.oneOf("class", Classification.class),
                reader.parameter("category", Category::new, new Text("kategori", "a category")),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
        Optional<Complaints.Cursor> after = reader.parameter("cursor", ComplaintViewsApi::decode,
                new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer"));
        return complaints.list(filter, after, limit + 1).flatMap(found -> {
            List<ComplaintView> page = found.subList(0, Math.min(limit, found.size()));
            return Mono.zip(keys(page, reader), laws.present(), (keys, law) -> {
                Optional<String> next = found.size() > limit
                        ? Optional.of(encode(Complaints.Cursor.after(page.getLast()))) : Optional.empty();
                ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
                next.ifPresent(cursor -> answer.header("Link", "<" + UriComponentsBuilder
                        .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                        .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
                return answer.body(new ListAnswer(page.stream().map(complaint -> answer(complaint.opened(keys), law.law(),
                        ComplaintAnswer.Part.of(complaint, reader.actor(), Optional.empty()))).toList(), next));
            });
        });
    }

    /** To open what is about the reporters of those complaints of which the reader may see more than the public part. */
    private Mono<Keyring> keys(List<ComplaintView> shown, Reader reader) {
        return people.of(shown.stream().filter(complaint -> part(complaint, reader) != ComplaintAnswer.Part.PUBLIC)
                .map(ComplaintView::subject).collect(Collectors.toSet()));
    }

    private Mono<ComplaintView> found(ComplaintId id, Reader reader) {
        // a secret that was shown and does not fit is refused rather than ignored
        return complaints.find(id)
                .filter(complaint -> reader.proof().map(complaint.secretHash()::matches).orElse(true))
                .switchIfEmpty(Mono.error(ComplaintViewsApi::notFound));
    }

    private Mono<ResponseEntity<ComplaintAnswer>> answer(ComplaintView complaint, Reader reader) {
        return Mono.zip(keys(List.of(complaint), reader), laws.present(), (keys, law) ->
                ResponseEntity.ok().eTag("\"" + complaint.sequence() + "\"")
                        .body(answer(complaint.opened(keys), law.law(), part(complaint, reader))));
    }

    private static ComplaintAnswer.Part part(ComplaintView complaint, Reader reader) {
        return ComplaintAnswer.Part.of(complaint, reader.actor(), reader.proof());
    }

    private ComplaintAnswer answer(ComplaintView complaint, RecordedLaw law, ComplaintAnswer.Part part) {
        return ComplaintAnswer.of(complaint, part, zone, law, clock.instant());
    }

    private static Refusal notFound() {
        return Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
    }

    private static String encode(Complaints.Cursor cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(16)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, cursor.submitted())).putLong(cursor.number()).array());
    }

    private static Complaints.Cursor decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != 16) {
            throw new IllegalArgumentException("not a cursor");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Complaints.Cursor(Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS), buffer.getLong());
    }
}
