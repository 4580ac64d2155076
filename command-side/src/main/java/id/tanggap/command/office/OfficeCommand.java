package id.tanggap.command.office;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What can be asked of an office. */
public sealed interface OfficeCommand {

    OfficeId office();

    Provenance provenance();

    /** @param calendar empty for the general one */
    record Register(OfficeId office, String name, Optional<OfficeId> parent, ZoneId zone, Optional<CalendarId> calendar,
                    Provenance provenance) implements OfficeCommand {
    }

    /** Asked of an office that exists. */
    sealed interface Change extends OfficeCommand {
    }

    record Rename(OfficeId office, String name, Provenance provenance) implements Change {
    }

    record Move(OfficeId office, Optional<OfficeId> parent, Provenance provenance) implements Change {
    }

    record SetServiceStandard(OfficeId office, ServiceStandard standard, Provenance provenance) implements Change {
    }

    record ChooseCalendar(OfficeId office, CalendarId calendar, LocalDate effectiveFrom, Provenance provenance)
            implements Change {
    }

    /** The first half of deactivating; see {@link DeactivatingOffices}. */
    record BeginDeactivation(OfficeId office, Provenance provenance) implements Change {
    }

    record AbandonDeactivation(OfficeId office, Provenance provenance) implements Change {
    }

    record CompleteDeactivation(OfficeId office, Provenance provenance) implements Change {
    }

    /** Asks for nothing but the answer that the same request got before. */
    record Recall(OfficeId office, Provenance provenance) implements Change {
    }
}
