package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A day that a decree names.
 *
 * @param source the decree, as one would cite it
 */
public record NamedDay(LocalDate date, DayKind kind, Text name, String source) {

    public NamedDay {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(kind, "kind");
        if (name.id().isBlank() || name.en().isBlank()) {
            throw new IllegalArgumentException("a day has a name in both languages");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("a day names its source");
        }
    }
}
