package id.tanggap.command.inspection;

import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Complaints straight from their events; all aggregates share one space of ids. */
public final class RecordedComplaints implements KnownComplaints {

    private final EventStore events;

    public RecordedComplaints(EventStore events) {
        this.events = events;
    }

    @Override
    public boolean contain(ComplaintId id) {
        var history = events.readEvents(id.toString());
        return history.hasNext() && history.next().getPayload() instanceof ComplaintEvent;
    }
}
