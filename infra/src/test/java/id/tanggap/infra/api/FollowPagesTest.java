package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of one report, with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class FollowPagesTest {

    private static final String COMPLAINT = "/lacak/laporan";

    private final Platform platform;

    FollowPagesTest(Platform platform) {
        this.platform = platform;
    }

    private Surfer following(Case complaint) {
        complaint.seen();
        return new Surfer(platform).opens("/lacak").submits("/lacak", "code", complaint.code, "secret", complaint.secret)
                .isAt(COMPLAINT);
    }

    private static Surfer does(Surfer reporter, String act, String... fields) {
        String[] all = new String[fields.length + 4];
        all[0] = "id";
        all[1] = reporter.hidden("id");
        all[2] = "key";
        all[3] = reporter.hidden("key");
        System.arraycopy(fields, 0, all, 4, fields.length);
        return reporter.submits(COMPLAINT + "/" + act, all);
    }

    private String status(Case complaint) {
        return complaint.seen().seenBy(complaint.reporter()).at("/status");
    }

    @Test
    void code_and_secret_open_the_report_and_no_address_has_them() {
        Case complaint = platform.open().forwardedTo(platform.office());

        Surfer sari = following(complaint);

        assertThat(sari.page()).contains("Lampu jalan padam", "wajib menjawab", "paling lambat", "Diteruskan ke instansi");
        assertThat(sari.address().toString()).doesNotContain(complaint.code, complaint.secret);
        assertThat(sari.opens(COMPLAINT).isAt(COMPLAINT).page()).contains("Lampu jalan padam");
        assertThat(sari.last().headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void a_wrong_secret_and_an_unknown_code_are_told_alike_and_what_was_typed_stays_to_be_put_right() {
        Case complaint = platform.anonymous();
        complaint.seen();

        for (String[] wrong : new String[][] {{complaint.code, "0000-0000-0000-0000-0000-0000-00"},
                {"TGP-0000-0000-0000", complaint.secret}, {"<b>x", "y"}}) {
            new Surfer(platform).submits("/lacak", "code", wrong[0], "secret", wrong[1])
                    .isTold(404, "Tidak ada laporan dengan kode itu", wrong[0].replace("<", "&lt;").replace(">", "&gt;"),
                            "value=\"" + wrong[1] + "\"");
        }
        new Surfer(platform).submits("/lacak").isTold(400, "href=\"#code\"", "href=\"#secret\"");
        new Surfer(platform).opens(COMPLAINT).isAt("/lacak");
    }

    @Test
    void the_reporter_reads_the_answer_objects_reads_the_next_accepts_and_evaluates() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);
        Surfer sari = following(complaint);
        assertThat(sari.page()).contains("Sudah diperbaiki.", "Terima jawabannya", "Nyatakan keberatan");

        does(sari, "keberatan", "object-text", "").isTold(400, "href=\"#object-text\"", "open");
        sari.opens(COMPLAINT);
        does(sari, "keberatan", "object-text", "Masih gelap.").isAt(COMPLAINT).isTold(200, "Keberatan Anda tercatat",
                "Masih gelap.");
        assertThat(status(complaint)).isEqualTo("FORWARDED");

        complaint.answeredBy(office).seen();
        sari.opens(COMPLAINT);
        does(sari, "terima").isAt(COMPLAINT).isTold(200, "Anda menerima jawabannya");
        assertThat(status(complaint)).isEqualTo("CLOSED");

        does(sari, "nilai", "evaluate-text", "Lama.").isTold(400, "href=\"#satisfaction\"", "Lama.");
        sari.opens(COMPLAINT);
        does(sari, "nilai", "satisfaction", "3", "TIME", "2").isTold(400, "href=\"#REQUIREMENTS\"");
        sari.opens(COMPLAINT);
        does(sari, "nilai", "satisfaction", "3", "REQUIREMENTS", "3", "PROCEDURE", "3", "TIME", "2", "COST", "4", "PRODUCT", "3",
                "COMPETENCE", "3", "CONDUCT", "3", "COMPLAINT_HANDLING", "3", "FACILITIES", "3", "evaluate-text", "Lama.")
                .isAt(COMPLAINT).isTold(200, "Penilaian Anda tercatat");
        assertThat(sari.page()).doesNotContain("/lacak/laporan/nilai");
        assertThat(complaint.seen().seenBy(complaint.reporter()).json().at("/content/evaluation/elements/TIME").asInt())
                .isEqualTo(2);
    }

    @Test
    void the_reporter_completes_a_return_writes_and_withdraws() {
        Case complaint = platform.open().returned();
        Surfer sari = following(complaint);
        assertThat(sari.first("<h2>Yang diminta</h2>\\s*<p class=\"said\">([^<]+)<")).isEqualTo("Di mana tepatnya?");

        does(sari, "lengkapi", "complete-text", "Di depan pasar.").isAt(COMPLAINT).isTold(200, "Di depan pasar.");
        does(sari, "pesan", "write-text", "Ada kabar?").isAt(COMPLAINT).isTold(200, "Ada kabar?");
        assertThat(sari.page()).contains("Batas waktu").doesNotContain("Yang diminta</h2>");
        does(sari, "cabut").isAt(COMPLAINT).isTold(200, "sudah mencabut");
        assertThat(sari.page()).doesNotContain("Batas waktu");

        assertThat(status(complaint)).isEqualTo("WITHDRAWN");
    }

    @Test
    void an_appeal_is_offered_once_it_is_possible() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);
        assertThat(following(complaint).page()).doesNotContain("/lacak/laporan/banding");
        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "Belum.").is(201);
        complaint.answeredBy(office);

        Surfer sari = following(complaint);

        does(sari, "banding", "appeal-text", "Tidak adil.").isAt(COMPLAINT).isTold(200, "Banding Anda tercatat");
        assertThat(status(complaint)).isEqualTo("APPEALED");
    }

    @Test
    void what_is_sent_twice_happens_once_and_what_cannot_be_is_told_with_what_was_written() {
        Case complaint = platform.open().forwardedTo(platform.office());
        Surfer sari = following(complaint);
        String id = sari.hidden("id");
        String key = sari.hidden("key");
        long before = platform.head();

        sari.submits(COMPLAINT + "/pesan", "id", id, "key", key, "write-text", "Halo").isAt(COMPLAINT);
        sari.submits(COMPLAINT + "/pesan", "id", id, "key", key, "write-text", "Halo").isAt(COMPLAINT);
        assertThat(platform.head()).isEqualTo(before + 1);

        does(sari, "keberatan", "object-text", "Belum dijawab").isTold(409, "role=\"alert\"");
    }

    @Test
    void a_form_of_one_report_does_nothing_to_another_that_was_opened_since() {
        Case first = platform.open();
        Case second = platform.open();
        Surfer sari = following(first);
        String id = sari.hidden("id");
        second.seen();
        sari.submits("/lacak", "code", second.code, "secret", second.secret).isAt(COMPLAINT);

        sari.submits(COMPLAINT + "/cabut", "id", id, "key", "0123456789abcdef").isTold(404);

        assertThat(status(first)).isEqualTo("SUBMITTED");
        assertThat(status(second)).isEqualTo("SUBMITTED");
    }

    @Test
    void a_report_that_was_closed_in_this_browser_is_not_open_any_more() {
        Surfer sari = following(platform.open());

        sari.submits("/lacak/tutup").isAt("/lacak");

        sari.opens(COMPLAINT).isAt("/lacak");
    }
}
