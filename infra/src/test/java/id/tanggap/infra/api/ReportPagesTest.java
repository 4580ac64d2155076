package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Making a report with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class ReportPagesTest {

    private static final String CODE = "figure-code\">(TGP-[^<]+)<";
    private static final String SECRET = "id=\"secret\">([^<]+)<";

    private final Platform platform;

    ReportPagesTest(Platform platform) {
        this.platform = platform;
    }

    private Office office() {
        Office office = platform.office();
        office.seen();
        return office;
    }

    private JsonNode seenByCoordinator(String code, String secret) {
        String id = platform.http().get("/api/v1/tracking/" + code, Who.reporter(secret).havingSeen(platform.head())).is(200)
                .at("/id");
        return platform.http().get("/api/v1/complaints/" + id, Who.COORDINATOR).is(200).json();
    }

    @Test
    void a_report_is_made_one_question_at_a_time_and_arrives_as_it_was_written() {
        Office office = office();
        Surfer sari = new Surfer(platform).writesReport(office.id, "COMPLAINT", "CONFIDENTIAL").isAt("/lapor/periksa");
        assertThat(sari.page()).contains("Lampu padam", "Sudah tiga malam &lt;b&gt;gelap&lt;/b&gt;.", "Depan pasar",
                "Sari Wulandari", "Penerangan jalan");

        sari.submits("/lapor/kirim").isAt("/lapor/selesai");

        assertThat(sari.page()).contains("paling lambat", "<svg");
        JsonNode complaint = seenByCoordinator(sari.first(CODE), sari.first(SECRET));
        assertThat(complaint.at("/content/title").asString()).isEqualTo("Lampu padam");
        assertThat(complaint.at("/content/narrative").asString()).isEqualTo("Sudah tiga malam <b>gelap</b>.\nTolong.");
        assertThat(complaint.at("/content/location/address").asString()).isEqualTo("Depan pasar");
        assertThat(complaint.at("/content/identity").asString()).isEqualTo("CONFIDENTIAL");
        assertThat(complaint.at("/content/channel").asString()).isEqualTo("WEB");
        assertThat(complaint.at("/content/requestedOfficeId").asString()).isEqualTo(office.id);
        assertThat(complaint.at("/who/reporter/name").asString()).isEqualTo("Sari Wulandari");
        assertThat(complaint.at("/category").asString()).isEqualTo("Penerangan jalan");
        assertThat(complaint.at("/handling/takenFor").asString()).isEqualTo("COMPLAINT");
    }

    @Test
    void somebody_without_a_name_is_asked_for_none_and_somebody_who_accuses_officials_is_heard_by_the_inspectorate() {
        Surfer siti = new Surfer(platform).writesReport("-", "OVERSIGHT_COMPLAINT", "ANONYMOUS").isAt("/lapor/periksa");
        assertThat(siti.page()).contains("langsung ke inspektorat").doesNotContain("/lapor/kontak");

        siti.submits("/lapor/kirim").isAt("/lapor/selesai");

        JsonNode complaint = seenByCoordinator(siti.first(CODE), siti.first(SECRET));
        assertThat(complaint.at("/withheld").asBoolean()).isTrue();
        assertThat(complaint.at("/who").has("reporter")).isFalse();
    }

    @Test
    void a_question_that_is_not_answered_is_asked_again_with_what_is_wrong_at_its_field() {
        Surfer budi = new Surfer(platform).opens("/lapor");

        budi.submits("/lapor/jenis").isTold(400, "href=\"#kind\"", "id=\"kind-wrong\"", "<title>Perlu diperbaiki: ");
        budi.submits("/lapor/jenis", "kind", "NONSENSE").isTold(400, "href=\"#kind\"");
        budi.submits("/lapor/jenis", "kind", "COMPLAINT").submits("/lapor/hal", "topic", "WASTE");
        budi.submits("/lapor/cerita", "title", "x".repeat(201), "narrative", "").isTold(400, "href=\"#title\"",
                "href=\"#narrative\"", "x".repeat(201));
        budi.opens("/lapor/cerita").isTold(200, "x".repeat(201));
    }

    @Test
    void nobody_gets_past_a_question_and_everybody_back_to_one() {
        Surfer budi = new Surfer(platform).opens("/lapor");
        budi.submits("/lapor/jenis", "kind", "COMPLAINT").isAt("/lapor/hal");

        budi.opens("/lapor/periksa").isAt("/lapor/hal");
        assertThat(budi.opens("/lapor/jenis").isTold(200).first("(<input[^>]*value=\"COMPLAINT\"[^>]*>)")).contains("checked");
        budi.submits("/lapor/kirim").isAt("/lapor/hal");
        budi.opens("/lapor/tidak-ada").isTold(404, "Halaman ini tidak ada");
    }

    @Test
    void a_changed_answer_leads_back_to_the_check() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "OPEN").isAt("/lapor/periksa");

        budi.submits("/lapor/tempat", "address", "Belakang pasar").isAt("/lapor/periksa").isTold(200, "Belakang pasar");
        budi.submits("/lapor/identitas", "identity", "ANONYMOUS").isAt("/lapor/periksa");
        assertThat(budi.page()).doesNotContain("Sari Wulandari");
    }

    @Test
    void a_report_that_is_sent_twice_at_once_is_made_once() throws Exception {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "ANONYMOUS");
        String cookies = String.join("; ", budi.cookies().stream().map(c -> c.getName() + "=" + c.getValue()).toList());
        long before = platform.head();

        List<Future<Answer>> answers;
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            Callable<Answer> click = () -> platform.http().send(HttpMethod.POST, "/lapor/kirim", Who.PUBLIC.with("Cookie", cookies),
                    "application/x-www-form-urlencoded", new byte[0]);
            answers = both.invokeAll(List.of(click, click, click, click));
        }

        for (Future<Answer> answer : answers) {
            assertThat(answer.get().is(303).header("Location")).isEqualTo("/lapor/selesai");
        }
        assertThat(platform.head()).isEqualTo(before + 1);
    }

    @Test
    void going_back_after_sending_shows_the_codes_again_until_they_are_noted() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "ANONYMOUS");
        budi.submits("/lapor/kirim").isAt("/lapor/selesai");
        String code = budi.first(CODE);

        assertThat(budi.opens("/lapor/periksa").isAt("/lapor/selesai").first(CODE)).isEqualTo(code);
        assertThat(budi.submits("/lapor/kirim").isAt("/lapor/selesai").first(CODE)).isEqualTo(code);
        budi.submits("/lapor/selesai").isAt("/");
        budi.opens("/lapor/selesai").isAt("/lapor/jenis");
    }

    @Test
    void whose_browser_keeps_no_cookies_is_told_so_and_loses_nothing() {
        Surfer budi = new Surfer(platform);

        budi.submits("/lapor/cerita", "title", "Lampu padam", "narrative", "Sudah lama.")
                .isTold(400, "izinkan cookie", "Lampu padam", "Sudah lama.");
    }

    @Test
    void nothing_that_somebody_wrote_is_in_an_address_or_readable_in_a_cookie() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "OPEN").isAt("/lapor/periksa");

        assertThat(budi.address().getQuery()).isNull();
        assertThat(budi.cookies()).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.getValue()).doesNotContain("Sari", "Lampu", "pasar");
            assertThat(cookie.isHttpOnly()).isTrue();
        });
        assertThat(budi.last().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void who_begins_anew_finds_nothing_of_the_report_before() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "OPEN");

        budi.opens("/lapor").isTold(200, "belum selesai");
        budi.submits("/lapor").isAt("/lapor/jenis");
        budi.opens("/lapor/periksa").isAt("/lapor/jenis");
        assertThat(budi.cookies().stream().map(HttpCookie::getName)).containsExactly("lapor0");
    }

    @Test
    void a_like_complaint_that_is_open_is_shown_as_the_public_sees_it_and_the_coordinator_is_told_of_it() {
        Office office = office();
        Case other = platform.submitted(Who.PUBLIC, "identity", "OPEN", "reporter", Http.body("name", "Rahasia Sekali"), "title",
                "Judul rahasia", "category", "Penerangan jalan").forwardedTo(office);
        other.seen();
        Surfer budi = new Surfer(platform).writesReport(office.id, "COMPLAINT", "ANONYMOUS").isAt("/lapor/serupa");
        assertThat(budi.page()).contains(other.id, "Penerangan jalan").doesNotContain("Judul rahasia", "Rahasia Sekali");

        budi.submits("/lapor/serupa").isTold(400, "href=\"#sameAs\"", other.id);
        budi.submits("/lapor/serupa", "sameAs", other.id).isAt("/lapor/periksa").isTold(200, "Saya juga mengalaminya");
        budi.submits("/lapor/kirim").isAt("/lapor/selesai");

        JsonNode complaint = seenByCoordinator(budi.first(CODE), budi.first(SECRET));
        assertThat(complaint.at("/handling/sameAs").asString()).isEqualTo(other.id);
    }

    @Test
    void who_accuses_officials_is_not_shown_what_others_reported() {
        Office office = office();
        platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", "Penerangan jalan").forwardedTo(office).seen();

        new Surfer(platform).writesReport(office.id, "OVERSIGHT_COMPLAINT", "ANONYMOUS").isAt("/lapor/periksa");
    }

    @Test
    void a_withheld_complaint_is_like_no_other() {
        Office office = office();
        Case hidden = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", "Penerangan jalan");
        hidden.asks(Who.COORDINATOR, "/verification", "decision", "REFER", "officeId", office.id).is(201);
        hidden.seen();

        new Surfer(platform).writesReport(office.id, "COMPLAINT", "ANONYMOUS").isAt("/lapor/periksa");
    }

    @Test
    void offices_are_looked_for_by_name_without_a_script() {
        String name = "Kelurahan " + Platform.word("q");
        Office office = platform.office(name);
        office.seen();
        Surfer budi = new Surfer(platform).opens("/lapor");
        budi.submits("/lapor/jenis", "kind", "COMPLAINT").submits("/lapor/hal", "topic", "OTHER")
                .submits("/lapor/cerita", "title", "t", "narrative", "n").submits("/lapor/tempat").isAt("/lapor/instansi");

        budi.submits("/lapor/instansi", "search", name.substring(10), "search-now", "1").isAt("/lapor/instansi")
                .isTold(200, office.id, name, "Saya tidak tahu");
        assertThat(platform.http().get("/lapor/instansi/saran?cari=" + name.substring(10), Who.PUBLIC).is(200).text())
                .contains(office.id, "Saya tidak tahu").doesNotContain("<html");
    }

    @Test
    void who_looks_for_an_office_that_is_not_there_is_told_so_and_what_to_do() {
        Surfer budi = new Surfer(platform).opens("/lapor");
        budi.submits("/lapor/jenis", "kind", "COMPLAINT").submits("/lapor/hal", "topic", "OTHER")
                .submits("/lapor/cerita", "title", "t", "narrative", "n").submits("/lapor/tempat").isAt("/lapor/instansi");

        budi.submits("/lapor/instansi", "search", "<qxzj", "search-now", "1").isAt("/lapor/instansi")
                .isTold(200, "Tidak ada instansi yang cocok dengan “&lt;qxzj”", "Saya tidak tahu");
        assertThat(platform.http().get("/lapor/instansi/saran?cari=qxzj", Who.PUBLIC).is(200).text())
                .contains("Tidak ada instansi yang cocok");
        assertThat(budi.submits("/lapor/instansi", "search", "", "search-now", "1").page()).doesNotContain("Tidak ada instansi");
    }

    @Test
    void the_receipt_says_which_report_it_is_for_and_when_that_was_made() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "ANONYMOUS");

        budi.submits("/lapor/kirim").isAt("/lapor/selesai").isTold(200, "tanda terima laporan", "Lampu padam",
                "<dt>Dikirim</dt>");
    }

    @Test
    void what_happens_next_is_told_with_who_looks_first_by_when_and_how_long_an_answer_may_take() {
        Surfer budi = new Surfer(platform).writesReport(office().id, "COMPLAINT", "ANONYMOUS").submits("/lapor/kirim");
        budi.isTold(200, "Koordinator memeriksa laporan Anda, paling lambat", "Batas umumnya 14 hari kerja");

        Surfer sari = new Surfer(platform).writesReport(office().id, "OVERSIGHT_COMPLAINT", "ANONYMOUS")
                .submits("/lapor/kirim").isTold(200, "Inspektorat memeriksa laporan Anda, paling lambat", "60 hari kerja");
        assertThat(sari.page()).doesNotContain("Koordinator");
        sari.submits("/lacak", "code", sari.first(CODE), "secret", sari.first(SECRET))
                .isTold(200, "langsung ke inspektorat");
        assertThat(sari.page()).doesNotContain("oordinator");
    }
}
