package id.tanggap.infra.eventstore.mongodb;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which appends of a group are accepted at the end of a log, and where: a pure function of the group and of what stands in
 * the log up to there. A unique index of MongoDB does not look for duplicates within one document, so that is done here.
 *
 * @param outcomes one for each append
 * @param events   of those that are accepted, in order
 */
record Placement(List<Outcome> outcomes, List<NewEvent> events) {

    static final String TAKEN = "the place in the stream, or the event id, is taken";

    record Place(String stream, long sequence) {

        static Place of(NewEvent event) {
            return new Place(event.stream(), event.sequence());
        }
    }

    /** Places and event ids that are taken. */
    record Taken(Set<Place> places, Set<String> eventIds) {

        static Taken nothing() {
            return new Taken(new HashSet<>(), new HashSet<>());
        }

        private boolean has(NewEvent event) {
            return places.contains(Place.of(event)) || eventIds.contains(event.eventId());
        }

        private void add(NewEvent event) {
            places.add(Place.of(event));
            eventIds.add(event.eventId());
        }

        private Taken copy() {
            return new Taken(new HashSet<>(places), new HashSet<>(eventIds));
        }
    }

    /**
     * @param first         the position after the log's end
     * @param lastSequences of the streams that the conditions speak of, as they are in the log; absent if there is no such
     *                      stream
     * @param inLog         what is known to be taken in the log
     */
    static Placement of(List<Append> appends, long first, Map<String, Long> lastSequences, Taken inLog) {
        List<Outcome> outcomes = new ArrayList<>(appends.size());
        List<NewEvent> events = new ArrayList<>();
        Map<String, Long> last = new HashMap<>(lastSequences);
        Taken taken = inLog.copy();
        for (Append append : appends) {
            Outcome outcome = stale(append, last).or(() -> conflict(append, taken))
                    .orElse(new Outcome.Accepted(first + events.size()));
            if (outcome instanceof Outcome.Accepted) {
                for (NewEvent event : append.events()) {
                    taken.add(event);
                    last.merge(event.stream(), event.sequence(), Math::max);
                    events.add(event);
                }
            }
            outcomes.add(outcome);
        }
        return new Placement(outcomes, events);
    }

    boolean hasConflict() {
        return outcomes.stream().anyMatch(Outcome.Conflict.class::isInstance);
    }

    private static Optional<Outcome> stale(Append append, Map<String, Long> lastSequences) {
        for (Map.Entry<String, Long> condition : append.conditions().entrySet()) {
            long last = lastSequences.getOrDefault(condition.getKey(), -1L);
            if (last != condition.getValue()) {
                return Optional.of(new Outcome.StaleRead(condition.getKey(), condition.getValue(), last));
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> conflict(Append append, Taken before) {
        Taken own = Taken.nothing();
        for (int i = 0; i < append.events().size(); i++) {
            NewEvent event = append.events().get(i);
            if (before.has(event) || own.has(event)) {
                return Optional.of(new Outcome.Conflict(i, TAKEN));
            }
            own.add(event);
        }
        return Optional.empty();
    }
}
