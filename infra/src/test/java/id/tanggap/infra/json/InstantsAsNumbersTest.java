package id.tanggap.infra.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class InstantsAsNumbersTest {

    private final JsonMapper json = Json.quick(JsonMapper.builder()).build();

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-03-02T02:00:00.123456Z", "1899-12-31T23:59:59.999999Z",
            "2200-01-01T00:00:00Z", "2026-03-02T02:00:00.123456789Z"})
    void a_moment_is_read_as_it_was_written(String moment) {
        Instant instant = Instant.parse(moment);

        assertThat(json.readValue(json.writeValueAsString(instant), Instant.class)).isEqualTo(instant);
    }

    @Test
    void whole_microseconds_are_a_number() {
        assertThat(json.writeValueAsString(Instant.parse("1970-01-01T00:00:01.000002Z"))).isEqualTo("1000002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[]", "{}", "1.5"})
    void what_is_no_moment_is_refused(String text) {
        assertThatThrownBy(() -> json.readValue(text, Instant.class)).isInstanceOf(JacksonException.class);
    }
}
