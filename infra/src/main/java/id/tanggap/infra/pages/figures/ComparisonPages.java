package id.tanggap.infra.pages.figures;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.OfficeList;
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
        Days days = Days.asked(reader, today());
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
        String words = OfficeList.words(reader.allowing(Days.FROM, Days.TO, OfficeList.WORDS, OfficeList.NUMBER));
        return compared(reader, exchange).flatMap(compared -> {
            Days days = compared.days();
            List<Comparison.Office> fitting = compared.comparison().fitting(words);
            OfficeList<Comparison.Office> list = OfficeList.of(fitting, reader, PATH, days.asParameters());
            return pages.show(Page.of("figures/all").with("nobody", compared.nobody()).with("list", list)
                    .with("funnel", compared.comparison().funnel(fitting, list.items()))
                    .with("groups", compared.comparison().groups(list.items()))
                    .with("csv", PATH + "/angka.csv?" + days.query())
                    .with("from", speech.day(days.from())).with("to", speech.day(days.to()))
                    .with("days", days).with("offers", days.offers(PATH, list.asked(), today(), speech)), exchange);
        });
    }

    @GetMapping(path = PATH + "/angka.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> allAsCsv(Reader reader, ServerWebExchange exchange) {
        return compared(reader.allowing(Days.FROM, Days.TO), exchange).map(compared -> compared.comparison().table()
                .csv("kinerja-" + compared.days().from() + "-" + compared.days().to()));
    }

    @GetMapping(path = PATH + "/perbandingan.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> comparisonAsCsv(Reader reader, ServerWebExchange exchange) {
        return compared(reader.allowing(Days.FROM, Days.TO), exchange).map(compared -> compared.comparison().funnelTable()
                .csv("perbandingan-" + compared.days().from() + "-" + compared.days().to()));
    }

    @GetMapping(path = PATH + "/pengertian", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> definitions(ServerWebExchange exchange) {
        return pages.show(Page.of("figures/definitions").with("definitions",
                Arrays.stream(Definition.values()).toList()), exchange);
    }
}
