package id.tanggap.infra.audit;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.audit.AuditedEvent;
import id.tanggap.query.audit.EventHistory;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history straight from the event log. All walks share one thread, so that they never take more than one of the log's
 * readers from those who handle commands. Most events are passed by their name or their bytes and never taken apart.
 */
public final class StoredEvents implements EventHistory, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StoredEvents.class);

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final int PAGE = 1_000;

    /** A step ends after so many events, be there any that match or not: others wait for the same thread. */
    private static final int MOST_LOOKED_AT = 50_000;

    private final EventLog events;
    private final TotalOrderEventStorageEngine engine;
    private final PersonalData people;
    private final Scheduler thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "audit", 60, true);

    /**
     * @param engine reads what is in the log
     * @param people to open what is shown, and to tell what was erased
     */
    public StoredEvents(EventLog events, TotalOrderEventStorageEngine engine, PersonalData people) {
        this.events = events;
        this.engine = engine;
        this.people = people;
    }

    @Override
    public long head() {
        return engine.lastPosition();
    }

    @Override
    public Mono<Span> span(Optional<Instant> from, Optional<Instant> until) {
        return Mono.fromCallable(() -> {
            long head = head();
            return new Span(from.map(moment -> before(moment, head)).orElse(-1L),
                    until.map(moment -> Math.min(head, before(moment, head))).orElse(head));
        }).subscribeOn(thread).publishOn(Schedulers.parallel());
    }

    /** The position before the first event that was recorded at a moment or later. */
    private long before(Instant moment, long head) {
        OptionalLong first = events.firstPositionRecordedAtOrAfter(moment);
        return first.isPresent() ? first.getAsLong() - 1 : head;
    }

    @Override
    public Mono<Slice> read(Filter filter, long after, long through, int limit, boolean personal) {
        return Mono.fromCallable(() -> filter.complaint().isPresent()
                        ? ofStream(filter.complaint().get().toString(), filter, after, through, limit)
                        : walk(filter, after, through, limit))
                .subscribeOn(thread).publishOn(Schedulers.parallel())
                .flatMap(found -> people.of(found.people()).map(keys -> found.told(keys, personal)));
    }

    /** What a step has found, before it is told what may be shown of it. */
    private record Found(List<Readable> events, long through) {

        Set<PersonId> people() {
            return events.stream().flatMap(event -> event.event().stream())
                    .flatMap(event -> AuditJson.people(event).stream()).collect(Collectors.toSet());
        }

        Slice told(Keyring keys, boolean personal) {
            return new Slice(events.stream().map(event -> event.told(keys, personal)).toList(), through);
        }
    }

    /** @param event empty if this version cannot read it: it is told all the same that it is there, and of what type */
    private record Readable(StoredEvent stored, Optional<DomainEvent> event) {

        AuditedEvent told(Keyring keys, boolean personal) {
            Optional<Provenance> provenance = event.map(DomainEvent::provenance);
            Optional<AuditJson.Payload> payload = event.map(readable -> AuditJson.of(readable, keys, personal));
            return new AuditedEvent(stored.position(), stored.stream(), stored.sequence(), stored.name(), stored.revision(),
                    provenance.map(Provenance::occurredAt), stored.recordedAt(), provenance.map(Provenance::actor),
                    provenance.map(Provenance::correlationId), payload.map(AuditJson.Payload::json).orElse(null),
                    payload.map(AuditJson.Payload::personal).orElse(false));
        }
    }

    private Found walk(Filter filter, long after, long through, int limit) {
        Matching matching = new Matching(filter);
        List<Readable> found = new ArrayList<>();
        long reached = after;
        while (reached < through && reached - after < MOST_LOOKED_AT) {
            List<StoredEvent> page = events.readFrom(reached, (int) Math.min(PAGE, through - reached));
            if (page.isEmpty()) {
                throw new IllegalStateException("the event at position " + (reached + 1) + " is missing from the log");
            }
            for (StoredEvent event : page) {
                reached = event.position();
                if (matching.matches(event)) {
                    found.add(readable(event));
                    if (found.size() == limit) {
                        return new Found(found, reached);
                    }
                }
            }
        }
        return new Found(found, reached);
    }

    /** A complaint's events are few, and found at once. */
    private Found ofStream(String stream, Filter filter, long after, long through, int limit) {
        Matching matching = new Matching(filter);
        List<Readable> found = new ArrayList<>();
        List<StoredEvent> page = events.readStream(stream, 0, PAGE);
        while (!page.isEmpty()) {
            for (StoredEvent event : page) {
                if (event.position() > after && event.position() <= through && matching.matches(event)) {
                    found.add(readable(event));
                    if (found.size() == limit) {
                        return new Found(found, event.position());
                    }
                }
            }
            page = page.size() < PAGE ? List.of() : events.readStream(stream, page.getLast().sequence() + 1, PAGE);
        }
        return new Found(found, through);
    }

    /** Whether events match a filter; looks at what costs least first. */
    private static final class Matching {

        private final Filter filter;
        private final Optional<byte[]> office;
        private final Optional<byte[]> actor;

        Matching(Filter filter) {
            this.filter = filter;
            this.office = filter.office().map(id -> id.toString().getBytes(StandardCharsets.US_ASCII));
            this.actor = filter.actor().map(account -> ('"' + account + '"').getBytes(StandardCharsets.UTF_8));
        }

        boolean matches(StoredEvent event) {
            return filter.type().map(type -> isOf(type, event.name())).orElse(true)
                    && office.map(id -> event.stream().equals(filter.office().get().toString())
                            || contains(event.payload(), id)).orElse(true)
                    && actor.map(account -> contains(event.payload(), account)).orElse(true)
                    && (office.isEmpty() && actor.isEmpty() || matches(event, tree(event.payload())));
        }

        private static boolean isOf(String type, String name) {
            return name.equals(type) || name.startsWith(type) && name.charAt(type.length()) == '.';
        }

        private boolean matches(StoredEvent event, JsonNode payload) {
            JsonNode who = payload.at("/provenance/actor");
            return filter.actor().map(account -> who.path("id").asString("").equals(account)).orElse(true)
                    && filter.office().map(OfficeId::toString).map(id -> event.stream().equals(id)
                            || who.path("office").asString("").equals(id)
                            || payload.valueStream().anyMatch(value -> value.isString() && value.asString().equals(id)))
                    .orElse(true);
        }

        private static JsonNode tree(byte[] payload) {
            try {
                return PLAIN.readTree(payload);
            } catch (JacksonException e) {
                return PLAIN.missingNode();
            }
        }

        private static boolean contains(byte[] text, byte[] part) {
            for (int at = 0; at <= text.length - part.length; at++) {
                int i = 0;
                while (i < part.length && text[at + i] == part[i]) {
                    i++;
                }
                if (i == part.length) {
                    return true;
                }
            }
            return false;
        }
    }

    private Readable readable(StoredEvent stored) {
        try {
            return new Readable(stored, engine.payload(stored).filter(DomainEvent.class::isInstance).map(DomainEvent.class::cast));
        } catch (RuntimeException e) {
            log.warn("Event {} ({}) cannot be read for the inspectorate: {}", stored.position(), stored.name(),
                    e.getClass().getSimpleName());
            return new Readable(stored, Optional.empty());
        }
    }

    @Override
    public void close() {
        thread.dispose();
    }
}
