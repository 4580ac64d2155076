package id.tanggap.infra.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Times and days in requests: ISO 8601 text and nothing else. The mapper's own readers also take numbers, arrays and times
 * for days, and years that neither a column nor a calendar can hold.
 */
final class TimeModule extends SimpleModule {

    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 2200;

    TimeModule() {
        super("tanggap-times-in-requests");
        text(Instant.class, text -> {
            OffsetDateTime time = OffsetDateTime.parse(text);
            requireSane(time.withOffsetSameInstant(ZoneOffset.UTC).getYear());
            return time.toInstant();
        });
        text(LocalDate.class, text -> {
            LocalDate day = LocalDate.parse(text);
            requireSane(day.getYear());
            return day;
        });
    }

    private static void requireSane(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("out of range");
        }
    }

    private <T> void text(Class<T> type, Function<String, T> read) {
        addDeserializer(type, new StdDeserializer<>(type) {
            @Override
            @SuppressWarnings("unchecked")
            public T deserialize(JsonParser json, DeserializationContext context) {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    return (T) context.handleUnexpectedToken(type, json);
                }
                try {
                    return read.apply(json.getString());
                } catch (DateTimeException e) {
                    return (T) context.handleWeirdStringValue(type, json.getString(), "%s", e.getMessage());
                }
            }
        });
    }
}
