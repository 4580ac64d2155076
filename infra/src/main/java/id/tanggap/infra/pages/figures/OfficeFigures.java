package id.tanggap.infra.pages.figures;

import id.tanggap.infra.pages.charts.Bars;
import id.tanggap.infra.pages.charts.Bars.Bar;
import id.tanggap.infra.pages.charts.Bars.Tone;
import id.tanggap.infra.pages.charts.TrendLine;
import id.tanggap.infra.pages.figures.Table.Cell;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import id.tanggap.query.scorecard.Scorecard;
import id.tanggap.query.scorecard.Trend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One office's scorecard in words, charts and tables. Tells what the scorecard tells; works nothing out that it leaves out. */
final class OfficeFigures {

    /** Where things lead. */
    interface Links {

        /**
         * The complaints behind a figure; empty for those who may not see them.
         *
         * @param took only what took so long; empty for figures that are not timed
         */
        Optional<String> cases(Figure figure, Optional<Classification> classification, Optional<Counted.Took> took,
                               LocalDate from, LocalDate to);

        /** The complaints that are open now, of those submitted from one day to another. */
        Optional<String> open(Optional<LocalDate> from, Optional<LocalDate> to);

        /** The complaints of a category that the office has, of those submitted from one day to another. */
        Optional<String> category(Category category);

        String csv(String chart);
    }

    private static final int MOST_CATEGORIES = 8;

    private final Speech speech;
    private final Scorecard card;
    private final Trend trend;
    private final Map<Classification, Limit> limits;
    private final Map<Category, Long> categories;
    private final LocalDate today;
    private final Links links;

    /**
     * @param limits     those in days that bind the office today
     * @param categories how many complaints there are of each; none if that is not told
     */
    OfficeFigures(Speech speech, Scorecard card, Trend trend, Map<Classification, Limit> limits, Map<Category, Long> categories,
                  LocalDate today, Links links) {
        this.speech = speech;
        this.card = card;
        this.trend = trend;
        this.limits = limits;
        this.categories = categories;
        this.today = today;
        this.links = links;
    }

    // What everybody looks for first.

    List<Fact> facts() {
        Scorecard.Measures total = card.total();
        return List.of(
                fact("received", shown(total.received()), "", Definition.RECEIVED, cases(Figure.RECEIVED)),
                fact("within", total.limit().share().map(speech::percent).orElse(none(total.limit().n())), outOf(total.limit()),
                        Definition.LIMIT, cases(Figure.WITHIN_LIMIT, Figure.LATE)),
                fact("first", days(total.firstResponse()), shareless("figures.fact.of.first", total.firstResponse().n()),
                        Definition.FIRST_RESPONSE, cases(Figure.FIRST_RESPONSES)),
                fact("resolution", days(total.resolution()), shareless("figures.fact.of.resolved", total.resolution().n()),
                        Definition.RESOLUTION, cases(Figure.RESOLVED)),
                fact("open", shown(card.backlog().open()), speech.say("figures.fact.now"), Definition.BACKLOG,
                        way(links.open(Optional.empty(), Optional.empty()))),
                fact("reopened", shown(total.reopened()), "", Definition.REOPENED, cases(Figure.REOPENED)),
                fact("satisfaction", total.satisfaction().average().map(average -> speech.decimal(average, 2))
                                .orElse(none(total.satisfaction().n())), shareless("figures.fact.of.respondents",
                        total.satisfaction().n()), Definition.SATISFACTION,
                        cases(Figure.SATISFACTION_1, Figure.SATISFACTION_2)),
                fact("index", total.satisfactionIndex().index().map(index -> speech.decimal(index.doubleValue(), 2))
                                .orElse(none(Optional.of(0L))), index(total.satisfactionIndex()), Definition.INDEX,
                        cases(Figure.ELEMENTS_EVALUATED)));
    }

    /** What is told of the rest, in a table. */
    List<Fact> more() {
        Scorecard.Measures total = card.total();
        List<Fact> facts = new ArrayList<>();
        facts.add(counted(Figure.FINAL_RESPONSES, Definition.FINAL_RESPONSES));
        facts.add(counted(Figure.INTERIM_RESPONSES, Definition.FIRST_RESPONSE));
        facts.add(counted(Figure.RETURNED, Definition.TRANSFERS));
        facts.add(counted(Figure.TRANSFERRED_OUT, Definition.TRANSFERS));
        facts.add(counted(Figure.TRANSFERRED_BACK, Definition.TRANSFERS));
        for (Figure figure : List.of(Figure.CLOSED_BY_REPORTER, Figure.CLOSED_WITHOUT_REPLY, Figure.CLOSED_ON_APPEAL,
                Figure.CONFIRMED_SOLVED, Figure.REPORTED_UNSOLVED)) {
            facts.add(counted(figure, Definition.CLOSINGS));
        }
        facts.add(counted(Figure.APPEALED, Definition.APPEALS));
        facts.add(counted(Figure.SENT_BACK_ON_APPEAL, Definition.APPEALS));
        for (Figure figure : List.of(Figure.ESCALATED_TO_OFFICER, Figure.ESCALATED_TO_OFFICE_HEAD,
                Figure.ESCALATED_TO_SUPERVISING_OFFICE, Figure.ESCALATED_TO_INSPECTORATE)) {
            facts.add(counted(figure, Definition.ESCALATIONS));
        }
        facts.add(new Fact(speech.say("figures.more.shareOfTime"), share(total.shareOfTime()), "",
                Definition.RESOLUTION.href(), List.of()));
        facts.add(new Fact(speech.say("figures.more.pausedShare"), share(total.pausedShare()), "",
                Definition.RESOLUTION.href(), List.of()));
        return facts;
    }

    private Fact counted(Figure figure, Definition definition) {
        return new Fact(speech.say("figures.figure." + figure), shown(card.total().count(figure)), "", definition.href(),
                cases(figure));
    }

    private Fact fact(String key, String value, String note, Definition definition, List<Fact.Way> cases) {
        return new Fact(speech.say("figures.fact." + key), value, note, definition.href(), cases);
    }

    private List<Fact.Way> cases(Figure... figures) {
        List<Fact.Way> ways = new ArrayList<>();
        for (Figure figure : figures) {
            // there is nothing behind nothing
            if (card.total().count(figure).filter(n -> n > 0).isPresent()) {
                links.cases(figure, Optional.empty(), Optional.empty(), card.from(), card.to()).ifPresent(href ->
                        ways.add(new Fact.Way(
                                speech.say(figures.length == 1 ? "figures.cases" : "figures.cases." + figure), href)));
            }
        }
        return ways;
    }

    private List<Fact.Way> way(Optional<String> href) {
        return href.map(to -> new Fact.Way(speech.say("figures.cases"), to)).stream().toList();
    }

    private String shown(Optional<Long> count) {
        return count.map(speech::number).orElseGet(() -> speech.say("figures.untold"));
    }

    private String share(Optional<Double> share) {
        return share.map(speech::percent).orElseGet(() -> speech.say("figures.untold"));
    }

    /** Of something that there is none of because there was nothing, or that is not told. */
    private String none(Optional<Long> n) {
        return speech.say(n.isPresent() ? "figures.none" : "figures.untold");
    }

    private String shareless(String key, Optional<Long> n) {
        return n.filter(count -> count > 0).map(count -> speech.say(key, speech.number(count))).orElse("");
    }

    private String outOf(Scorecard.WithinLimit limit) {
        return limit.n().map(n -> speech.say("figures.fact.outOf", speech.number(limit.within().orElseThrow()),
                speech.number(n))).orElse("");
    }

    private String days(Scorecard.Times times) {
        return times.workingDays().median().map(days -> speech.say("figures.days.working", speech.workingDays(days)))
                .or(() -> times.medianHours().map(hours -> speech.say("figures.hours", speech.decimal(hours))))
                .orElseGet(() -> none(times.n()));
    }

    private String index(Scorecard.Index index) {
        return index.qualityText().map(quality -> speech.say("figures.fact.index.told", speech.in(quality),
                speech.number(index.n().orElse(0L)))).orElseGet(() -> speech.say("figures.fact.index.few", index.minimum()));
    }

    // Charts.

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(section("limit", Definition.LIMIT, List.of(limit())));
        sections.add(section("first", Definition.FIRST_RESPONSE, times("first", Scorecard.Measures::firstResponse)));
        sections.add(section("resolution", Definition.RESOLUTION, times("resolution", Scorecard.Measures::resolution)));
        sections.add(section("backlog", Definition.BACKLOG, List.of(backlog())));
        sections.add(section("trend", Definition.TREND, List.of(trend())));
        sections.add(section("classes", Definition.CLASSES,
                categories.isEmpty() ? List.of(classes()) : List.of(classes(), categories())));
        sections.add(section("satisfaction", Definition.SATISFACTION, List.of(scores(), elements())));
        return sections;
    }

    Optional<Chart> chart(String name) {
        return sections().stream().flatMap(section -> section.charts().stream())
                .filter(chart -> chart.name().equals(name)).findFirst();
    }

    private Section section(String key, Definition definition, List<Chart> charts) {
        return new Section(definition.place(), speech.say("figures.section." + key), definition.href(), charts);
    }

    private Chart limit() {
        Scorecard.WithinLimit limit = card.total().limit();
        Cell within = linked(limit.within(), Figure.WITHIN_LIMIT, Optional.empty());
        Cell late = linked(limit.late(), Figure.LATE, Optional.empty());
        Table table = table(List.of("figures.column.limit", "figures.column.n"), List.of(
                row(speech.say("figures.limit.within"), within), row(speech.say("figures.limit.late"), late)));
        long n = limit.n().orElse(0L);
        return chart("tepat-waktu", "limit", sentence("limit", limit.n(), () -> speech.say("figures.limit.sentence",
                        speech.number(n), speech.number(limit.within().orElseThrow()),
                        speech.percent(limit.share().orElseThrow()), speech.number(limit.late().orElseThrow()))),
                n == 0 ? null : Bars.outOf(n, List.of(
                        bar("figures.limit.within", limit.within().orElseThrow(), n, Tone.GOOD, within),
                        bar("figures.limit.late", limit.late().orElseThrow(), n, Tone.BAD, late))), table);
    }

    private Bar bar(String key, long value, long of, Tone tone, Cell cell) {
        return bar(speech.say(key), value, figure(value, of), tone, cell);
    }

    /** Leads where its cell in the table does. */
    private static Bar bar(String words, double value, String figure, Tone tone, Cell cell) {
        return new Bar(words, value, figure, tone, Optional.ofNullable(cell.href()));
    }

    private String figure(long value, long of) {
        return value == 0 ? speech.number(0) : speech.number(value) + " · " + speech.percent((double) value / of);
    }

    /** Each class for itself, since each has a limit of its own; all together where classes are not told. */
    private List<Chart> times(String key, Function<Scorecard.Measures, Scorecard.Times> which) {
        List<Chart> charts = new ArrayList<>();
        card.byClass().forEach((classification, measures) -> {
            Scorecard.WorkingDays days = which.apply(measures).workingDays();
            if (days.distribution().isPresent() && days.n().orElse(0L) > 0) {
                charts.add(times(key, Optional.of(classification), which.apply(measures)));
            }
        });
        return charts.isEmpty() ? List.of(times(key, Optional.empty(), which.apply(card.total()))) : charts;
    }

    private Chart times(String key, Optional<Classification> classification, Scorecard.Times times) {
        String name = (key.equals("first") ? "tanggapan-pertama" : "penyelesaian")
                + classification.map(its -> "-" + its.name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse("");
        String heading = classification.map(its -> speech.say("figures.times." + key + ".of", named(its)))
                .orElseGet(() -> speech.say("figures.times." + key));
        Scorecard.WorkingDays days = times.workingDays();
        List<Scorecard.DayBin> bins = days.distribution().orElse(List.of());
        long n = days.n().orElse(0L);
        Optional<Integer> limit = classification.map(limits::get).map(Limit::amount);
        int before = limit.map(amount -> (int) bins.stream().filter(bin -> bin.overDays() < amount).count()).orElse(0);
        boolean between = before > 0 && !bins.get(before - 1).upToDays().equals(limit);
        Figure figure = key.equals("first") ? Figure.FIRST_RESPONSES : Figure.RESOLVED;
        List<Cell> cells = bins.stream().map(bin -> linked(bin.n(), figure, classification,
                Optional.of(new Counted.Took(bin.overDays(), bin.upToDays())))).toList();
        List<Bar> bars = IntStream.range(0, bins.size()).mapToObj(i -> bar(words(bins.get(i)), bins.get(i).n().orElse(0L),
                figure(bins.get(i).n().orElse(0L), n), limit.isEmpty() || between && i == before - 1 ? Tone.PLAIN
                        : i < before ? Tone.GOOD : Tone.BAD, cells.get(i))).toList();
        Optional<Bars.Limit> line = limit.map(amount -> new Bars.Limit(before,
                speech.say(between ? "figures.times.limit.between" : "figures.times.limit", amount)));
        Table table = table(List.of("figures.column.days", "figures.column.n"), IntStream.range(0, bins.size())
                .mapToObj(i -> row(words(bins.get(i)), cells.get(i))).toList());
        String sentence = sentence("times", days.n(), () -> speech.say("figures.times.sentence", speech.number(n),
                speech.upToWorkingDays(days.median().orElseThrow()), speech.upToWorkingDays(days.p90().orElseThrow()))
                + (days.distribution().isEmpty() ? " " + speech.say("figures.times.nobins") : ""));
        return new Chart(name, heading, sentence, n == 0 || bins.isEmpty() ? null : Bars.of(bars, line)
                .svg("bagan-" + name, heading, sentence), table, links.csv(name));
    }

    private String words(Scorecard.DayBin bin) {
        return speech.took(bin.overDays(), bin.upToDays());
    }

    private String named(Classification classification) {
        return speech.say("figures.class." + classification);
    }

    private Chart backlog() {
        Scorecard.Backlog backlog = card.backlog();
        List<List<Cell>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        boolean told = backlog.ages().stream().allMatch(age -> age.n().isPresent());
        int youngest = 0;
        for (Scorecard.Age age : backlog.ages()) {
            String words = age.upToDays().isPresent() ? speech.say("figures.ages.from", youngest, age.upToDays().get())
                    : speech.say("figures.ages.over", youngest - 1);
            // what was submitted on a day to come, by another calendar's reckoning, counts as of today
            Optional<LocalDate> last = Optional.of(today.minusDays(youngest)).filter(today::isAfter);
            Cell cell = number(age.n()).leadingTo(age.n().filter(n -> n > 0)
                    .flatMap(_ -> links.open(age.upToDays().map(today::minusDays), last)));
            rows.add(row(words, cell));
            bars.add(bar(words, age.n().orElse(0L), figure(age.n().orElse(0L), backlog.open().orElse(0L)), Tone.PLAIN,
                    cell));
            youngest = age.upToDays().orElse(0) + 1;
        }
        long open = backlog.open().orElse(0L);
        return chart("belum-dijawab", "backlog", sentence("backlog", backlog.open(), () -> speech.say(
                        told ? "figures.backlog.sentence" : "figures.backlog.sentence.nobins", speech.number(open))),
                open == 0 || !told ? null : Bars.of(bars, Optional.empty()),
                table(List.of("figures.column.age", "figures.column.open"), rows));
    }

    private Chart trend() {
        List<TrendLine.Point> points = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        boolean told = true;
        for (Trend.Span span : trend.spans()) {
            Scorecard.WithinLimit limit = span.total().limit();
            String when = span.first().equals(span.last()) ? speech.month(span.first())
                    : speech.say("figures.trend.span", speech.month(span.first()), speech.month(span.last()));
            String share = limit.share().map(speech::percent).orElseGet(() -> none(limit.n()));
            told &= limit.n().isPresent();
            points.add(new TrendLine.Point(speech.month(span.last()), limit.share().map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty()), limit.n().orElse(0L), when + ": " + share + ", n = " + shown(limit.n())));
            rows.add(row(when, linked(limit.within(), Figure.WITHIN_LIMIT, span), linked(limit.late(), Figure.LATE, span),
                    new Cell(share, limit.share(), null), linked(span.total().received(), Figure.RECEIVED, span)));
        }
        TrendLine line = new TrendLine(points);
        String heading = speech.say("figures.trend.heading");
        String sentence = !told ? speech.say("figures.trend.few")
                : line.most() == 0 ? speech.say("figures.trend.none") : trended();
        return new Chart("tren", heading, sentence, !told || line.most() == 0 ? null : line.svg("bagan-tren", heading, sentence,
                new TrendLine.Words(speech.say("figures.trend.share"), speech.say("figures.trend.cases"), speech.percent(0),
                        speech.percent(0.5), speech.percent(1), speech.number(line.most()))),
                table(List.of("figures.column.months", "figures.limit.within", "figures.limit.late",
                        "figures.column.share", "figures.column.received"), rows), links.csv("tren"));
    }

    private String trended() {
        List<Trend.Span> judged = trend.spans().stream().filter(span -> span.total().limit().share().isPresent()).toList();
        DoubleSummaryStatistics shares = judged.stream()
                .mapToDouble(span -> span.total().limit().share().orElseThrow()).summaryStatistics();
        Scorecard.WithinLimit last = judged.getLast().total().limit();
        return speech.say("figures.trend.sentence", speech.month(judged.getLast().last()),
                speech.percent(last.share().orElseThrow()), speech.number(last.n().orElseThrow()),
                speech.percent(shares.getMin()), speech.percent(shares.getMax()));
    }

    private Chart classes() {
        List<List<Cell>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        boolean told = card.byClass().values().stream().allMatch(measures -> measures.received().isPresent());
        long all = card.byClass().values().stream().mapToLong(measures -> measures.received().orElse(0L)).sum();
        card.byClass().forEach((classification, measures) -> {
            Cell received = linked(measures.received(), Figure.RECEIVED, Optional.of(classification));
            rows.add(row(named(classification), received,
                    linked(measures.limit().within(), Figure.WITHIN_LIMIT, Optional.of(classification)),
                    linked(measures.limit().late(), Figure.LATE, Optional.of(classification)),
                    linked(measures.reopened(), Figure.REOPENED, Optional.of(classification))));
            bars.add(bar(named(classification), measures.received().orElse(0L),
                    figure(measures.received().orElse(0L), all), Tone.PLAIN, received));
        });
        String sentence = !told ? speech.say("figures.few") : all == 0 ? speech.say("figures.classes.none")
                : speech.say("figures.classes.sentence", speech.number(all));
        return chart("jenis", "classes", sentence, told && all > 0 ? Bars.of(bars, Optional.empty()) : null,
                table(List.of("figures.column.class", "figures.column.received", "figures.limit.within", "figures.limit.late",
                        "figures.column.reopened"), rows));
    }

    /** The most frequent ones one by one, the others together. */
    private Chart categories() {
        List<Map.Entry<Category, Long>> all = categories.entrySet().stream().sorted(Map.Entry.<Category, Long>comparingByValue()
                .reversed().thenComparing(entry -> entry.getKey().value())).toList();
        long sum = all.stream().mapToLong(Map.Entry::getValue).sum();
        List<Bar> bars = new ArrayList<>();
        all.stream().limit(MOST_CATEGORIES).forEach(entry -> bars.add(new Bar(entry.getKey().value(), entry.getValue(),
                figure(entry.getValue(), sum), Tone.PLAIN, links.category(entry.getKey()))));
        long others = all.stream().skip(MOST_CATEGORIES).mapToLong(Map.Entry::getValue).sum();
        if (others > 0) {
            bars.add(new Bar(speech.say("figures.categories.others"), others, figure(others, sum), Tone.PLAIN,
                    Optional.empty()));
        }
        return chart("kategori", "categories", speech.say("figures.categories.sentence", speech.number(sum),
                        speech.number(all.size()), all.getFirst().getKey().value()), Bars.of(bars, Optional.empty()),
                table(List.of("figures.column.category", "figures.column.n"), all.stream().map(entry ->
                        row(entry.getKey().value(), number(Optional.of(entry.getValue()))
                                .leadingTo(links.category(entry.getKey())))).toList()));
    }

    private Chart scores() {
        Scorecard.Satisfaction satisfaction = card.total().satisfaction();
        List<Optional<Long>> scores = satisfaction.scores().orElse(List.of());
        long n = satisfaction.n().orElse(0L);
        List<List<Cell>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            String words = speech.say("figures.score." + (i + 1));
            Cell cell = linked(scores.get(i), Figure.values()[Figure.SATISFACTION_1.ordinal() + i], Optional.empty());
            rows.add(row(words, cell));
            bars.add(bar(words, scores.get(i).orElse(0L), figure(scores.get(i).orElse(0L), n),
                    i < 2 ? Tone.BAD : Tone.GOOD, cell));
        }
        return chart("kepuasan", "scores", sentence("scores", satisfaction.n(), () -> satisfaction.average().map(average ->
                        speech.say("figures.scores.sentence", speech.number(n), speech.decimal(average, 2)))
                        .orElseGet(() -> speech.say("figures.scores.nobins", speech.number(n)))),
                n == 0 || scores.isEmpty() ? null : Bars.of(bars, Optional.empty()),
                table(List.of("figures.column.score", "figures.column.n"), rows));
    }

    private Chart elements() {
        Scorecard.Index index = card.total().satisfactionIndex();
        Map<ServiceElement, BigDecimal> averages = index.averages().orElse(Map.of());
        List<ServiceElement> weakest = index.weakest().orElse(List.of());
        boolean even = weakest.size() == averages.size();
        List<List<Cell>> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        // an average is of all who scored: nobody scores one element alone
        Optional<String> scored = links.cases(Figure.ELEMENTS_EVALUATED, Optional.empty(), Optional.empty(), card.from(),
                card.to());
        averages.forEach((element, average) -> {
            String shown = speech.decimal(average.doubleValue(), 2);
            Cell cell = new Cell(shown, Optional.of(average), null).leadingTo(scored);
            rows.add(row(speech.in(element.text()), cell));
            bars.add(bar(speech.in(element.text()), average.doubleValue(), shown,
                    !even && weakest.contains(element) ? Tone.BAD : Tone.PLAIN, cell));
        });
        String sentence = index.index().map(value -> speech.say(even ? "figures.elements.even" : "figures.elements.sentence",
                        speech.decimal(value.doubleValue(), 2), speech.in(index.qualityText().orElseThrow()),
                        speech.number(index.n().orElseThrow()), weakest.stream()
                                .map(element -> speech.in(element.text())).collect(Collectors.joining("; "))))
                .orElseGet(() -> speech.say("figures.elements.few", index.minimum()));
        return chart("unsur", "elements", sentence, bars.isEmpty() ? null : Bars.outOf(4, bars),
                table(List.of("figures.column.element", "figures.column.average"), rows));
    }

    private Chart chart(String name, String key, String sentence, Bars bars, Table table) {
        String heading = speech.say("figures." + key + ".heading");
        return new Chart(name, heading, sentence, bars == null ? null : bars.svg("bagan-" + name, heading, sentence), table,
                links.csv(name));
    }

    private interface Told {
        String sentence();
    }

    private String sentence(String key, Optional<Long> n, Told told) {
        return n.isEmpty() ? speech.say("figures.few")
                : n.get() == 0 ? speech.say("figures." + key + ".none") : told.sentence();
    }

    private Table table(List<String> header, List<List<Cell>> rows) {
        return new Table(header.stream().map(key -> speech.say(key)).toList(), rows);
    }

    private static List<Cell> row(String about, Cell... cells) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(about));
        row.addAll(List.of(cells));
        return row;
    }

    private Cell number(Optional<Long> n) {
        return new Cell(shown(n), n, null);
    }

    private Cell linked(Optional<Long> n, Figure figure, Optional<Classification> classification) {
        return linked(n, figure, classification, Optional.empty());
    }

    private Cell linked(Optional<Long> n, Figure figure, Optional<Classification> classification,
                        Optional<Counted.Took> took) {
        return linked(n, links.cases(figure, classification, took, card.from(), card.to()));
    }

    private Cell linked(Optional<Long> n, Figure figure, Trend.Span span) {
        return linked(n, links.cases(figure, Optional.empty(), Optional.empty(), span.from(), span.to()));
    }

    /** There is nothing behind nothing. */
    private Cell linked(Optional<Long> n, Optional<String> cases) {
        return number(n).leadingTo(cases.filter(_ -> n.filter(count -> count > 0).isPresent()));
    }
}
