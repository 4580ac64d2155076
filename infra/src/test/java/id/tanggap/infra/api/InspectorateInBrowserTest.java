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

/** The inspectorate's pages in a real Chromium, from all sides, and an inspector's day. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectorateInBrowserTest {

    private final Platform platform;
    private Chromium chromium;
    private Office office;
    private Case accusation;
    private Case appeal;
    private String inspection;

    InspectorateInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        office = platform.office("Dinas Perhubungan " + Platform.word("b"));
        accusation = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "title", "Petugas meminta uang di loket", "narrative",
                "Petugas loket tiga meminta lima puluh ribu supaya cepat.", "oversight", true);
        appeal = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "title", "Halte rusak sejak Maret", "narrative",
                "Atap halte bocor dan bangkunya patah.", "reporter", Http.body("name", "Sari Wulandari"));
        appeal.forwardedTo(office).answeredBy(office).asks(appeal.reporter(), "/replies", "decision", "OBJECT", "text",
                "Masih bocor.").is(201);
        appeal.answeredBy(office).asks(appeal.reporter(), "/appeal", "text", "Instansi tidak datang ke lokasi.").is(201);
        Case reveal = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Budi"))
                .forwardedTo(office);
        reveal.asks(office.head(), "/identity-reveal", "reason", "Kami perlu menghubungi pelapor untuk melihat lokasi.").is(201);
        inspection = inspected();
        office.seen();
    }

    private String inspected() {
        Answer opened = platform.http().post("/api/v1/inspections", Who.INSPECTOR, Http.body("officeId", office.id, "reason",
                "Tiga laporan pungutan dalam satu bulan")).is(201);
        String path = "/api/v1/inspections/" + opened.at("/id");
        Answer found = platform.http().post(path + "/findings", Who.INSPECTOR.with("If-Match", opened.etag()), Http.body("text",
                "Loket tiga tidak memasang tarif resmi.", "severity", "SERIOUS")).is(201);
        platform.http().post(path + "/recommendations", Who.INSPECTOR.with("If-Match", found.etag()), Http.body("officeId",
                office.id, "text", "Pasang tarif resmi di setiap loket.", "findings", java.util.List.of(1))).is(201);
        return opened.at("/id");
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

    private Tab tab(Tab.Look look) {
        return new Tab(chromium.browser(), platform, look, Who.INSPECTOR);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_inspectorates_pages_are_sound(Tab.Look look) {
        try (Tab tab = tab(look)) {
            tab.opens("/inspektorat").isSound("inspectorate");
            tab.opens("/inspektorat/riwayat?complaint=" + appeal.id).isSound("inspectorate-history");
            tab.opens("/inspektorat/akses?complaint=" + appeal.id).isSound("inspectorate-accesses");
            tab.opens("/inspektorat/laporan/" + appeal.id).isSound("inspectorate-appeal");
            tab.opens("/inspektorat/pemeriksaan/" + inspection).isSound("inspectorate-inspection");
        }
    }

    @Test
    void pages_on_which_something_is_wrong_or_rare_are_sound_too() {
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens("/inspektorat/riwayat?complaint=abc").isSound("inspectorate-history-wrong");
            tab.opens("/inspektorat/riwayat?complaint=" + appeal.id + "&include=personal&purpose=perkara")
                    .isSound("inspectorate-history-personal");
            tab.page().click(".event details summary");
            tab.isSound("inspectorate-history-raw");
            tab.opens("/inspektorat/akses/keutuhan").isSound("inspectorate-integrity");
            tab.opens("/inspektorat/pemeriksaan").isSound("inspectorate-inspections");
            tab.opens("/inspektorat/pemeriksaan/baru").isSound("inspectorate-opening");
            tab.opens("/inspektorat/laporan/" + accusation.id).unfolds("Teruskan ke instansi").presses("Teruskan")
                    .isSound("inspectorate-accusation-wrong");
        }
    }

    @Test
    void an_inspector_finds_an_appeal_sends_it_back_and_sees_it_happen_live_in_another_tab() {
        try (Tab live = tab(new Tab.Look("id", true)); Tab tab = tab(new Tab.Look("id", true))) {
            live.opens("/inspektorat/riwayat?complaint=" + appeal.id);
            int before = live.page().locator(".event").count();
            live.page().click("[data-follow-switch]");
            live.page().locator("[data-follow-told]:has-text('Tersambung')").waitFor();

            tab.opens("/inspektorat").page().click("main a[href='/inspektorat/laporan/" + appeal.id + "']");
            tab.isAt("/inspektorat/laporan/" + appeal.id).unfolds("Perintahkan instansi menanggapi lagi")
                    .fills("perintahkan-days", "10").fills("perintahkan-text", "Datangi halte bersama pelapor.")
                    .presses("Kirim kembali").isAt("/inspektorat/laporan/" + appeal.id);

            assertThat(tab.text("[role='status']")).isEqualTo("Laporan dikirim kembali ke instansi.");
            live.page().locator(".event.fresh").waitFor();
            assertThat(live.page().locator(".event").count()).isEqualTo(before + 1);
            assertThat(live.text(".event.fresh h2")).isEqualTo("Banding: instansi harus menanggapi lagi");
        }
    }

    @Test
    void a_reason_that_was_not_sent_is_still_there_after_the_line_was_lost_and_gone_once_it_was() {
        Case other = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "oversight", true);
        other.seen();
        String path = "/inspektorat/laporan/" + other.id;
        try (Tab tab = tab(new Tab.Look("id", true))) {
            tab.opens(path).unfolds("Tolak laporan").page().locator("#tolak-text").pressSequentially("Bukan wewenang");
            tab.page().reload();
            assertThat(tab.page().inputValue("#tolak-text")).isEqualTo("Bukan wewenang");

            tab.unfolds("Tolak laporan").presses("Tolak laporan").isAt(path);

            assertThat(tab.text("[role='status']")).isEqualTo("Laporan ditolak.");
            assertThat(tab.page().evaluate("sessionStorage.length")).isEqualTo(0);
        }
    }
}
