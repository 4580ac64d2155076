package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages on which erasures are decided, as an administrator uses them, with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class ErasurePagesTest {

    private final Platform platform;

    ErasurePagesTest(Platform platform) {
        this.platform = platform;
    }

    private Surfer administrator() {
        return new Surfer(platform, Who.ADMINISTRATOR);
    }

    private Case open() {
        return platform.anonymous().forwardedTo(platform.office());
    }

    private Case asked() {
        Office office = platform.office();
        Case complaint = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity", "CONFIDENTIAL",
                "reporter", Http.body("name", "MARKname")).forwardedTo(office).answeredBy(office).accepted();
        complaint.asks(complaint.reporter(), "/erasure", "reason", "MARKreason").is(201);
        complaint.seen();
        return complaint;
    }

    private static String path(Case complaint) {
        return "/penghapusan/" + complaint.id;
    }

    private static Surfer sends(Surfer surfer, Case complaint, String step, String... fields) {
        List<String> all = new ArrayList<>(List.of("sequence", surfer.hidden("sequence"), "key", surfer.hidden("key")));
        all.addAll(List.of(fields));
        return surfer.submits(path(complaint) + "/" + step, all.toArray(String[]::new));
    }

    @Test
    void an_administrator_finds_what_waits_and_reads_of_it_only_that_it_waits_and_since_when() {
        Case complaint = asked();

        Surfer adi = administrator().opens("/penghapusan").isTold(200, "Diminta ");
        while (!adi.page().contains(complaint.id)) {
            adi.opens(adi.first("class=\"button\" href=\"([^\"]+)\" rel=\"next\""));
        }
        assertThat(adi.page()).doesNotContain("MARK");
        adi.opens(path(complaint)).isTold(200, "Diminta pada", "Pasal 43 ayat (1)", "Pasal 15 ayat (1)",
                "/api/v1/complaints/" + complaint.id + "/personal-data");
        assertThat(adi.page()).doesNotContain("MARK");
        new Surfer(platform, Who.INSPECTOR).opens(path(complaint)).isTold(200, "MARKreason");
    }

    @Test
    void data_is_erased_on_a_ground_only_and_the_page_then_says_how_far_it_has_come() {
        Case complaint = asked();

        Surfer adi = administrator().opens(path(complaint));
        sends(adi, complaint, "kabulkan", "kabulkan-ground", "").isTold(400, "Pilih dasar hukum", "id=\"kabulkan-ground-wrong\"");
        sends(adi, complaint, "kabulkan", "kabulkan-ground", "LAW_ENFORCEMENT").isTold(422, "role=\"alert\"");
        sends(adi, complaint, "kabulkan", "kabulkan-ground", "NO_LONGER_NEEDED").isAt(path(complaint)).isTold(200,
                "Data pribadi dihapus pada", "Pasal 43 ayat (1) huruf a");

        assertThat(adi.page()).doesNotContain("<form method=\"post\" action=\"" + path(complaint), "/personal-data");
        assertThat(complaint.seen().seenBy(Who.INSPECTOR).is(200).json().has("erased")).isTrue();
    }

    @Test
    void a_refusal_names_its_ground_and_the_reporter_reads_it() {
        Case complaint = asked();
        Surfer adi = administrator().opens(path(complaint));

        sends(adi, complaint, "tolak", "tolak-ground", "NEEDED_FOR_PROCEEDINGS", "tolak-text", "Perkara masih berjalan").isAt(path(complaint))
                .isTold(200, "Penghapusan ditolak.", "Tidak ada permintaan yang menunggu");

        assertThat(complaint.seen().timelineSeenBy(complaint.reporter()).is(200).text()).contains("Perkara masih berjalan",
                "NEEDED_FOR_PROCEEDINGS");
    }

    @Test
    void a_complaint_that_has_not_ended_offers_refusal_only_and_takes_a_written_request() {
        Case complaint = open();
        complaint.seen();

        Surfer adi = administrator().opens("/penghapusan/cari?laporan=abc").isTold(400, "id=\"laporan-wrong\"", "value=\"abc\"")
                .opens("/penghapusan/cari?laporan=%20" + complaint.id).isAt(path(complaint));
        sends(adi, complaint, "catat", "catat-text", "Surat tanggal 3 Maret").isAt(path(complaint)).isTold(200, "Permintaan dicatat.",
                "hanya dapat ditolak");

        assertThat(adi.page()).contains(path(complaint) + "/tolak").doesNotContain(path(complaint) + "/kabulkan");
        sends(adi, complaint, "kabulkan", "kabulkan-ground", "NO_LONGER_NEEDED").isTold(409, "role=\"alert\"");
    }

    @Test
    void what_is_withheld_is_unknown_to_an_administrator_here_too() {
        Case accusation = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "oversight", true);
        accusation.asks(accusation.reporter(), "/erasure").is(201);
        accusation.seen();

        administrator().opens(path(accusation)).isTold(404);
        administrator().opens("/penghapusan/01890000-0000-7000-8000-000000000000").isTold(404);
        new Surfer(platform, Who.INSPECTOR).opens(path(accusation)).isTold(200);
    }

    @Test
    void a_form_that_rests_on_an_older_state_is_told_so_and_one_that_is_sent_twice_decides_once() {
        Case complaint = asked();
        Surfer adi = administrator().opens(path(complaint));
        String[] form = {"sequence", adi.hidden("sequence"), "key", adi.hidden("key"), "tolak-ground", "LAW_ENFORCEMENT", "tolak-text", "x"};

        adi.submits(path(complaint) + "/tolak", form).isAt(path(complaint));
        adi.submits(path(complaint) + "/tolak", form).isAt(path(complaint));
        form[3] = "00000000-0000-4000-8000-000000000000";

        adi.submits(path(complaint) + "/tolak", form).isTold(412, "role=\"alert\"");
    }
}
