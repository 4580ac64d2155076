package id.tanggap.query.office;

import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.kernel.office.ServiceStandards;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * An office as people read it. A pure fold of its events.
 *
 * @param sequence  of its last event, which is its ETag
 * @param standards its own service standards, in the order in which they were set
 */
public record OfficeView(OfficeId id, long sequence, String name, Optional<OfficeId> parent, ZoneId zone,
                         Standing standing, List<ServiceStandard> standards, Instant registeredAt) {

    public OfficeView {
        standards = List.copyOf(standards);
    }

    /** Whether an office takes complaints. */
    public enum Standing { ACTIVE, CLOSING, INACTIVE }

    public static OfficeView begin(OfficeEvent.Registered e) {
        return new OfficeView(e.office(), 0, e.name(), e.parent(), e.zone(), Standing.ACTIVE, List.of(),
                e.provenance().occurredAt());
    }

    /** @param sequence of the event in the office's stream */
    public OfficeView evolve(OfficeEvent event, long sequence) {
        return switch (event) {
            case OfficeEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case OfficeEvent.Renamed e -> with(sequence, e.name(), parent, standing, standards);
            case OfficeEvent.Moved e -> with(sequence, name, e.parent(), standing, standards);
            case OfficeEvent.ServiceStandardSet e -> with(sequence, name, parent, standing,
                    new ServiceStandards(standards).plus(e.standard()).all());
            // by which calendar it counts is a matter of the law
            case OfficeEvent.CalendarChosen _ -> with(sequence, name, parent, standing, standards);
            case OfficeEvent.DeactivationBegun _ -> with(sequence, name, parent, Standing.CLOSING, standards);
            case OfficeEvent.DeactivationAbandoned _ -> with(sequence, name, parent, Standing.ACTIVE, standards);
            case OfficeEvent.Deactivated _ -> with(sequence, name, parent, Standing.INACTIVE, standards);
        };
    }

    private OfficeView with(long sequence, String name, Optional<OfficeId> parent, Standing standing,
                            List<ServiceStandard> standards) {
        return new OfficeView(id, sequence, name, parent, zone, standing, standards, registeredAt);
    }
}
