package id.tanggap.kernel.clock;

import java.time.Instant;
import java.util.Objects;

/** When something falls due, or why that cannot be said. */
public sealed interface Due {

    /** From this moment on nothing is left. For whole working days it is the end of the last one, 24:00 local time. */
    record At(Instant moment) implements Due {
        public At {
            Objects.requireNonNull(moment, "moment");
        }
    }

    /**
     * Not computable yet: the count leads into a year whose holidays are not known. It will be once they are.
     *
     * @param calendar which lacks the year
     */
    record Unknown(int year, String calendar) implements Due {
        public Unknown {
            Objects.requireNonNull(calendar, "calendar");
        }
    }

    /** Not while the clock stands still: it depends on when the pause ends. */
    record Paused(Instant since) implements Due {
        public Paused {
            Objects.requireNonNull(since, "since");
        }
    }
}
