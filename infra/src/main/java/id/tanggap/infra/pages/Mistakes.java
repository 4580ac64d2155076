package id.tanggap.infra.pages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be put right in a form, in the order of its fields.
 *
 * @param byField the name of a field, which is also the id of its first control, and what is wrong there, in the reader's
 *                language
 */
public record Mistakes(Map<String, String> byField) {

    public static final Mistakes NONE = new Mistakes(Map.of());

    public Mistakes {
        byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
    }

    public static Mistakes in(String field, String what) {
        return new Mistakes(Map.of(field, what));
    }

    public Mistakes and(String field, String what) {
        Map<String, String> more = new LinkedHashMap<>(byField);
        more.putIfAbsent(field, what);
        return new Mistakes(more);
    }

    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /** Null if nothing is wrong there. */
    public String at(String field) {
        return byField.get(field);
    }
}
