package id.tanggap.query.law;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * The law as the events so far have it. A pure fold of them.
 *
 * @param version   position of the event that last changed the law, -1 before the first: two views of one version are of
 *                  the same law
 * @param calendars the sequence of each calendar's last event, which is its ETag
 * @param rulebook  the sequence of the rulebook's last event, -1 before the first
 */
public record LawView(long version, RecordedLaw law, Map<CalendarId, Long> calendars, long rulebook) {

    public LawView {
        calendars = Map.copyOf(calendars);
    }

    /** Before the first event. @param zone whose days count where no office's do */
    public static LawView nothing(ZoneId zone) {
        return new LawView(-1, RecordedLaw.nothing(zone), Map.of(), -1);
    }

    /**
     * This very view if the event does not change the law.
     *
     * @param position of the event in the total order
     * @param sequence of the event in its stream
     */
    public LawView with(DomainEvent event, long position, long sequence) {
        RecordedLaw after = law.with(event);
        if (after == law) {
            return this;
        }
        return switch (event) {
            case CalendarEvent e -> {
                Map<CalendarId, Long> all = new HashMap<>(calendars);
                all.put(e.calendar(), sequence);
                yield new LawView(position, after, all, rulebook);
            }
            case RulebookEvent _ -> new LawView(position, after, calendars, sequence);
            default -> new LawView(position, after, calendars, rulebook);
        };
    }
}
