package id.tanggap.infra.pages.offices;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.Scorecard;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All offices side by side, by name and not by rank, as the public may see them. */
@ForRole(Role.QUERY)
@Controller
final class OfficesPage {

    private static final int DAYS = 90;

    private final Pages pages;
    private final Offices offices;
    private final ReadingScorecards scorecards;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of the days that are told */
    OfficesPage(Pages pages, Offices offices, ReadingScorecards scorecards, Clock clock, ZoneId zone) {
        this.pages = pages;
        this.offices = offices;
        this.scorecards = scorecards;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param share of final responses within the limit, and all the others in words */
    public record Row(String name, String received, String answered, String share, String median) {
    }

    @GetMapping(path = "/kinerja", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> all(ServerWebExchange exchange) {
        LocalDate to = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate from = to.minusDays(DAYS - 1L);
        return offices.all().flatMap(all -> scorecards.of(all, from, to).map(cards -> rows(all, cards, exchange)))
                .flatMap(rows -> pages.show(Page.of("offices/all").with("rows", rows)
                        .with("from", pages.day(exchange, from)).with("to", pages.day(exchange, to)), exchange));
    }

    private List<Row> rows(List<OfficeView> all, List<Scorecard> cards, ServerWebExchange exchange) {
        NumberFormat number = NumberFormat.getInstance(Language.of(exchange).locale());
        number.setMaximumFractionDigits(0);
        String few = pages.say(exchange, "offices.few");
        return IntStream.range(0, all.size()).mapToObj(i -> {
            Scorecard.Measures total = cards.get(i).forThePublic().total();
            return new Row(all.get(i).name(), shown(total.received(), number, few), shown(total.finalResponses(), number, few),
                    total.limit().share().map(share -> number.format(share * 100) + "%").orElse(few),
                    shown(total.firstResponse().medianHours(), number, few));
        }).toList();
    }

    private static String shown(Optional<? extends Number> figure, NumberFormat number, String few) {
        return figure.map(number::format).orElse(few);
    }
}
