package id.tanggap.infra.ops;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.mongodb.MongoAccessRows;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.web.edge.PublicAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What operators start fits together and gives nothing more than it needs. Looked at only: no container was started by these
 * tests.
 */
class OperatorFilesTest {

    private static final Path OPS = Path.of("ops");

    private static String text(String file) throws IOException {
        return Files.readString(OPS.resolve(file));
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(yaml("compose.yaml").get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    private static Map<String, Map<String, Object>> nodes() throws IOException {
        Map<String, Map<String, Object>> nodes = services();
        nodes.values().removeIf(service -> !"tanggap".equals(service.get("image")));
        return nodes;
    }

    private static Collection<String> nodes(String role) throws IOException {
        return nodes().entrySet().stream().filter(node -> role.equals(map(node.getValue().get("environment"))
                .get("TANGGAP_ROLE"))).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void there_are_three_members_of_a_replica_set_two_nodes_of_each_role_and_a_proxy() throws IOException {
        assertThat(services().entrySet()).filteredOn(service -> list(service.getValue().get("command")).contains("--replSet"))
                .extracting(Map.Entry::getKey).containsExactly("mongo1", "mongo2", "mongo3");
        assertThat(nodes("command")).containsExactly("command1", "command2");
        assertThat(nodes("query")).containsExactly("query1", "query2");
        assertThat(services()).containsKey("proxy");
    }

    @Test
    void every_service_has_a_fixed_image_gives_up_all_privileges_and_writes_to_its_volumes_only() throws IOException {
        assertThat(services()).allSatisfy((name, service) -> {
            assertThat((String) service.get("image")).as(name)
                    .satisfiesAnyOf(image -> assertThat(image).isEqualTo("tanggap"),
                            image -> assertThat(image).matches("[a-z/-]+:v?\\d[\\w.-]*"));
            assertThat(list(service.get("cap_drop"))).as(name).isEqualTo(List.of("ALL"));
            assertThat(list(service.get("security_opt"))).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service).as(name).doesNotContainKeys("privileged", "cap_add", "devices", "pid");
            // Grafana unpacks plug-ins beside itself
            assertThat(service.getOrDefault("read_only", name.equals("grafana"))).as(name).isEqualTo(true);
        });
    }

    @Test
    void nothing_but_the_proxy_can_be_reached_from_other_machines() throws IOException {
        assertThat(services()).allSatisfy((name, service) -> {
            if (!name.equals("proxy")) {
                assertThat(list(service.get("ports"))).as(name)
                        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
            }
        });
        assertThat(nodes()).allSatisfy((_, node) -> assertThat(list(node.get("networks"))).isEqualTo(List.of("inside")));
        assertThat(map(map(yaml("compose.yaml").get("networks")).get("inside")).get("internal")).isEqualTo(true);
    }

    @Test
    void secrets_and_volumes_that_are_used_are_those_that_are_declared() throws IOException {
        Set<String> secrets = new TreeSet<>();
        Set<String> volumes = new TreeSet<>();
        services().values().forEach(service -> {
            list(service.get("secrets")).forEach(secret -> secrets.add(secret instanceof Map<?, ?> named
                    ? named.get("source").toString() : secret.toString()));
            list(service.get("volumes")).stream().map(Object::toString).filter(volume -> !volume.matches("[.$].*"))
                    .forEach(volume -> volumes.add(volume.substring(0, volume.indexOf(':'))));
        });
        assertThat(map(yaml("compose.yaml").get("secrets")).keySet()).containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(map(yaml("compose.yaml").get("volumes")).keySet()).containsExactlyInAnyOrderElementsOf(volumes);
    }

    @Test
    void files_that_services_are_given_are_there() throws IOException {
        assertThat(services().values().stream().flatMap(service -> list(service.get("volumes")).stream()).map(Object::toString)
                .filter(volume -> volume.startsWith("./")).map(volume -> volume.substring(2, volume.indexOf(':'))))
                .isNotEmpty().allSatisfy(file -> assertThat(OPS.resolve(file)).exists());
    }

    @Test
    void the_settings_of_a_node_are_settings_that_the_application_has() throws IOException {
        String proxy = map(map(services().get("proxy").get("networks")).get("inside")).get("ipv4_address").toString();
        assertThat(nodes()).allSatisfy((name, node) -> {
            Map<String, Object> variables = new TreeMap<>(map(node.get("environment")));
            variables.put("TANGGAP_PUBLICURL", variables.get("TANGGAP_PUBLICURL").toString().replaceAll("\\$\\{.*}",
                    "tanggap.example.org"));
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().forEach(source -> environment.getPropertySources().remove(source.getName()));
            environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
            ConfigurationPropertySources.attach(environment);
            Binder binder = Binder.get(environment);

            TanggapProperties properties = binder.bindOrCreate("tanggap", TanggapProperties.class);
            assertThat(properties.storage()).isEqualTo(TanggapProperties.Storage.MONGODB);
            assertThat(properties.role()).as(name).isEqualTo(name.equals("operator") ? TanggapProperties.Role.ALL
                    : TanggapProperties.Role.valueOf(name.replaceAll("\\d", "").toUpperCase(java.util.Locale.ROOT)));
            assertThat(properties.keys().file()).isEqualTo(Path.of("/run/secrets/kek"));
            PublicAddress address = binder.bindOrCreate("tanggap", PublicAddress.class);
            assertThat(address.isSecure()).isTrue();
            assertThat(address.trustedProxies()).containsExactly(proxy);
        });
    }

    @Test
    void the_image_has_a_runtime_only_and_runs_as_nobody_with_the_cache_that_was_made_for_it() throws IOException {
        List<String> lines = text("Dockerfile").replace("\\\n", " ").lines().filter(line -> !line.startsWith("#")).toList();

        assertThat(lines).filteredOn(line -> line.startsWith("FROM ")).allSatisfy(line ->
                assertThat(line).matches("FROM eclipse-temurin:25-jre-\\w+( AS \\w+)?"));
        assertThat(lines).filteredOn(line -> line.startsWith("USER ")).containsExactly("USER 10001:10001");
        assertThat(lines).noneMatch(line -> line.startsWith("ADD "));
        String training = lines.stream().filter(line -> line.contains("AOTCacheOutput")).findFirst().orElseThrow();
        String start = lines.getLast();
        assertThat(start).startsWith("ENTRYPOINT").contains("AOTCache=/opt/tanggap/tanggap.aot");
        String collector = Pattern.compile("-XX:\\+Use\\w+GC").matcher(training).results().findFirst().orElseThrow().group();
        assertThat(start).as("a cache fits one collector").contains(collector);
        assertThat(Pattern.compile("COPY --from=unpacked /unpack/layers/([\\w-]+)/").matcher(String.join("\n", lines)).results()
                .map(layer -> layer.group(1))).as("what changes seldom comes first")
                .containsExactly("dependencies", "snapshot-dependencies", "application");
    }

    @Test
    void the_proxy_knows_the_nodes_that_there_are_and_keeps_no_record_of_requests() throws IOException {
        String nginx = text("nginx/nginx.conf");

        for (String side : List.of("command", "query", "sign_in")) {
            String upstream = nginx.substring(nginx.indexOf("upstream " + side + " {"));
            assertThat(Pattern.compile("server (\\w+):8080").matcher(upstream.substring(0, upstream.indexOf('}'))).results()
                    .map(server -> server.group(1))).as(side)
                    .containsExactlyElementsOf(nodes(side.equals("query") ? "query" : "command"));
        }
        assertThat(nginx).contains("access_log off;").doesNotContain("proxy_add_x_forwarded_for")
                .contains("proxy_set_header X-Forwarded-For $remote_addr;");
        assertThat(nginx.chars().filter(c -> c == '{').count()).isEqualTo(nginx.chars().filter(c -> c == '}').count());
    }

    @Test
    void the_database_user_of_the_application_may_only_find_and_insert_what_is_for_ever() throws IOException {
        String setup = text("mongodb/setup.js");

        List<String> addOnly = words(between(setup, "const ADD_ONLY = [", "]"));
        assertThat(addOnly).containsExactlyInAnyOrder("find", "insert", "listIndexes", "changeStream");
        String privileges = between(setup, "const PRIVILEGES = [", "];");
        assertThat(privileges.lines().filter(line -> line.contains("\"events\"") || line.contains("\"access"))
                .filter(line -> line.contains("collection: \"") && !line.contains("collection: \"\"")))
                .hasSize(2).allMatch(line -> line.contains("actions: ADD_ONLY"));
        assertThat(between(setup, "const INHERITED = [", "];")).doesNotContain("db: NAME}").doesNotContain("_access")
                .doesNotContain("root").doesNotContain("Any");
        assertThat(words(between(setup, "const MEMBERS = [", "]"))).containsExactlyElementsOf(
                Stream.of("mongo1", "mongo2", "mongo3").map(member -> member + ":27017").toList());
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static List<String> words(String text) {
        return Pattern.compile("\"([^\"]+)\"").matcher(text).results().map(word -> word.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
    void the_indexes_that_the_application_may_not_make_are_made_for_it(TestMongo server) throws IOException {
        Map<String, Object> expected = new TreeMap<>();
        for (Object each : (List<?>) new Yaml(new SafeConstructor(new LoaderOptions())).load(text("mongodb/indexes.json"))) {
            if (map(each).get("collection").equals("access")) {
                expected.put(map(each).get("name").toString(), map(each).get("key").toString());
            }
        }
        try (TestDatabases databases = server.fresh();
                AccessRows _ = MongoAccessRows.open(databases.connected(), Clock.systemUTC())) {
            Map<String, Object> made = new TreeMap<>();
            databases.connected().blocking(Database.ACCESS).getCollection("access").listIndexes().forEach(index ->
                    made.put(index.getString("name"), new TreeMap<>(index.get("key", Document.class)).toString()));
            made.remove("_id_");
            expected.replaceAll((_, key) -> key.toString());
            assertThat(made.keySet()).isEqualTo(expected.keySet());
            assertThat(made).allSatisfy((name, key) -> assertThat(sorted(key.toString())).as(name)
                    .isEqualTo(sorted(expected.get(name).toString())));
        }
    }

    private static List<String> sorted(String key) {
        return Pattern.compile("[\\w.]+=1").matcher(key).results().map(field -> field.group()).sorted().toList();
    }

    @Test
    void the_figures_of_every_node_are_fetched() throws IOException {
        List<String> targets = new ArrayList<>();
        for (Object job : list(yaml("prometheus/prometheus.yml").get("scrape_configs"))) {
            for (Object some : list(map(job).get("static_configs"))) {
                String role = map(map(some).get("labels")).get("role").toString();
                assertThat(list(map(some).get("targets"))).isEqualTo(nodes(role).stream().map(node -> node + ":8080").toList());
                list(map(some).get("targets")).forEach(target -> targets.add(target.toString()));
            }
        }
        assertThat(targets).hasSize(4);
    }

    @Test
    void documentation_and_files_speak_of_the_same_secrets() throws IOException {
        String running = Files.readString(Path.of("../docs/running.md"));

        assertThat(map(yaml("compose.yaml").get("secrets")).keySet()).allSatisfy(secret ->
                assertThat(running).as("how %s is made", secret).contains("secrets/" + secret));
        assertThat(Pattern.compile("secrets/(\\w++)(?!\\*)").matcher(running).results().map(named -> named.group(1)))
                .allSatisfy(named -> assertThat(map(yaml("compose.yaml").get("secrets"))).containsKey(named));
    }
}
