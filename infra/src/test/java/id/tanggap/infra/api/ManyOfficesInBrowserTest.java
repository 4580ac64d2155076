package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;

/** Pages on which all offices stand, with a thousand of them, in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyOfficesInBrowserTest {

    private static final int OFFICES = 1_000;
    private static final String YEAR = "dari=2023-01-01&sampai=2023-12-31";

    private Platform platform;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path folder) {
        chromium = Chromium.start();
        platform = Platform.start(folder);
        Answer accepted = platform.http().send(HttpMethod.POST, "/api/v1/imports?format=NYC_311&file=many.csv",
                Who.ADMINISTRATOR, "text/csv", cases().getBytes(StandardCharsets.UTF_8)).is(201);
        await().atMost(Duration.ofMinutes(10)).until(() -> platform.http().get("/api/v1/imports/" + accepted.at("/id"),
                Who.ADMINISTRATOR).is(200).text().contains("FINISHED"));
        platform.http().get("/api/v1/offices", Who.PUBLIC.havingSeen(platform.head())).is(200);
    }

    /** Each office has enough in time, and none or enough late, to take part in the comparison. */
    private static String cases() {
        Random random = new Random(612);
        StringBuilder file = new StringBuilder(
                "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Status\n");
        int key = 0;
        for (int office = 0; office < OFFICES; office++) {
            String agency = "D" + office + ",Dinas " + word(random) + " Kabupaten " + word(random);
            int within = 5 + (office % 4 == 0 ? random.nextInt(8) : 0);
            int late = random.nextInt(3) == 0 ? 5 : 0;
            for (int i = 0; i < within + late; i++) {
                file.append(++key).append(",02/01/2023 09:00:00 AM,").append(i < within ? "02/03" : "06/01")
                        .append("/2023 09:00:00 AM,").append(agency).append(",Jalan,Closed\n");
            }
        }
        return file.toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(2); i++) {
            word.append("bdgjklmnprst".charAt(random.nextInt(12))).append("aeiou".charAt(random.nextInt(5)));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    static Stream<Tab.Look> looks() {
        return PagesInBrowserTest.looks();
    }

    private Tab tab(Tab.Look look, Who who) {
        return new Tab(chromium.browser(), platform, look, who);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_thousand_offices_are_compared_on_a_page_that_weighs_no_more_than_others(Tab.Look look) {
        try (Tab tab = tab(look, Who.PUBLIC)) {
            tab.opens("/kinerja?" + YEAR).isSound("figures-many");

            assertThat(tab.page().locator("svg.plot .dot, svg.plot .off, svg.plot .far").count()).isEqualTo(OFFICES);
            assertThat(tab.page().locator("#instansi ~ .scroll tbody tr").count()).isEqualTo(50);
        }
    }

    private Surfer surfer() {
        return new Surfer(platform);
    }

    private static List<String> listed(Surfer surfer) {
        String list = surfer.page().substring(surfer.page().indexOf("id=\"instansi\""));
        return Pattern.compile("href=\"/kinerja/[0-9a-f-]{36}\\?[^\"]*\">([^<]+)<").matcher(list).results()
                .map(row -> row.group(1)).toList();
    }

    @Test
    void every_office_stands_on_one_page_of_the_comparison_and_the_file_has_all_of_them() {
        Surfer surfer = surfer().opens("/kinerja?" + YEAR).isTold(200, "aria-current=\"page\">1–50 dari 1.000<");
        List<String> names = new ArrayList<>(listed(surfer));
        for (int page = 2; page <= OFFICES / 50; page++) {
            surfer.opens(surfer.first("rel=\"next\" href=\"([^\"]+)\"").replace("&amp;", "&"));
            names.addAll(listed(surfer));
        }

        assertThat(surfer.isTold(200, "951–1.000 dari 1.000", "rel=\"prev\"").page()).doesNotContain("rel=\"next\"");
        assertThat(names).hasSize(OFFICES).doesNotHaveDuplicates();
        assertThat(platform.http().get("/kinerja/angka.csv?" + YEAR, Who.PUBLIC.with("Accept", "text/csv")).is(200)
                .text().lines()).hasSize(OFFICES + 1);
    }

    @Test
    void an_office_is_found_by_words_of_its_name_in_any_order_and_stays_found_for_other_days() {
        Surfer surfer = surfer().opens("/kinerja?" + YEAR + "&halaman=7");
        String name = listed(surfer).getFirst();
        String sentence = surfer.first("<figcaption>([^<]+)<");
        String[] words = name.toUpperCase(Locale.ROOT).replace("A", "Á").split(" ");

        surfer.opens("/kinerja?" + YEAR + "&cari=" + URLEncoder.encode(words[3] + " " + words[1], StandardCharsets.UTF_8));

        assertThat(listed(surfer)).contains(name).hasSizeLessThan(5);
        assertThat(surfer.first("<figcaption>([^<]+)<")).isEqualTo(sentence);
        assertThat(surfer.page().split("<circle class=\"(dot|off)\"|<rect class=\"far\"")).hasSizeLessThan(10);
        assertThat(surfer.first("href=\"(/kinerja\\?dari=[^\"]+)\"")).contains("cari=");
        assertThat(surfer.first("<form method=\"get\"([\\s\\S]*?)</form>")).contains("name=\"cari\"");
    }

    @Test
    void what_no_office_is_called_finds_none_and_says_so() {
        Surfer surfer = surfer().opens("/kinerja?" + YEAR + "&cari=zzzz");

        assertThat(listed(surfer.isTold(200, "Tidak ada instansi yang cocok."))).isEmpty();
    }

    @Test
    void a_page_after_the_last_is_the_last_and_what_is_no_page_is_refused_in_words() {
        surfer().opens("/kinerja?" + YEAR + "&halaman=99").isTold(200, "951–1.000 dari 1.000");
        surfer().opens("/kinerja?halaman=0").isTold(400, "<h1");
        surfer().opens("/kinerja?halaman=dua").isTold(400, "<h1");
    }

    @Test
    void lists_of_those_who_manage_and_inspect_are_pages_too() {
        new Surfer(platform, Who.ADMINISTRATOR).opens("/instansi?halaman=2").isTold(200, "51–100 dari 1.000");
        new Surfer(platform, Who.INSPECTOR).opens("/dasbor?halaman=2").isTold(200, "51–100 dari 1.000");
    }

    // An office is chosen.

    @ParameterizedTest
    @MethodSource("looks")
    void a_citizen_chooses_among_a_thousand_offices_on_a_page_that_weighs_no_more_than_others(Tab.Look look) {
        try (Tab tab = tab(look, Who.PUBLIC)) {
            tab.opens("/cari?office=" + platform.http().get("/api/v1/offices", Who.PUBLIC).is(200).at("/offices/0/id"))
                    .isSound("search-many");

            assertThat(tab.page().locator("#office option").count()).isEqualTo(OFFICES + 1);
            assertThat(tab.page().locator("#office-narrow").count()).isEqualTo(look.scripts() ? 1 : 0);
        }
    }

    @Test
    void with_a_keyboard_an_office_is_found_in_the_list_by_words_of_its_name_and_chosen() {
        try (Tab tab = tab(new Tab.Look("id", true), Who.ADMINISTRATOR)) {
            tab.opens("/akun-baru");
            String name = tab.page().locator("#office option").nth(612).textContent();
            String[] words = name.split(" ");

            tab.page().locator("#office-narrow").pressSequentially(words[3] + " " + words[1].toUpperCase(Locale.ROOT));
            assertThat(tab.page().locator("#office option").allTextContents()).contains(name).hasSizeLessThan(6);
            assertThat(tab.page().inputValue("#office")).isEmpty();
            tab.page().keyboard().press("Enter");
            tab.page().keyboard().press("ArrowDown");

            assertThat(tab.page().locator("#office option:checked").textContent()).contains(words[1]);
            tab.isSound("office-narrowed");
        }
    }

    @Test
    void what_was_chosen_stays_chosen_whatever_is_looked_for_then() {
        try (Tab tab = tab(new Tab.Look("id", true), Who.ADMINISTRATOR)) {
            tab.opens("/akun-baru");
            String id = tab.page().locator("#office option").nth(300).getAttribute("value");
            tab.page().selectOption("#office", id);

            tab.fills("office-narrow", "zzzz");
            assertThat(tab.page().locator("#office option").count()).isEqualTo(2);
            assertThat(tab.page().inputValue("#office")).isEqualTo(id);
            tab.fills("office-narrow", "");

            assertThat(tab.page().locator("#office option").count()).isEqualTo(OFFICES + 1);
            assertThat(tab.page().inputValue("#office")).isEqualTo(id);
        }
    }
}
