package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A tab of a real browser that looks at every page it comes to as somebody who cannot see well, or pays for every byte, would. */
final class Tab implements AutoCloseable {

    /** How somebody looks at pages: at narrow ones, and at the same ones wide. */
    record Look(String language, boolean scripts) {

        @Override
        public String toString() {
            return language + ", scripts " + (scripts ? "on" : "off");
        }
    }

    private static final int NARROW = 320;
    private static final int WIDE = 1280;

    /** What a page of a citizen's may weigh on its way, all together and of that scripts. */
    private static final int MOST = 100 * 1024;
    private static final int MOST_SCRIPT = 30 * 1024;
    private static final String SCREENSHOTS = System.getProperty("tanggap.screenshots");
    private static final String AXE = axe();
    /** Works without promises or timers of the page's own, which are dead where scripts are off. */
    private static final String RULES = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']";

    /** What comes from addresses. */
    private static final Map<String, Integer> SIZES = new ConcurrentHashMap<>();

    private final Look look;
    private final String base;
    private final BrowserContext context;
    private final BrowserContext reader;
    private final Page page;
    private final List<String> faults = new ArrayList<>();
    /** Those that came whole: to ask for the size of one that was given up, as a page was left, would wait for ever. */
    private final List<Request> finished = new ArrayList<>();

    Tab(Browser browser, Platform platform, Look look) {
        this(browser, platform, look, Who.PUBLIC);
    }

    /** Somebody of staff, taken at their word. */
    Tab(Browser browser, Platform platform, Look look, Who who) {
        this.look = look;
        this.base = "http://127.0.0.1:" + platform.port();
        Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(NARROW, 800)
                .setLocale(look.language().equals("id") ? "id-ID" : "en-GB").setJavaScriptEnabled(look.scripts())
                .setExtraHTTPHeaders(who.headers());
        this.context = browser.newContext(options);
        // axe is a script itself: where scripts are off, the page as it then is gets looked at by one that runs nothing else
        this.reader = look.scripts() ? null : browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(NARROW, 800));
        this.page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(base + "/")) {
                faults.add("asked somebody else: " + request.url());
            }
        });
        page.onRequestFinished(finished::add);
        page.onPageError(error -> faults.add("a script failed: " + error));
        page.onConsoleMessage(message -> {
            // that an answer was a refusal is no fault of the page
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource: the server responded")) {
                faults.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    Tab opens(String path) {
        finished.clear();
        page.navigate(base + path);
        return this;
    }

    Tab fills(String field, String text) {
        page.fill("#" + field, text);
        return this;
    }

    Tab chooses(String field, String value) {
        page.check("input[name='" + field + "'][value='" + value + "']");
        return this;
    }

    /** Presses the button with this text, and comes to where that leads. */
    Tab presses(String button) {
        finished.clear();
        page.locator("button:visible", new Page.LocatorOptions().setHasText(button)).last().click();
        page.waitForLoadState(LoadState.LOAD);
        return this;
    }

    Tab unfolds(String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary)).first().click();
        return this;
    }

    Tab isAt(String path) {
        page.waitForURL(url -> URI.create(url).getPath().equals(path));
        return this;
    }

    String text(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    /** Looks at the page from all sides. @param name of its picture, if pictures are wanted */
    Tab isSound(String name) {
        String where = name + " at " + URI.create(page.url()).getPath() + " (" + look + ")";
        page.waitForLoadState(LoadState.LOAD);
        assertThat(page.locator("html").getAttribute("lang")).as(where).isEqualTo(look.language());
        assertThat(page.locator("h1").count()).as("headings of %s", where).isEqualTo(1);
        assertThat(page.content()).as(where).doesNotContain("??");
        for (int width : new int[] {WIDE, NARROW}) {
            page.setViewportSize(width, 800);
            requireFits(name, width, where + ", " + width + " px");
        }
        int weight = 0;
        int scripts = 0;
        for (Request request : List.copyOf(finished)) {
            int told = request.sizes().responseBodySize;
            // what the browser had already is told as less than nothing: it weighs what it would if it came now
            int size = told >= 0 ? told : SIZES.computeIfAbsent(request.url(), this::fetched);
            weight += size;
            scripts += request.resourceType().equals("script") ? size : 0;
        }
        assertThat(weight).as("%s weighs", where).isPositive();
        assertThat(weight).as("%s weighs", where).isLessThanOrEqualTo(MOST);
        assertThat(scripts).as("scripts of %s weigh", where).isLessThanOrEqualTo(MOST_SCRIPT);
        assertThat(faults).as(where).isEmpty();
        return this;
    }

    private int fetched(String url) {
        APIResponse answer = context.request().get(url);
        String length = answer.headers().get("content-length");
        return length == null ? answer.body().length : Integer.parseInt(length);
    }

    private void requireFits(String name, int width, String where) {
        int over = ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        assertThat(over).as("%s can be moved sideways by", where).isLessThanOrEqualTo(0);
        // without scripts the page itself is the same when it is wide, and what wide pages look like is looked at with scripts
        if (look.scripts() || width == NARROW) {
            assertThat(violations()).as("%s breaks rules of WCAG 2.2 AA", where).isEqualTo("[]");
        }
        if (SCREENSHOTS != null && look.scripts()) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(SCREENSHOTS,
                    String.format(Locale.ROOT, "%s-%s-%d.png", name, look.language(), width))));
        }
    }

    /** As a JSON list, each with the elements concerned. */
    private String violations() {
        if (look.scripts()) {
            return violations(page);
        }
        try (Page copy = reader.newPage()) {
            copy.route("**/*.js", route -> route.abort());
            copy.route(page.url(), route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                    .setContentType("text/html;charset=UTF-8").setBody(page.content())));
            copy.navigate(page.url());
            return violations(copy);
        }
    }

    /** By the debugger's way in: the page's own policy lets no script in. */
    private static String violations(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        try {
            evaluate(session, AXE, false);
            return evaluate(session, "axe.run(document, {runOnly: " + RULES + ", resultTypes: ['violations']}).then(found => "
                    + "JSON.stringify(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target + ' '"
                    + " + node.failureSummary).join('; '))))", true);
        } finally {
            session.detach();
        }
    }

    private static String evaluate(CDPSession session, String script, boolean await) {
        com.google.gson.JsonObject ask = new com.google.gson.JsonObject();
        ask.addProperty("expression", script);
        ask.addProperty("awaitPromise", await);
        ask.addProperty("returnByValue", await);
        com.google.gson.JsonObject result = session.send("Runtime.evaluate", ask).getAsJsonObject("result");
        return result.has("value") ? result.get("value").getAsString() : "";
    }

    private static String axe() {
        try (InputStream file = Tab.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        if (reader != null) {
            reader.close();
        }
    }
}
