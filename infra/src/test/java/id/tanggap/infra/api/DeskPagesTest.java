package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The assisted desk with a browser that runs no scripts, and what a device keeps of it. */
@ExtendWith(OnePlatform.class)
class DeskPagesTest {

    private static final String DESK = "/meja-bantu";

    private final Platform platform;

    DeskPagesTest(Platform platform) {
        this.platform = platform;
    }

    private static String[] filled(Surfer desk, String... more) {
        List<String> fields = new ArrayList<>(List.of("key", desk.hidden("key"), "wording", "meja-bantu-1", "kind", "COMPLAINT",
                "category", "Kesehatan", "title", "Puskesmas tutup", "narrative", "Dua hari tutup."));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    @Test
    void somebody_files_for_a_person_and_gets_what_to_hand_over_and_the_event_says_who_agreed_and_how() {
        Office office = platform.office();
        office.seen();
        Surfer budi = new Surfer(platform, office.officer()).opens(DESK).isTold(200, "Saya setuju petugas ini");
        String[] form = filled(budi, "identity", "CONFIDENTIAL", "name", "Nenek Ijah", "manner", "SPOKEN", "witness", "Pak RT Udin",
                "by", "Cucu Rini");

        budi.submits(DESK, form).isAt(DESK + "/selesai");
        String secret = budi.first("id=\"secret\">([^<]+)<");
        String code = budi.first("<span class=\"figure-code\">([^<]+)<");
        budi.submits(DESK, form).isAt(DESK + "/selesai");
        assertThat(budi.first("id=\"secret\">([^<]+)<")).isEqualTo(secret);

        Answer complaint = platform.http().get("/api/v1/tracking/" + code, Who.reporter(secret).havingSeen(platform.head())).is(200);
        assertThat(complaint.at("/content/channel")).isEqualTo("DESK");
        Answer told = platform.http().get("/api/v1/audit/events?include=personal&complaint=" + complaint.at("/id"), Who.INSPECTOR)
                .is(200);
        assertThat(told.json().path("events").size()).isEqualTo(1);
        assertThat(told.at("/events/0/actor/id")).isEqualTo("budi");
        assertThat(told.at("/events/0/payload/consent/manner")).isEqualTo("SPOKEN");
        assertThat(told.at("/events/0/payload/consent/wording")).isEqualTo("meja-bantu-1");
        assertThat(told.at("/events/0/payload/consent/by")).isEqualTo("Cucu Rini");
        assertThat(told.at("/events/0/payload/consent/witness")).isEqualTo("Pak RT Udin");
        assertThat(platform.http().get("/api/v1/audit/events?complaint=" + complaint.at("/id"), Who.INSPECTOR).text())
                .doesNotContain("Cucu Rini", "Pak RT Udin");

        budi.submits(DESK + "/selesai").isAt(DESK);
        assertThat(budi.opens(DESK + "/selesai").isAt(DESK).page()).doesNotContain(secret);
    }

    @Test
    void what_is_missing_is_told_where_it_stands_and_what_was_written_stays() {
        Surfer kris = new Surfer(platform, Who.COORDINATOR).opens(DESK);

        kris.submits(DESK, filled(kris, "identity", "OPEN", "name", "")).isTold(400, "id=\"name-wrong\"", "Dua hari tutup.",
                "href=\"#manner\"");
        kris.submits(DESK, filled(kris, "identity", "ANONYMOUS", "manner", "SPOKEN")).isTold(400, "Sebutkan saksi");
        kris.submits(DESK, filled(kris, "manner", "SIGNED")).isTold(400, "href=\"#identity\"");
    }

    @Test
    void whether_a_persons_name_may_be_known_and_what_it_is_about_is_not_answered_before_they_were_asked() {
        Surfer kris = new Surfer(platform, Who.COORDINATOR).opens(DESK);

        assertThat(kris.page()).doesNotContain("checked", "selected=\"selected\">Jalan");
        assertThat(kris.first("<select id=\"category\"[^>]*>\\s*<option value=\"([^\"]*)\"")).isEmpty();
    }

    @Test
    void the_api_takes_nothing_from_a_desk_without_consent_and_no_consent_from_the_public() {
        platform.http().post("/api/v1/complaints", Who.COORDINATOR, Http.body("title", "t", "narrative", "n", "category", "c",
                "identity", "ANONYMOUS", "channel", "DESK")).is(422, "CONSENT_MISSING");
        platform.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", "t", "narrative", "n", "category", "c",
                "identity", "ANONYMOUS", "channel", "DESK", "consent", Http.body("manner", "SIGNED", "wording", "meja-bantu-1")))
                .is(403, "CONSENT_IS_RECORDED_BY_STAFF");
        platform.http().post("/api/v1/complaints", Who.COORDINATOR, Http.body("title", "t", "narrative", "n", "category", "c",
                "identity", "ANONYMOUS", "channel", "DESK", "consent", Http.body("manner", "SIGNED", "wording", "Versi 1")))
                .is(400, "FIELDS_INVALID");
    }

    @Test
    void what_a_device_keeps_is_the_same_for_everybody_and_has_nothing_of_an_account() {
        Surfer kris = new Surfer(platform, Who.COORDINATOR).opens(DESK + "/luring").isTold(200, "Saya setuju petugas ini");
        Surfer anybody = new Surfer(platform).opens(DESK + "/luring").isTold(200);

        Pattern key = Pattern.compile("name=\"key\" value=\"[^\"]+\"");
        assertThat(key.matcher(kris.page()).replaceAll("")).isEqualTo(key.matcher(anybody.page()).replaceAll(""));
        assertThat(kris.page()).doesNotContain("kris", "_csrf");
    }

    @Test
    void what_keeps_it_is_let_into_this_page_alone_and_names_exactly_its_files() {
        Answer worker = platform.http().get(DESK + "/pekerja.js", Who.PUBLIC).is(200);
        List<String> files = Pattern.compile("/aset/[a-z]+\\.[0-9a-f]{16}\\.[a-z]+").matcher(worker.text()).results()
                .map(match -> match.group()).toList();
        String shell = platform.http().get(DESK + "/luring", Who.PUBLIC.with("Accept", "text/html")).is(200).text();

        assertThat(worker.header("Service-Worker-Allowed")).isEqualTo("/meja-bantu");
        assertThat(worker.header("Content-Type")).startsWith("text/javascript");
        assertThat(files).hasSize(4).allSatisfy(file -> {
            assertThat(shell).contains(file);
            platform.http().get(file, Who.PUBLIC).is(200);
        });
    }

    @Test
    void signing_out_has_a_browser_forget_what_it_kept() {
        assertThat(platform.http().send(org.springframework.http.HttpMethod.POST, "/keluar",
                Who.PUBLIC.with("Sec-Fetch-Site", "same-origin"), "application/x-www-form-urlencoded", new byte[0]).is(303)
                .header("Clear-Site-Data")).isEqualTo("\"storage\"");
    }

    /** Events keep the version of the statement and not its words: those must stay what people agreed to. */
    @Test
    void the_words_of_a_version_of_the_statement_never_change() throws IOException, NoSuchAlgorithmException {
        assertThat(digest("desk.properties")).isEqualTo("af5450382f9a90b3");
        assertThat(digest("desk_en.properties")).isEqualTo("037254a6aaf97523");
    }

    private static String digest(String bundle) throws IOException, NoSuchAlgorithmException {
        String statement = Files.readAllLines(Path.of("src/main/resources/words", bundle)).stream()
                .filter(line -> line.startsWith("desk.statement.meja-bantu-1=")).findFirst().orElseThrow();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }
}
