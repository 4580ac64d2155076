package id.tanggap.query.office;

import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An office as people read it. A pure fold of its events.
 *
 * @param sequence of its last event, which is its ETag
 * @param terms    what its clocks go by
 */
public record OfficeView(OfficeId id, long sequence, String name, Optional<OfficeId> parent, Standing standing,
                         OfficeTerms terms, Instant registeredAt) {

    /** Whether an office takes complaints. */
    public enum Standing { ACTIVE, CLOSING, INACTIVE }

    public static OfficeView begin(OfficeEvent.Registered e) {
        return new OfficeView(e.office(), 0, e.name(), e.parent(), Standing.ACTIVE, OfficeTerms.begin(e),
                e.provenance().occurredAt());
    }

    /** What each of them is called. */
    public static Map<OfficeId, String> names(Collection<OfficeView> offices) {
        return offices.stream().collect(Collectors.toMap(OfficeView::id, OfficeView::name));
    }

    /** @param sequence of the event in the office's stream */
    public OfficeView evolve(OfficeEvent event, long sequence) {
        return switch (event) {
            case OfficeEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case OfficeEvent.Renamed e -> with(sequence, e.name(), parent, standing, terms);
            case OfficeEvent.Moved e -> with(sequence, name, e.parent(), standing, terms);
            case OfficeEvent.ServiceStandardSet _, OfficeEvent.CalendarChosen _ ->
                    with(sequence, name, parent, standing, terms.evolve(event));
            case OfficeEvent.DeactivationBegun _ -> with(sequence, name, parent, Standing.CLOSING, terms);
            case OfficeEvent.DeactivationAbandoned _ -> with(sequence, name, parent, Standing.ACTIVE, terms);
            case OfficeEvent.Deactivated _ -> with(sequence, name, parent, Standing.INACTIVE, terms);
        };
    }

    private OfficeView with(long sequence, String name, Optional<OfficeId> parent, Standing standing, OfficeTerms terms) {
        return new OfficeView(id, sequence, name, parent, standing, terms, registeredAt);
    }

    /** Whose days are its days. */
    public ZoneId zone() {
        return terms.zone();
    }
}
