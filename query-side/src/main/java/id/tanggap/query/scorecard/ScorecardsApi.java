package id.tanggap.query.scorecard;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How offices do: one office's scorecard, the same live, and all offices side by side. */
@RestController
@RequestMapping("/api/v1")
public class ScorecardsApi {

    /** A live scorecard changes at most this often. */
    private static final Duration PACE = Duration.ofMillis(500);
    private static final int MAX_YEARS = 30;
    private static final int MAX_LIMIT = 365;
    private static final Text CURSOR = new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer");

    private static final String OVER = "overDays";
    private static final String UP_TO = "upToDays";
    private static final Text DAYS = new Text("banyaknya hari kerja, bilangan dari 0 sampai " + Counted.Took.MOST,
            "how many working days, a number from 0 to " + Counted.Took.MOST);

    private final Offices offices;
    private final ReadingScorecards scorecards;
    private final LookingBehindFigures behind;
    private final Progress progress;
    private final Clock clock;
    private final ZoneId zone;
    private final Duration heartbeat;

    /**
     * @param zone      of the days of the comparison of all offices
     * @param heartbeat how often a live scorecard says that it is still there, so that a connection which is gone is noticed
     *                  although nothing changes
     */
    public ScorecardsApi(Offices offices, ReadingScorecards scorecards, LookingBehindFigures behind, Progress progress,
                         Clock clock, ZoneId zone, Duration heartbeat) {
        this.offices = offices;
        this.scorecards = scorecards;
        this.behind = behind;
        this.progress = progress;
        this.clock = clock;
        this.zone = zone;
        this.heartbeat = heartbeat;
    }

    record Row(OfficeId officeId, String name, Scorecard scorecard) {
    }

    record TransparencyAnswer(LocalDate from, LocalDate to, List<Row> offices) {
    }

    private record Days(LocalDate from, LocalDate to) {
    }

    @GetMapping(path = "/offices/{id}/scorecard", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Scorecard> scorecard(@PathVariable OfficeId id, Reader reader) {
        return office(id).flatMap(office -> read(office, days(reader, office.zone()), reader.actor()));
    }

    @GetMapping(path = "/offices/{id}/scorecard/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Scorecard>> live(@PathVariable OfficeId id, Reader reader) {
        return office(id).flatMapMany(office -> {
            Days days = days(reader, office.zone());
            // The second part begins with the present position again: it may have moved on in between.
            Flux<ServerSentEvent<Scorecard>> changes = Flux.concat(progress.positions().take(1),
                            progress.positions().sample(PACE))
                    .concatMap(position -> read(office, days, reader.actor())
                            .map(scorecard -> ServerSentEvent.builder(scorecard).id(position.toString())
                                    .event("scorecard").build()), 1)
                    .distinctUntilChanged(ServerSentEvent::data);
            return changes.mergeWith(Flux.interval(heartbeat).onBackpressureDrop()
                    .map(_ -> ServerSentEvent.<Scorecard>builder().comment("still here").build()));
        });
    }

    @GetMapping(path = "/offices/{id}/rejudgement", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Rejudgement> rejudgement(@PathVariable OfficeId id, Reader reader) {
        Text expected = new Text("bilangan dari 1 sampai " + MAX_LIMIT, "a number from 1 to " + MAX_LIMIT);
        int workingDays = reader.parameter("workingDays", ScorecardsApi::workingDays, expected).orElseThrow(() ->
                Refusal.of(RequestRule.PARAMETER_INVALID, "workingDays", Map.of("expected", expected)));
        return office(id).flatMap(office -> {
            Days days = days(reader, office.zone(), "workingDays");
            return scorecards.rejudged(office, days.from(), days.to(), workingDays)
                    .map(judged -> ReadingScorecards.seesInFull(reader.actor(), office) ? judged : judged.forThePublic());
        });
    }

    private static int workingDays(String text) {
        int days = Integer.parseInt(text);
        if (days < 1 || days > MAX_LIMIT) {
            throw new IllegalArgumentException("no limit");
        }
        return days;
    }

    /** @param next where the list goes on; absent on its last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CasesAnswer(List<LookingBehindFigures.Case> cases, Optional<String> next) {
    }

    @GetMapping(path = "/offices/{id}/scorecard/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<CasesAnswer>> cases(@PathVariable OfficeId id, Reader reader, ServerWebExchange exchange) {
        return office(id).flatMap(office -> {
            Days days = days(reader, office.zone(), "figure", "class", OVER, UP_TO, "cursor", "limit");
            Text expected = new Text("angka dari kartu nilai", "a figure of the scorecard");
            Figure figure = reader.oneOf("figure", Figure.class).orElseThrow(() ->
                    Refusal.of(RequestRule.PARAMETER_INVALID, "figure", Map.of("expected", expected)));
            return behind.behind(figure, office, days.from(), days.to(), reader.oneOf("class", Classification.class),
                    took(reader, figure, OVER, UP_TO), reader.parameter("cursor", ScorecardsApi::place, CURSOR),
                    reader.limit(), reader);
        }).map(found -> {
            CasesAnswer answer = new CasesAnswer(found.cases(), found.next().map(ScorecardsApi::cursor));
            ResponseEntity.BodyBuilder ok = ResponseEntity.ok();
            answer.next().ifPresent(cursor -> ok.header(HttpHeaders.LINK, "<" + UriComponentsBuilder
                    .fromUri(exchange.getRequest().getURI()).scheme(null).host(null).port(null)
                    .replaceQueryParam("cursor", cursor).build(true).toUriString() + ">; rel=\"next\""));
            return ok.body(answer);
        });
    }

    /**
     * Which durations a reader asks for; empty for all.
     *
     * @param over the name of the parameter that says more than how many working days; 0 without it
     * @param upTo of that which says up to how many
     * @throws Refusal {@link RequestRule#PARAMETER_INVALID} if they are none, or none are counted in the figure
     */
    public static Optional<Counted.Took> took(Reader reader, Figure figure, String over, String upTo) {
        if (reader.text(over).isEmpty() && reader.text(upTo).isEmpty()) {
            return Optional.empty();
        }
        if (!figure.isTimed()) {
            throw Refusal.of(RequestRule.PARAMETER_INVALID, reader.text(over).isPresent() ? over : upTo,
                    Map.of("expected", new Text("hanya untuk FIRST_RESPONSES dan RESOLVED",
                            "only with FIRST_RESPONSES and RESOLVED")));
        }
        int overDays = reader.parameter(over, text -> days(text, 0), DAYS).orElse(0);
        return Optional.of(new Counted.Took(overDays, reader.parameter(upTo, text -> days(text, overDays + 1),
                new Text(DAYS.id() + ", lebih besar dari " + over, DAYS.en() + ", greater than " + over))));
    }

    private static int days(String text, int least) {
        int days = Integer.parseInt(text);
        if (days < least || days > Counted.Took.MOST) {
            throw new IllegalArgumentException("out of range");
        }
        return days;
    }

    /** As text in an address. */
    public static String cursor(Counted.Place place) {
        return place.day() + "." + place.position();
    }

    /** @throws IllegalArgumentException if no answer ever said that */
    public static Counted.Place place(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Counted.Place(LocalDate.parse(cursor.substring(0, dot)), Long.parseLong(cursor.substring(dot + 1)));
    }

    @GetMapping(path = "/transparency", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<TransparencyAnswer> transparency(Reader reader) {
        Days days = days(reader, zone);
        return offices.all().flatMap(all -> scorecards.of(all, days.from(), days.to()).map(cards ->
                new TransparencyAnswer(days.from(), days.to(), IntStream.range(0, all.size())
                        .mapToObj(i -> new Row(all.get(i).id(), all.get(i).name(), cards.get(i).forThePublic()))
                        .toList())));
    }

    /** The same figures, one line per office; what the public is not told is an empty cell. */
    @GetMapping(path = "/transparency", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> transparencyAsCsv(Reader reader) {
        return transparency(reader).map(answer -> {
            Csv csv = new Csv("officeId", "office", "from", "to", "received", "finalResponses", "withinLimit", "late",
                    "firstResponses", "firstResponseMedianHours", "firstResponseP90Hours", "resolved",
                    "resolutionMedianHours", "resolutionP90Hours", "reopened", "transferredOut", "satisfactionIndex");
            answer.offices().forEach(row -> csv.row(cells(row)));
            return csv.answer("transparency", HttpHeaders.EMPTY);
        });
    }

    private static List<Optional<?>> cells(Row row) {
        Scorecard card = row.scorecard();
        Scorecard.Measures total = card.total();
        return List.of(Optional.of(row.officeId()), Optional.of(row.name()), Optional.of(card.from()),
                Optional.of(card.to()), total.received(), total.finalResponses(), total.limit().within(),
                total.limit().late(), total.firstResponse().n(), total.firstResponse().medianHours(),
                total.firstResponse().p90Hours(), total.resolution().n(), total.resolution().medianHours(),
                total.resolution().p90Hours(), total.reopened(), total.transferredOut(),
                total.satisfactionIndex().index());
    }

    private Mono<OfficeView> office(OfficeId id) {
        return offices.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND)));
    }

    private Mono<Scorecard> read(OfficeView office, Days days, Actor actor) {
        return scorecards.of(office, days.from(), days.to(), actor);
    }

    /** The last thirty days unless the reader asks for others. */
    private Days days(Reader reader, ZoneId zone, String... more) {
        reader.allowing(Stream.concat(Stream.of("from", "to"), Stream.of(more)).toArray(String[]::new));
        LocalDate to = reader.day("to").orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
        LocalDate from = reader.day("from").orElseGet(() -> to.minusDays(29));
        if (from.isAfter(to) || from.plusYears(MAX_YEARS).isBefore(to)) {
            throw Refusal.of(RequestRule.PARAMETER_INVALID, "from", Map.of("expected",
                    new Text("hari sebelum atau sama dengan to, paling lama " + MAX_YEARS + " tahun sebelumnya",
                            "a day not after to, at most " + MAX_YEARS + " years before it")));
        }
        return new Days(from, to);
    }
}
