package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts and offices on pages, as an administrator with an account of their own manages them, without scripts, and in a real Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationPagesTest {

    private Platform platform;
    private Office office;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path folder) {
        platform = Platform.start(folder);
        platform.http().post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token",
                FirstToken.of(platform).orElseThrow(), "account", "adi", "name", "Adi", "password", Browser.PASSWORD)).is(201);
        office = platform.office("Dinas Perhubungan");
        office.seen();
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        platform.close();
    }

    private Surfer adi() {
        return new Surfer(platform, Who.ADMINISTRATOR);
    }

    private static Surfer sends(Surfer surfer, String path, String... fields) {
        List<String> all = new ArrayList<>(List.of("sequence", surfer.hidden("sequence"), "key", surfer.hidden("key")));
        all.addAll(List.of(fields));
        return surfer.submits(path, all.toArray(String[]::new));
    }

    private Surfer opened(String account, String role, String office) {
        Surfer adi = adi().opens("/akun-baru");
        return adi.submits("/akun", "key", adi.hidden("key"), "account", account, "name", "Budi Santoso", "role", role, "office", office,
                "method", "", "issuer", "", "subject", "");
    }

    private Answer choosesPassword(String account, String token) {
        return platform.http().post("/api/v1/password", Who.PUBLIC, Http.body("account", account, "token", token, "password",
                Browser.PASSWORD));
    }

    private Answer signIn(String account, String password) {
        return platform.http().post("/api/v1/session", Who.PUBLIC, Http.body("account", account, "password", password));
    }

    @Test
    void an_account_is_made_with_a_code_that_is_shown_once_and_lets_its_owner_choose_a_password() {
        String token = opened("budi", "OFFICER", office.id).isTold(200, "Serahkan ini kepada pemilik akun").first("id=\"token\">([^<]+)<");

        choosesPassword("budi", token).is(204);
        signIn("budi", Browser.PASSWORD).is(201);
        Surfer adi = adi().opens("/akun").isTold(200, "href=\"/akun/budi\"", "Budi Santoso, Petugas instansi, Dinas Perhubungan");
        assertThat(adi.opens("/akun/budi").isTold(200, "Dinas Perhubungan").page()).doesNotContain(token);
    }

    @Test
    void what_is_wrong_in_a_new_account_is_told_where_it_stands_and_stays_there() {
        opened("Budi Besar", "", "").isTold(400, "id=\"account-wrong\"", "id=\"role-wrong\"", "value=\"Budi Besar\"");
        opened("tanpa", "OFFICER", "").isTold(422, "id=\"office-wrong\"", "Peran ini memerlukan instansi.");
        opened("lebih", "INSPECTOR", office.id).isTold(422, "id=\"office-wrong\"");
        opened("kembar", "INSPECTOR", "").isTold(200);
        opened("kembar", "INSPECTOR", "").isTold(409, "Akun dengan nama ini sudah ada.");
        platform.http().get("/api/v1/accounts/tanpa", Who.ADMINISTRATOR).is(404);
    }

    @Test
    void a_form_that_is_sent_twice_makes_one_account_and_only_the_last_code_is_good() {
        Surfer adi = adi().opens("/akun-baru");
        String[] form = {"key", adi.hidden("key"), "account", "dua", "name", "Dua", "role", "COORDINATOR"};

        String first = adi.submits("/akun", form).isTold(200).first("id=\"token\">([^<]+)<");
        String second = adi.submits("/akun", form).isTold(200).first("id=\"token\">([^<]+)<");

        choosesPassword("dua", first).is(401);
        choosesPassword("dua", second).is(204);
    }

    @Test
    void a_role_is_changed_and_whoever_is_put_out_cannot_sign_in_until_they_are_let_in_again() {
        String token = opened("rina", "OFFICER", office.id).first("id=\"token\">([^<]+)<");
        choosesPassword("rina", token).is(204);
        Surfer adi = adi().opens("/akun/rina");

        sends(adi, "/akun/rina/peran", "peran-role", "OFFICE_HEAD", "peran-office", "").isTold(422, "id=\"peran-office-wrong\"");
        sends(adi, "/akun/rina/peran", "peran-role", "OFFICE_HEAD", "peran-office", office.id).isAt("/akun/rina")
                .isTold(200, "Peran diubah.", "Kepala instansi, Dinas Perhubungan");
        sends(adi, "/akun/rina/nonaktifkan").isAt("/akun/rina").isTold(200, "Akun dinonaktifkan.", "Tidak aktif");
        signIn("rina", Browser.PASSWORD).is(401);
        assertThat(adi.page()).doesNotContain("/akun/rina/peran");
        sends(adi, "/akun/rina/aktifkan").isAt("/akun/rina");
        signIn("rina", Browser.PASSWORD).is(201);
        assertThat(sends(adi, "/akun/rina/sandi").isTold(200).first("id=\"token\">([^<]+)<")).isNotEqualTo(token);
    }

    @Test
    void a_machines_key_is_shown_once_works_and_does_not_once_it_was_revoked() {
        opened("gerbang", "API_CLIENT", "").isAt("/akun/gerbang").isTold(200, "Akun dibuat.", "Belum punya kunci");
        Surfer adi = adi().opens("/akun/gerbang");

        sends(adi, "/akun/gerbang/kunci", "kunci-label", " ").isTold(400, "id=\"kunci-label-wrong\"");
        String key = sends(adi, "/akun/gerbang/kunci", "kunci-label", "Gerbang SMS").isTold(200, "Gerbang SMS")
                .first("id=\"secret\">([^<]+)<");
        Who machine = Who.PUBLIC.with("Authorization", "Bearer " + key);
        platform.http().get("/actuator/info", machine).is(200);
        assertThat(adi.opens("/akun/gerbang").isTold(200, "Cabut kunci Gerbang SMS").page()).doesNotContain(key);
        adi.submits("/akun/gerbang/cabut", "sequence", adi.hidden("sequence"), "cabut-key", adi.hidden("cabut-key"))
                .isAt("/akun/gerbang").isTold(200, "Kunci dicabut.");

        platform.http().get("/actuator/info", machine).is(401);
    }

    @Test
    void nobody_is_offered_to_manage_their_own_account() {
        Surfer adi = adi().opens("/akun/adi").isTold(200, "Ini akun Anda.");

        assertThat(adi.page()).doesNotContain("action=\"/akun/adi");
        adi.submits("/akun/adi/nonaktifkan", "sequence", "0", "key", "00000000-0000-4000-8000-000000000000")
                .isTold(403, "Tidak seorang pun mengelola akunnya sendiri.");
    }

    @Test
    void an_office_is_registered_once_renamed_and_moved_and_never_under_itself() {
        Surfer adi = adi().opens("/instansi");
        String[] form = {"key", adi.hidden("key"), "name", "Puskesmas Melati", "parent", office.id};
        adi.submits("/instansi", "key", adi.hidden("key"), "name", " ", "parent", "").isTold(400, "id=\"name-wrong\"");
        String path = adi.submits("/instansi", form).isTold(200, "Instansi didaftarkan.", "Dinas Perhubungan").address().getPath();
        assertThat(adi.submits("/instansi", form).isTold(200).address().getPath()).isEqualTo(path);

        sends(adi, path + "/nama", "nama-name", "Puskesmas Mawar").isAt(path).isTold(200, "Nama diubah.", "<h1>Puskesmas Mawar</h1>");
        sends(adi, path + "/induk", "induk-parent", path.substring(path.lastIndexOf('/') + 1)).isTold(422,
                "tidak dapat berada di bawah dirinya sendiri");
        sends(adi, path + "/induk", "induk-parent", "").isAt(path).isTold(200, "Instansi dipindahkan.");
        adi.opens("/instansi/" + office.id).isTold(200, "<h1>Dinas Perhubungan</h1>");
        assertThat(adi.page()).doesNotContain("<h2>Instansi di bawahnya");
    }

    @Test
    void an_office_with_open_complaints_is_not_deactivated_and_the_page_says_how_many_there_are() {
        Office busy = platform.office("Dinas Sibuk");
        Case open = platform.anonymous().forwardedTo(busy);
        open.seen();
        String path = "/instansi/" + busy.id;
        Surfer adi = adi().opens(path);

        sends(adi, path + "/nonaktifkan").isTold(409, "role=\"alert\"", "Masih ada 1 laporan terbuka di instansi ini.");
        open.answeredBy(busy).accepted().seen();
        sends(adi.opens(path), path + "/nonaktifkan").isAt(path).isTold(200, "Instansi dinonaktifkan.", "Tidak aktif");

        assertThat(adi.page()).doesNotContain("<form method=\"post\" action=\"" + path);
    }

    @Test
    void an_administrators_day_in_a_browser_is_sound() {
        Office here = platform.office("Dinas Kesehatan");
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"))
                .forwardedTo(here).answeredBy(here).accepted();
        complaint.asks(complaint.reporter(), "/erasure", "reason", "Sudah cukup").is(201);
        complaint.seen();
        String path = "/penghapusan/" + complaint.id;

        try (Tab tab = new Tab(chromium.browser(), platform, new Tab.Look("id", true), Who.ADMINISTRATOR)) {
            tab.opens("/penghapusan").isSound("administration-erasures");
            tab.page().click("main a[href='" + path + "']");
            tab.isAt(path).isSound("administration-erasure").unfolds("Kabulkan: hapus data pribadi pelapor").presses("Hapus data pribadi")
                    .isSound("administration-erasure-wrong").page().selectOption("#kabulkan-ground", "REQUESTED_BY_SUBJECT");
            tab.presses("Hapus data pribadi").isAt(path);
            assertThat(tab.text("[role='status']")).isEqualTo("Data pribadi dihapus.");

            tab.opens("/akun-baru").isSound("administration-account-new").fills("account", "wati").fills("name", "Wati")
                    .page().selectOption("#role", "COORDINATOR");
            tab.presses("Buat akun").isSound("administration-account-handed");
            assertThat(tab.text("#token")).isNotBlank();
            tab.opens("/akun").isSound("administration-accounts");
            tab.opens("/akun/wati").unfolds("Ubah peran atau instansi").isSound("administration-account");

            tab.opens("/instansi").isSound("administration-offices").fills("name", "Puskesmas Anggrek").presses("Daftarkan")
                    .unfolds("Nonaktifkan instansi").isSound("administration-office");
        }
    }

    @Test
    void an_authenticator_that_was_lost_is_taken_away_on_the_page_of_the_account() {
        String token = opened("wulan", "COORDINATOR", "").first("id=\"token\">([^<]+)<");
        choosesPassword("wulan", token).is(204);
        assertThat(adi().opens("/akun/wulan").page()).doesNotContain("/akun/wulan/faktor");
        Browser wulan = Browser.signedIn(platform, "wulan", Browser.PASSWORD);
        Answer offer = wulan.posts("/api/v1/me/second-factor/preparation").is(200);
        wulan.posts("/api/v1/me/second-factor", "current", Browser.PASSWORD, "seed", offer.at("/seed"), "code",
                new Authenticator(offer.at("/secret")).code(Instant.now())).is(201);

        Surfer adi = adi().opens("/akun/wulan");
        sends(adi, "/akun/wulan/faktor").isAt("/akun/wulan").isTold(200, "Verifikasi dua langkah dilepas.");

        wulan.gets("/api/v1/session").is(401);
        Browser.signedIn(platform, "wulan", Browser.PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("id.tanggap.infra.api.PagesInBrowserTest#looks")
    void what_is_handed_over_with_a_new_account_is_sound(Tab.Look look) {
        try (Tab tab = new Tab(chromium.browser(), platform, look, Who.ADMINISTRATOR)) {
            tab.opens("/akun-baru").fills("account", "handed." + look.language() + (look.scripts() ? ".scripts" : ".none"))
                    .fills("name", "Wening").page().selectOption("#role", "COORDINATOR");

            tab.presses(look.language().equals("id") ? "Buat akun" : "Make the account").isSound("administration-account-handed");

            assertThat(tab.text("#token")).isNotBlank();
        }
    }

    @Test
    void the_pages_of_ones_own_account_are_sound_in_both_languages_with_scripts_and_without() {
        Browser.signedIn(platform, "adi", Browser.PASSWORD);
        for (Tab.Look look : PagesInBrowserTest.looks().toList()) {
            boolean id = look.language().equals("id");
            try (Tab tab = new Tab(chromium.browser(), platform, look)) {
                tab.opens("/masuk").fills("account", "adi").fills("password", Browser.PASSWORD)
                        .presses(id ? "Masuk" : "Sign in").isAt("/penghapusan");

                tab.opens("/masuk").isSound("own-account");
                assertThat(tab.text("#sessions")).isEqualTo(id ? "Sesi Anda" : "Your sessions");
                assertThat(tab.page().locator("button[value='lainnya']").count()).isEqualTo(1);

                tab.opens("/masuk/sandi").isSound("change-password");
                tab.opens("/masuk/faktor").isSound("second-factor");
                tab.fills("code", new Authenticator(tab.text("#secret")).code(Instant.now())).fills("password", Browser.PASSWORD)
                        .presses(id ? "Pasang" : "Set up").isSound("recovery-codes");
                List<String> codes = tab.page().locator("main code").allInnerTexts();

                tab.opens("/masuk").presses(id ? "Keluar" : "Sign out").isAt("/masuk").fills("account", "adi")
                        .fills("password", Browser.PASSWORD).presses(id ? "Masuk" : "Sign in").isSound("second-step")
                        .fills("code", codes.get(0)).presses(id ? "Masuk" : "Sign in").isAt("/penghapusan");
                tab.opens("/masuk/faktor").isSound("second-factor-off").fills("code", codes.get(1)).fills("password", Browser.PASSWORD)
                        .presses(id ? "Lepaskan" : "Turn off").isAt("/masuk");
            }
        }
    }
}
