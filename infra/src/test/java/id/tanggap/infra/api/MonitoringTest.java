package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** Dashboard and alert rules speak of figures that a running platform has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTest {

    /** Prometheus's own, and labels that it adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance", "role");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "on", "ignoring");

    private static final Path OPS = Path.of("ops");

    /** Labels by metric. */
    private final Map<String, Set<String>> metrics = new HashMap<>();

    @BeforeAll
    void measure(@TempDir Path folder) {
        try (Platform platform = Platform.start(folder, "--tanggap.limits.reads=100000")) {
            Case complaint = platform.open().forwardedTo(platform.office());
            complaint.seenBy(Who.INSPECTOR).is(200);
            System.gc();
            String scraped = platform.http().get("/actuator/prometheus", Who.ADMINISTRATOR).is(200).text();
            scraped.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String name = line.split("[{ ]", 2)[0];
                Set<String> labels = metrics.computeIfAbsent(name, _ -> new TreeSet<>());
                Pattern.compile("([a-zA-Z_]\\w*)=\"").matcher(line).results().forEach(label -> labels.add(label.group(1)));
            });
        }
    }

    @AfterAll
    void forget() {
        metrics.clear();
    }

    private static JsonNode dashboard() throws IOException {
        return Http.JSON.readTree(Files.readAllBytes(OPS.resolve("grafana/tanggap.json")));
    }

    private static List<String> dashboardExpressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        dashboard().path("panels").forEach(panel -> panel.path("targets").forEach(
                target -> expressions.add(target.path("expr").asString())));
        return expressions;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(OPS.resolve("prometheus/alerts.yml")));
        return ((List<Map<String, Object>>) file.get("groups")).stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream()).toList();
    }

    @Test
    void how_long_requests_take_is_measured_once_and_not_by_each_filter() {
        assertThat(metrics.keySet()).anyMatch(name -> name.startsWith("http_server_requests_seconds"))
                .noneMatch(name -> name.startsWith("spring_security"));
    }

    @Test
    void every_figure_in_the_dashboard_and_in_the_alert_rules_is_one_that_a_running_platform_has() throws IOException {
        List<String> expressions = Stream.concat(dashboardExpressions().stream(),
                rules().stream().map(rule -> rule.get("expr").toString())).toList();

        assertThat(expressions).hasSizeGreaterThan(30).allSatisfy(this::isMeasured);
    }

    /** The metrics of a PromQL expression are the words that are no function, no keyword, no label and no duration. */
    private void isMeasured(String expression) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)").matcher(expression).results()
                .forEach(by -> labels.addAll(List.of(by.group(1).split("\\s*,\\s*"))));
        Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"").matcher(expression).results()
                .forEach(label -> labels.add(label.group(1)));
        String bare = expression.replaceAll("\\b(by|without)\\s*\\([^)]*\\)", " ").replaceAll("\\[[^]]*]", " ")
                .replaceAll("\\{[^}]*}", " ").replaceAll("\"[^\"]*\"", " ");
        List<String> named = Pattern.compile("([a-zA-Z_:][\\w:]*)(?!\\w|\\s*\\()").matcher(bare).results()
                .map(MatchResult::group).filter(word -> !WORDS.contains(word)).toList();

        assertThat(named).as(expression).isNotEmpty().allMatch(name -> metrics.containsKey(name) || OF_PROMETHEUS.contains(name));
        assertThat(labels).as(expression).allMatch(label -> LABELS_OF_PROMETHEUS.contains(label)
                || named.stream().anyMatch(name -> metrics.getOrDefault(name, Set.of()).contains(label)));
    }

    @Test
    void every_alert_says_how_urgent_it_is_and_what_is_wrong() throws IOException {
        assertThat(rules()).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.get("alert").toString()).matches("[A-Z]\\w+");
            assertThat(rule.get("labels").toString()).matches("\\{severity=(page|ticket)}");
            assertThat(rule.get("annotations").toString()).startsWith("{summary=");
        });
        String running = Files.readString(Path.of("../docs/running.md"));
        assertThat(rules()).allSatisfy(rule -> assertThat(running).as("what to do").contains(rule.get("alert").toString()));
    }

    @Test
    void the_dashboards_panels_lie_beside_each_other_and_ask_the_source_that_is_set_up() throws IOException {
        String source = Files.readString(OPS.resolve("grafana/datasource.yaml"));
        boolean[][] taken = new boolean[200][24];
        Set<Integer> ids = new TreeSet<>();
        dashboard().path("panels").forEach(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode place = panel.path("gridPos");
            for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                    assertThat(taken[y][x]).as(panel.path("title").asString()).isFalse();
                    taken[y][x] = true;
                }
            }
            panel.path("targets").forEach(target ->
                    assertThat(source).contains("uid: " + target.path("datasource").path("uid").asString()));
        });
    }
}
