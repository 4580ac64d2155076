package id.tanggap.infra.pages.figures;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.OfficeList;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.law.Laws;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import id.tanggap.query.scorecard.LookingBehindFigures;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.Scorecard;
import id.tanggap.query.scorecard.ScorecardsApi;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** How an office does, in full and live, and which complaints are behind each figure: for those who answer for it. */
@ForRole(Role.QUERY)
@Controller
final class DashboardPages {

    private static final String BEGIN = "/dasbor";
    private static final String PATH = BEGIN + "/{id}";
    private static final String CASES = "/laporan";

    private static final String FIGURE = "angka";
    private static final String CLASS = "jenis";
    private static final String OVER = "lebih";
    private static final String UP_TO = "hingga";
    private static final String CURSOR = "lanjut";
    private static final String OPEN = "OPEN";
    private static final int PER_PAGE = 50;

    private final Pages pages;
    private final Offices offices;
    private final ReadingScorecards scorecards;
    private final LookingBehindFigures behind;
    private final Laws laws;
    private final Clock clock;

    DashboardPages(Pages pages, Offices offices, ReadingScorecards scorecards, LookingBehindFigures behind, Laws laws,
                   Clock clock) {
        this.pages = pages;
        this.offices = offices;
        this.scorecards = scorecards;
        this.behind = behind;
        this.laws = laws;
        this.clock = clock;
    }

    private record Told(OfficeView office, Days days, LocalDate today, OfficeFigures figures) {
    }

    private record StaffLinks(OfficeId office, String path, Days days) implements OfficeFigures.Links {

        @Override
        public Optional<String> cases(Figure figure, Optional<Classification> classification, Optional<Counted.Took> took,
                                      LocalDate from, LocalDate to) {
            return Optional.of(path + CASES + "?" + FIGURE + "=" + figure + classification.map(its -> "&" + CLASS + "=" + its)
                    .orElse("") + took.map(its -> "&" + OVER + "=" + its.overDays() + its.upToDays()
                            .map(days -> "&" + UP_TO + "=" + days).orElse("")).orElse("")
                    + "&" + new Days(from, to).query());
        }

        @Override
        public Optional<String> open(Optional<LocalDate> from, Optional<LocalDate> to) {
            return Optional.of(path + CASES + "?" + FIGURE + "=" + OPEN
                    + from.map(day -> "&" + Days.FROM + "=" + day).orElse("")
                    + to.map(day -> "&" + Days.TO + "=" + day).orElse(""));
        }

        /** The list of complaints, with the parameters of the API's. */
        @Override
        public Optional<String> category(Category category) {
            return Optional.of(UriComponentsBuilder.fromPath("/cari").queryParam("office", office)
                    .queryParam("category", "{category}").queryParam("from", days.from()).queryParam("to", days.to())
                    .encode().buildAndExpand(category.value()).toUriString());
        }

        @Override
        public String csv(String chart) {
            return path + "/" + chart + ".csv?" + days.query();
        }
    }

    /** @param name of an office, and where its dashboard is */
    public record Choice(String name, String href) {
    }

    /** One's own office, or one of all for those who belong to none. */
    @GetMapping(path = BEGIN, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> begin(Reader reader, ServerWebExchange exchange) {
        Pages.staff(exchange);
        return reader.actor().office().map(own -> Mono.just(Page.seeOther(BEGIN + "/" + own)))
                .orElseGet(() -> offices.all().flatMap(all -> {
                    OfficeList<OfficeView> list = OfficeList.found(all, OfficeView::name,
                            reader.allowing(OfficeList.WORDS, OfficeList.NUMBER), BEGIN);
                    return pages.show(Page.of("figures/choose").with("nobody", all.isEmpty()).with("list", list)
                            .with("choices", list.items().stream().map(office ->
                                    new Choice(office.name(), BEGIN + "/" + office.id())).toList()), exchange);
                }));
    }

    private static StaffLinks links(OfficeView office, Days days) {
        return new StaffLinks(office.id(), BEGIN + "/" + office.id(), days);
    }

    private Mono<Told> told(OfficeId id, Reader reader, ServerWebExchange exchange) {
        Pages.staff(exchange);
        return FiguresOfOffice.find(id, offices).flatMap(office -> {
            LocalDate today = FiguresOfOffice.today(office, clock);
            Days days = Days.asked(reader.allowing(Days.FROM, Days.TO), today);
            return Mono.zip(scorecards.inFull(office, days.from(), days.to(), reader), scorecards.trendInFull(office, reader),
                    laws.present(), behind.categories(office, days.from(), days.to(), reader)).map(found -> new Told(office,
                    days, today, new OfficeFigures(new Speech(pages, exchange), found.getT1(), found.getT2(),
                    FiguresOfOffice.limits(office, found.getT3(), today), found.getT4(), today, links(office, days))));
        });
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> dashboard(@PathVariable OfficeId id, Reader reader, ServerWebExchange exchange) {
        Speech speech = new Speech(pages, exchange);
        return told(id, reader, exchange).flatMap(told -> pages.show(Page.of("figures/dashboard")
                .with("name", told.office().name()).with("facts", told.figures().facts()).with("more", told.figures().more())
                .with("sections", told.figures().sections()).with("from", speech.day(told.days().from()))
                .with("to", speech.day(told.days().to())).with("days", told.days()).with("path", BEGIN + "/" + id)
                .with("here", BEGIN + "/" + id + "?" + told.days().query())
                .with("live", "/api/v1/offices/" + id + "/scorecard/live?from=" + told.days().from() + "&to="
                        + told.days().to())
                .with("at", speech.time(LocalTime.ofInstant(clock.instant(), told.office().zone())))
                .with("public", "/kinerja/" + id + "?" + told.days().query())
                .with("offers", told.days().offers(BEGIN + "/" + id, told.today(), speech)), exchange));
    }

    @GetMapping(path = PATH + "/{chart}.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> chartAsCsv(@PathVariable OfficeId id, @PathVariable String chart, Reader reader,
                                            ServerWebExchange exchange) {
        return told(id, reader, exchange).map(told -> told.figures().chart(chart)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)).table()
                .csv(chart + "-" + told.days().from() + "-" + told.days().to()));
    }

    /**
     * A complaint that was counted.
     *
     * @param on    the day on which it was
     * @param title its title, or its category for those who may not read it
     */
    public record Case(String on, String title, String about, String href) {
    }

    /**
     * @param n    how many were counted; null if that is not known
     * @param next where the list goes on; null on its last page
     */
    private record Listed(String heading, String period, String n, List<Case> cases, String next) {
    }

    /** The complaints behind a figure. */
    @GetMapping(path = PATH + CASES, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> cases(@PathVariable OfficeId id, Reader reader, ServerWebExchange exchange) {
        Pages.staff(exchange);
        reader.allowing(FIGURE, CLASS, OVER, UP_TO, Days.FROM, Days.TO, CURSOR);
        Speech speech = new Speech(pages, exchange);
        return FiguresOfOffice.find(id, offices).flatMap(office -> (reader.text(FIGURE).filter(OPEN::equals).isPresent()
                ? open(office, reader, speech) : counted(office, reader, speech)).flatMap(listed -> pages.show(
                        Page.of("figures/cases").with("name", office.name()).with("heading", listed.heading())
                                .with("period", listed.period()).with("n", listed.n()).with("cases", listed.cases())
                                .with("next", listed.next()).with("back", BEGIN + "/" + office.id()), exchange)));
    }

    private Mono<Listed> counted(OfficeView office, Reader reader, Speech speech) {
        Text expected = new Text("angka dari dasbor", "a figure of the dashboard");
        Figure figure = reader.oneOf(FIGURE, Figure.class).orElseThrow(() ->
                Refusal.of(RequestRule.PARAMETER_INVALID, FIGURE, Map.of("expected", expected)));
        Optional<Classification> classification = reader.oneOf(CLASS, Classification.class);
        Days days = Days.asked(reader, FiguresOfOffice.today(office, clock));
        Optional<Counted.Took> took = ScorecardsApi.took(reader, figure, OVER, UP_TO);
        StaffLinks links = links(office, days);
        return Mono.zip(behind.behind(figure, office, days.from(), days.to(), classification, took,
                reader.parameter(CURSOR, ScorecardsApi::place, new Text("penunjuk", "a cursor")), PER_PAGE, reader),
                scorecards.inFull(office, days.from(), days.to(), reader)).map(found -> new Listed(
                speech.say("figures.figure." + figure) + classification.map(its ->
                        ": " + speech.say("figures.class." + its)).orElse("")
                        + took.map(its -> ": " + speech.took(its.overDays(), its.upToDays())).orElse(""),
                speech.say("figures.period", speech.day(days.from()), speech.day(days.to())),
                speech.number(measures(found.getT2(), classification).flatMap(measures -> took.map(its ->
                        measures.count(figure, its)).orElseGet(() -> measures.count(figure))).orElse(0L)),
                found.getT1().cases().stream().map(its -> item(its.on(), its.complaint(), speech)).toList(),
                found.getT1().next().map(next -> links.cases(figure, classification, took, days.from(), days.to())
                        .orElseThrow()
                        + "&" + CURSOR + "=" + ScorecardsApi.cursor(next)).orElse(null)));
    }

    private static Optional<Scorecard.Measures> measures(Scorecard card, Optional<Classification> classification) {
        return classification.map(its -> Optional.ofNullable(card.byClass().get(its)))
                .orElseGet(() -> Optional.of(card.total()));
    }

    private Mono<Listed> open(OfficeView office, Reader reader, Speech speech) {
        Optional<LocalDate> from = reader.day(Days.FROM);
        Optional<LocalDate> to = reader.day(Days.TO);
        StaffLinks links = links(office, new Days(LocalDate.EPOCH, LocalDate.EPOCH));
        return behind.open(office, from, to, reader.parameter(CURSOR, text -> new Complaints.Cursor(Long.parseLong(text)),
                new Text("penunjuk", "a cursor")), PER_PAGE, reader).map(found -> new Listed(speech.say("figures.fact.open"),
                from.or(() -> to).isEmpty() ? speech.say("figures.fact.now") : speech.say("figures.cases.submitted",
                        from.map(speech::day).orElse("…"), to.map(speech::day).orElse("…")), null,
                found.complaints().stream().map(complaint -> item(complaint.submittedOn(), complaint, speech)).toList(),
                found.next().map(next -> links.open(from, to).orElseThrow() + "&" + CURSOR + "=" + next.number())
                        .orElse(null)));
    }

    private static Case item(LocalDate on, ComplaintAnswer complaint, Speech speech) {
        return new Case(speech.day(on), complaint.content().flatMap(ComplaintAnswer.Content::title)
                .orElse(complaint.category().value()), complaint.classification()
                .map(its -> speech.say("figures.class." + its) + ", ").orElse("") + speech.in(complaint.statusText()),
                "/kerja/" + complaint.id());
    }
}
