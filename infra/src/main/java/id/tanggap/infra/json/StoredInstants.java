package id.tanggap.infra.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Moments as {@link Instant} writes and reads them itself, in a tenth of the time: every event has one, and every event is
 * read again when read models are made. What does not look as usual is left to {@link Instant}.
 */
final class StoredInstants extends SimpleModule {

    private static final int SECONDS_PER_DAY = 86_400;

    /** {@code 2026-01-31T09:59:59}, before an optional fraction and {@code Z}. */
    private static final int WHOLE_SECONDS = 19;
    private static final int DIGITS_OF_NANOS = 9;

    StoredInstants() {
        super("tanggap-instants");
        addSerializer(new StdSerializer<Instant>(Instant.class) {
            @Override
            public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
                json.writeString(format(instant));
            }
        });
        addDeserializer(Instant.class, new StdDeserializer<Instant>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser json, DeserializationContext context) {
                String text = json.getValueAsString();
                if (text == null) {
                    return (Instant) context.handleUnexpectedToken(Instant.class, json);
                }
                try {
                    return parse(text);
                } catch (DateTimeException e) {
                    return (Instant) context.handleWeirdStringValue(Instant.class, text, "%s", e.getMessage());
                }
            }
        });
    }

    /** As {@link Instant#parse}, with its exceptions. */
    static Instant parse(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, WHOLE_SECONDS);
        int year = number(text, 0, 4);
        if (month < 1 || month > 12 || day < 1 || day > 28 && day > YearMonth.of(year, month).lengthOfMonth()
                || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        int end = text.length() - 1;
        int nanos = 0;
        if (end > WHOLE_SECONDS) {
            nanos = number(text, WHOLE_SECONDS + 1, end);
            for (int digits = end - WHOLE_SECONDS - 1; digits < DIGITS_OF_NANOS; digits++) {
                nanos *= 10;
            }
        }
        return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                + hour * 3600 + minute * 60 + second, nanos);
    }

    /** Every digit and every sign where it usually is. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end != WHOLE_SECONDS && (end < WHOLE_SECONDS + 2 || end > WHOLE_SECONDS + 1 + DIGITS_OF_NANOS)) {
            return false;
        }
        for (int i = 0; i <= end; i++) {
            char c = text.charAt(i);
            boolean right = i == end ? c == 'Z' : switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case WHOLE_SECONDS -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** As {@link Instant#toString()}. */
    static String format(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (at.getYear() < 0 || at.getYear() > 9999) {
            return instant.toString();
        }
        byte[] text = new byte[WHOLE_SECONDS + 1 + DIGITS_OF_NANOS + 1];
        int end = append(text, 0, at.getYear(), 4);
        text[end++] = '-';
        end = append(text, end, at.getMonthValue(), 2);
        text[end++] = '-';
        end = append(text, end, at.getDayOfMonth(), 2);
        text[end++] = 'T';
        end = append(text, end, at.getHour(), 2);
        text[end++] = ':';
        end = append(text, end, at.getMinute(), 2);
        text[end++] = ':';
        end = append(text, end, at.getSecond(), 2);
        int nanos = at.getNano();
        if (nanos != 0) {
            text[end++] = '.';
            end = nanos % 1_000_000 == 0 ? append(text, end, nanos / 1_000_000, 3)
                    : nanos % 1_000 == 0 ? append(text, end, nanos / 1_000, 6) : append(text, end, nanos, 9);
        }
        text[end++] = 'Z';
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static int append(byte[] text, int at, int number, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }
}
