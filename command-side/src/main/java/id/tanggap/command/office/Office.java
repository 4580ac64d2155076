package id.tanggap.command.office;

import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandards;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** An office as far as decisions need it. */
public record Office(OfficeId id, String name, Optional<OfficeId> parent, ZoneId zone, Standing standing,
                     ServiceStandards standards) {

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
        return new Office(e.office(), e.name(), e.parent(), e.zone(), Standing.ACTIVE, new ServiceStandards(List.of()));
    }

    Office evolve(OfficeEvent event) {
        return switch (event) {
            case OfficeEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case OfficeEvent.Renamed e -> new Office(id, e.name(), parent, zone, standing, standards);
            case OfficeEvent.Moved e -> new Office(id, name, e.parent(), zone, standing, standards);
            case OfficeEvent.ServiceStandardSet e ->
                    new Office(id, name, parent, zone, standing, standards.plus(e.standard()));
            case OfficeEvent.DeactivationBegun _ -> standing(Standing.CLOSING);
            case OfficeEvent.DeactivationAbandoned _ -> standing(Standing.ACTIVE);
            case OfficeEvent.Deactivated _ -> standing(Standing.INACTIVE);
        };
    }

    private Office standing(Standing now) {
        return new Office(id, name, parent, zone, now, standards);
    }

    public boolean takesComplaints() {
        return standing == Standing.ACTIVE;
    }
}
