package id.tanggap.infra.pages.figures;

import id.tanggap.infra.pages.OfficeSearch;
import id.tanggap.infra.pages.charts.ControlLimits;
import id.tanggap.infra.pages.charts.ControlLimits.Cases;
import id.tanggap.infra.pages.charts.FunnelPlot;
import id.tanggap.infra.pages.figures.Table.Cell;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All offices side by side, by what the public may know. Not ranked: an office of few cases is at the top or the bottom of every
 * ranking by chance alone. So offices stand among those with about as many cases, by name, and of each it is said whether it
 * differs from all together by more than chance.
 *
 * <p>All that is compared is worked out from what is told of each office, and so tells nothing that is not: an office of which
 * not all counts are told takes no part.
 */
final class Comparison {

    /** From so many final responses on, each band; the most first. */
    private enum Band {
        VERY_MANY(500), MANY(100), SOME(30), FEW(5), HARDLY_ANY(0);

        private final long from;

        Band(long from) {
            this.from = from;
        }

        static Band of(Optional<Long> finalResponses) {
            long n = finalResponses.orElse(0L);
            return Arrays.stream(values()).filter(band -> n >= band.from).findFirst().orElseThrow();
        }
    }

    /** An office of a band. */
    record Office(OfficeView view, Scorecard.Measures total, Optional<Double> before) {

        Optional<Cases> cases() {
            return total.limit().n().filter(n -> n > 0).map(n -> new Cases(n, total.limit().within().orElseThrow()));
        }
    }

    /** Offices with about as many cases. */
    public record Group(String heading, Table table) {
    }

    private final Speech speech;
    private final Days days;
    private final List<Office> offices;
    private final Optional<ControlLimits> limits;

    /**
     * @param views  by name
     * @param cards  of each, as the public is told
     * @param before of each, of as many days before
     */
    Comparison(Speech speech, Days days, List<OfficeView> views, List<Scorecard> cards, List<Scorecard> before) {
        this.speech = speech;
        this.days = days;
        this.offices = IntStream.range(0, views.size()).mapToObj(i -> new Office(views.get(i), cards.get(i).total(),
                before.get(i).total().limit().share())).toList();
        List<Cases> compared = offices.stream().flatMap(office -> office.cases().stream()).toList();
        this.limits = compared.isEmpty() ? Optional.empty() : Optional.of(ControlLimits.of(compared));
    }

    /** Those whose names fit all of the words, as they stand on the page: band by band, in each by name. */
    List<Office> fitting(String words) {
        return OfficeSearch.fitting(offices, office -> office.view().name(), words).stream()
                .sorted(Comparator.comparing(office -> Band.of(office.total().finalResponses()))).toList();
    }

    /**
     * All are compared, whichever are shown.
     *
     * @param drawn  of which there are points
     * @param listed of which the table tells the figures
     */
    Chart funnel(List<Office> drawn, List<Office> listed) {
        String heading = speech.say("figures.funnel.heading");
        String sentence = limits.map(this::sentence).orElseGet(() -> speech.say("figures.funnel.none"));
        List<FunnelPlot.Point> points = drawn.stream().flatMap(office -> office.cases().stream().map(cases ->
                new FunnelPlot.Point(cases, office.view().name() + ": " + speech.percent(cases.share()) + ", n = "
                        + speech.number(cases.of())))).toList();
        String svg = points.isEmpty() ? null : new FunnelPlot(points, limits.orElseThrow()).svg("bagan-perbandingan",
                heading, sentence, new FunnelPlot.Words(speech.say("figures.funnel.share"),
                        speech.say("figures.funnel.cases"), speech::percent, speech::number));
        return new Chart("perbandingan", heading, sentence, svg, funnelTable(listed),
                "/kinerja/perbandingan.csv?" + days.query());
    }

    private String sentence(ControlLimits its) {
        List<ControlLimits.Standing> standings = offices.stream().flatMap(office -> office.cases().stream())
                .map(its::standing).toList();
        long low = standings.stream().filter(standing -> standing == ControlLimits.Standing.FAR_BELOW).count();
        long high = standings.stream().filter(standing -> standing == ControlLimits.Standing.FAR_ABOVE).count();
        String text = speech.say("figures.funnel.sentence", speech.number(standings.size()), speech.percent(its.share()),
                speech.number(low), speech.number(high));
        return its.dispersion() > 1
                ? text + " " + speech.say("figures.funnel.wider", speech.decimal(Math.sqrt(its.dispersion()))) : text;
    }

    /** Of all offices that are compared, for spreadsheets. */
    Table funnelTable() {
        return funnelTable(offices);
    }

    private Table funnelTable(List<Office> some) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Office office : some) {
            office.cases().ifPresent(cases -> {
                ControlLimits its = limits.orElseThrow();
                ControlLimits.Band band = its.at(cases.of());
                rows.add(List.of(Cell.text(office.view().name()).leadingTo(Optional.of(href(office))), number(cases.of()),
                        share(cases.share()), share(band.lowAlarm()), share(band.lowWarning()), share(band.highWarning()),
                        share(band.highAlarm()), Cell.text(speech.say("figures.standing." + its.standing(cases)))));
            });
        }
        return new Table(List.of("figures.column.office", "figures.column.counted", "figures.column.share",
                "figures.column.lowAlarm", "figures.column.lowWarning", "figures.column.highWarning",
                "figures.column.highAlarm", "figures.column.standing").stream().map(speech::say).toList(), rows);
    }

    List<Group> groups(List<Office> some) {
        List<Group> groups = new ArrayList<>();
        for (Band band : Band.values()) {
            List<Office> its = some.stream().filter(office -> Band.of(office.total().finalResponses()) == band).toList();
            if (!its.isEmpty()) {
                groups.add(new Group(speech.say("figures.band." + band), table(its)));
            }
        }
        return groups;
    }

    /** Of all offices, for spreadsheets. */
    Table table() {
        return table(offices);
    }

    private Table table(List<Office> some) {
        return new Table(List.of("figures.column.office", "figures.column.received", "figures.column.final",
                "figures.column.share", "figures.column.change", "figures.column.standing", "figures.column.first")
                .stream().map(speech::say).toList(), some.stream().map(office -> List.of(
                Cell.text(office.view().name()).leadingTo(Optional.of(href(office))), count(office.total().received()),
                count(office.total().finalResponses()), shareOf(office), change(office),
                office.cases().map(cases -> Cell.text(speech.say("figures.standing."
                        + limits.orElseThrow().standing(cases)))).orElseGet(() -> untold()),
                office.total().firstResponse().workingDays().median()
                        .map(median -> new Cell(speech.workingDays(median), Optional.of(median), null)).orElseGet(this::untold)))
                .toList());
    }

    private String href(Office office) {
        return "/kinerja/" + office.view().id() + "?" + days.query();
    }

    private Cell shareOf(Office office) {
        return office.total().limit().share().map(this::share).orElseGet(this::untold);
    }

    /** In points of a hundred. */
    private Cell change(Office office) {
        return office.before().flatMap(before -> office.total().limit().share().map(now -> {
            double points = Math.round(1_000 * (now - before)) / 10.0;
            return new Cell((points > 0 ? "+" : points < 0 ? "\u2212" : "") + speech.decimal(Math.abs(points)),
                    Optional.of(points), null);
        })).orElseGet(this::untold);
    }

    private Cell share(double share) {
        return new Cell(speech.percent(share), Optional.of(Math.round(share * 10_000) / 10_000.0), null);
    }

    private Cell number(long n) {
        return new Cell(speech.number(n), Optional.of(n), null);
    }

    private Cell count(Optional<Long> n) {
        return n.map(this::number).orElseGet(this::untold);
    }

    private Cell untold() {
        return new Cell(speech.say("figures.untold"), Optional.empty(), null);
    }
}
