package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Margin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in a real Chromium, in both languages, narrow and wide, with scripts and without: what {@link Tab#isSound} asks for,
 * and the whole way of a citizen. With {@code -Dtanggap.screenshots=<folder>} pictures of them are left there.
 */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {

    private final Platform platform;
    private Chromium chromium;
    private Office office;

    PagesInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        office = platform.office("Dinas Pekerjaan Umum " + Platform.word("b"));
        office.seen();
        platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", "Penerangan jalan").forwardedTo(office).seen();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    static Stream<Tab.Look> looks() {
        return Stream.of("id", "en").flatMap(language -> Stream.of(true, false).map(scripts -> new Tab.Look(language, scripts)));
    }

    private Tab tab(Tab.Look look) {
        return new Tab(chromium.browser(), platform, look);
    }

    private static String in(Tab.Look look, String id, String en) {
        return look.language().equals("id") ? id : en;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void pages_that_everybody_begins_with_are_sound(Tab.Look look) {
        try (Tab tab = tab(look)) {
            tab.opens("/").isSound("start");
            tab.opens("/bantuan").isSound("help");
            tab.opens("/kinerja").isSound("offices");
            tab.opens("/tidak-ada").isSound("not-found");
            tab.opens("/masuk").isSound("sign-in");
            tab.opens("/sandi").isSound("password");
            tab.opens("/pertama").isSound("first-administrator");
            tab.opens("/lacak").isSound("follow-begin").presses(in(look, "Buka laporan", "Open the report"))
                    .isSound("follow-begin-wrong");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_citizen_reports_follows_is_answered_and_evaluates(Tab.Look look) {
        String on = in(look, "Lanjut", "Continue");
        try (Tab tab = tab(look)) {
            tab.opens("/").page().click("main a[href='/lapor']");
            tab.isAt("/lapor/jenis").isSound("report-1-kind").presses(on).isSound("report-1-kind-wrong");
            tab.chooses("kind", "COMPLAINT").presses(on).isAt("/lapor/hal").isSound("report-2-topic");
            tab.chooses("topic", "LIGHTING").presses(on).isAt("/lapor/cerita").presses(on).isSound("report-3-story-wrong");
            tab.fills("title", "Lampu jalan di depan Pasar Baru padam")
                    .fills("narrative", "Sudah tiga malam lampu jalan padam. Anak-anak lewat situ setiap pagi.")
                    .isSound("report-3-story").presses(on).isAt("/lapor/tempat").isSound("report-4-place");
            tab.fills("address", "Jl. Melati 5, depan pasar").presses(on).isAt("/lapor/instansi");
            looksForTheOffice(tab, look);
            tab.isSound("report-5-office").chooses("office", office.id).presses(on).isAt("/lapor/identitas")
                    .isSound("report-6-identity");
            tab.chooses("identity", "CONFIDENTIAL").presses(on).isAt("/lapor/kontak").isSound("report-7-contact");
            tab.fills("name", "Sari Wulandari").presses(on).isAt("/lapor/serupa").isSound("report-8-similar");
            tab.chooses("sameAs", "-").presses(on).isAt("/lapor/periksa").isSound("report-9-check");
            tab.presses(in(look, "Kirim laporan", "Send the report")).isAt("/lapor/selesai").isSound("report-done");

            Case complaint = known(tab.text(".figure-code"), tab.text("#secret"));
            tab.presses(in(look, "Buka halaman laporan saya", "Open the page of my report")).isAt("/lacak/laporan")
                    .isSound("follow-submitted");
            complaint.forwardedTo(office).answeredBy(office).seen();
            tab.opens("/lacak/laporan").isSound("follow-answered");
            String objection = in(look, "Nyatakan keberatan", "Object");
            tab.unfolds(objection).presses(in(look, "Kirim keberatan", "Send the objection")).isSound("follow-wrong");
            tab.fills("object-text", "Masih gelap.").presses(in(look, "Kirim keberatan", "Send the objection"))
                    .isAt("/lacak/laporan");
            complaint.seen().answeredBy(office).seen();
            String acceptance = in(look, "Terima jawaban", "Accept the answer");
            tab.opens("/lacak/laporan").unfolds(acceptance).presses(acceptance).isAt("/lacak/laporan");
            tab.unfolds(in(look, "Beri nilai", "Evaluate")).chooses("satisfaction", "3").isSound("follow-evaluate")
                    .presses(in(look, "Kirim penilaian", "Send the evaluation")).isAt("/lacak/laporan").isSound("follow-closed");
            assertThat(complaint.seen().seenBy(complaint.reporter()).json().at("/content/evaluation/satisfaction").asInt())
                    .isEqualTo(3);
        }
    }

    private Case known(String code, String secret) {
        return Case.of(platform, platform.http().get("/api/v1/tracking/" + code, Who.reporter(secret)
                .havingSeen(platform.head())).is(200).at("/id"), secret);
    }

    private void looksForTheOffice(Tab tab, Tab.Look look) {
        String words = platform.http().get("/api/v1/offices/" + office.id, Who.PUBLIC).at("/name");
        if (look.scripts()) {
            tab.page().locator("#search").pressSequentially(words.substring(words.length() - 8));
            tab.page().locator("input[name='office'][value='" + office.id + "']").waitFor();
        } else {
            tab.fills("search", words).presses(in(look, "Cari", "Search")).isAt("/lapor/instansi");
        }
    }

    @Test
    void a_reporters_link_opens_the_report_and_leaves_nothing_in_the_address() {
        Case complaint = platform.open();
        complaint.seen();
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/lacak#" + complaint.code + "/" + complaint.secret).isAt("/lacak/laporan");
            assertThat(tab.page().url()).doesNotContain(complaint.secret);
            tab.isSound("follow-by-link").page().goBack();
            tab.page().waitForLoadState(LoadState.LOAD);
            assertThat(tab.page().url()).doesNotContain(complaint.secret);
        }
    }

    @Test
    void a_text_that_was_not_sent_is_still_there_after_the_line_was_lost() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/lapor").chooses("kind", "COMPLAINT").presses("Lanjut").chooses("topic", "WASTE").presses("Lanjut")
                    .isAt("/lapor/cerita");
            tab.page().locator("#title").pressSequentially("Sampah");
            tab.page().locator("#narrative").pressSequentially("Sampah menumpuk");

            tab.page().reload();

            assertThat(tab.page().inputValue("#title")).isEqualTo("Sampah");
            assertThat(tab.page().inputValue("#narrative")).isEqualTo("Sampah menumpuk");
        }
    }

    @Test
    void what_was_changed_in_an_answer_is_still_there_after_the_line_was_lost_and_what_was_sent_is_not_put_back() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            toTheStory(tab);
            tab.page().locator("#title").pressSequentially("Sampah");
            tab.page().locator("#narrative").pressSequentially("Sampah menumpuk");
            tab.presses("Lanjut").isAt("/lapor/tempat");

            tab.opens("/lapor/cerita").page().locator("#narrative").press("Control+End");
            tab.page().locator("#narrative").pressSequentially(" di sungai");
            tab.page().reload();
            assertThat(tab.page().inputValue("#narrative")).isEqualTo("Sampah menumpuk di sungai");

            tab.fills("narrative", "Sampah di selokan").presses("Lanjut").isAt("/lapor/tempat");
            tab.opens("/lapor/cerita");
            assertThat(tab.page().inputValue("#narrative")).isEqualTo("Sampah di selokan");
        }
    }

    @Test
    void who_throws_a_report_away_finds_nothing_of_it_in_the_next_one() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            toTheStory(tab);
            tab.page().locator("#narrative").pressSequentially("Rahasia");

            tab.presses("Hapus semua isian").isAt("/lapor/jenis");
            toTheStory(tab);

            assertThat(tab.page().inputValue("#narrative")).isEmpty();
        }
    }

    @Test
    void a_receipt_fits_one_sheet() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            toTheStory(tab);
            tab.fills("title", "Sampah menumpuk").fills("narrative", "Sudah dua minggu.").presses("Lanjut").isAt("/lapor/tempat")
                    .presses("Lanjut").isAt("/lapor/instansi").chooses("office", "-").presses("Lanjut").isAt("/lapor/identitas")
                    .chooses("identity", "ANONYMOUS").presses("Lanjut").isAt("/lapor/periksa").presses("Kirim laporan")
                    .isAt("/lapor/selesai");

            byte[] pdf = tab.page().pdf(new Page.PdfOptions().setFormat("A4").setMargin(new Margin().setTop("10mm")
                    .setBottom("10mm").setLeft("10mm").setRight("10mm")));

            assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).containsOnlyOnce("/Type /Page\n");
        }
    }

    private static void toTheStory(Tab tab) {
        tab.opens("/lapor/jenis").chooses("kind", "COMPLAINT").presses("Lanjut").isAt("/lapor/hal")
                .chooses("topic", "WASTE").presses("Lanjut").isAt("/lapor/cerita");
    }

    @Test
    void going_back_and_asking_again_does_no_harm() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/lapor").chooses("kind", "COMPLAINT").presses("Lanjut").isAt("/lapor/hal").chooses("topic", "WASTE")
                    .presses("Lanjut").isAt("/lapor/cerita");

            tab.page().goBack();
            tab.isAt("/lapor/hal");
            assertThat(tab.page().isChecked("input[value='WASTE']")).isTrue();
            tab.page().reload();
            tab.isAt("/lapor/hal").presses("Lanjut").isAt("/lapor/cerita");
        }
    }

    @Test
    void everything_can_be_done_with_the_keyboard_alone() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/");
            tab.page().keyboard().press("Tab");
            assertThat(tab.page().evaluate("document.activeElement.className")).isEqualTo("skip");
            tab.page().keyboard().press("Enter");
            tab.page().keyboard().press("Tab");
            tab.page().keyboard().press("Enter");
            tab.isAt("/lapor/jenis");
            tab.page().locator("#kind").focus();
            tab.page().keyboard().press("ArrowDown");
            tab.page().keyboard().press("Enter");
            tab.isAt("/lapor/hal");
        }
    }

    @Test
    void somebody_who_cannot_read_the_language_changes_it_on_any_page_and_it_stays() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/lapor").page().click("a.language");
            tab.isAt("/lapor/jenis");
            assertThat(tab.page().locator("html").getAttribute("lang")).isEqualTo("en");
            tab.opens("/bantuan");
            assertThat(tab.text("h1")).isEqualTo("Help");
        }
    }

    /** A bound for people, dozens of times what it takes: how fast it is depends on the machine, and is only told. */
    @Test
    void the_first_page_takes_less_than_a_tenth_of_a_second_of_the_server() {
        Surfer surfer = new Surfer(platform);
        surfer.opens("/");
        List<Long> nanos = Stream.generate(() -> {
            long begun = System.nanoTime();
            surfer.opens("/");
            return System.nanoTime() - begun;
        }).limit(20).sorted().toList();
        System.out.printf("the start page, rendered and fetched: median %.1f ms of 20, slowest %.1f ms%n",
                nanos.get(10) / 1e6, nanos.getLast() / 1e6);
        assertThat(surfer.page()).contains("</html>");
        assertThat(nanos.get(10) / 1e6).as("milliseconds").isLessThan(100);
    }
}
