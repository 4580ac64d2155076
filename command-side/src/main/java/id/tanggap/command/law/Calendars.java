package id.tanggap.command.law;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import java.util.Map;
import java.util.Optional;

/** The calendars, as a decision about something else looks at them. */
@FunctionalInterface
public interface Calendars {

    /**
     * A calendar as of now. A decision made within a command holds only if the calendar is still the same when its events
     * are appended; if not, the command is decided anew.
     */
    Optional<Calendar> find(CalendarId id);

    /** @throws Refusal {@link LawRule#CALENDAR_UNKNOWN} if there is none */
    default void require(CalendarId id, String field) {
        if (find(id).isEmpty()) {
            throw Refusal.of(LawRule.CALENDAR_UNKNOWN, field, Map.of());
        }
    }
}
