package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import id.tanggap.query.law.Laws;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    private final Complaints complaints;
    private final ComplaintSearch search;
    private final PersonalData people;
    private final Laws laws;
    private final AccessRecord accesses;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param search   finds complaints by their words
     * @param people   to open what is shown
     * @param laws     by which it is counted how the limits stand
     * @param accesses where it is recorded who gets to see personal data
     * @param zone     of the days in parameters and answers
     */
    public ComplaintViewsApi(Complaints complaints, ComplaintSearch search, PersonalData people, Laws laws,
                             AccessRecord accesses, Clock clock, ZoneId zone) {
        this.complaints = complaints;
        this.search = search;
        this.people = people;
        this.laws = laws;
        this.accesses = accesses;
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
        return found(id, reader.allowing()).flatMap(complaint -> Mono.zip(complaints.timeline(complaint),
                keys(List.of(complaint), c -> sight(c, reader))).flatMap(found ->
                hidden(related(found.getT1()), reader).map(hidden -> new TimelineListAnswer(id, TimelineAnswer.of(
                        opened(found.getT1(), found.getT2()), sight(complaint, reader), hidden, zone))))
                .flatMap(answer -> accesses.showing(answer, reader, sight(complaint, reader).isInvolved()
                        ? Map.of(Shown.CONTENT, List.of(id.value())) : Map.of())));
    }

    @GetMapping("/complaints/{id}/personal-data")
    Mono<PersonalDataAnswer> personalData(@PathVariable ComplaintId id, Reader reader) {
        return found(id, reader.allowing()).flatMap(complaint -> {
            Sight reporter = Sight.ofPersonalData(complaint, reader.actor(), reader.proof())
                    .orElseThrow(() -> Refusal.of(ReadingRule.PERSONAL_DATA_IS_THE_REPORTERS));
            return Mono.zip(complaints.timeline(complaint), people.of(Set.of(complaint.subject())), laws.present()).flatMap(found -> {
                ComplaintView opened = complaint.opened(found.getT2());
                List<TimelineEntry> timeline = opened(found.getT1(), found.getT2());
                return hidden(Stream.concat(related(complaint), related(timeline)), reader).map(hidden ->
                        PersonalDataAnswer.of(opened, ComplaintAnswer.of(opened, reporter, hidden, zone, found.getT3().law(),
                                clock.instant()), timeline, reporter, hidden, zone));
            }).flatMap(answer -> accesses.showing(answer, reader,
                    Map.of(Shown.CONTENT, List.of(id.value()), Shown.WHO, List.of(id.value()))));
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
                .filter(complaint -> !sight(complaint, reader).isNothing())
                .switchIfEmpty(Mono.error(ComplaintViewsApi::notFound))
                .flatMap(complaint -> answer(complaint, reader));
    }

    /** A page of a list, before it is told. */
    private record Page(List<ComplaintAnswer> complaints, Optional<String> next) {
    }

    /** A complaint that says what was looked for, and its place among the others. */
    private record Found(ComplaintSearch.Place place, ComplaintAnswer answer) {
    }

    @GetMapping("/complaints")
    Mono<ResponseEntity<ListAnswer>> list(Reader reader, ServerWebExchange exchange) {
        reader.allowing("office", "status", "class", "category", "from", "to", "q", "cursor", "limit");
        Complaints.Filter filter = new Complaints.Filter(
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.oneOf("status", ComplaintStatus.class), reader.oneOf("class", Classification.class),
                reader.parameter("category", Category::new, new Text("kategori", "a category")),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                Sight.seesWithheld(reader.actor()));
        return reader.text("q").map(search::question).map(question -> searched(question, filter, reader))
                .orElseGet(() -> listed(filter, reader)).map(page -> {
                    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
                    page.next().ifPresent(cursor -> answer.header("Link", "<" + UriComponentsBuilder
                            .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                            .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
                    return answer.body(new ListAnswer(page.complaints(), page.next()));
                }).flatMap(answer -> accesses.showing(answer, reader,
                        ComplaintAnswer.shown(answer.getBody().complaints())));
    }

    private Mono<Page> listed(Complaints.Filter filter, Reader reader) {
        int limit = reader.limit();
        return complaints.list(filter, reader.parameter("cursor", Cursors::afterComplaint, CURSOR), limit + 1).flatMap(found -> {
            List<ComplaintView> page = found.subList(0, Math.min(limit, found.size()));
            return answers(page, reader).map(answers -> new Page(answers, found.size() > limit
                    ? Optional.of(Cursors.after(Complaints.Cursor.after(page.getLast()))) : Optional.empty()));
        });
    }

    private Mono<Page> searched(ComplaintSearch.Question question, Complaints.Filter filter, Reader reader) {
        int limit = reader.limit();
        return found(question, filter, reader.parameter("cursor", Cursors::afterPlace, CURSOR), limit + 1, reader).map(found -> {
            List<Found> page = found.subList(0, Math.min(limit, found.size()));
            return new Page(page.stream().map(Found::answer).toList(), found.size() > limit
                    ? Optional.of(Cursors.after(page.getLast().place())) : Optional.empty());
        });
    }

    /**
     * A complaint is found if what the reader is shown of it, in this very answer, says what is looked for: whatever the
     * search index may hold that is older, or not for this reader, leads to nothing, and leaves no gap.
     */
    private Mono<List<Found>> found(ComplaintSearch.Question question, Complaints.Filter filter,
                                    Optional<ComplaintSearch.Place> after, int wanted, Reader reader) {
        return search.find(question, reader.actor(), filter, after, wanted).flatMap(hits -> shown(hits, filter, reader)
                .flatMap(shown -> {
                    List<Found> found = hits.stream().flatMap(hit -> Optional.ofNullable(shown.get(hit.id())).stream()
                            .flatMap(answer -> question.in(answer.texts()).stream().map(in ->
                                    new Found(hit.place(), answer.with(in.highlights()))))).toList();
                    return hits.size() < wanted || found.size() == wanted ? Mono.just(found)
                            : found(question, filter, Optional.of(hits.getLast().place()), wanted - found.size(), reader)
                                    .map(more -> Stream.concat(found.stream(), more.stream()).toList());
                }));
    }

    private Mono<Map<ComplaintId, ComplaintAnswer>> shown(List<ComplaintSearch.Hit> hits, Complaints.Filter filter,
                                                          Reader reader) {
        return complaints.find(hits.stream().map(ComplaintSearch.Hit::id).toList())
                .flatMap(views -> answers(views.stream().filter(view -> filter.admits(view)
                        && !listed(view, reader).isNothing()).toList(), reader))
                .map(answers -> answers.stream().collect(Collectors.toMap(ComplaintAnswer::id, Function.identity())));
    }

    private Mono<List<ComplaintAnswer>> answers(List<ComplaintView> page, Reader reader) {
        return Mono.zip(hidden(page.stream().flatMap(ComplaintViewsApi::related), reader),
                keys(page, complaint -> listed(complaint, reader)), laws.present()).map(with ->
                page.stream().map(complaint -> ComplaintAnswer.of(complaint.opened(with.getT2()), listed(complaint, reader),
                        with.getT1(), zone, with.getT3().law(), clock.instant())).toList());
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

    /** To open what is about the reporters of those complaints of which the reader may see what was said. */
    private Mono<Keyring> keys(List<ComplaintView> shown, Function<ComplaintView, Sight> sight) {
        return people.of(shown.stream().filter(complaint -> sight.apply(complaint).isInvolved()).map(ComplaintView::subject)
                .collect(Collectors.toSet()));
    }

    private static List<TimelineEntry> opened(List<TimelineEntry> timeline, Keyring keys) {
        return timeline.stream().map(entry -> entry.opened(keys)).toList();
    }

    private Mono<ComplaintView> found(ComplaintId id, Reader reader) {
        return complaints.find(id).filter(complaint -> !sight(complaint, reader).isNothing())
                .switchIfEmpty(Mono.error(ComplaintViewsApi::notFound));
    }

    private static Sight sight(ComplaintView complaint, Reader reader) {
        return Sight.of(complaint, reader.actor(), reader.proof());
    }

    /** In a list no secret counts: it would be that of one complaint among many. */
    private static Sight listed(ComplaintView complaint, Reader reader) {
        return Sight.of(complaint, reader.actor(), Optional.empty());
    }

    private Mono<ResponseEntity<ComplaintAnswer>> answer(ComplaintView complaint, Reader reader) {
        return Mono.zip(hidden(related(complaint), reader), keys(List.of(complaint), c -> sight(c, reader)), laws.present())
                .map(with -> ResponseEntity.ok().eTag("\"" + complaint.sequence() + "\"").body(ComplaintAnswer.of(
                        complaint.opened(with.getT2()), sight(complaint, reader), with.getT1(), zone, with.getT3().law(),
                        clock.instant())))
                .flatMap(answer -> accesses.showing(answer, reader, ComplaintAnswer.shown(List.of(answer.getBody()))));
    }

    /** Those of these complaints of which the reader may not know. */
    private Mono<Set<ComplaintId>> hidden(Stream<ComplaintId> others, Reader reader) {
        Set<ComplaintId> related = others.collect(Collectors.toSet());
        return related.isEmpty() || Sight.seesWithheld(reader.actor()) ? Mono.just(Set.of()) : complaints.withheld(related);
    }

    private static Stream<ComplaintId> related(ComplaintView complaint) {
        return Stream.concat(complaint.mergedInto().stream(), complaint.duplicates().stream());
    }

    private static Stream<ComplaintId> related(List<TimelineEntry> timeline) {
        return timeline.stream().flatMap(entry -> entry.related().stream());
    }

    private static Refusal notFound() {
        return Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
    }
}
