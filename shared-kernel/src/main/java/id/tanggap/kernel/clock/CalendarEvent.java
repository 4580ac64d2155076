package id.tanggap.kernel.clock;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import java.time.LocalDate;
import java.util.Optional;

/** What can happen to a calendar. */
public sealed interface CalendarEvent extends DomainEvent {

    CalendarId calendar();

    /** @param over the calendar that this one is laid over for good: a region's over the nation's; empty for the nation's */
    @EventName("calendar.registered")
    record Registered(CalendarId calendar, Optional<CalendarId> over, Provenance provenance) implements CalendarEvent {
    }

    @EventName("calendar.day-named")
    record DayNamed(CalendarId calendar, NamedDay day, Provenance provenance) implements CalendarEvent {
    }

    /** @param source the decree that cancels it */
    @EventName("calendar.day-cancelled")
    record DayCancelled(CalendarId calendar, LocalDate date, String source, Provenance provenance) implements CalendarEvent {
    }

    /** From now on the year can be counted through. */
    @EventName("calendar.year-declared")
    record YearDeclared(CalendarId calendar, int year, String source, Provenance provenance) implements CalendarEvent {
    }

    @EventName("calendar.week-set")
    record WeekSet(CalendarId calendar, WorkingWeek week, Provenance provenance) implements CalendarEvent {
    }

    /** The event of a change. */
    static CalendarEvent of(CalendarId calendar, CalendarChange change, Provenance provenance) {
        return switch (change) {
            case CalendarChange.NameDay(NamedDay day) -> new DayNamed(calendar, day, provenance);
            case CalendarChange.CancelDay(LocalDate date, String source) ->
                    new DayCancelled(calendar, date, source, provenance);
            case CalendarChange.DeclareYear(int year, String source) -> new YearDeclared(calendar, year, source, provenance);
            case CalendarChange.SetWeek(WorkingWeek week) -> new WeekSet(calendar, week, provenance);
        };
    }
}
