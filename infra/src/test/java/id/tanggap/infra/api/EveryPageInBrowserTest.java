package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;

/**
 * Every page of the table in {@link EndpointsTest} in a real Chromium, in all looks, but for those that other tests come to
 * in all looks on the ways of people. Whoever adds a page to the table has it looked at here, without doing anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInBrowserTest {

    /** What others come to in all looks: where the platform begins, a report, figures, cases, the inspectorate, the desk. */
    private static final Set<String> WALKED = Set.of("/", "/bantuan", "/lapor/{path}", "/lacak", "/masuk", "/sandi",
            "/pertama", "/kinerja", "/kinerja/{id}", "/kinerja/pengertian", "/dasbor/{id}", "/dasbor/{id}/laporan", "/cari",
            "/kerja", "/kerja/{id}", "/verifikasi", "/inspektorat", "/inspektorat/riwayat", "/inspektorat/akses",
            "/inspektorat/laporan/{id}", "/inspektorat/pemeriksaan/{id}", "/meja-bantu");

    /** What is for programs, is a file, or is a part that a script puts into a page. */
    private static final Predicate<String> NO_PAGE = Pattern.compile("/(api|actuator|v3|docs|webjars|aset)(/.*)?|/\\*\\*"
            + "|.*\\.(csv|js)|.*/lampiran/.*|.*/(alir|unduh|saran)").asMatchPredicate();

    private Platform platform;
    private Office other;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path folder) {
        chromium = Chromium.start();
        platform = Platform.start(folder);
        platform.http().post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token",
                FirstToken.of(platform).orElseThrow(), "account", "adi", "name", "Adi", "password", Browser.PASSWORD)).is(201);
        other = platform.office("Dinas Perhubungan");
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

    private static Stream<EndpointsTest.Row> pages() {
        return EndpointsTest.rows().filter(row -> row.method() == HttpMethod.GET && !NO_PAGE.test(row.path()));
    }

    /** Those that somebody is shown. */
    static Stream<EndpointsTest.Row> rows() {
        return pages().filter(row -> row.expected().contains("200") && !WALKED.contains(row.path()));
    }

    @Test
    void what_others_walk_are_pages_of_the_table() {
        assertThat(pages().map(EndpointsTest.Row::path).collect(Collectors.toSet())).containsAll(WALKED);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void pages_are_sound(EndpointsTest.Row row) {
        EndpointsTest.Scene scene = new EndpointsTest.Scene(platform, other, "", row.state());
        Who who = Arrays.stream(EndpointsTest.Asking.values())
                .filter(asking -> row.expected().get(asking.ordinal()).equals("200")).findFirst().orElseThrow().in(scene);
        scene.seen();

        PagesInBrowserTest.looks().forEach(look -> {
            try (Tab tab = new Tab(chromium.browser(), platform, look, who)) {
                tab.opens(EndpointsTest.path(row, scene)).isSound("every" + row.path().replaceAll("[^a-z]+", "-"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("id.tanggap.infra.api.PagesInBrowserTest#looks")
    void appeals_that_wait_for_the_head_above_are_sound(Tab.Look look) {
        Office below = platform.office("Dinas di bawahnya " + Platform.word("b"));
        below.asks(Who.ADMINISTRATOR, "/parent", "parentId", other.id).is(201);
        Case appeal = platform.open();
        EndpointsTest.State.APPEALED.bringAbout(appeal, below, platform);
        appeal.seen();

        try (Tab tab = new Tab(chromium.browser(), platform, look, other.head())) {
            tab.opens("/banding").isSound("appeals");

            assertThat(tab.page().locator("main a[href='/kerja/" + appeal.id + "']").count()).isEqualTo(1);
        }
    }
}
