package id.tanggap.infra.pages.figures;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Csv;
import id.tanggap.query.api.Reader;
import id.tanggap.query.law.Laws;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import id.tanggap.query.scorecard.ReadingScorecards;
import java.time.Clock;
import java.time.LocalDate;
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
import reactor.core.publisher.Mono;

/** How one office does, as the public may see it. */
@ForRole(Role.QUERY)
@Controller
final class OfficePages {

    private static final String PATH = "/kinerja/{id}";

    private final Pages pages;
    private final Offices offices;
    private final ReadingScorecards scorecards;
    private final Laws laws;
    private final Clock clock;

    OfficePages(Pages pages, Offices offices, ReadingScorecards scorecards, Laws laws, Clock clock) {
        this.pages = pages;
        this.offices = offices;
        this.scorecards = scorecards;
        this.laws = laws;
        this.clock = clock;
    }

    private record Told(OfficeView office, Days days, LocalDate today, OfficeFigures figures) {
    }

    /** Nothing leads to complaints. */
    private record PublicLinks(String path, Days days) implements OfficeFigures.Links {

        @Override
        public Optional<String> cases(Figure figure, Optional<Classification> classification, Optional<Counted.Took> took,
                                      LocalDate from, LocalDate to) {
            return Optional.empty();
        }

        @Override
        public Optional<String> open(Optional<LocalDate> from, Optional<LocalDate> to) {
            return Optional.empty();
        }

        @Override
        public Optional<String> category(Category category) {
            return Optional.empty();
        }

        @Override
        public String csv(String chart) {
            return path + "/" + chart + ".csv?" + days.query();
        }
    }

    private Mono<Told> told(OfficeId id, Reader reader, ServerWebExchange exchange) {
        return FiguresOfOffice.find(id, offices).flatMap(office -> {
            LocalDate today = FiguresOfOffice.today(office, clock);
            Days days = Days.asked(reader.allowing(Days.FROM, Days.TO), today);
            return Mono.zip(scorecards.forThePublic(office, days.from(), days.to()), scorecards.trendForThePublic(office),
                    laws.present()).map(found -> new Told(office, days, today, new OfficeFigures(new Speech(pages, exchange),
                    found.getT1(), found.getT2(), FiguresOfOffice.limits(office, found.getT3(), today), Map.of(), today,
                    new PublicLinks("/kinerja/" + office.id(), days))));
        });
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> office(@PathVariable OfficeId id, Reader reader, ServerWebExchange exchange) {
        Speech speech = new Speech(pages, exchange);
        return told(id, reader, exchange).flatMap(told -> pages.show(Page.of("figures/office")
                .with("name", told.office().name()).with("facts", told.figures().facts()).with("more", told.figures().more())
                .with("sections", told.figures().sections()).with("from", speech.day(told.days().from()))
                .with("to", speech.day(told.days().to())).with("days", told.days()).with("path", "/kinerja/" + id)
                .with("all", "/kinerja?" + told.days().query())
                .with("offers", told.days().offers("/kinerja/" + id, told.today(), speech)), exchange));
    }

    @GetMapping(path = PATH + "/{chart}.csv", produces = Csv.TYPE)
    Mono<ResponseEntity<String>> chartAsCsv(@PathVariable OfficeId id, @PathVariable String chart, Reader reader,
                                            ServerWebExchange exchange) {
        return told(id, reader, exchange).map(told -> told.figures().chart(chart)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)).table()
                .csv(chart + "-" + told.days().from() + "-" + told.days().to()));
    }
}
