package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.AtTheirWord;
import id.tanggap.infra.TanggapApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real input on real scorecards, through the whole application. The expected figures were computed from the files by other
 * means: hours from created to closed on the wall clock, at index {@code floor(n*q)} of the sorted values.
 */
class ScorecardsAfterAnImportTest {

    private record Figures(long n, double median, double p90) {
    }

    private static final Map<String, Figures> EXCERPT = Map.of(
            "HPD", new Figures(63, 56.71, 793.21),
            "NYPD", new Figures(60, 1.00, 3.81),
            "DOT", new Figures(38, 20.40, 403.46),
            "DOB", new Figures(24, 10.58, 697.42),
            "DEP", new Figures(16, 24.77, 148.97),
            "DSNY", new Figures(14, 24.00, 68.54),
            "DHS", new Figures(9, 7.88, 90.20),
            "DPR", new Figures(6, 39.65, 857.04));

    private static final Map<String, Long> OPEN_IN_THE_EXCERPT =
            Map.of("HPD", 19L, "DSNY", 10L, "TLC", 8L, "DPR", 7L, "EDC", 4L, "DOHMH", 3L, "DOT", 1L, "NYPD", 0L);

    /** The whole day, of which the excerpt is a part. */
    private static final Map<String, Figures> WHOLE_DAY = Map.of(
            "HPD", new Figures(1582, 48.72, 573.53),
            "NYPD", new Figures(1567, 1.05, 4.08),
            "DOT", new Figures(408, 21.06, 354.01),
            "DSNY", new Figures(260, 26.04, 230.51),
            "DOB", new Figures(165, 80.90, 868.75),
            "DEP", new Figures(160, 26.32, 191.15));

    @TempDir
    Path data;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;
    private String address;

    @BeforeEach
    void start() {
        application = new SpringApplicationBuilder(TanggapApplication.class).initializers(AtTheirWord.INITIALIZER)
                .web(WebApplicationType.REACTIVE).run("--server.port=0", "--tanggap.data=" + data);
        address = "http://127.0.0.1:"
                + ((WebServerApplicationContext) application).getWebServer().getPort() + "/api/v1";
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void after_the_import_of_the_excerpt_the_scorecards_show_the_figures_that_others_computed() throws Exception {
        JsonNode imported = imported(Path.of("src/test/resources/nyc-311-excerpt.csv"));

        assertThat(imported.path("imported").asLong()).isEqualTo(303);
        assertThat(imported.path("refused").asLong()).isEqualTo(2);
        shown(EXCERPT);
        OPEN_IN_THE_EXCERPT.forEach((agency, open) -> assertThat(scorecard(agency).at("/backlog/open").asLong())
                .as("open at " + agency).isEqualTo(open));
    }

    @Test
    void the_lines_that_could_not_be_taken_are_listed_with_number_field_and_reason() throws Exception {
        JsonNode imported = imported(Path.of("src/test/resources/nyc-311-excerpt.csv"));

        JsonNode refused = get("/imports/" + imported.path("id").asString() + "/refused").path("refused");

        assertThat(refused.findValuesAsString("field")).containsExactly("Closed Date", "Closed Date");
        assertThat(refused.get(0).path("line").asLong()).isGreaterThan(1);
        assertThat(refused.get(0).at("/reason/en").asString()).isNotBlank();
        assertThat(refused.get(0).at("/reason/id").asString()).isNotBlank();
    }

    @Test
    void the_same_file_twice_changes_nothing() throws Exception {
        imported(Path.of("src/test/resources/nyc-311-excerpt.csv"));
        JsonNode before = get("/transparency?from=2023-01-01&to=2023-12-31");

        JsonNode again = imported(Path.of("src/test/resources/nyc-311-excerpt.csv"));

        assertThat(again.path("imported").asLong()).isEqualTo(303);
        assertThat(get("/imports").path("imports").size()).isEqualTo(1);
        assertThat(get("/transparency?from=2023-01-01&to=2023-12-31")).isEqualTo(before);
    }

    @Test
    @EnabledIfSystemProperty(named = "tanggap.nyc311.file", matches = ".+",
            disabledReason = "the whole day's file is not part of the project: -Dtanggap.nyc311.file=…")
    void after_the_import_of_the_whole_day_the_scorecards_show_the_figures_that_others_computed() throws Exception {
        JsonNode imported = imported(Path.of(System.getProperty("tanggap.nyc311.file")));

        assertThat(imported.path("imported").asLong()).isEqualTo(4997);
        assertThat(imported.path("refused").asLong()).isEqualTo(2);
        shown(WHOLE_DAY);
    }

    private void shown(Map<String, Figures> expected) {
        expected.forEach((agency, figures) -> {
            JsonNode resolution = scorecard(agency).at("/total/resolution");
            assertThat(resolution.path("n").asLong()).as("n of " + agency).isEqualTo(figures.n());
            assertThat(resolution.path("medianHours").asDouble()).as("median of " + agency)
                    .isCloseTo(figures.median(), precisely(figures.median()));
            assertThat(resolution.path("p90Hours").asDouble()).as("p90 of " + agency)
                    .isCloseTo(figures.p90(), precisely(figures.p90()));
        });
    }

    /** Three significant digits, and both sides rounded to a hundredth. */
    private static org.assertj.core.data.Offset<Double> precisely(double figure) {
        return within(figure / 1000 + 0.01);
    }

    private JsonNode imported(Path file) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(address
                        + "/imports?format=NYC_311&file=nyc.csv&zone=America/New_York"))
                .header("Tanggap-Role", "ADMINISTRATOR").header("Tanggap-Account", "admin")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        String id = json.readTree(answer.body()).path("id").asString();
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50))
                .until(() -> get("/imports/" + id), found -> "FINISHED".equals(found.path("state").asString()));
    }

    private JsonNode scorecard(String agency) {
        for (JsonNode office : get("/offices").path("offices")) {
            if (office.path("name").asString().endsWith("(" + agency + ")")) {
                return get("/offices/" + office.path("id").asString()
                        + "/scorecard?from=2023-01-01&to=2025-12-31");
            }
        }
        throw new AssertionError("no office stands for " + agency);
    }

    /** Imports are told to administrators, all figures to inspectors. */
    private JsonNode get(String path) {
        try {
            return json.readTree(http.send(HttpRequest.newBuilder(URI.create(address + path))
                    .header("Tanggap-Role", path.startsWith("/imports") ? "ADMINISTRATOR" : "INSPECTOR")
                    .header("Tanggap-Account", "dewi").GET().build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
