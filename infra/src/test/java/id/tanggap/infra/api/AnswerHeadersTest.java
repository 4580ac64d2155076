package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** What answers say to browsers and caches. */
@ExtendWith(OnePlatform.class)
class AnswerHeadersTest {

    private final Platform platform;

    AnswerHeadersTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/offices", "/api/v1/nowhere", "/docs/api", "/docs/swagger-ui/index.html", "/nowhere",
            "/actuator/health", "/actuator/prometheus", "/v3/api-docs"})
    void every_answer_is_closed_to_frames_scripts_in_it_and_other_sites_windows(String path) {
        Answer answer = platform.http().get(path, Who.PUBLIC);

        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'; ")
                .contains("frame-ancestors 'none'", "base-uri 'none'").doesNotContain("unsafe", "http", "*");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()", "microphone=()");
        assertThat(answer.headers().headerNames()).doesNotContain("Server", "X-Powered-By");
    }

    @Test
    void nothing_that_depends_on_who_asks_is_kept_on_the_way() {
        for (String path : List.of("/api/v1/offices", "/api/v1/transparency", "/api/v1/nowhere", "/actuator/health")) {
            Answer answer = platform.http().get(path, Who.PUBLIC);
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(answer.header("Vary")).as(path).isEqualTo("*");
        }
        assertThat(platform.http().get("/webjars/swagger-ui/swagger-ui.css", Who.PUBLIC).is(200).header("Cache-Control"))
                .isNotEqualTo("no-store");
    }

    @Test
    void another_site_may_read_what_the_public_may() {
        Answer answer = platform.http().get("/api/v1/offices", Who.PUBLIC.with("Origin", "https://elsewhere.example"))
                .is(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST|content-type", "GET|tanggap-secret", "GET|tanggap-role", "GET|authorization", "DELETE|x"})
    void another_site_gets_no_other_method_and_no_header_of_ours_through(String asked) {
        String[] parts = asked.split("\\|");

        Answer preflight = platform.http().send(HttpMethod.OPTIONS, "/api/v1/complaints", Who.PUBLIC
                .with("Origin", "https://elsewhere.example").with("Access-Control-Request-Method", parts[0])
                .with("Access-Control-Request-Headers", parts[1]), null, null);

        assertThat(preflight.headers().headerNames()).noneMatch(name -> name.startsWith("Access-Control-Allow"));
    }

    /** Behind a proxy the platform does not know by which address a browser came, and a page's own posts name that. */
    @Test
    void a_page_of_ours_may_post_whatever_address_people_come_by() {
        platform.http().post("/api/v1/complaints", Who.PUBLIC.with("Origin", "https://tanggap.example.org"),
                Http.body("title", "t", "narrative", "n", "category", "c", "identity", "ANONYMOUS")).is(201);
    }

    @Test
    void browsers_are_told_to_come_by_https_only_where_people_come_by_https(@TempDir Path folder) {
        assertThat(platform.http().get("/api/v1/offices", Who.PUBLIC).header("Strict-Transport-Security")).isNull();

        try (Platform secure = Platform.start(folder, "--tanggap.public-url=https://tanggap.example.org")) {
            assertThat(secure.http().get("/api/v1/offices", Who.PUBLIC).header("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000; includeSubDomains");
        }
    }
}
