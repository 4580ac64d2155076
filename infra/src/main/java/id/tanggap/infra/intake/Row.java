package id.tanggap.infra.intake;

import id.tanggap.kernel.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of one line by their columns' names. */
final class Row {

    /** Where each column is; case does not count. */
    static final class Columns {

        private final Map<String, Integer> places = new HashMap<>();

        /** @throws Refusal if a required column is missing, or if any that the format knows is there twice */
        Columns(List<String> header, List<String> required, List<String> optional) {
            for (int i = 0; i < header.size(); i++) {
                String name = lower(header.get(i));
                if (places.put(name, i) != null
                        && (contains(required, name) || contains(optional, name))) {
                    throw Refusal.of(LineRule.COLUMN_TWICE, Map.of("column", header.get(i)));
                }
            }
            List<String> missing = required.stream().filter(name -> !places.containsKey(lower(name))).toList();
            if (!missing.isEmpty()) {
                throw Refusal.of(LineRule.COLUMN_MISSING, Map.of("columns", String.join(", ", missing)));
            }
        }

        private static boolean contains(List<String> names, String lower) {
            return names.stream().anyMatch(name -> lower(name).equals(lower));
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    private final Columns columns;
    private final List<String> fields;
    private final long line;

    Row(Columns columns, CsvLines.Fields fields) {
        this.columns = columns;
        this.fields = fields.values();
        this.line = fields.number();
    }

    long line() {
        return line;
    }

    /** Without the spaces around it; empty if there is nothing else, or no such column. */
    Optional<String> text(String column) {
        Integer place = columns.places.get(Columns.lower(column));
        String text = place == null ? "" : fields.get(place).strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // those above 0x7F stay: they are what text looks like that was decoded wrongly before it came here
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                throw Refusal.of(LineRule.CONTROL_CHARACTER, column, Map.of());
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    String required(String column, int limit) {
        return within(limit, column, text(column)
                .orElseThrow(() -> Refusal.of(LineRule.VALUE_MISSING, column, Map.of())));
    }

    Optional<String> text(String column, int limit) {
        return text(column).map(text -> within(limit, column, text));
    }

    static String within(int limit, String column, String text) {
        if (text.length() > limit) {
            throw Refusal.of(LineRule.VALUE_TOO_LONG, column, Map.of("limit", limit));
        }
        return text;
    }
}
