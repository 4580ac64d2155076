package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of offices and coordinators in a real Chromium: each in all looks, and the way of a report through their hands. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseworkInBrowserTest {

    private final Platform platform;
    private Chromium chromium;
    private Office office;
    private Case drafted;
    private Case waiting;
    private String category;

    CaseworkInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        category = "Penerangan " + Platform.word("p");
        office = platform.office("Dinas Pekerjaan Umum " + Platform.word("b"));
        submitted("OPEN", "Lampu jalan di depan Pasar Baru padam").forwardedTo(office);
        drafted = submitted("CONFIDENTIAL", "Lampu jalan di depan Pasar Baru sudah lama padam").forwardedTo(office);
        drafted.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "Petugas kami memeriksa besok pagi.").is(201);
        drafted.asks(office.officer(), "/responses", "kind", "FINAL", "text", "Lampu sudah diganti tadi malam.").is(201);
        drafted.seen();
        waiting = submitted("ANONYMOUS", "Lampu jalan depan Pasar Baru padam lagi");
        waiting.seen();
    }

    private Case submitted(String identity, String title) {
        return platform.submitted(Who.PUBLIC, "identity", identity, "category", category, "title", title, "narrative",
                "Sudah tiga malam lampu jalan padam. Anak-anak lewat situ setiap pagi.", "location",
                Http.body("address", "Jl. Melati 5, depan Pasar Baru"), "reporter",
                identity.equals("ANONYMOUS") ? null : Http.body("name", "Sari Wulandari"));
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
        return new Tab(chromium.browser(), platform, look, who);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void pages_of_an_office_are_sound(Tab.Look look) {
        try (Tab tab = tab(look, office.head())) {
            tab.opens("/kerja").isSound("inbox");
            tab.opens("/kerja/" + drafted.id).isSound("case-office");
            tab.opens("/cari?office=" + office.id + "&q=lampu").isSound("search");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void pages_of_a_coordinator_are_sound(Tab.Look look) {
        try (Tab tab = tab(look, Who.COORDINATOR)) {
            tab.opens("/verifikasi").isSound("queue");
            tab.opens("/kerja/" + waiting.id).isSound("case-coordinator");
        }
    }

    @Test
    void parts_of_the_inbox_stand_beside_each_other_and_a_word_without_end_stays_in_its_row() {
        platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", category, "title", "a".repeat(200),
                "location", Http.body("address", "x".repeat(300))).forwardedTo(office).seen();
        try (Tab siti = tab(new Tab.Look("id", true), office.head())) {
            siti.opens("/kerja").isSound("inbox-long").page().setViewportSize(1280, 800);
            assertThat(siti.page().evaluate("""
                    (() => { const [one, two] = document.querySelectorAll('.tabs li');
                    return one.getBoundingClientRect().top === two.getBoundingClientRect().top; })()""")).isEqualTo(true);
        }
    }

    @Test
    void a_report_goes_from_the_coordinator_through_the_office_to_its_reporter() {
        Case complaint = submitted("OPEN", "Lampu jalan di Jalan Anggrek padam");
        complaint.seen();
        Tab.Look look = new Tab.Look("id", true);
        try (Tab kris = tab(look, Who.COORDINATOR)) {
            kris.opens("/kerja/" + complaint.id);
            kris.page().selectOption("#forward-office", office.id);
            kris.page().selectOption("#forward-class", "COMPLAINT");
            kris.presses("Teruskan").isAt("/kerja/" + complaint.id);
            assertThat(kris.text("[role=status]")).isEqualTo("Laporan diteruskan.");
        }
        try (Tab budi = tab(look, office.officer())) {
            budi.opens("/kerja/" + complaint.id);
            budi.page().selectOption("#respond-template", "SOLVED");
            budi.presses("Sisipkan");
            assertThat(budi.page().inputValue("#respond-text")).contains("Jalan Anggrek");
            budi.fills("respond-text", "Lampu diganti 1 Desember.").presses("Simpan tanggapan").isAt("/kerja/" + complaint.id);
            assertThat(budi.page().inputValue("#respond-text")).isEmpty();
            budi.isSound("case-author");
        }
        try (Tab siti = tab(new Tab.Look("id", false), office.head())) {
            siti.opens("/kerja?share=TO_APPROVE").page().click("a[href='/kerja/" + complaint.id + "']");
            siti.isAt("/kerja/" + complaint.id).presses("Setujui dan kirim");
            assertThat(siti.text("[role=status]")).contains("disetujui");
        }
        assertThat(complaint.seen().seenBy(complaint.reporter()).at("/status")).isEqualTo("RESPONDED");
    }

    @Test
    void a_text_survives_a_lost_line_and_a_stale_form_and_is_gone_once_it_arrived() {
        Case complaint = submitted("OPEN", "Lampu jalan di Jalan Mawar padam").forwardedTo(office);
        complaint.seen();
        try (Tab budi = tab(new Tab.Look("id", true), office.officer())) {
            budi.opens("/kerja/" + complaint.id);
            budi.page().locator("#respond-text").pressSequentially("Sudah kami ganti");
            budi.page().reload();
            assertThat(budi.page().inputValue("#respond-text")).isEqualTo("Sudah kami ganti");
            complaint.asks(office.head(), "/assignment", "officerId", "budi").is(201);
            complaint.seen();

            budi.presses("Simpan tanggapan").isSound("case-stale");
            assertThat(budi.text("[role=alert]")).contains("Petugas ditunjuk");
            budi.presses("Simpan tanggapan").isAt("/kerja/" + complaint.id);
            budi.opens("/kerja/" + complaint.id);
            assertThat(budi.page().inputValue("#respond-text")).isEmpty();
        }
    }

    @Test
    void keys_lead_through_a_list_while_the_focus_is_there_and_nowhere_else() {
        try (Tab siti = tab(new Tab.Look("id", true), office.head())) {
            siti.opens("/kerja");
            siti.page().keyboard().press("j");
            assertThat(siti.page().evaluate("document.activeElement.tagName")).isEqualTo("BODY");
            siti.page().locator("[data-row]").first().focus();
            siti.page().keyboard().press("j");
            String at = "[...document.querySelectorAll('[data-row]')].indexOf(document.activeElement)";
            assertThat(siti.page().evaluate(at)).isEqualTo(1);
            siti.page().keyboard().press("k");
            assertThat(siti.page().evaluate(at)).isEqualTo(0);
            siti.page().keyboard().press("?");
            assertThat(siti.page().locator("#pintasan").getAttribute("open")).isNotNull();
        }
    }
}
