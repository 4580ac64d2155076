package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** An answer of the server. */
record Answer(String request, int status, HttpHeaders headers, byte[] bytes) {

    /** This answer, if it has that status. */
    Answer is(int expected) {
        assertThat(status).as("%s: %s", request, text()).isEqualTo(expected);
        return this;
    }

    /** This answer, if it is a problem with that status and code. */
    Answer is(int expected, String code) {
        is(expected);
        assertThat(code()).as("%s: %s", request, text()).isEqualTo(code);
        return this;
    }

    /** The same, with all that holds for any refusal. */
    Answer isRefused(int expected, String code) {
        return Refused.explained(is(expected, code));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return Http.JSON.readTree(bytes);
    }

    String code() {
        return json().path("code").asString("");
    }

    /** A value by its JSON pointer, empty text if there is none. */
    String at(String pointer) {
        return json().at(pointer).asString("");
    }

    boolean has(String pointer) {
        return !json().at(pointer).isMissingNode();
    }

    String header(String name) {
        return headers.getFirst(name);
    }

    long position() {
        return Long.parseLong(header("Tanggap-Position"));
    }

    String etag() {
        return header("ETag");
    }
}
