package id.tanggap.infra.eventstore;

import java.util.List;
import java.util.Map;

/**
 * Events to be stored together or not at all, at contiguous positions.
 *
 * @param events     at least one, in their order
 * @param conditions streams that were read for the decision but are not written, each with the last sequence number that
 *                   was seen (-1 if the stream did not exist). They are checked inside the same durable write, so that
 *                   nothing comes between the check and the events.
 */
public record Append(List<NewEvent> events, Map<String, Long> conditions) {

    public Append {
        events = List.copyOf(events);
        conditions = Map.copyOf(conditions);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an append needs an event");
        }
    }

    public static Append of(NewEvent... events) {
        return new Append(List.of(events), Map.of());
    }

    long size() {
        long size = 0;
        for (NewEvent event : events) {
            size += event.size();
        }
        return size;
    }
}
