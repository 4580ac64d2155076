package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.clock.Timekeeper;
import id.tanggap.infra.erasure.Erasing;
import id.tanggap.infra.intake.Importing;
import id.tanggap.infra.law.Seeding;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Nodes of one role alone, and the proxy before them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesTest {

    private static final String SOMETHING = "01900000-0000-7000-8000-000000000000";

    /** An endpoint and the package of what serves it. */
    private record Endpoint(String method, String path, String consumes, String produces, String servedBy) {

        boolean isCommandSides() {
            return servedBy.startsWith("id.tanggap.command");
        }

        boolean isQuerySides() {
            return servedBy.matches("id\\.tanggap\\.(query|infra\\.(views|search|pages))\\b.*");
        }

        Answer askedOf(Platform node) {
            Who who = produces == null ? Who.PUBLIC : Who.PUBLIC.with("Accept", produces);
            boolean body = !method.equals("GET");
            return node.http().send(HttpMethod.valueOf(method), path, who,
                    body ? consumes == null ? "application/json" : consumes : null, body ? new byte[] {'{', '}'} : null);
        }
    }

    private TestDatabases databases;
    private Platform command;
    private Platform query;
    private List<Endpoint> endpoints;

    @BeforeAll
    void start(@TempDir Path folder) {
        databases = TestMongo.IN_PROCESS.fresh();
        command = node("command", folder);
        query = node("query", folder);
        try (Platform everything = Platform.start(folder.resolve("everything"))) {
            endpoints = everything.beans(RequestMappingHandlerMapping.class).stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                    .filter(entry -> entry.getValue().getBeanType().getName().startsWith("id.tanggap"))
                    .flatMap(entry -> endpoints(entry.getKey(), entry.getValue().getBeanType().getPackageName()))
                    .filter(endpoint -> !endpoint.path().endsWith("/live") && !"text/event-stream".equals(endpoint.produces()))
                    .toList();
        }
    }

    private Platform node(String role, Path folder) {
        return Platform.start(folder.resolve(role), "--tanggap.storage=mongodb", "--tanggap.role=" + role,
                "--spring.mongodb.uri=" + databases.uri(), "--tanggap.keys.kek=" + "1".repeat(64));
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping, String servedBy) {
        String consumes = mapping.getConsumesCondition().isEmpty() ? null
                : mapping.getConsumesCondition().getExpressions().iterator().next().getMediaType().toString();
        String produces = mapping.getProducesCondition().isEmpty() ? null
                : mapping.getProducesCondition().getExpressions().iterator().next().getMediaType().toString();
        return mapping.getPatternsCondition().getPatterns().stream().flatMap(pattern ->
                mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name).map(method -> new Endpoint(method,
                        pattern.getPatternString().replaceAll("\\{[^}]*}", SOMETHING), consumes, produces, servedBy)));
    }

    @AfterAll
    void stop() {
        command.close();
        query.close();
        databases.close();
    }

    @Test
    void a_query_node_says_of_everything_that_is_the_command_nodes_that_it_is_misdirected_and_of_nothing_else() {
        assertThat(endpoints).filteredOn(Endpoint::isCommandSides).hasSizeGreaterThan(40)
                .allSatisfy(endpoint -> endpoint.askedOf(query).is(421, "MISDIRECTED"));
        assertThat(endpoints).filteredOn(Endpoint::isQuerySides).hasSizeGreaterThan(20)
                .allSatisfy(endpoint -> assertThat(endpoint.askedOf(query).status()).isNotEqualTo(421));
    }

    @Test
    void a_command_node_says_of_everything_that_is_the_query_nodes_that_it_is_misdirected_and_of_nothing_else() {
        assertThat(endpoints).filteredOn(Endpoint::isQuerySides)
                .allSatisfy(endpoint -> endpoint.askedOf(command).is(421));
        assertThat(endpoints).filteredOn(endpoint -> endpoint.isQuerySides() && endpoint.path().startsWith("/api/"))
                .allSatisfy(endpoint -> endpoint.askedOf(command).is(421, "MISDIRECTED"));
        assertThat(endpoints).filteredOn(Endpoint::isCommandSides)
                .allSatisfy(endpoint -> assertThat(endpoint.askedOf(command).status()).isNotEqualTo(421));
    }

    @Test
    void the_problem_says_in_both_languages_which_nodes_serve_it() {
        Answer answer = query.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", "x")).is(421, "MISDIRECTED");

        assertThat(answer.at("/title")).isEqualTo("Misdirected Request");
        assertThat(answer.at("/messages/en")).contains("tanggap.role=command");
        assertThat(answer.at("/messages/id")).contains("tanggap.role=command");
    }

    @Test
    void what_is_nowhere_is_misdirected_nowhere() {
        for (Platform node : List.of(command, query)) {
            node.http().get("/api/v1/nothing", Who.PUBLIC).is(404);
            node.http().send(HttpMethod.PUT, "/api/v1/complaints", Who.PUBLIC, null, null).is(405);
        }
    }

    @Test
    void people_can_sign_in_on_nodes_of_both_roles() {
        for (Platform node : List.of(command, query)) {
            node.http().get("/masuk", Who.PUBLIC).is(200);
            node.http().post("/api/v1/session", Who.PUBLIC, Http.body("account", "nobody", "password", "nothing")).is(401);
        }
    }

    @Test
    void only_command_nodes_do_anything_by_themselves() {
        for (Class<?> acting : List.of(Timekeeper.class, Importing.class, Seeding.class)) {
            assertThat(command.beans(acting)).as(acting.getSimpleName()).hasSize(1);
            assertThat(query.beans(acting)).as(acting.getSimpleName()).isEmpty();
        }
    }

    @Test
    void every_node_forgets_the_keys_of_those_who_are_erased() {
        for (Platform node : List.of(command, query)) {
            assertThat(node.beans(Erasing.class)).hasSize(1);
        }
    }

    @Test
    void nodes_of_both_roles_are_ready_and_live() {
        for (Platform node : List.of(command, query)) {
            node.http().get("/actuator/health/readiness", Who.PUBLIC).is(200);
            node.http().get("/actuator/health/liveness", Who.PUBLIC).is(200);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void files_of_sqlite_are_refused_to_a_node_of_one_role_in_one_line(CapturedOutput output, @TempDir Path folder) {
        for (String role : List.of("command", "query")) {
            assertThatThrownBy(() -> Platform.start(folder, "--tanggap.role=" + role)).rootCause()
                    .hasMessageContaining("tanggap.role=" + role + " needs other nodes beside it");
        }
        assertThat(output).contains("set tanggap.storage=mongodb, or leave tanggap.role out").doesNotContain("\tat ");
    }

    /** The proxy's map, as nginx reads it: the first expression that fits counts, else the default. */
    private static String sideByProxy(String request) throws IOException {
        String map = Files.readString(Path.of("ops/nginx/nginx.conf"));
        map = map.substring(map.indexOf("map \"$request_method $uri\" $side {"));
        map = map.substring(0, map.indexOf("\n    }"));
        for (MatchResult line : Pattern.compile("\"~([^\"]+)\"\\s+(\\w+);").matcher(map).results().toList()) {
            if (Pattern.compile(line.group(1)).matcher(request).find()) {
                return line.group(2);
            }
        }
        return Pattern.compile("default\\s+(\\w+);").matcher(map).results().findFirst().orElseThrow().group(1);
    }

    @Test
    void the_proxy_sends_every_request_to_nodes_that_serve_it() throws IOException {
        for (Endpoint endpoint : endpoints) {
            String side = sideByProxy(endpoint.method() + " " + endpoint.path());
            if (endpoint.isCommandSides()) {
                assertThat(side).as("%s", endpoint).isEqualTo("command");
            } else if (endpoint.isQuerySides()) {
                assertThat(side).as("%s", endpoint).isEqualTo("query");
            }
        }
        assertThat(sideByProxy("GET /api/v1/offices/" + SOMETHING + "/scorecard/live")).isEqualTo("query");
        assertThat(sideByProxy("GET /login/oauth2/code/kantor")).isEqualTo(sideByProxy("GET /oauth2/authorization/kantor"))
                .isEqualTo("sign_in");
    }
}
