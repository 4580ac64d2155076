package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.attachments.Photos;
import java.io.OutputStream;
import java.net.HttpCookie;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Photos and documents that come with the report itself. */
@ExtendWith(OnePlatform.class)
class ReportedFilesTest {

    private static final String CODE = "figure-code\">(TGP-[^<]+)<";
    private static final String SECRET = "id=\"secret\">([^<]+)<";

    private final Platform platform;

    ReportedFilesTest(Platform platform) {
        this.platform = platform;
    }

    private Surfer atTheCheck() {
        return new Surfer(platform).writesReport("-", "COMPLAINT", "ANONYMOUS").isAt("/lapor/periksa");
    }

    private static Upload photo(String name) {
        return new Upload().file(name, Photos.jpeg(64, 48, 1, "x"));
    }

    private static byte[] pdfOf(int size) {
        return Arrays.copyOf(Photos.pdf("x"), size);
    }

    private String tracked(Surfer surfer) {
        return platform.http().get("/api/v1/tracking/" + surfer.first(CODE), Who.reporter(surfer.first(SECRET))
                .havingSeen(platform.head())).is(200).at("/id");
    }

    /** As the reporter sees them. */
    private JsonNode attached(Surfer surfer) {
        return platform.http().get("/api/v1/complaints/" + tracked(surfer), Who.reporter(surfer.first(SECRET))
                .havingSeen(platform.head())).is(200).json().at("/content/attachments");
    }

    private static Who asBrowserOf(Surfer surfer) {
        return Who.PUBLIC.with("Cookie", surfer.cookies().stream().map(c -> c.getName() + "=" + c.getValue())
                .collect(Collectors.joining("; ")));
    }

    @Test
    void the_last_page_offers_to_choose_files_and_says_what_is_taken() {
        assertThat(atTheCheck().page()).contains("enctype=\"multipart/form-data\"", "name=\"file\"", "multiple",
                "Paling banyak 5 berkas, masing-masing paling besar 10 MB");
    }

    @Test
    void files_are_attached_to_the_report_that_they_came_with_as_its_reporters_and_without_what_their_files_tell() {
        String word = Platform.word("lokasi");
        Surfer budi = atTheCheck().submits("/lapor/kirim", new Upload().file("IMG_1.jpg", Photos.jpeg(64, 48, 6, word))
                .file("surat.pdf", Photos.pdf("surat"))).isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 2").doesNotContain("belum terlampir");
        JsonNode files = attached(budi);
        assertThat(files.findValuesAsString("from")).containsExactly("REPORTER", "REPORTER");
        assertThat(files.findValuesAsString("type")).containsExactlyInAnyOrder("JPEG", "PDF");
        int picture = files.get(0).path("type").asString().equals("JPEG") ? 1 : 2;
        assertThat(new String(platform.http().get("/api/v1/complaints/" + tracked(budi) + "/attachments/" + picture,
                Who.reporter(budi.first(SECRET)).havingSeen(platform.head())).is(200).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain(word, "Exif");
    }

    @Test
    void a_report_without_a_file_is_sent_as_ever() {
        Surfer budi = atTheCheck().submits("/lapor/kirim", new Upload().file("", new byte[0])).isAt("/lapor/selesai");

        assertThat(budi.page()).doesNotContain("terlampir");
        assertThat(attached(budi)).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_taken_is_named_with_the_reason_and_loses_neither_the_report_nor_the_files_after_it() {
        Surfer budi = atTheCheck().submits("/lapor/kirim", new Upload()
                .file("surat <b>.docx", "PK\u0003\u0004 and more of it".getBytes(StandardCharsets.ISO_8859_1))
                .file("besar.pdf", pdfOf((10 << 20) + 1))
                .file("rusak.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1})
                .file("baik.jpg", Photos.jpeg(64, 48, 1, "x"))).isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 1", "Berkas ini belum terlampir",
                "surat &lt;b&gt;.docx</strong>: Jenis berkas ini tidak dapat diterima",
                "besar.pdf</strong>: Berkas ini terlalu besar; batasnya 10 MB", "rusak.jpg</strong>: Foto ini rusak");
        assertThat(budi.page()).doesNotContain("baik.jpg");
        assertThat(attached(budi).findValuesAsString("type")).containsExactly("JPEG");

        // tried again where the page leads, and told no more
        String code = budi.first(CODE);
        budi.submits("/lacak", "code", code, "secret", budi.first(SECRET)).isAt("/lacak/laporan")
                .isTold(200, "Tambahkan foto");
    }

    @Test
    void more_files_than_may_come_with_a_report_are_named_and_the_others_attached() {
        Upload form = new Upload();
        for (int i = 1; i <= 7; i++) {
            form.file("foto-" + i + ".png", Photos.png(4 + i, 4));
        }
        Surfer budi = atTheCheck().submits("/lapor/kirim", form).isAt("/lapor/selesai");

        assertThat(budi.page()).contains("foto-6.png</strong>: Paling banyak 5 berkas",
                "foto-7.png</strong>: Paling banyak 5")
                .doesNotContain("foto-5.png");
        assertThat(attached(budi)).hasSize(5);
    }

    @Test
    void as_many_files_as_may_come_each_as_large_as_it_may_be_arrive() {
        Upload form = new Upload();
        for (int i = 0; i < 5; i++) {
            byte[] pdf = pdfOf(10 << 20);
            pdf[pdf.length - 1] = (byte) i;
            form.file("besar-" + i + ".pdf", pdf);
        }

        Surfer budi = atTheCheck().submits("/lapor/kirim", form).isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 5").doesNotContain("belum terlampir");
    }

    @Test
    void files_that_are_too_large_together_are_refused_before_anything_is_written_and_the_report_is_still_there() {
        Surfer budi = atTheCheck();
        long before = platform.head();
        Upload form = new Upload();
        for (int i = 0; i < 6; i++) {
            form.file("besar.pdf", pdfOf(9 << 20));
        }

        budi.submits("/lapor/kirim", form).isTold(413, "Semua berkas bersama-sama lebih dari 50 MB", "isiannya masih ada");

        assertThat(platform.head()).isEqualTo(before);
        budi.opens("/lapor/periksa").isAt("/lapor/periksa").isTold(200, "Lampu padam");
        budi.submits("/lapor/kirim", photo("kecil.jpg")).isAt("/lapor/selesai");
        assertThat(attached(budi)).hasSize(1);
    }

    @Test
    void a_form_that_is_sent_several_times_at_once_makes_one_report_with_each_file_once() throws Exception {
        Surfer budi = atTheCheck();
        Who browser = asBrowserOf(budi);
        byte[] form = new Upload().file("a.jpg", Photos.jpeg(64, 48, 1, "x")).file("b.png", Photos.png(20, 20)).bytes();
        long before = platform.head();

        List<Future<Answer>> answers;
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            Callable<Answer> click = () -> platform.http().send(HttpMethod.POST, "/lapor/kirim", browser, Upload.TYPE, form);
            answers = several.invokeAll(Collections.nCopies(4, click));
        }

        for (Future<Answer> answer : answers) {
            assertThat(answer.get().is(303).header("Location")).isEqualTo("/lapor/selesai");
        }
        assertThat(platform.head()).isEqualTo(before + 3);
        budi.submits("/lapor/kirim", new Upload().file("a.jpg", Photos.jpeg(64, 48, 1, "x"))).isAt("/lapor/selesai");
        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 1").doesNotContain("belum terlampir");
        assertThat(attached(budi)).hasSize(2);
    }

    @Test
    void the_same_file_twice_in_a_form_is_attached_once() {
        Surfer budi = atTheCheck().submits("/lapor/kirim", photo("a.jpg").file("salinan.jpg", Photos.jpeg(64, 48, 1, "x")))
                .isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 1").doesNotContain("belum terlampir");
        assertThat(attached(budi)).hasSize(1);
    }

    @Test
    void what_is_sent_once_more_after_going_back_is_attached_to_the_report_that_was_sent() {
        Surfer budi = atTheCheck().submits("/lapor/kirim", photo("a.jpg")).isAt("/lapor/selesai");
        String code = budi.first(CODE);

        budi.submits("/lapor/kirim", photo("a.jpg").file("b.png", Photos.png(20, 20))).isAt("/lapor/selesai");

        assertThat(budi.first(CODE)).isEqualTo(code);
        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 2");
        assertThat(attached(budi)).hasSize(2);
    }

    @Test
    void when_the_line_is_lost_in_a_file_the_report_is_stored_and_can_be_sent_again() throws Exception {
        Surfer budi = atTheCheck();
        long before = platform.head();
        byte[] form = photo("a.jpg").file("b.pdf", pdfOf(3 << 20)).bytes();
        try (Socket line = new Socket("127.0.0.1", platform.port())) {
            OutputStream out = line.getOutputStream();
            String cookies = budi.cookies().stream().map(HttpCookie::toString).collect(Collectors.joining("; "));
            out.write(("POST /lapor/kirim HTTP/1.1\r\nHost: 127.0.0.1:" + platform.port() + "\r\nAccept: text/html\r\n"
                    + "Cookie: " + cookies + "\r\nContent-Type: " + Upload.TYPE + "\r\nContent-Length: " + form.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(form, 0, form.length / 2);
            out.flush();
            org.awaitility.Awaitility.await().until(() -> platform.head() >= before + 1);
        }

        budi.submits("/lapor/kirim", photo("a.jpg").file("b.pdf", pdfOf(3 << 20))).isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 2").doesNotContain("belum terlampir");
        assertThat(attached(budi)).hasSize(2);
        assertThat(platform.head()).isEqualTo(before + 3);
    }

    @Test
    void a_form_that_ends_too_early_loses_no_report_and_says_that_files_are_missing() {
        Surfer budi = atTheCheck();
        byte[] whole = photo("a.jpg").file("b.pdf", pdfOf(300_000)).bytes();
        Answer sent = platform.http().send(HttpMethod.POST, "/lapor/kirim", asBrowserOf(budi), Upload.TYPE,
                Arrays.copyOf(whole, whole.length - 60)).is(303);
        sent.headers().getOrEmpty("Set-Cookie").stream().flatMap(cookie -> HttpCookie.parse(cookie).stream())
                .forEach(budi::keeps);

        budi.opens("/lapor/selesai").isAt("/lapor/selesai");

        assertThat(budi.page()).contains("Berkas yang ikut terlampir: 1",
                "b.pdf</strong>: Berkas ini tidak sampai dengan utuh",
                "Berkas lain, jika ada</strong>: Berkas ini tidak sampai");
        List<String> nothing = new ArrayList<>();
        for (String junk : List.of("", "no form", "--x")) {
            nothing.add(platform.http().send(HttpMethod.POST, "/lapor/kirim", asBrowserOf(atTheCheck()), Upload.TYPE,
                    junk.getBytes(StandardCharsets.US_ASCII)).is(303).header("Location"));
        }
        assertThat(nothing).containsOnly("/lapor/selesai");
    }

    @Test
    void a_files_name_is_readable_nowhere_but_on_its_senders_page() {
        String name = Platform.word("namaberkas");
        Surfer budi = atTheCheck().submits("/lapor/kirim", new Upload().file(name + ".jpg", Photos.jpeg(64, 48, 1, "x"))
                .file(name + ".txt", "just words".getBytes(StandardCharsets.US_ASCII))).isAt("/lapor/selesai");

        assertThat(budi.page()).contains(name + ".txt");
        assertThat(budi.cookies()).allSatisfy(cookie -> assertThat(cookie.getValue()).doesNotContain(name));
        assertThat(platform.http().get("/api/v1/audit/events?include=personal&complaint=" + tracked(budi),
                Who.INSPECTOR.havingSeen(platform.head())).is(200).text())
                .contains("complaint.attachment-added").doesNotContain(name);
    }

    @Test
    void a_form_on_another_site_sends_no_report() {
        Who browser = asBrowserOf(atTheCheck()).with("Sec-Fetch-Site", "cross-site");
        long before = platform.head();

        assertThat(platform.http().send(HttpMethod.POST, "/lapor/kirim", browser, Upload.TYPE, photo("a.jpg").bytes())
                .status()).isEqualTo(403);

        assertThat(platform.head()).isEqualTo(before);
    }
}
