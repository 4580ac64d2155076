package id.tanggap.infra.eventstore;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.office.OfficeEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every event type of the platform with the name and revision under which it is stored. */
public final class EventTypes {

    private final Map<String, Class<?>> byName = new HashMap<>();

    /** @throws IllegalStateException if two types share a name or one has none */
    public EventTypes() {
        Stream.of(ComplaintEvent.class, OfficeEvent.class, ImportEvent.class, CalendarEvent.class,
                        RulebookEvent.class, InspectionEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .forEach(type -> {
                    Class<?> other = byName.put(nameOf(type).orElseThrow(() ->
                            new IllegalStateException(type + " has no event name")).value(), type);
                    if (other != null) {
                        throw new IllegalStateException(type + " and " + other + " are stored under one name");
                    }
                });
    }

    Optional<EventName> nameOf(Class<?> type) {
        return DomainEvent.class.isAssignableFrom(type)
                ? Optional.ofNullable(type.getAnnotation(EventName.class)) : Optional.empty();
    }

    /** The names of all event types that are of a kind. */
    public Set<String> namesOf(Class<?> kind) {
        return byName.entrySet().stream().filter(type -> kind.isAssignableFrom(type.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
