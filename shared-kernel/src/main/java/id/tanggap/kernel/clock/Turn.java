package id.tanggap.kernel.clock;

import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * From a moment on this office is responsible and its calendar counts, until the next turn. An office that gets another
 * calendar has a new turn too: what was counted by the old one stays counted.
 *
 * @param office empty while no office has the complaint and the coordinator must see to it
 */
public record Turn(Optional<OfficeId> office, WorkingCalendar calendar, Instant from) {

    public Turn {
        Objects.requireNonNull(office, "office");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(from, "from");
    }

    public Turn(OfficeId office, WorkingCalendar calendar, Instant from) {
        this(Optional.of(office), calendar, from);
    }
}
