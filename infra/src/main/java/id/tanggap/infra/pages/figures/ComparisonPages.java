package id.tanggap.infra.pages.figures;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.Scorecard;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All offices side by side, as the public may see them, and what each figure means. */
@ForRole(Role.QUERY)
@Controller
final class ComparisonPages {

    private static final String PATH = "/kinerja";

    private final Pages pages;
    private final Offices offices;
    private final ReadingScorecards scorecards;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of the days that are told */
    ComparisonPages(Pages pages, Offices offices, ReadingScorecards scorecards, Clock clock, ZoneId zone) {
        this.pages = pages;
        this.offices = offices;
        this.scorecards = scorecards;
        this.clock = clock;
        this.zone = zone;
    }

    private record Compared(Days days, Comparison comparison, boolean nobody) {
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Mono<Compared> compared(Reader reader, ServerWebExchange exchange) {
        Days days = Days.asked(reader.allowing(Days.FROM, Days.TO), today());
        Speech speech = new Speech(pages, exchange);
        return offices.all().flatMap(all -> Mono.zip(told(all, days), told(all, days.before())).map(cards ->
                new Compared(days, new Comparison(speech, days, all, cards.getT1(), cards.getT2()), all.isEmpty())));
    }

    private Mono<List<Scorecard>> told(List<OfficeView> all, Days days) {
        return scorecards.of(all, days.from(), days.to()).map(cards -> cards.stream().map(Scorecard::forThePublic).toList());
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> all(Reader reader, ServerWebExchange exchange) {
        Speech speech = new Speech(pages, exchange);
        return compared(reader, exchange).flatMap(compared -> pages.show(Page.of("figures/all")
                .with("nobody", compared.nobody()).with("funnel", compared.comparison().funnel())
                .with("groups", compared.comparison().groups())
                .with("csv", PATH + "/angka.csv?" + compared.days().query())
                .with("from", speech.day(compared.days().from())).with("to", speech.day(compared.days().to()))
                .with("days", compared.days()).with("offers", compared.days().offers(PATH, today(), speech)), exchange));
    }

    @GetMapping(path = PATH + "/angka.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> allAsCsv(Reader reader, ServerWebExchange exchange) {
        return compared(reader, exchange).map(compared -> compared.comparison().table()
                .csv("kinerja-" + compared.days().from() + "-" + compared.days().to()));
    }

    @GetMapping(path = PATH + "/perbandingan.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> comparisonAsCsv(Reader reader, ServerWebExchange exchange) {
        return compared(reader, exchange).map(compared -> compared.comparison().funnel().table()
                .csv("perbandingan-" + compared.days().from() + "-" + compared.days().to()));
    }

    @GetMapping(path = PATH + "/pengertian", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> definitions(ServerWebExchange exchange) {
        return pages.show(Page.of("figures/definitions").with("definitions",
                Arrays.stream(Definition.values()).toList()), exchange);
    }
}
