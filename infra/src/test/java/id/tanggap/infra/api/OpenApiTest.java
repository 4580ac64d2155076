package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's description, as it is and as it is kept in {@code openapi.json}. Whoever changes the API on purpose accepts the
 * new description with {@code mvn -pl infra -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtanggap.openapi.accept=true} and looks at the difference before committing it.
 */
@ExtendWith(OnePlatform.class)
class OpenApiTest {

    private static final Path KEPT = Path.of("src/test/resources/openapi.json");

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final Platform platform;

    OpenApiTest(Platform platform) {
        this.platform = platform;
    }

    private Answer description() {
        return platform.http().get("/v3/api-docs", Who.PUBLIC).is(200);
    }

    @Test
    void the_description_is_the_one_that_was_accepted() throws IOException {
        String now = SORTED.writeValueAsString(SORTED.readValue(description().bytes(), Map.class)) + "\n";
        if (Boolean.getBoolean("tanggap.openapi.accept")) {
            Files.createDirectories(KEPT.getParent());
            Files.writeString(KEPT, now);
        }

        // tells the lines that differ, and only those
        assertThat(KEPT).as("the API has changed; see this class for how to accept it").hasContent(now);
    }

    @Test
    void every_operation_has_a_summary_a_tag_and_its_problems() {
        operations().forEach(operation -> {
            assertThat(operation.path("summary").asString("")).as(operation.toString()).isNotBlank();
            assertThat(operation.path("tags")).as(operation.toString()).hasSize(1);
            assertThat(operation.path("responses").has("400")).as(operation.toString()).isTrue();
        });
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        assertThat(operations()).extracting(operation -> operation.path("operationId").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void nothing_of_our_own_wrapping_shows() {
        assertThat(description().text()).doesNotContain("Sender", "Reader", "ServerWebExchange", "Optional",
                "schemas/OfficeId", "schemas/ComplaintId", "ServerSentEvent", "id.tanggap", "DataBuffer");
    }

    @Test
    void the_page_loads_nothing_from_third_parties() {
        Answer redirect = platform.http().get("/docs/api", Who.PUBLIC).is(302);
        String page = redirect.header("Location");
        Answer html = platform.http().get(page, Who.PUBLIC).is(200);

        List<String> loaded = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html.text())
                .results().map(found -> found.group(1)).toList();
        assertThat(loaded).hasSizeGreaterThan(3).allMatch(url -> !url.contains("//"));
        loaded.forEach(url -> platform.http().get(java.net.URI.create(page).resolve(url).toString(), Who.PUBLIC).is(200));
        assertThat(html.header("Content-Security-Policy")).contains("script-src 'self';").doesNotContain("unsafe");
        assertThat(html.text()).doesNotContain("<script>", "onload=");
        assertThat(platform.http().get("/v3/api-docs/swagger-config", Who.PUBLIC).at("/validatorUrl")).isEmpty();
    }

    private List<JsonNode> operations() {
        return StreamSupport.stream(description().json().path("paths").spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false)).toList();
    }
}
