package id.tanggap.kernel.office;

import id.tanggap.kernel.clock.CalendarId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the clocks at an office go by. A pure fold of its events.
 *
 * @param zone      whose days are its days
 * @param calendar  by which it counts from its registration on; empty for the general one
 * @param later     the calendars that took or will take over, each from its day on
 * @param standards its own; the general ones bind it for the rest
 */
public record OfficeTerms(ZoneId zone, Optional<CalendarId> calendar, SortedMap<LocalDate, CalendarId> later,
                          ServiceStandards standards) {

    public OfficeTerms {
        later = Collections.unmodifiableSortedMap(new TreeMap<>(later));
    }

    public static OfficeTerms begin(OfficeEvent.Registered e) {
        return new OfficeTerms(e.zone(), e.calendar(), new TreeMap<>(), new ServiceStandards(List.of()));
    }

    /** The calendar by which the office counts on a day; empty for the general one. */
    public Optional<CalendarId> calendarOn(LocalDate day) {
        SortedMap<LocalDate, CalendarId> before = later.headMap(day.plusDays(1));
        return before.isEmpty() ? calendar : Optional.of(before.lastEntry().getValue());
    }

    public OfficeTerms evolve(OfficeEvent event) {
        return switch (event) {
            case OfficeEvent.Registered e -> throw new IllegalStateException("registered twice: " + e.office());
            case OfficeEvent.ServiceStandardSet e -> new OfficeTerms(zone, calendar, later, standards.plus(e.standard()));
            case OfficeEvent.CalendarChosen e -> {
                TreeMap<LocalDate, CalendarId> all = new TreeMap<>(later);
                all.put(e.effectiveFrom(), e.calendar());
                yield new OfficeTerms(zone, calendar, all, standards);
            }
            case OfficeEvent.Renamed _, OfficeEvent.Moved _, OfficeEvent.DeactivationBegun _,
                    OfficeEvent.DeactivationAbandoned _, OfficeEvent.Deactivated _ -> this;
        };
    }
}
