package id.tanggap.kernel.office;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What can happen to an office. */
public sealed interface OfficeEvent extends DomainEvent {

    OfficeId office();

    /**
     * An office takes complaints from now on; its days are those of its zone.
     *
     * @param calendar by which it counts; empty for the general one
     */
    @EventName(value = "office.registered", revision = 2)
    record Registered(OfficeId office, String name, Optional<OfficeId> parent, ZoneId zone, Optional<CalendarId> calendar,
                      Provenance provenance) implements OfficeEvent {
    }

    @EventName("office.renamed")
    record Renamed(OfficeId office, String name, Provenance provenance) implements OfficeEvent {
    }

    /** Stands under another office from now on, or under none. */
    @EventName("office.moved")
    record Moved(OfficeId office, Optional<OfficeId> parent, Provenance provenance) implements OfficeEvent {
    }

    @EventName(value = "office.service-standard-set", revision = 2)
    record ServiceStandardSet(OfficeId office, ServiceStandard standard, Provenance provenance)
            implements OfficeEvent {
    }

    /** Counts by another calendar from the first moment of a day in its zone on. */
    @EventName("office.calendar-chosen")
    record CalendarChosen(OfficeId office, CalendarId calendar, LocalDate effectiveFrom, Provenance provenance)
            implements OfficeEvent {
    }

    /** Takes no new complaints while it is being checked whether any is still open there. */
    @EventName("office.deactivation-begun")
    record DeactivationBegun(OfficeId office, Provenance provenance) implements OfficeEvent {
    }

    /** Stays active: complaints were still open there, or the check could not be finished. */
    @EventName("office.deactivation-abandoned")
    record DeactivationAbandoned(OfficeId office, Provenance provenance) implements OfficeEvent {
    }

    /** Takes no complaints any more; none was open there. */
    @EventName("office.deactivated")
    record Deactivated(OfficeId office, Provenance provenance) implements OfficeEvent {
    }
}
