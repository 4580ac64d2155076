package id.tanggap.infra.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The judge is {@link Instant} itself. */
class StoredInstantsTest {

    private static final JsonMapper STORED = Json.stored(JsonMapper.builder()).build();

    @Test
    void any_moment_of_ten_thousand_years_is_written_and_read_as_an_instant_does() {
        SplittableRandom random = new SplittableRandom(71);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        ChronoUnit[] precisions = {ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS};
        for (int i = 0; i < 100_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last + 1), random.nextInt(1_000_000_000))
                    .truncatedTo(precisions[i % precisions.length]);

            assertThat(StoredInstants.format(instant)).isEqualTo(instant.toString());
            assertThat(StoredInstants.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T09:59:59Z", "2026-01-31T09:59:59.1Z", "2026-01-31T09:59:59.12Z",
            "2026-01-31T09:59:59.1234Z", "2026-01-31T09:59:59.123456789Z", "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z",
            "2026-01-31T24:00:00Z", "2026-06-30T23:59:60Z", "2026-01-31T09:59:59+07:00", "2026-01-31T09:59:59.5+07:00",
            "2026-01-31t09:59:59z", "2026-01-31T09:59Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z"})
    void whatever_an_instant_reads_is_read_alike(String text) {
        Object expected;
        try {
            expected = Instant.parse(text);
        } catch (DateTimeException refused) {
            assertThatThrownBy(() -> StoredInstants.parse(text)).hasSameClassAs(refused);
            return;
        }
        assertThat(StoredInstants.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-31T25:00:00Z",
            "2026-01-31T24:00:01Z", "2026-01-31T09:60:00Z", "2026-01-31T09:59:61Z", "2026-01-31T09:59:59",
            "2026-01-31 09:59:59Z", "2026-01-31T09:59:59.1234567890Z", "2026-01-31T09:59:59,5Z", "2026-01-31T09:5a:59Z",
            "٢٠٢٦-01-31T09:59:59Z"})
    void what_is_no_moment_is_refused(String text) {
        assertThatThrownBy(() -> StoredInstants.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> STORED.readValue("\"" + text + "\"", Instant.class)).isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999-01-01T00:00:00Z", "+999999-12-31T23:59:59.000001Z", "-0001-12-31T00:00:00Z"})
    void moments_of_other_ages_are_written_and_read_too(String text) {
        Instant instant = Instant.parse(text);

        assertThat(STORED.readValue(STORED.writeValueAsString(instant), Instant.class)).isEqualTo(instant);
        assertThat(StoredInstants.format(instant)).isEqualTo(instant.toString());
    }

    @Test
    void events_and_read_models_have_moments_as_text() {
        Instant instant = Instant.parse("2026-01-31T09:59:59.123456Z");

        assertThat(STORED.writeValueAsString(instant)).isEqualTo("\"2026-01-31T09:59:59.123456Z\"");
        assertThat(STORED.readValue("\"2026-01-31T09:59:59.123456Z\"", Instant.class)).isEqualTo(instant);
    }
}
