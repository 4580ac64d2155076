package id.tanggap.kernel.clock;

import java.util.List;
import java.util.Optional;

/**
 * A calendar as it is recorded: what it adds to the one that it is laid over. A pure fold of its events.
 *
 * @param over empty for the most general one, which alone declares years
 */
public record Calendar(CalendarId id, Optional<CalendarId> over, CalendarLayer layer) {

    public static Calendar begin(CalendarEvent.Registered e) {
        return new Calendar(e.calendar(), e.over(), CalendarLayer.empty(e.calendar().value()));
    }

    public Calendar evolve(CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case CalendarEvent.DayNamed e -> with(new CalendarChange.NameDay(e.day()));
            case CalendarEvent.DayCancelled e -> with(new CalendarChange.CancelDay(e.date(), e.source()));
            case CalendarEvent.YearDeclared e -> with(new CalendarChange.DeclareYear(e.year(), e.source()));
            case CalendarEvent.WeekSet e -> with(new CalendarChange.SetWeek(e.week()));
        };
    }

    /** Says nothing about whether the change is allowed. */
    public Calendar with(CalendarChange change) {
        return new Calendar(id, over, layer.with(change));
    }

    /** The layers of a chain of calendars. */
    static List<CalendarLayer> layers(List<Calendar> chain) {
        return chain.stream().map(Calendar::layer).toList();
    }
}
