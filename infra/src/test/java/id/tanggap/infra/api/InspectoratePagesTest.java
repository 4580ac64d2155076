package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** The inspectorate's pages, with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class InspectoratePagesTest {

    private static final Who SECOND = Who.staff("INSPECTOR", "ina");
    private static final Pattern POSITION = Pattern.compile("id=\"p(\\d+)\"");
    private static final String HISTORY = "/inspektorat/riwayat";

    private final Platform platform;

    InspectoratePagesTest(Platform platform) {
        this.platform = platform;
    }

    private Surfer inspector() {
        return new Surfer(platform, Who.INSPECTOR);
    }

    private Case confidential() {
        return platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity", "CONFIDENTIAL",
                "reporter", Http.body("name", "MARKname"));
    }

    private static String deciding(Case complaint) {
        return "/inspektorat/laporan/" + complaint.id;
    }

    /** Fills in the form of an act on the page of a complaint, as it now is. */
    private static Surfer decides(Surfer surfer, Case complaint, String act, String... fields) {
        surfer.opens(deciding(complaint)).isTold(200, deciding(complaint) + "/" + act);
        return surfer.submits(deciding(complaint) + "/" + act, with(surfer, fields));
    }

    private static String[] with(Surfer surfer, String... fields) {
        List<String> all = new ArrayList<>(List.of("sequence", surfer.hidden("sequence"), "key", surfer.hidden("key")));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    private String status(Case complaint) {
        return complaint.seen().seenBy(Who.INSPECTOR).at("/status");
    }

    private List<Long> positions(Surfer surfer) {
        return POSITION.matcher(surfer.page()).results().map(found -> Long.valueOf(found.group(1))).toList();
    }

    /** Looks, by this inspector, since a number. */
    private List<JsonNode> looks(long after) {
        List<JsonNode> looks = new ArrayList<>();
        platform.http().get("/api/v1/audit/accesses?limit=200&after=" + after, SECOND).is(200).json().path("accesses")
                .forEach(looks::add);
        return looks;
    }

    private long lastLook() {
        String text = platform.http().get("/api/v1/audit/accesses/verification", SECOND).is(200).at("/rows");
        return Long.parseLong(text);
    }

    @Test
    void the_first_page_shows_what_waits_and_leads_to_where_it_is_decided() {
        Office office = platform.office();
        Case accusation = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "title", "Pungli di loket", "oversight", true);
        Case appeal = confidential().forwardedTo(office).answeredBy(office);
        appeal.asks(appeal.reporter(), "/replies", "decision", "OBJECT", "text", "x").is(201);
        appeal.answeredBy(office).asks(appeal.reporter(), "/appeal", "text", "x").is(201);
        Case reveal = confidential().forwardedTo(office);
        reveal.asks(office.head(), "/identity-reveal", "reason", "Perlu menghubungi").is(201);
        Case erasure = confidential().forwardedTo(office).answeredBy(office).accepted();
        erasure.asks(erasure.reporter(), "/erasure", "reason", "Sudah cukup").is(201);
        String inspection = platform.http().post("/api/v1/inspections", Who.INSPECTOR, Http.body("officeId", office.id, "reason",
                "Laporan berulang")).is(201).at("/id");
        office.seen();

        Surfer indra = inspector().opens("/inspektorat").isTold(200, "Pungli di loket", "Perlu menghubungi", "Sudah cukup",
                "Laporan berulang", "href=\"/inspektorat/pemeriksaan/" + inspection + "\"");

        for (Case waiting : List.of(accusation, appeal, reveal)) {
            assertThat(indra.page()).contains("href=\"" + deciding(waiting) + "\"");
        }
        assertThat(indra.page()).contains("href=\"/penghapusan/" + erasure.id + "\"");
    }

    @Test
    void an_event_is_told_in_words_with_the_event_beside_it_and_personal_data_stays_sealed() {
        Office office = platform.office("Dinas Kebersihan " + Platform.word("b"));
        Case complaint = confidential().forwardedTo(office);
        office.seen();
        long before = lastLook();

        Surfer indra = inspector().opens(HISTORY + "?complaint=" + complaint.id).isTold(200, "Laporan diterima",
                "Diteruskan ke instansi", "Dinas Kebersihan", "kris, Koordinator", "[tersegel]", "[sealed]",
                "&quot;type&quot; : &quot;complaint.forwarded&quot;", "href=\"/kerja/" + complaint.id + "\"");

        assertThat(indra.page()).doesNotContain("MARKtitle", "MARKname", "MARKnarrative");
        assertThat(positions(indra)).containsExactly(complaint.position() - 1, complaint.position());
        assertThat(looks(before)).noneMatch(look -> look.at("/question").asString("").contains(HISTORY));
    }

    @Test
    void personal_data_is_shown_on_request_and_only_after_it_is_on_record_for_what() {
        Case complaint = confidential();
        long before = lastLook();

        inspector().opens(HISTORY + "?complaint=" + complaint.id + "&include=personal&purpose=Berkas%20perkara%207")
                .isTold(200, "MARKtitle", "MARKname", "MARKnarrative");

        assertThat(looks(before)).anySatisfy(look -> {
            assertThat(look.at("/question").asString()).isEqualTo("GET " + HISTORY);
            assertThat(look.at("/purpose").asString()).isEqualTo("Berkas perkara 7");
            assertThat(look.at("/shown/EVENTS/0").asString()).isEqualTo(complaint.id);
            assertThat(look.at("/actor/id").asString()).isEqualTo("indra");
        });
    }

    @Test
    void a_filter_that_cannot_be_read_is_told_where_it_stands_and_stays_there() {
        inspector().opens(HISTORY + "?complaint=abc&actor=kris").isTold(400, "id=\"complaint-wrong\"", "value=\"abc\"",
                "value=\"kris\"");
        inspector().opens(HISTORY + "?from=kemarin").isTold(400, "id=\"from-wrong\"");
        inspector().opens(HISTORY + "?include=personal&purpose=%E2%82%AC").isTold(400, "id=\"purpose-wrong\"");
        inspector().opens("/inspektorat/akses?inspection=abc").isTold(400, "id=\"inspection-wrong\"");
    }

    @Test
    void going_on_from_page_to_page_leads_through_every_event_without_a_gap() {
        confidential().forwardedTo(platform.office());
        long head = platform.head();
        List<Long> seen = new ArrayList<>();
        Surfer indra = inspector().opens(HISTORY + "?after=" + (head - 120));

        seen.addAll(positions(indra));
        while (indra.page().contains("rel=\"next\"")) {
            indra.opens(indra.first("class=\"button\" href=\"([^\"]+)\" rel=\"next\"").replace("&amp;", "&"));
            seen.addAll(positions(indra));
        }

        assertThat(seen).startsWith(LongStream.rangeClosed(Math.max(0, head - 119), head).boxed().toArray(Long[]::new)).isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_taken_away_is_what_the_api_tells() {
        Case complaint = confidential().forwardedTo(platform.office());

        Surfer indra = inspector().opens(HISTORY + "/unduh?complaint=" + complaint.id).isTold(200);

        assertThat(indra.last().headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"riwayat.jsonl\"");
        assertThat(indra.page()).isEqualTo(platform.http().get("/api/v1/audit/events?complaint=" + complaint.id,
                Who.INSPECTOR.with("Accept", "application/x-ndjson")).is(200).text());
    }

    @Test
    void who_follows_is_told_of_each_event_in_the_shape_in_which_it_stands_on_the_page() {
        Office office = platform.office();
        Case complaint = confidential();
        Flux<String> told = WebClient.create("http://127.0.0.1:" + platform.port()).get()
                .uri(HISTORY + "/alir?complaint=" + complaint.id + "&after=" + complaint.position())
                .headers(headers -> Who.INSPECTOR.with("Accept-Language", "id").headers().forEach(headers::set)).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { }).mapNotNull(ServerSentEvent::data);

        StepVerifier.create(told.take(2)).then(() -> complaint.forwardedTo(office).asks(office.officer(), "/responses", "kind",
                        "INTERIM", "text", "x").is(201))
                .assertNext(html -> assertThat(html).startsWith("<li").endsWith("</li>").contains("Diteruskan ke instansi"))
                .assertNext(html -> assertThat(html).contains("Tanggapan sementara")).expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void who_looked_is_told_with_what_was_shown_and_that_this_was_read_is_told_too() {
        Case complaint = confidential();
        complaint.seenBy(Who.COORDINATOR).is(200);

        Surfer indra = inspector().opens("/inspektorat/akses?complaint=" + complaint.id).isTold(200, "kris, Koordinator",
                "Siapa yang melapor", "GET /api/v1/complaints/{id}");

        assertThat(indra.opens("/inspektorat/akses?complaint=" + complaint.id).page())
                .contains("indra, Inspektorat", "Catatan siapa yang melihat", "GET /inspektorat/akses");
        inspector().opens("/inspektorat/akses/keutuhan").isTold(200, "Utuh:");
    }

    @Test
    void an_accusation_is_forwarded_and_not_twice_by_an_impatient_finger() {
        Office office = platform.office();
        office.seen();
        Case accusation = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "oversight", true);
        accusation.seen();
        Surfer indra = inspector().opens(deciding(accusation)).isTold(200, "menuduh petugas");
        String[] form = with(indra, "teruskan-office", office.id, "teruskan-class", "OVERSIGHT_COMPLAINT");

        indra.submits(deciding(accusation) + "/teruskan", form).isAt(deciding(accusation)).isTold(200, "Laporan diteruskan.");
        indra.submits(deciding(accusation) + "/teruskan", form).isAt(deciding(accusation));

        assertThat(status(accusation)).isEqualTo("FORWARDED");
        assertThat(accusation.timelineSeenBy(Who.INSPECTOR).json().path("timeline").size()).isEqualTo(2);
    }

    @Test
    void an_appeal_is_upheld_or_sent_back_with_a_limit() {
        Office office = platform.office();
        for (String act : List.of("kuatkan", "perintahkan")) {
            Case appeal = confidential().forwardedTo(office).answeredBy(office);
            appeal.asks(appeal.reporter(), "/replies", "decision", "OBJECT", "text", "x").is(201);
            appeal.answeredBy(office).asks(appeal.reporter(), "/appeal", "text", "Belum beres").is(201);
            appeal.seen();

            decides(inspector(), appeal, act, act + "-text", "").isTold(400, "Tulis alasannya");
            decides(inspector(), appeal, act, act + "-text", "Sudah diperiksa.", act + "-days", "7").isAt(deciding(appeal));

            assertThat(status(appeal)).isEqualTo(act.equals("kuatkan") ? "CLOSED" : "FORWARDED");
        }
    }

    @Test
    void who_reported_is_revealed_only_by_another_person_than_who_asked() {
        Office office = platform.office();
        Case complaint = confidential().forwardedTo(office);
        complaint.seen();

        Surfer indra = decides(inspector(), complaint, "minta-ungkap", "minta-ungkap-text", "Perlu saksi").isAt(deciding(complaint));
        assertThat(indra.page()).contains("Orang lain harus memutusnya").doesNotContain(deciding(complaint) + "/ungkap");
        indra.submits(deciding(complaint) + "/ungkap", "sequence", complaint.seen().seenBy(Who.INSPECTOR).at("/sequence"), "key",
                        indra.hidden("key"), "ungkap-text", "Ya")
                .isTold(403, "role=\"alert\"", "Ya");
        decides(new Surfer(platform, SECOND), complaint, "ungkap", "ungkap-text", "Setuju").isAt(deciding(complaint));

        assertThat(complaint.seen().seenBy(office.officer()).at("/who/reporter/name")).isEqualTo("MARKname");
    }

    @Test
    void data_is_erased_on_a_legal_ground_and_the_page_of_what_is_left_still_works() {
        Office office = platform.office();
        Case complaint = confidential().forwardedTo(office).answeredBy(office).accepted();
        complaint.seen();

        String path = "/penghapusan/" + complaint.id;

        Surfer indra = inspector().opens(deciding(complaint)).isTold(200, "href=\"" + path + "\"").opens(path);
        indra.submits(path + "/catat", with(indra, "catat-text", "Lewat surat")).isAt(path).isTold(200, "Permintaan dicatat.",
                "Lewat surat", "indra, Inspektorat");
        indra.submits(path + "/kabulkan", with(indra, "kabulkan-ground", "REQUESTED_BY_SUBJECT")).isAt(path)
                .isTold(200, "Data pribadi dihapus pada");
        inspector().opens(deciding(complaint)).isTold(200, "[dihapus]");

        assertThat(inspector().opens(deciding(complaint)).page()).doesNotContain("MARKtitle", "MARKnarrative");
        inspector().opens(HISTORY + "?complaint=" + complaint.id + "&include=personal").isTold(200, "Data pribadi dihapus",
                "[dihapus]");
    }

    @Test
    void a_form_that_rests_on_an_older_state_is_told_so_and_keeps_what_was_written() {
        Case accusation = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "oversight", true);
        accusation.seen();
        Surfer indra = inspector().opens(deciding(accusation));
        String[] form = with(indra, "tolak-text", "Bukan wewenang kami <b>");
        accusation.asks(Who.INSPECTOR, "/messages", "text", "Mohon bukti").is(201);
        accusation.seen();

        indra.submits(deciding(accusation) + "/tolak", form).isTold(412, "role=\"alert\"", "Bukan wewenang kami &lt;b&gt;");
        indra.submits(deciding(accusation) + "/tolak", with(indra, "tolak-text", "Bukan wewenang kami")).isAt(deciding(accusation));

        assertThat(status(accusation)).isEqualTo("REJECTED");
    }

    @Test
    void an_inspection_goes_from_its_opening_to_its_conclusion_and_the_office_answers_it() {
        Office office = platform.office();
        office.seen();
        Surfer indra = inspector().opens("/inspektorat/pemeriksaan/baru");
        indra.submits("/inspektorat/pemeriksaan", "key", indra.hidden("key"), "office", office.id, "reason", "")
                .isTold(400, "Tulis alasannya");
        String[] opening = {"key", indra.hidden("key"), "office", office.id, "complaint", "", "reason", "Keluhan berulang"};
        String path = indra.submits("/inspektorat/pemeriksaan", opening).isTold(200, "Keluhan berulang").address().getPath();
        assertThat(indra.submits("/inspektorat/pemeriksaan", opening).address().getPath()).isEqualTo(path);

        indra.submits(path + "/temuan", with(indra, "temuan-text", "Loket tutup", "severity", "SERIOUS"))
                .isTold(200, "Temuan dicatat.", "Loket tutup", "Berat");
        indra.submits(path + "/rekomendasi", with(indra, "office", office.id, "rekomendasi-text", "Buka loket", "findings", "1",
                "due", "besok")).isTold(400, "Tulis tanggal");
        indra.submits(path + "/rekomendasi", with(indra, "office", office.id, "rekomendasi-text", "Buka loket", "findings", "1",
                "due", "2199-01-31")).isTold(200, "belum dikirim", "Berdasarkan temuan 1.");
        Surfer siti = new Surfer(platform, office.head());
        assertThat(siti.opens("/inspektorat/pemeriksaan").isTold(200).page()).doesNotContain(path);
        indra.submits(path + "/kirim", with(indra)).isTold(200, "Rekomendasi dikirim.");

        assertThat(siti.opens("/inspektorat/pemeriksaan").page()).contains(path);
        assertThat(siti.opens(path).isTold(200, "Buka loket", "Loket tutup").page()).doesNotContain("Keluhan berulang",
                path + "/temuan", path + "/tutup");
        siti.submits(path + "/tindak-lanjut", with(siti, "number", "1", "tindak-lanjut-text1", "Loket sudah buka"))
                .isTold(200, "Tindak lanjut dilaporkan.", "Loket sudah buka");
        indra.opens(path).submits(path + "/tutup", with(indra, "conclusion", "REMEDIED", "tutup-text", "Beres"))
                .isTold(200, "Pemeriksaan ditutup.", "Terbukti, sudah ditindaklanjuti");
        assertThat(indra.page()).doesNotContain(path + "/tutup");
    }

    @Test
    void nobody_signed_in_is_shown_the_way_to_sign_in() {
        assertThat(new Surfer(platform).opens("/inspektorat").isTold(403).page()).contains("href=\"/masuk");
        assertThat(new Surfer(platform, Who.COORDINATOR).opens(HISTORY).isTold(403, "Hanya inspektorat").page())
                .doesNotContain("href=\"/masuk\" class=\"button\"");
    }
}
