package id.tanggap.infra.pages.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.pages.charts.Bars.Bar;
import id.tanggap.infra.pages.charts.Bars.Tone;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartsTest {

    private static final TrendLine.Words TREND = new TrendLine.Words("tepat waktu", "laporan", "0%", "50%", "100%", "9");
    private static final FunnelPlot.Words FUNNEL = new FunnelPlot.Words("tepat waktu", "tanggapan akhir",
            share -> Math.round(share * 100) + "%", Long::toString);

    private static Bar bar(String words, double value) {
        return new Bar(words, value, Double.toString(value), Tone.PLAIN, Optional.empty());
    }

    private static List<Element> bars(Picture picture) {
        return picture.all("rect").stream().filter(box -> box.getAttribute("class").startsWith("bar")).toList();
    }

    @Provide
    Arbitrary<Bar> anyBars() {
        return Combinators.combine(Arbitraries.strings().ofMaxLength(120),
                Arbitraries.doubles().between(0, 1e9), Arbitraries.strings().ofMaxLength(12), Arbitraries.of(Tone.class),
                Arbitraries.strings().ofMaxLength(40).optional())
                .as(Bar::new);
    }

    @Property(tries = 100)
    void each_bar_leads_where_it_says_and_no_bar_is_a_stop_of_the_keyboard(
            @ForAll @Size(max = 9) List<@From("anyBars") Bar> all) {
        Picture picture = Picture.of(Bars.of(all, Optional.empty()).svg("a", "judul", "keterangan")).isSound();

        assertThat(picture.all("a").stream().map(link -> link.getAttribute("href")))
                .hasSize((int) all.stream().filter(bar -> bar.href().isPresent()).count())
                .allMatch(href -> all.stream().anyMatch(bar -> bar.href().map(Svg::escaped).filter(escaped ->
                        Picture.of("<svg xmlns=\"http://www.w3.org/2000/svg\" href=\"" + escaped + "\"/>").document()
                                .getDocumentElement().getAttribute("href").equals(href)).isPresent()));
        assertThat(picture.all("a")).allMatch(link -> link.getAttribute("tabindex").equals("-1")
                && link.getElementsByTagName("text").getLength() >= 2);
    }

    @Property(tries = 300)
    void bars_of_any_words_and_lengths_are_sound_and_their_words_stand_apart(
            @ForAll @Size(max = 20) List<@From("anyBars") Bar> all, @ForAll @IntRange(min = -1, max = 20) int limit) {
        Optional<Bars.Limit> line = limit < 0 || limit > all.size() ? Optional.empty()
                : Optional.of(new Bars.Limit(limit, "batas"));

        Picture picture = Picture.of(Bars.of(all, line).svg("a", "judul", "keterangan")).isSound()
                .keepsWordsApart("bar", "bar good", "bar bad", "track");

        assertThat(picture.all("rect", "track")).hasSize(all.size());
        assertThat(bars(picture)).hasSize((int) all.stream().filter(bar -> bar.value() > 0).count());
        assertThat(picture.all("line", "limit")).hasSize(line.isPresent() ? 1 : 0);
    }

    @Test
    void the_longest_bar_fills_the_width_and_the_others_are_as_long_as_they_are() {
        Picture picture = Picture.of(Bars.of(List.of(bar("a", 20), bar("b", 5), bar("c", 0)), Optional.empty())
                .svg("x", "t", "d"));

        assertThat(picture.all("rect", "bar")).extracting(box -> Picture.number(box, "width")).containsExactly(100.0, 25.0);
    }

    @Test
    void of_a_whole_no_bar_is_longer_than_its_share() {
        Picture picture = Picture.of(Bars.outOf(4, List.of(bar("a", 3))).svg("x", "t", "d"));

        assertThat(Picture.number(picture.all("rect", "bar").getFirst(), "width")).isEqualTo(75.0);
    }

    @Test
    void a_limit_stands_between_the_bars_that_lie_before_and_after_it() {
        Picture picture = Picture.of(Bars.of(List.of(bar("a", 1), bar("b", 1), bar("c", 1)),
                Optional.of(new Bars.Limit(2, "batas 5 hari"))).svg("x", "t", "d"));

        double line = Picture.number(picture.all("line", "limit").getFirst(), "y1");
        assertThat(picture.all("rect", "bar")).extracting(box -> Picture.number(box, "y") < line)
                .containsExactly(true, true, false);
        assertThat(picture.texts()).contains("batas 5 hari");
    }

    @Test
    void nothing_at_all_is_drawn_as_nothing() {
        assertThat(Picture.of(Bars.of(List.of(), Optional.empty()).svg("x", "t", "d")).isSound().all("rect")).isEmpty();
        assertThat(Picture.of(new TrendLine(List.of()).svg("x", "t", "d", TREND)).isSound().all("circle")).isEmpty();
    }

    @Test
    void what_people_wrote_is_never_markup() {
        String evil = "</text><script>alert(1)</script>&\"'";

        String svg = Bars.of(List.of(bar(evil, 1)), Optional.of(new Bars.Limit(0, evil))).svg("x", evil, evil);

        assertThat(Picture.of(svg).all("script")).isEmpty();
        assertThat(svg).doesNotContain("<script");
    }

    @Test
    void no_bar_is_of_a_length_that_is_no_number() {
        assertThatThrownBy(() -> bar("a", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("a", Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("a", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void words_are_broken_and_none_gets_lost(@ForAll String words) {
        List<String> lines = Bars.lines(words);

        assertThat(String.join("", lines).replaceAll("\\s", "")).isEqualTo(words.strip().replaceAll("\\s", ""));
        assertThat(lines).isNotEmpty().allMatch(line -> line.codePointCount(0, line.length()) <= 27);
    }

    @Provide
    Arbitrary<TrendLine.Point> trendPoints() {
        return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.longs().between(0, 1_000_000),
                Arbitraries.of(true, false)).as((share, n, there) -> new TrendLine.Point("Jan 2026",
                        there ? OptionalDouble.of(share) : OptionalDouble.empty(), n, "<b>"));
    }

    @Property(tries = 300)
    void a_trend_is_sound_and_its_line_is_broken_where_there_is_no_share(
            @ForAll @Size(max = 40) List<TrendLine.@From("trendPoints") Point> points) {
        Picture picture = Picture.of(new TrendLine(points).svg("a", "t", "d", TREND)).isSound().keepsWordsApart("bar");

        assertThat(picture.all("circle")).hasSize((int) points.stream().filter(p -> p.share().isPresent()).count());
        assertThat(picture.all("line", "trend")).hasSize((int) IntStream.range(1, points.size()).filter(i ->
                points.get(i).share().isPresent() && points.get(i - 1).share().isPresent()).count());
        assertThat(picture.all("rect", "bar")).hasSize((int) points.stream().filter(p -> p.n() > 0).count());
    }

    @Test
    void a_higher_share_stands_higher() {
        Picture picture = Picture.of(new TrendLine(List.of(
                new TrendLine.Point("Jan", OptionalDouble.of(0), 5, ""),
                new TrendLine.Point("Feb", OptionalDouble.of(1), 10, "")))
                .svg("a", "t", "d", TREND));

        assertThat(picture.all("circle")).extracting(dot -> Picture.number(dot, "cy")).containsExactly(180.0, 30.0);
        assertThat(picture.all("rect", "bar")).extracting(box -> Picture.number(box, "height")).containsExactly(35.0, 70.0);
    }

    @Property(tries = 200)
    void a_funnel_is_sound_and_has_everybody_in_it(
            @ForAll @Size(min = 1, max = 60) List<ControlLimits.@From("cases") Cases> all) {
        ControlLimits limits = ControlLimits.of(all);

        Picture picture = Picture.of(new FunnelPlot(all.stream().map(cases -> new FunnelPlot.Point(cases, "A & B")).toList(),
                limits).svg("f", "t", "d", FUNNEL)).isSound();

        assertThat(picture.all("circle").size() + picture.all("rect", "far").size()).isEqualTo(all.size());
        assertThat(picture.all("path")).hasSize(4);
        assertThat(picture.texts()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(10);
    }

    @Provide
    Arbitrary<ControlLimits.Cases> cases() {
        return Arbitraries.longs().between(1, 200_000).flatMap(n -> Arbitraries.longs().between(0, n)
                .map(hits -> new ControlLimits.Cases(n, hits)));
    }
}
