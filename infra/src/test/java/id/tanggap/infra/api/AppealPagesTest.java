package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Appeals as the head of the office above finds them, with a browser that runs no scripts. */
@ExtendWith(OnePlatform.class)
class AppealPagesTest {

    private final Platform platform;

    AppealPagesTest(Platform platform) {
        this.platform = platform;
    }

    private static Case appealed(Platform platform, Office office) {
        Case appeal = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity", "CONFIDENTIAL",
                "reporter", Http.body("name", "MARKname")).forwardedTo(office).answeredBy(office);
        appeal.asks(appeal.reporter(), "/replies", "decision", "OBJECT", "text", "Belum beres").is(201);
        appeal.answeredBy(office).asks(appeal.reporter(), "/appeal", "text", "x").is(201);
        appeal.seen();
        return appeal;
    }

    @Test
    void a_head_finds_the_appeals_of_offices_right_below_theirs_and_no_others_and_none_once_it_is_decided() {
        Office above = platform.office();
        Office below = platform.office();
        below.asks(Who.ADMINISTRATOR, "/parent", "parentId", above.id).is(201);
        Case waiting = appealed(platform, below);
        Case elsewhere = appealed(platform, platform.office());
        Surfer siti = new Surfer(platform, above.head());

        assertThat(siti.opens("/banding").isTold(200, "href=\"/kerja/" + waiting.id + "\"").page())
                .doesNotContain(elsewhere.id, "MARK");
        siti.opens("/kerja/" + waiting.id).isTold(200, "/kerja/" + waiting.id + "/kuatkan");
        waiting.asks(above.head(), "/appeal/decision", "decision", "UPHOLD", "text", "Sudah diperiksa").is(201);
        waiting.seen();

        siti.opens("/banding").isTold(200, "Tidak ada banding yang menunggu.");
        new Surfer(platform, below.head()).opens("/banding").isTold(200, "Tidak ada instansi di bawah instansi Anda.");
    }
}
