package id.tanggap.command.office;

import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import java.util.Optional;

/** An office as far as decisions need it. */
public record Office(OfficeId id, String name, Optional<OfficeId> parent, Standing standing, OfficeTerms terms) {

    /** Whether an office takes part. */
    public enum Standing {
        /** Takes complaints. */
        ACTIVE,
        /** Takes none while it is being checked whether any is still open there. */
        CLOSING,
        /** Takes none any more. */
        INACTIVE
    }

    static Office begin(OfficeEvent.Registered e) {
        return new Office(e.office(), e.name(), e.parent(), Standing.ACTIVE, OfficeTerms.begin(e));
    }

    Office evolve(OfficeEvent event) {
        return switch (event) {
            case OfficeEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case OfficeEvent.Renamed e -> new Office(id, e.name(), parent, standing, terms);
            case OfficeEvent.Moved e -> new Office(id, name, e.parent(), standing, terms);
            case OfficeEvent.ServiceStandardSet _, OfficeEvent.CalendarChosen _ ->
                    new Office(id, name, parent, standing, terms.evolve(event));
            case OfficeEvent.DeactivationBegun _ -> standing(Standing.CLOSING);
            case OfficeEvent.DeactivationAbandoned _ -> standing(Standing.ACTIVE);
            case OfficeEvent.Deactivated _ -> standing(Standing.INACTIVE);
        };
    }

    private Office standing(Standing now) {
        return new Office(id, name, parent, now, terms);
    }

    public boolean takesComplaints() {
        return standing == Standing.ACTIVE;
    }
}
