package id.tanggap.command.office;

import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/** The offices, as a decision about something else looks at them. */
@FunctionalInterface
public interface Offices {

    /**
     * An office as of now. A decision made within a command holds only if the office is still the same when its events
     * are appended; if not, the command is decided anew.
     */
    Optional<Office> find(OfficeId id);
}
