package id.tanggap.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {

    private final Problems problems = new Problems(new JsonMapper(),
            new DefaultListableBeanFactory().getBeanProvider(ProblemPages.class));

    private String told(Throwable fault) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/here"));
        problems.handle(exchange, fault).block();
        assertThat(exchange.getResponse().getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        return exchange.getResponse().getStatusCode().value() + " " + exchange.getResponse().getBodyAsString().block();
    }

    @ParameterizedTest
    @CsvSource({"401,SIGN_IN_REQUIRED", "403,NOT_ALLOWED", "404,NO_SUCH_RESOURCE", "405,METHOD_NOT_ALLOWED",
        "406,NOT_ACCEPTABLE", "408,BODY_TOO_SLOW", "413,BODY_TOO_LARGE", "414,ADDRESS_TOO_LONG", "415,MEDIA_TYPE_UNSUPPORTED",
        "429,TOO_MANY_REQUESTS", "431,HEADERS_TOO_LARGE"})
    void a_status_without_more_is_told_in_words_and_with_a_code(int status, String code) {
        assertThat(told(new ResponseStatusException(HttpStatus.valueOf(status)))).startsWith(status + " ")
                .contains("\"code\":\"" + code + "\"", "\"messages\":{\"id\":\"", "\"instance\":\"/here\"");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_staff_tried_and_may_not_is_logged_and_what_others_tried_is_not(CapturedOutput output) {
        for (Actor actor : List.of(Actor.PUBLIC, Actor.of(Role.COORDINATOR, "kris"))) {
            MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/accounts/SENT"));
            exchange.getAttributes().put(Actor.class.getName(), actor);
            exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
                    new PathPatternParser().parse("/api/v1/accounts/{account}"));
            problems.handle(exchange, new ResponseStatusException(HttpStatus.FORBIDDEN)).block();
        }

        assertThat(output.getAll()).containsOnlyOnce("was refused").doesNotContain("SENT")
                .contains("kris (COORDINATOR) was refused GET /api/v1/accounts/{account}: NOT_ALLOWED");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_somebody_sent_is_neither_logged_nor_told_when_something_fails(CapturedOutput output) {
        String told = told(new IllegalStateException("could not handle SENT", new NumberFormatException("For \"SENT\"")));

        assertThat(told).startsWith("500 ").contains("\"code\":\"UNEXPECTED\"").doesNotContain("SENT");
        assertThat(output.getAll()).contains("failed unexpectedly", "IllegalStateException", "NumberFormatException",
                "at id.tanggap.infra.web.ProblemsTest").doesNotContain("SENT");
        assertThat(List.of(told.split("\\s"))).noneMatch(word -> word.contains("Exception"));
    }
}
