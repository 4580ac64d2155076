package id.tanggap.infra.api;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, driven by Playwright with the Node of this machine. Nothing is downloaded. */
final class Chromium implements AutoCloseable {

    private static final String LOUDLY = """

            ################################################################################
            #  THE PAGES WERE NOT TESTED: %-50s  #
            #  On Debian: apt-get install chromium nodejs                                  #
            ################################################################################
            """;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path chromium, Path node) {
        System.setProperty("playwright.nodejs.path", node.toString());
        // it would fetch browsers of its own
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /** Skips the tests that want it, loudly, where there is none. */
    static Chromium start() {
        Optional<Path> chromium = found("tanggap.test.chromium", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = found("tanggap.test.node", "node", "nodejs");
        if (chromium.isEmpty() || node.isEmpty()) {
            String missing = chromium.isEmpty() ? "there is no Chromium on this machine" : "there is no Node on this machine";
            System.err.printf(LOUDLY, missing);
            Assumptions.abort("the pages were not tested: " + missing);
        }
        return new Chromium(chromium.get(), node.get());
    }

    private static Optional<Path> found(String property, String... names) {
        String set = System.getProperty(property);
        return set != null ? Optional.of(Path.of(set)) : Arrays.stream(names).flatMap(name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
