package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What every refusal has in common: it says what is wrong in both languages, nothing of our insides, and wrote nothing. */
final class Refused {

    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z]|\\bjava\\.|\\borg\\.[a-z]|id\\.tanggap|jackson|reactor|sqlite|netty|[{}]",
            Pattern.CASE_INSENSITIVE);

    private Refused() {
    }

    /** Sends a request that is to be refused, and checks all that holds for any refusal. */
    static Answer by(Platform platform, Supplier<Answer> request) {
        long before = platform.head();
        Answer answer = request.get();
        assertThat(platform.head()).as("%s wrote something: %s", answer.request(), answer.text()).isEqualTo(before);
        return explained(answer);
    }

    static Answer explained(Answer answer) {
        assertThat(answer.status()).as("%s: %s", answer.request(), answer.text()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("type").asString()).isEqualTo("urn:tanggap:problem:" + answer.code());
        assertThat(answer.code()).matches("[A-Z][A-Z_]+");
        explained(problem, answer);
        problem.path("errors").forEach(error -> {
            assertThat(error.has("field")).isTrue();
            assertThat(error.path("code").asString()).matches("[A-Z][A-Z_]+");
            explained(error, answer);
        });
        return answer;
    }

    private static void explained(JsonNode problem, Answer answer) {
        String indonesian = problem.at("/messages/id").asString("");
        String english = problem.at("/messages/en").asString("");
        assertThat(indonesian).as(answer.text()).isNotBlank().isNotEqualTo(english).doesNotContain("?");
        assertThat(english).as(answer.text()).isNotBlank().doesNotContain("?");
        assertThat(problem.path("detail").asString("")).isIn(indonesian, english);
        assertThat(INSIDES.matcher(indonesian + " " + english).results().map(found -> found.group()).toList())
                .as(answer.text()).isEmpty();
    }

    /** The fields that a refusal names. */
    static List<String> fields(Answer answer) {
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.path("field").asString()).toList();
    }
}
