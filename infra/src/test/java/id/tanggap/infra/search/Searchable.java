package id.tanggap.infra.search;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.ComplaintSearch.Hit;
import id.tanggap.query.complaint.ComplaintSearch.Place;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.projection.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import reactor.core.publisher.Mono;

/** Event store and search index on real files in one folder, as the application has them. */
final class Searchable implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Actor INSPECTOR = Actor.of(Role.INSPECTOR, "indra");
    static final Actor COORDINATOR = Actor.of(Role.COORDINATOR, "kris");
    static final Instant BEGIN = Instant.parse("2026-03-02T03:00:00Z");
    private static final int GROUP = 500;

    final Path folder;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final People people;
    final SqliteEventLog log;
    final TotalOrderEventStorageEngine engine;
    final TotalOrderEventStore store;
    final LuceneSearch search;
    private final Map<ComplaintId, PersonId> subjects = new HashMap<>();
    private final Map<ComplaintId, Long> sequences = new HashMap<>();
    private int submissions;

    private Searchable(Path folder) {
        this.folder = folder;
        this.people = People.in(folder);
        NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        this.log = SqliteEventLog.open(folder.resolve("events.db"));
        this.engine = TotalOrderEventStorageEngine.builder().eventLog(log).meterRegistry(meters).eventSerializer(serializer)
                .snapshotSerializer(serializer).build();
        this.store = TotalOrderEventStore.builder().storageEngine(engine).build();
        Progress nothingElseToDo = new Progress();
        nothingElseToDo.advance(Long.MAX_VALUE);
        this.search = new LuceneSearch(folder.resolve("search"), store, log, engine, people, nothingElseToDo, meters,
                Duration.ofMillis(100));
    }

    static Searchable in(Path folder) {
        Searchable searchable = new Searchable(folder);
        searchable.search.start();
        return searchable;
    }

    /** The event store only; the index follows when it is told to. */
    static Searchable asleepIn(Path folder) {
        return new Searchable(folder);
    }

    void append(List<Recorded> events) {
        for (int from = 0; from < events.size(); from += GROUP) {
            List<EventMessage<?>> group = new ArrayList<>();
            events.subList(from, Math.min(from + GROUP, events.size())).forEach(e -> group.add(
                    new GenericDomainEventMessage<>(e.type(), e.stream(), e.sequence(), e.event())));
            engine.appendEvents(group);
        }
    }

    private void happens(ComplaintId complaint, DomainEvent event) {
        long sequence = sequences.merge(complaint, 0L, (last, _) -> last + 1);
        append(List.of(new Recorded("ComplaintAggregate", complaint.toString(), sequence, event)));
    }

    static Provenance by(Actor actor) {
        return Provenance.now(actor, BEGIN.plusSeconds(1), "request");
    }

    /** Each a minute after the one before. */
    ComplaintId submitted(String title, String narrative, String category) {
        return submitted(title, narrative, category, false);
    }

    ComplaintId submitted(String title, String narrative, String category, boolean oversight) {
        ComplaintId id = new ComplaintId(UUID.randomUUID());
        PersonId subject = people.next();
        subjects.put(id, subject);
        happens(id, new ComplaintEvent.Submitted(id, new TrackingCode("TGP-7K3Q-9F2M-0000"), Histories.secretOf(id),
                Identity.ANONYMOUS, Optional.empty(), Shreddable.of(subject, title), Shreddable.of(subject, narrative),
                new Category(category), Optional.empty(), Optional.of(Shreddable.of(subject, new Location(Optional.empty(),
                        Optional.of("Gang Mangga")))), Channel.WEB, Optional.empty(), oversight, Optional.empty(), Optional.empty(), Optional.empty(),
                Provenance.now(Actor.PUBLIC, BEGIN.plusSeconds(60L * submissions++), "request")));
        return id;
    }

    void forwarded(ComplaintId complaint, OfficeId office) {
        happens(complaint, new ComplaintEvent.Forwarded(complaint, office, Classification.COMPLAINT, by(COORDINATOR)));
    }

    void rejected(ComplaintId complaint) {
        happens(complaint, new ComplaintEvent.Rejected(complaint, Shreddable.of(subjects.get(complaint), "x"),
                by(COORDINATOR)));
    }

    void erased(ComplaintId complaint) {
        happens(complaint, new ComplaintEvent.PersonalDataErased(complaint, subjects.get(complaint),
                LegalGround.REQUESTED_BY_SUBJECT, by(INSPECTOR)));
    }

    /** An event that fits nothing that is there. */
    void erasedNeverSubmitted() {
        ComplaintId complaint = new ComplaintId(UUID.randomUUID());
        happens(complaint, new ComplaintEvent.PersonalDataErased(complaint, people.next(), LegalGround.REQUESTED_BY_SUBJECT,
                by(INSPECTOR)));
    }

    void caughtUp() {
        search.progress().reached(engine.lastPosition(), PATIENCE).block();
    }

    List<ComplaintId> find(String question) {
        return find(question, INSPECTOR);
    }

    List<ComplaintId> find(String question, Actor reader) {
        return hits(question, reader, Optional.empty(), 1_000).stream().map(Hit::id).toList();
    }

    List<Hit> hits(String question, Actor reader, Optional<Place> after, int limit) {
        return asked(question, reader, after, limit).block(PATIENCE);
    }

    /** Asked, and not waited for. */
    Mono<List<Hit>> asked(String question) {
        return asked(question, INSPECTOR, Optional.empty(), 50);
    }

    private Mono<List<Hit>> asked(String question, Actor reader, Optional<Place> after, int limit) {
        return search.find(search.question(question), reader, new Filter(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Sight.seesWithheld(reader)), after, limit);
    }

    @Override
    public void close() {
        search.stop();
        store.close();
        engine.close();
        people.close();
    }
}
