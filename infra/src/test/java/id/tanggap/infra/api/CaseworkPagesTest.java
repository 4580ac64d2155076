package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of offices and coordinators, with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class CaseworkPagesTest {

    private final Platform platform;

    CaseworkPagesTest(Platform platform) {
        this.platform = platform;
    }

    private Surfer staff(Who who) {
        return new Surfer(platform, who);
    }

    private static String page(Case complaint) {
        return "/kerja/" + complaint.id;
    }

    /** Sends the form of a move as the page that was opened has it. */
    private static Surfer does(Surfer staff, Case complaint, String move, String... fields) {
        List<String> all = new ArrayList<>(List.of("etag", staff.hidden("etag"), "key", staff.hidden("key"), "seen",
                staff.hidden("seen"), "number", staff.page().contains("name=\"number\"") ? staff.hidden("number") : ""));
        all.addAll(List.of(fields));
        return staff.submits(page(complaint) + "/" + move, all.toArray(String[]::new));
    }

    private static List<String> found(Surfer staff, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(staff.page());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    // What is offered

    private enum State {
        SUBMITTED, RETURNED, REFERRED, FORWARDED, ACCUSING, DRAFTED, ANSWERED, APPEALED, CLOSED, MERGED, REVEAL_ASKED;

        void bringAbout(Case complaint, Office office, Platform platform) {
            switch (this) {
                case SUBMITTED -> { }
                case RETURNED -> complaint.returned();
                case REFERRED -> complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER").is(201);
                case FORWARDED -> complaint.forwardedTo(office);
                case ACCUSING -> {
                    REFERRED.bringAbout(complaint, office, platform);
                    complaint.asks(Who.INSPECTOR, "/verification", "decision", "FORWARD", "officeId", office.id,
                            "classification", "OVERSIGHT_COMPLAINT").is(201);
                }
                case DRAFTED -> complaint.forwardedTo(office).asks(office.officer(), "/responses", "kind", "FINAL", "text", "x")
                        .is(201);
                case ANSWERED -> complaint.forwardedTo(office).answeredBy(office);
                case APPEALED -> {
                    complaint.forwardedTo(office).answeredBy(office).asks(complaint.reporter(), "/replies", "decision", "OBJECT",
                            "text", "x").is(201);
                    complaint.answeredBy(office).asks(complaint.reporter(), "/appeal", "text", "x").is(201);
                }
                case CLOSED -> complaint.forwardedTo(office).answeredBy(office).accepted();
                case MERGED -> complaint.mergedInto(platform.anonymous());
                case REVEAL_ASKED -> complaint.forwardedTo(office).asks(office.head(), "/identity-reveal", "reason", "x").is(201);
            }
        }
    }

    /** Every move, with a form that is right in itself. */
    private Map<String, String[]> moves(Office other, Case another) {
        Map<String, String[]> moves = new LinkedHashMap<>();
        moves.put("setujui", new String[] {});
        moves.put("revisi", new String[] {"send-back-text", "x"});
        moves.put("teruskan", new String[] {"forward-office", other.id, "forward-class", "COMPLAINT"});
        moves.put("tanggapi", new String[] {"respond-kind", "INTERIM", "respond-text", "x"});
        moves.put("tugaskan", new String[] {"assign-officer", "budi"});
        moves.put("pesan", new String[] {"write-text", "x"});
        moves.put("kembalikan", new String[] {"return-text", "x"});
        moves.put("tolak", new String[] {"reject-text", "x"});
        moves.put("gabung", new String[] {"merge-into", another.id});
        moves.put("pisahkan", new String[] {});
        moves.put("rujuk", new String[] {});
        moves.put("alihkan", new String[] {"transfer-office", other.id, "transfer-text", "x"});
        moves.put("minta-identitas", new String[] {"ask-identity-text", "x"});
        moves.put("kuatkan", new String[] {"uphold-text", "x"});
        moves.put("perintahkan", new String[] {"order-text", "x", "order-days", "5"});
        return moves;
    }

    @ParameterizedTest
    @EnumSource
    void every_move_that_is_offered_is_taken_and_every_other_is_refused(State state) {
        Office above = platform.office();
        Office office = platform.office();
        office.asks(Who.ADMINISTRATOR, "/parent", "parentId", above.id).is(201);
        Office other = platform.office();
        Case another = platform.anonymous();
        Map<String, String[]> moves = moves(other, another);
        for (Who who : List.of(Who.COORDINATOR, Who.INSPECTOR, office.officer(), office.head(), other.head(), above.head())) {
            Set<String> taken = new TreeSet<>();
            Set<String> offered = null;
            Case complaint = null;
            Surfer staff = staff(who);
            for (Map.Entry<String, String[]> move : moves.entrySet()) {
                if (complaint == null) {
                    complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"));
                    state.bringAbout(complaint, office, platform);
                    complaint.seen();
                    staff.opens(page(complaint));
                    offered = new TreeSet<>(found(staff, "action=\"/kerja/" + complaint.id + "/([a-z-]+)\""));
                    offered.remove("lampiran");
                }
                if (staff.page().contains("name=\"etag\"")) {
                    does(staff, complaint, move.getKey(), move.getValue());
                } else {
                    staff.submits(page(complaint) + "/" + move.getKey(), withState(move.getValue(), complaint));
                }
                assertThat(staff.last().statusCode()).as("%s by %s in %s", move.getKey(), who, state).isLessThan(500);
                if (staff.last().statusCode() == 200 && staff.page().contains("role=\"status\"")) {
                    taken.add(move.getKey());
                    complaint = null;
                }
            }
            assertThat(offered).as("offered to %s in %s", who, state).isEqualTo(taken);
        }
    }

    private static String[] withState(String[] fields, Case complaint) {
        List<String> all = new ArrayList<>(List.of("etag", complaint.etag().replace("\"", ""), "key",
                java.util.UUID.randomUUID().toString(), "number", "1"));
        all.addAll(Arrays.asList(fields));
        return all.toArray(String[]::new);
    }

    // Forms

    @Test
    void who_decides_about_an_older_state_is_told_what_happened_and_keeps_the_text() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.seen();
        Surfer budi = staff(office.officer()).opens(page(complaint)).isTold(200);
        complaint.asks(office.head(), "/assignment", "officerId", "rina").is(201);
        complaint.seen();

        does(budi, complaint, "tanggapi", "respond-kind", "FINAL", "respond-text", "Sudah <b>beres</b>.")
                .isTold(412, "Yang terjadi sementara itu", "Petugas ditunjuk", "siti", "Sudah &lt;b&gt;beres&lt;/b&gt;.");
        assertThat(complaint.seen().seenBy(office.officer()).json().at("/handling/drafts")).isEmpty();

        does(budi, complaint, "tanggapi", "respond-kind", "FINAL", "respond-text", "Sudah <b>beres</b>.")
                .isAt(page(complaint)).isTold(200, "Tanggapan tercatat", "Sudah &lt;b&gt;beres&lt;/b&gt;.");
    }

    @Test
    void a_form_that_is_sent_twice_does_it_once() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.seen();
        Surfer budi = staff(office.officer()).opens(page(complaint));
        String[] form = {"etag", budi.hidden("etag"), "key", budi.hidden("key"), "respond-kind", "INTERIM", "respond-text",
                "Kami cek."};

        budi.submits(page(complaint) + "/tanggapi", form).isAt(page(complaint));
        budi.submits(page(complaint) + "/tanggapi", form).isAt(page(complaint)).isTold(200, "Tanggapan tercatat");

        assertThat(complaint.seen().seenBy(office.officer()).json().at("/content/responses")).hasSize(1);
    }

    @Test
    void what_is_missing_is_told_at_its_field_and_what_is_refused_above_all() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.seen();
        Surfer budi = staff(office.officer()).opens(page(complaint));

        does(budi, complaint, "alihkan", "transfer-office", "", "transfer-text", "Bukan wewenang kami")
                .isTold(400, "href=\"#transfer-office\"", "Pilih instansi", "Bukan wewenang kami");
        does(budi, complaint, "alihkan", "transfer-office", office.id, "transfer-text", "Bukan wewenang kami")
                .isTold(409, "href=\"#transfer-office\"", "sudah berada di instansi ini", "Bukan wewenang kami");
        does(budi, complaint, "tolak", "reject-text", "Bukan laporan").isTold(403, "Ini yang Anda tulis", "Bukan laporan");
        budi.submits(page(complaint) + "/pesan", "write-text", "Halo").isTold(428);
        budi.submits(page(complaint) + "/lain").isTold(404);
    }

    @Test
    void a_beginning_of_an_answer_says_what_the_case_says_and_what_was_typed_stays_before_it() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.seen();
        Surfer budi = staff(office.officer()).opens(page(complaint));
        assertThat(budi.page()).contains("value=\"SOLVED\"").doesNotContain("value=\"ASPIRATION_TAKEN\"");

        does(budi, complaint, "tanggapi", "respond-kind", "INTERIM", "respond-text", "Yth. Sari,", "respond-template", "EXAMINING",
                "respond-insert", "1").isTold(200);

        assertThat(budi.first("<textarea id=\"respond-text\"[^>]*>([^<]*)")).startsWith("Yth. Sari,\n\nLaporan Anda ")
                .contains("Lampu jalan padam").doesNotContain("{");
        assertThat(complaint.seen().seenBy(office.officer()).json().at("/content/responses")).isEmpty();
    }

    @Test
    void the_author_of_a_draft_waits_for_somebody_else_who_sees_it_beside_the_button() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "Lampu sudah diganti.").is(201);
        complaint.seen();

        Surfer budi = staff(office.officer()).opens(page(complaint)).isTold(200, "Lampu sudah diganti.",
                "orang lain harus menyetujuinya");
        does(budi, complaint, "setujui").isTold(403, "harus disetujui orang lain");
        Surfer siti = staff(office.head()).opens(page(complaint)).isTold(200, "Lampu sudah diganti.", "Ditulis budi");
        does(siti, complaint, "revisi", "send-back-text", "Sebut tanggalnya.").isTold(200, "dikembalikan ke penulisnya");
        complaint.seen();
        does(budi.opens(page(complaint)), complaint, "tanggapi", "respond-kind", "FINAL", "respond-text", "Diganti 1 Desember.")
                .isTold(200, "Tanggapan tercatat");
        does(siti.opens(page(complaint)), complaint, "setujui").isTold(200, "disetujui dan dikirim");

        assertThat(complaint.seen().seenBy(complaint.reporter()).at("/status")).isEqualTo("RESPONDED");
    }

    // What is shown

    @Test
    void an_office_that_does_not_know_who_reported_is_shown_days_and_no_way_there() {
        Office office = platform.office();
        Case anonymous = platform.anonymous().forwardedTo(office);
        Case open = platform.open().forwardedTo(office);
        open.seen();
        String header = "(?s)<header class=\"sheet case\">(.*?)</header>";

        Surfer budi = staff(office.officer()).opens(page(anonymous));
        assertThat(budi.first(header)).doesNotContain("pukul").contains("hari lagi");
        assertThat(budi.page()).doesNotContain("Masuk lewat");
        assertThat(budi.opens(page(open)).first(header)).contains("pukul", "hari kerja lagi");
        assertThat(budi.page()).contains("Masuk lewat", "Sari");
    }

    @Test
    void who_is_not_staff_is_asked_to_sign_in_and_who_may_not_read_it_sees_the_public_part() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        Case withheld = platform.open();
        withheld.asks(Who.COORDINATOR, "/verification", "decision", "REFER").is(201);
        withheld.seen();

        for (String path : new String[] {page(complaint), "/kerja", "/verifikasi"}) {
            new Surfer(platform).opens(path).isTold(401, "href=\"/masuk?ke=" + path + "\"");
        }
        Surfer elsewhere = staff(platform.office().officer()).opens(page(complaint)).isTold(200, "bagian publik saja");
        assertThat(elsewhere.page()).doesNotContain("Lampu jalan padam", "Sari", "<form");
        elsewhere.opens(page(withheld)).isTold(404);
    }

    @Test
    void whose_session_ended_while_they_wrote_is_told_that_nothing_was_recorded_and_comes_back_to_the_same_page() {
        Case complaint = platform.open().forwardedTo(platform.office());
        complaint.seen();

        new Surfer(platform).opens(page(complaint)).isTold(401, "Anda kembali ke halaman ini")
                .submits(page(complaint) + "/tanggapi", "respond-kind", "FINAL", "respond-text", "Sudah diganti.")
                .isTold(401, "belum tercatat", "href=\"/masuk?ke=" + page(complaint) + "\"");
    }

    @Test
    void the_inbox_has_what_is_due_first_above_and_its_parts_by_hand() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        Case question = platform.open();
        question.asks(Who.COORDINATOR, "/verification", "decision", "FORWARD", "officeId", office.id, "classification",
                "INFORMATION_REQUEST").is(201);
        complaint.asks(office.head(), "/assignment", "officerId", "budi").is(201);
        Case answered = platform.open().forwardedTo(office).answeredBy(office);
        answered.seen();

        Surfer budi = staff(office.officer()).opens("/kerja").isTold(200);
        assertThat(found(budi, "href=\"/kerja/([0-9a-f-]+)\"")).containsExactly(question.id, complaint.id);
        assertThat(found(budi.opens("/kerja?share=MINE"), "href=\"/kerja/([0-9a-f-]+)\"")).containsExactly(complaint.id);
        assertThat(found(budi.opens("/kerja?share=UNASSIGNED"), "href=\"/kerja/([0-9a-f-]+)\"")).containsExactly(question.id);
        budi.opens("/kerja?share=TO_APPROVE").isTold(200, "Tidak ada tanggapan yang menunggu persetujuan");
        budi.opens("/cari?office=" + office.id + "&status=RESPONDED").isTold(200, answered.id);
        budi.opens("/kerja?share=nothing").isTold(400);
    }

    @Test
    void the_api_pages_through_the_same_work_list_by_its_cursor() {
        Office office = platform.office();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(platform.open().forwardedTo(office).id);
        }
        Who budi = office.officer().havingSeen(platform.head());

        Answer first = platform.http().get("/api/v1/work?limit=2", budi).is(200);
        Answer second = platform.http().get("/api/v1/work?limit=2&cursor=" + first.at("/next"), budi).is(200);

        assertThat(List.of(first.at("/complaints/0/id"), first.at("/complaints/1/id"), second.at("/complaints/0/id")))
                .isEqualTo(ids);
        assertThat(first.at("/counts/ALL")).isEqualTo("3");
        assertThat(second.json().has("next")).isFalse();
        assertThat(first.header("Link")).contains("/api/v1/work?limit=2&cursor=" + first.at("/next"));
        platform.http().get("/api/v1/work?cursor=x", budi).is(400);
    }

    // Checking

    @Test
    void a_coordinator_is_told_where_a_report_may_belong_and_why_and_which_others_are_alike() {
        String category = "Hal " + Platform.word("h");
        String word = Platform.word("kata").substring(0, 12);
        Office lamps = platform.office("Dinas Penerangan " + word);
        platform.office();
        Map<String, Object> place = Http.body("address", "Pasar Mawar " + word);
        Case before = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", category, "title", "Lampu padam total",
                "narrative", "Gelap gulita sepanjang malam", "location", place).forwardedTo(lamps);
        Case now = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", category, "title", "Lampu padam total",
                "narrative", "Gelap gulita sepanjang malam ini", "location", place);
        now.seen();

        Surfer kris = staff(Who.COORDINATOR).opens(page(now)).isTold(200, "1 dari 1 laporan terakhir dengan hal yang sama",
                "1 di antaranya dari sekitar tempat ini", "Isinya mirip dan tempatnya berdekatan");
        assertThat(kris.first("<optgroup label=\"Saran\">\\s*<option value=\"([^\"]+)\"")).isEqualTo(lamps.id);
        assertThat(found(kris, "name=\"merge-other\" value=\"([0-9a-f-]+)\"")).containsExactly(before.id);
        does(kris, now, "gabung", "merge-other", before.id).isTold(200, "Laporan digabung");

        assertThat(now.seen().seenBy(Who.COORDINATOR).at("/content/mergedInto")).isEqualTo(before.id);
        does(kris.opens(page(now)), now, "pisahkan").isTold(200, "Penggabungan dibatalkan");
        assertThat(found(staff(lamps.head()).opens(page(before)), "(Saran)")).isEmpty();
    }

    @Test
    void a_report_is_forwarded_out_of_the_queue_in_one_step_and_what_is_not_taken_is_told_on_its_page() {
        Office office = platform.office();
        Case complaint = platform.open();
        complaint.seen();
        Surfer kris = staff(Who.COORDINATOR).opens("/verifikasi").isTold(200, "Menunggu diperiksa",
                "name=\"back\" value=\"/verifikasi\"");
        String[] form = {"etag", complaint.etag().replace("\"", ""), "key", java.util.UUID.randomUUID().toString(), "back",
                "/verifikasi", "forward-office", office.id, "forward-class", ""};

        kris.submits(page(complaint) + "/teruskan", form).isTold(400, "href=\"#forward-class\"", "selected=\"selected\"");
        form[form.length - 1] = "OVERSIGHT_COMPLAINT";
        kris.submits(page(complaint) + "/teruskan", form).isTold(403, "hanya boleh diteruskan atau dialihkan oleh inspektorat");
        form[form.length - 1] = "ASPIRATION";
        kris.submits(page(complaint) + "/teruskan", form).isAt("/verifikasi").isTold(200, "Laporan diteruskan");

        assertThat(complaint.seen().seenBy(Who.COORDINATOR).at("/classification")).isEqualTo("ASPIRATION");
        kris.submits(page(complaint) + "/pesan", "etag", complaint.etag().replace("\"", ""), "back", "//evil.example",
                "write-text", "Halo").isAt(page(complaint));
    }

    // Search

    @Test
    void a_search_marks_what_it_found_and_says_what_it_shows_besides() {
        String word = "gardu" + Long.toString(System.nanoTime() % 1_000_000, 26).chars()
                .mapToObj(c -> String.valueOf((char) (c < 'a' ? c - '0' + 'q' : c))).collect(Collectors.joining());
        String slip = "garu" + word.substring(5);
        Office office = platform.office();
        Case same = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "narrative", "Kabel <i>di " + word + " putus")
                .forwardedTo(office);
        Case other = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "narrative", "Kabel di " + slip + " putus")
                .forwardedTo(office);
        other.seen();
        platform.http().get("/api/v1/complaints?q=" + word, Who.COORDINATOR.havingSeen(platform.head())).is(200);

        Surfer budi = staff(office.officer()).opens("/cari?q=" + word).isTold(200, "<mark>" + word + "</mark>", "&lt;i&gt;",
                "mungkin salah ketik", "<mark>" + slip + "</mark>");
        assertThat(found(budi, "href=\"/kerja/([0-9a-f-]+)\"")).containsExactly(same.id, other.id);
        budi.opens("/cari?q=" + word + "&from=kemarin").isTold(400, "Pilih lagi", "value=\"" + word + "\"");
        assertThat(budi.opens("/cari?q=yang").isTold(400, "setidaknya satu di antaranya kata yang khas").page())
                .doesNotContain("parameter");
        budi.opens("/cari?q=" + word + "&status=CLOSED").isTold(200, "Tidak ada laporan yang cocok");
        Surfer anybody = new Surfer(platform).opens("/cari?q=" + word).isTold(200, "Tidak ada laporan yang cocok");
        assertThat(anybody.page()).doesNotContain("/kerja/");
    }

    @Test
    void a_list_goes_on_where_its_page_ended_with_the_same_filters() {
        Office office = platform.office();
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 23; i++) {
            ids.add(platform.anonymous().forwardedTo(office).id);
        }
        platform.http().get("/api/v1/complaints", Who.COORDINATOR.havingSeen(platform.head())).is(200);

        Surfer budi = staff(office.officer()).opens("/cari?office=" + office.id);
        List<String> first = found(budi, "href=\"/kerja/([0-9a-f-]+)\"");
        budi.opens(budi.first("href=\"([^\"]+)\" rel=\"next\"").replace("&amp;", "&"));
        List<String> second = found(budi, "href=\"/kerja/([0-9a-f-]+)\"");

        assertThat(first).hasSize(20);
        assertThat(java.util.stream.Stream.concat(first.stream(), second.stream()).collect(Collectors.toSet())).isEqualTo(ids);
        assertThat(budi.page()).doesNotContain("rel=\"next\"");
    }
}
