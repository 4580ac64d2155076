package id.tanggap.kernel.clock;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A time in which the clock does not run: from its beginning (included) to its end (not included).
 *
 * @param to empty while it lasts
 */
public record Pause(PauseReason reason, Instant from, Optional<Instant> to) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public Pause {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(from, "from");
        if (to.isPresent() && to.get().isBefore(from)) {
            throw new IllegalArgumentException("a pause does not end before it begins");
        }
    }
}
