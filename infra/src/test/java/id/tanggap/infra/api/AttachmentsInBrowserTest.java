package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.FilePayload;
import id.tanggap.infra.attachments.Photos;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** Files on the page of a report, in a real Chromium. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentsInBrowserTest {

    private final Platform platform;
    private Chromium chromium;
    private Case complaint;

    AttachmentsInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        complaint = platform.open();
        new Upload().field("description", "Lubang di depan gerbang sekolah, sedalam mata kaki").file("a.jpg",
                Photos.jpeg(800, 600, 1, "x")).to(platform, complaint.path() + "/attachments", complaint.reporter()).is(201);
        platform.http().send(HttpMethod.POST, complaint.path() + "/attachments", complaint.reporter(), "application/pdf",
                Photos.pdf("x")).is(201);
        complaint.seen();
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

    private static String in(Tab.Look look, String id, String en) {
        return look.language().equals("id") ? id : en;
    }

    private Tab opened(Tab.Look look, Case complaint) {
        return new Tab(chromium.browser(), platform, look).opens("/lacak").fills("code", complaint.code)
                .fills("secret", complaint.secret).presses(in(look, "Buka laporan", "Open the report")).isAt("/lacak/laporan");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void files_of_a_report_are_shown_and_the_form_for_more_is_sound(Tab.Look look) {
        try (Tab tab = opened(look, complaint)) {
            tab.page().locator(".attachments img").scrollIntoViewIfNeeded();
            tab.page().waitForFunction("document.querySelector('.attachments img').naturalWidth > 0");
            tab.isSound("follow-attachments");
            String add = in(look, "Tambahkan foto", "Add a photo");
            tab.unfolds(add).presses(in(look, "Kirim berkas", "Send the file")).isSound("follow-attachments-wrong");
            assertThat(tab.text("#file-wrong")).contains(in(look, "Pilih satu berkas", "Choose one file"));
        }
    }

    @Test
    void a_citizen_adds_a_photo_without_scripts_and_sees_it_and_it_is_there_once() {
        Case own = platform.open();
        own.seen();
        Tab.Look look = new Tab.Look("id", false);
        try (Tab tab = opened(look, own)) {
            tab.unfolds("Tambahkan foto").fills("description", "Lampu yang padam").page().setInputFiles("#file",
                    new FilePayload("IMG_2026.jpg", "image/jpeg", Photos.jpeg(640, 480, 6, "rahasia")));
            tab.presses("Kirim berkas").isAt("/lacak/laporan");
            assertThat(tab.text("[role=status]")).contains("Berkas Anda sudah diterima");
            assertThat(tab.text(".attachments strong")).isEqualTo("Lampu yang padam");
            assertThat(tab.page().getAttribute(".attachments img", "alt")).contains("Lampu yang padam");

            tab.page().locator(".attachments a").first().click();
            await().until(() -> tab.page().url().endsWith("/lacak/lampiran/1"));

            assertThat(platform.http().get(own.path(), own.reporter().havingSeen(platform.head())).is(200).json()
                    .at("/content/attachments")).hasSize(1);
        }
    }

    /** With scripts and without: the form is the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_citizen_reports_with_a_photo_and_is_told_of_the_file_that_could_not_be_taken(boolean scripts) {
        Tab.Look look = new Tab.Look("id", scripts);
        try (Tab tab = new Tab(chromium.browser(), platform, look)) {
            tab.opens("/lapor").chooses("kind", "COMPLAINT").presses("Lanjut").chooses("topic", "ORDER").presses("Lanjut")
                    .fills("title", "Lubang di jalan").fills("narrative", "Di depan gerbang sekolah.").presses("Lanjut")
                    .presses("Lanjut").chooses("office", "-").presses("Lanjut").chooses("identity", "ANONYMOUS")
                    .presses("Lanjut").isAt("/lapor/periksa").page().setInputFiles("#file", new FilePayload[] {
                        new FilePayload("IMG_2026.jpg", "image/jpeg", Photos.jpeg(640, 480, 6, "rahasia")),
                        new FilePayload("surat.docx", "application/octet-stream", "PK..and more of it".getBytes(
                                StandardCharsets.US_ASCII))});
            tab.isSound("report-9-check-files").presses("Kirim laporan").isAt("/lapor/selesai")
                    .isSound("report-done-refused");
            assertThat(tab.text(".panel")).contains("Berkas yang ikut terlampir: 1");
            assertThat(tab.text(".notice.warn")).contains("surat.docx: Jenis berkas ini tidak dapat diterima")
                    .doesNotContain("IMG_2026");

            tab.page().reload();
            tab.isAt("/lapor/selesai").presses("Kirim berkas di halaman laporan saya").isAt("/lacak/laporan");

            assertThat(tab.page().locator(".attachments li").count()).isEqualTo(1);
            tab.unfolds("Tambahkan foto").page().setInputFiles("#file",
                    new FilePayload("surat.pdf", "application/pdf", Photos.pdf("surat")));
            tab.presses("Kirim berkas").isAt("/lacak/laporan");
            assertThat(tab.page().locator(".attachments li").count()).isEqualTo(2);
        }
    }

    @Test
    void an_officer_adds_a_photo_on_the_case_page_and_sees_it_beside_the_citizens() {
        Office office = platform.office();
        office.seen();
        Case own = platform.open().forwardedTo(office);
        own.seen();
        try (Tab tab = new Tab(chromium.browser(), platform, new Tab.Look("id", true), office.officer())) {
            tab.opens("/kerja/" + own.id).unfolds("Tambahkan foto").fills("description", "Lampu yang baru").page()
                    .setInputFiles("#file", new FilePayload("IMG_1.jpg", "image/jpeg", Photos.jpeg(640, 480, 1, "rahasia")));
            tab.presses("Kirim berkas").isAt("/kerja/" + own.id);

            assertThat(tab.text(".attachments strong")).isEqualTo("Lampu yang baru");
            tab.page().waitForFunction("document.querySelector('.attachments img').naturalWidth > 0");
            tab.isSound("case-attachments");
        }
    }

    @Test
    void a_file_that_cannot_be_taken_is_told_at_its_field() {
        Case own = platform.open();
        own.seen();
        try (Tab tab = opened(new Tab.Look("en", true), own)) {
            tab.unfolds("Add a photo").page().setInputFiles("#file",
                    new FilePayload("surat.docx", "application/octet-stream", new byte[] {'P', 'K', 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
            tab.presses("Send the file");
            assertThat(tab.text("#file-wrong")).contains("This kind of file is not taken");
        }
    }
}
