package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages on how offices do, in a real Chromium. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresInBrowserTest {

    /** No words stand over other words, or where nobody sees them. */
    private static final String WORDS_THAT_MEET = """
            [...document.querySelectorAll('svg.plot')].flatMap(svg => {
              const frame = svg.getBoundingClientRect();
              const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
              return texts.flatMap(([words, box], i) => [
                ...(box.left < frame.left - 1 || box.right > frame.right + 1 ? [words + ' lies outside'] : []),
                ...texts.slice(i + 1).filter(([_, other]) => box.left < other.right - 0.5 && other.left < box.right - 0.5
                  && box.top < other.bottom - 3 && other.top < box.bottom - 3).map(([other]) => words + ' meets ' + other)]);
            })""";

    private final Platform platform;
    private Chromium chromium;
    private Office office;

    FiguresInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        office = platform.office("Dinas Perhubungan " + Platform.word("b"));
        List<Office> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(platform.office("Dinas Pertamanan dan Pemakaman " + Platform.word("b")));
        }
        platform.office().seen();
        for (int i = 0; i < 10; i++) {
            Case complaint = platform.anonymous().forwardedTo(office).answeredBy(office).accepted();
            complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 1 + i % 4, "elements",
                    Case.allElements(2 + i % 3)).is(201);
        }
        for (int i = 0; i < 6; i++) {
            platform.anonymous().forwardedTo(office);
            for (Office other : others) {
                platform.anonymous().forwardedTo(other).answeredBy(other);
            }
        }
        office.seen();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Tab.Look> looks() {
        return PagesInBrowserTest.looks();
    }

    private Tab tab(Tab.Look look, Who who) {
        return new Tab(chromium.browser(), platform, look, who.havingSeen(platform.head()));
    }

    private static void keepsWordsApart(Tab tab) {
        for (int width : new int[] {1280, 320}) {
            tab.page().setViewportSize(width, 800);
            assertThat((List<?>) tab.page().evaluate(WORDS_THAT_MEET)).as(tab.page().url() + " at " + width).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everybody_can_see_how_offices_do(Tab.Look look) {
        try (Tab tab = tab(look, Who.PUBLIC)) {
            keepsWordsApart(tab.opens("/kinerja").isSound("figures-all"));
            keepsWordsApart(tab.opens("/kinerja/" + office.id).isSound("figures-office"));
            tab.opens("/kinerja/pengertian").isSound("figures-definitions");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_office_head_sees_all_figures_and_the_complaints_behind_one(Tab.Look look) {
        try (Tab tab = tab(look, office.head())) {
            keepsWordsApart(tab.opens("/dasbor").isAt("/dasbor/" + office.id).isSound("figures-dashboard"));
            String received = tab.text(".facts .value");
            tab.page().locator(".facts a[href*='/laporan?angka=RECEIVED']").click();
            tab.isAt("/dasbor/" + office.id + "/laporan").isSound("figures-cases");
            assertThat(tab.page().locator(".cases li").count()).isEqualTo(Integer.parseInt(received)).isGreaterThanOrEqualTo(16);
        }
    }

    @Test
    void a_dashboard_changes_while_somebody_looks_at_it_and_leaves_them_where_they_are() {
        try (Tab tab = tab(new Tab.Look("id", true), office.head())) {
            tab.opens("/dasbor/" + office.id);
            String before = tab.text(".facts .value");
            tab.page().locator("details summary:visible", new com.microsoft.playwright.Page.LocatorOptions()
                    .setHasText("Angka-angka dalam tabel")).first().click();

            platform.anonymous().forwardedTo(office);

            tab.page().waitForFunction("before => document.querySelector('.facts .value').textContent !== before", before);
            assertThat(Integer.parseInt(tab.text(".facts .value"))).isEqualTo(Integer.parseInt(before) + 1);
            assertThat(tab.page().locator("[data-live] details[open]").count()).isEqualTo(1);
            assertThat(tab.page().evaluate("document.activeElement.tagName")).isEqualTo("SUMMARY");
            assertThat(tab.page().locator("[data-live-told]").textContent()).isEqualTo("Angka sudah diperbarui.");
        }
    }

    @Test
    void other_days_are_chosen_without_a_script() {
        try (Tab tab = tab(new Tab.Look("en", false), Who.PUBLIC)) {
            tab.opens("/kinerja/" + office.id).unfolds("Choose other days").fills("dari", "2020-01-01")
                    .fills("sampai", "2020-02-01").presses("Show").isAt("/kinerja/" + office.id);

            assertThat(tab.text("main")).contains("From 1 January 2020 to 1 February 2020");
        }
    }
}
