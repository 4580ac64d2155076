package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The assisted desk in a real Chromium, on a line that comes and goes, by people who are really signed in. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskInBrowserTest {

    private static final String DESK = "/meja-bantu";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Platform words;
    private Platform platform;
    private Chromium chromium;
    private Browser adi;
    private Office office;

    DeskInBrowserTest(Platform platform) {
        this.words = platform;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        chromium = Chromium.start();
        platform = Platform.startForReal(folder);
        adi = Browser.administrator(platform);
        office = adi.office();
        adi.opens("budi", "OFFICER", office);
        adi.opens("wati", "OFFICER", office);
        adi.opens("indra", "INSPECTOR", null);
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    static Stream<Tab.Look> looks() {
        return PagesInBrowserTest.looks();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_desk_is_sound(Tab.Look look) {
        try (Tab tab = new Tab(chromium.browser(), words, look, Who.COORDINATOR)) {
            tab.opens(DESK).isSound("desk");
        }
    }

    /** With scripts it is told on the desk's own page. */
    @ParameterizedTest
    @ValueSource(strings = {"id", "en"})
    void what_the_desk_hands_over_without_scripts_is_sound(String language) {
        try (Tab tab = new Tab(chromium.browser(), words, new Tab.Look(language, false), Who.COORDINATOR)) {
            tab.opens(DESK).chooses("identity", "CONFIDENTIAL").chooses("manner", "SIGNED").fills("title", "Antrean panjang")
                    .fills("narrative", "Sejak subuh belum dilayani.").fills("name", "Nenek Ijah")
                    .page().selectOption("#category", "Kesehatan");

            tab.presses(language.equals("id") ? "Simpan dan kirim" : "Keep and send").isSound("desk-done");

            assertThat(tab.text("h1")).isEqualTo(language.equals("id") ? "Laporan terkirim" : "The report was sent");
        }
    }

    /** A device at a desk, with a browser of its own. */
    private final class Device implements AutoCloseable {

        private final BrowserContext browser = chromium.browser().newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("id-ID").setViewportSize(400, 800));
        private Page page = browser.newPage();

        private Device() {
            browser.setDefaultTimeout(PATIENCE.toMillis());
        }

        private Device signsIn(String account) {
            opens("/masuk").page.fill("#account", account);
            page.fill("#password", Browser.PASSWORD);
            page.click("main button[type=submit]");
            page.locator("nav.staff").waitFor();
            return this;
        }

        private Device opens(String path) {
            page.navigate("http://127.0.0.1:" + platform.port() + path);
            return this;
        }

        /** Until the device can do without a line. */
        private Device isReady() {
            page.locator("[data-desk][data-ready=yes]").waitFor();
            page.waitForFunction("navigator.serviceWorker.controller !== null");
            page.locator("[data-online]:visible").waitFor();
            return this;
        }

        private Device takesDown(String title) {
            page.selectOption("#category", "Kesehatan");
            page.check("input[name=identity][value=OPEN]");
            page.fill("#title", title);
            page.fill("#narrative", "Rahasia milik " + title);
            page.fill("#name", "Nenek Ijah");
            page.check("input[name=manner][value=SIGNED]");
            // by an impatient finger
            page.dblclick("form[data-entry] button[type=submit]");
            entry(title).or(page.locator("li[data-state=DONE]")).first().waitFor();
            return this;
        }

        private Locator entry(String title) {
            return page.locator(".entries > li", new Page.LocatorOptions().setHasText(title));
        }

        private Device isOffline(boolean offline) {
            browser.setOffline(offline);
            return this;
        }

        private Device reopens() {
            page.close();
            page = browser.newPage();
            return opens(DESK);
        }

        private Device has(String state, int entries) {
            return waits(() -> page.locator("li[data-state=" + state + "]").count() == entries);
        }

        /** By the browser's own thread: whatever it has to answer meanwhile is answered. */
        private Device waits(BooleanSupplier until) {
            page.waitForCondition(until, new Page.WaitForConditionOptions().setTimeout(PATIENCE.toMillis()));
            return this;
        }

        /** All that is stored on the device, as far as a script can read it. */
        private String kept() {
            return (String) page.evaluate("""
                    async () => {
                      const open = indexedDB.open('tanggap-meja');
                      const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
                      const get = (name) => new Promise((done) => {
                        const all = db.transaction(name).objectStore(name).getAll();
                        all.onsuccess = () => done(all.result);
                      });
                      const text = (value) => JSON.stringify(value, (_, part) => part instanceof ArrayBuffer
                        ? new TextDecoder().decode(part) : part instanceof CryptoKey ? 'key, extractable: ' + part.extractable : part);
                      const all = text(await get('meta')) + text(await get('entries'));
                      db.close();
                      return all + JSON.stringify({ ...localStorage, ...sessionStorage });
                    }""");
        }

        @Override
        public void close() {
            browser.close();
        }
    }

    private List<String> submitted(String title) {
        Browser indra = Browser.signedIn(platform, "indra", Browser.PASSWORD);
        JsonNode events = platform.http().get("/api/v1/audit/events?type=complaint.submitted&include=personal&limit=200",
                indra.who()).is(200).json().path("events");
        return StreamSupport.stream(events.spliterator(), false).filter(event -> event.at("/payload/title").asString("").equals(title))
                .map(event -> event.path("stream").asString()).toList();
    }

    @Test
    void what_is_taken_down_without_a_line_outlives_the_tab_and_is_sent_once_when_there_is_one() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady().isOffline(true).reopens();
            device.page.locator("[data-offline]:visible").waitFor();
            device.takesDown("Sumur kering").takesDown("Jembatan retak").has("WAITING", 2);
            assertThat(device.entry("Sumur kering").innerText()).contains("MB-", "tanda terima sementara");
            assertThat(device.kept()).contains("extractable: false").doesNotContain("Sumur", "Rahasia", "Ijah");

            device.reopens().has("WAITING", 2);
            assertThat(submitted("Sumur kering")).isEmpty();
            device.isOffline(false).has("DONE", 2);

            assertThat(submitted("Sumur kering")).hasSize(1);
            assertThat(submitted("Jembatan retak")).hasSize(1);
            String code = device.page.locator("[data-code]").first().innerText();
            String secret = device.page.locator("[data-secret]").first().innerText();
            platform.http().get("/api/v1/tracking/" + code, Who.reporter(secret).havingSeen(platform.head())).is(200);
            assertThat(device.kept()).doesNotContain("Sumur", "Rahasia", "Ijah", secret);
            device.page.onDialog(Dialog::accept);
            device.page.locator("button[data-handed]").first().click();
            device.has("DONE", 1);
            device.reopens().has("DONE", 1);
        }
    }

    @Test
    void an_answer_that_got_lost_on_its_way_makes_no_second_report() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady();
            AtomicInteger tries = new AtomicInteger();
            device.page.route("**/api/v1/complaints", route -> {
                if (tries.incrementAndGet() <= 2) {
                    // the platform has taken it, and the device does not know
                    route.fetch();
                    route.abort();
                } else {
                    route.resume();
                }
            });

            device.takesDown("Listrik mati").waits(() -> tries.get() == 1).has("WAITING", 1);
            assertThat(submitted("Listrik mati")).hasSize(1);
            assertThat(device.entry("Listrik mati").locator("[data-discard]").isVisible()).isFalse();
            device.page.click("[data-send]");
            device.waits(() -> tries.get() == 2).has("WAITING", 1).page.click("[data-send]");
            device.has("DONE", 1);

            assertThat(tries).hasValue(3);
            assertThat(submitted("Listrik mati")).hasSize(1);
        }
    }

    @Test
    void a_session_that_ended_is_asked_for_again_and_then_it_goes_on() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady().isOffline(true).takesDown("Pipa bocor").has("WAITING", 1);
            device.browser.clearCookies();
            device.isOffline(false).page.click("[data-send]");
            device.has("SIGN_IN", 1);
            assertThat(submitted("Pipa bocor")).isEmpty();

            device.signsIn("wati").opens(DESK).has("OTHER", 1);
            assertThat(device.page.locator("[data-queue]").innerText()).contains("budi").doesNotContain("Pipa bocor");
            assertThat(submitted("Pipa bocor")).isEmpty();
            device.browser.clearCookies();
            device.signsIn("budi").opens(DESK).has("DONE", 1);

            assertThat(submitted("Pipa bocor")).hasSize(1);
        }
    }

    @Test
    void what_is_refused_is_told_beside_the_entry_and_sent_once_it_is_corrected() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady();
            device.page.fill("#phone", "bukan nomor");
            device.takesDown("Parit tersumbat").has("REFUSED", 1);
            assertThat(device.entry("Parit tersumbat").locator("[data-problem]").innerText()).contains("nomor telepon");

            device.entry("Parit tersumbat").locator("[data-correct]").click();
            assertThat(device.page.inputValue("#narrative")).isEqualTo("Rahasia milik Parit tersumbat");
            device.page.fill("#phone", "0812 3456");
            device.page.click("form[data-entry] button[type=submit]");
            device.has("DONE", 1);

            assertThat(submitted("Parit tersumbat")).hasSize(1);
        }
    }

    @Test
    void who_signs_out_is_warned_of_what_was_not_sent_and_leaves_nothing_on_the_device() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady();
            device.page.route("**/api/v1/complaints", Route::abort);
            device.takesDown("Atap roboh").has("WAITING", 1).opens("/masuk");
            AtomicInteger warned = new AtomicInteger();
            device.page.onceDialog(dialog -> {
                warned.incrementAndGet();
                dialog.dismiss();
            });
            device.page.click("form[action='/keluar'] button");
            assertThat(warned).hasValue(1);
            device.opens(DESK).has("WAITING", 1).opens("/masuk");

            device.page.onceDialog(Dialog::accept);
            device.page.click("form[action='/keluar'] button");
            device.page.locator("#password").waitFor();

            assertThat(device.page.evaluate("indexedDB.databases().then((all) => all.length)")).isEqualTo(0);
            assertThat(device.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")).isEqualTo(0);
            device.signsIn("budi").opens(DESK).isReady().has("WAITING", 0).has("DONE", 0);
        }
    }

    @Test
    void nothing_but_the_desk_and_its_files_is_kept_for_when_there_is_no_line() {
        try (Device device = new Device()) {
            device.signsIn("budi").opens(DESK).isReady();

            String kept = device.page.evaluate("""
                    async () => (await Promise.all((await caches.keys()).map(async (name) =>
                      (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat().join(' ')""")
                    .toString();

            assertThat(kept.split(" ")).hasSize(5).contains("/meja-bantu/luring").allSatisfy(path ->
                    assertThat(path).matches("/meja-bantu/luring|/aset/[a-z.0-9]+"));
            device.isOffline(true);
            assertThat(device.page.evaluate("fetch('/kinerja').then(() => 'kept', () => 'not there')")).isEqualTo("not there");
        }
    }
}
