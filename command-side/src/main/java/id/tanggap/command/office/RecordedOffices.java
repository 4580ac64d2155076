package id.tanggap.command.office;

import id.tanggap.command.StreamConditions;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Offices straight from their events. The last state of each is kept and used again as long as its stream has not moved
 * on, which one look into the stream's index tells.
 */
public final class RecordedOffices implements Offices {

    /** @param office null if the stream is of something else, say of a complaint */
    private record Known(long sequence, Office office) {
    }

    private final EventStore events;
    private final Map<OfficeId, Known> known = new ConcurrentHashMap<>();

    public RecordedOffices(EventStore events) {
        this.events = events;
    }

    @Override
    public Optional<Office> find(OfficeId id) {
        String stream = id.toString();
        long last = events.lastSequenceNumberFor(stream).orElse(-1L);
        Known office = known.get(id);
        if (last >= 0 && (office == null || office.sequence() != last)) {
            office = read(stream);
            last = office.sequence();
            if (office.office() != null) {
                known.put(id, office);
            }
        }
        StreamConditions.restOn(stream, last);
        return last < 0 ? Optional.empty() : Optional.ofNullable(office.office());
    }

    private Known read(String stream) {
        Office office = null;
        var history = events.readEvents(stream);
        while (history.hasNext()) {
            if (history.next().getPayload() instanceof OfficeEvent event) {
                office = event instanceof OfficeEvent.Registered registered
                        ? Office.begin(registered) : office.evolve(event);
            }
        }
        return new Known(history.getLastSequenceNumber(), office);
    }
}
