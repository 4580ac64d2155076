package id.tanggap.kernel.clock;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The week that holds from a day on, until a later one takes over. Shorter hours in Ramadan are two of them: one from its
 * first day, one from the day after.
 *
 * @param source the regulation or decision that says so
 */
public record WorkingWeek(LocalDate from, WorkingHours hours, String source) {

    public WorkingWeek {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(hours, "hours");
        if (source.isBlank()) {
            throw new IllegalArgumentException("a working week names its source");
        }
    }
}
