package id.tanggap.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.audit.AuditedEvent;
import id.tanggap.query.audit.EventHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEventsTest {

    private static final EventHistory.Filter ALL =
            new EventHistory.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

    @TempDir
    Path folder;

    private People people;
    private NamedEventSerializer serializer;
    private TotalOrderEventStorageEngine engine;
    private SqliteEventLog log;
    private StoredEvents history;

    @BeforeEach
    void open() {
        people = People.in(folder);
        serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        begin();
    }

    private void begin() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
        engine = TotalOrderEventStorageEngine.builder().eventLog(log).meterRegistry(new SimpleMeterRegistry())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
        history = new StoredEvents(log, engine, people);
    }

    @AfterEach
    void close() {
        history.close();
        engine.close();
        people.close();
    }

    private static OfficeId office(long number) {
        return new OfficeId(new UUID(0x7000, 0x8000000000000000L + number));
    }

    /** That an office was renamed by somebody, as it is stored. */
    private NewEvent renamed(long number, String account, Instant at) {
        OfficeId office = office(number);
        SerializedObject<byte[]> payload = serializer.serialize(new OfficeEvent.Renamed(office, "Dinas " + number,
                Provenance.now(Actor.of(Role.ADMINISTRATOR, account), at, "request-" + number)), byte[].class);
        return new NewEvent("OfficeAggregate", office.toString(), 0, "event-" + number, at, payload.getType().getName(),
                payload.getType().getRevision(), payload.getData(), "{}".getBytes(StandardCharsets.US_ASCII));
    }

    /** Straight into the log; the engine is told by opening it anew. */
    private void store(List<NewEvent> events) {
        for (int i = 0; i < events.size(); i += 5_000) {
            log.write(List.of(new Append(events.subList(i, Math.min(events.size(), i + 5_000)), java.util.Map.of())));
        }
        history.close();
        engine.close();
        begin();
    }

    private EventHistory.Slice read(EventHistory.Filter filter, long after, int limit) {
        return history.read(filter, after, history.head(), limit, false).block();
    }

    @Test
    void a_walk_for_what_is_rare_takes_bounded_steps_and_says_how_far_it_came() {
        store(LongStream.range(0, 60_000).mapToObj(i -> renamed(i, i == 59_999 ? "rare" : "adi", NOW)).toList());
        EventHistory.Filter rare = new EventHistory.Filter(Optional.empty(), Optional.empty(), Optional.of("rare"), Optional.empty());

        EventHistory.Slice first = read(rare, -1, 50);
        EventHistory.Slice second = read(rare, first.through(), 50);

        assertThat(first.events()).isEmpty();
        assertThat(first.through()).isEqualTo(49_999);
        assertThat(second.events()).extracting(AuditedEvent::position).containsExactly(59_999L);
        assertThat(second.through()).isEqualTo(59_999);
    }

    @Test
    void steps_that_follow_each_other_tell_every_event_once() {
        store(LongStream.range(0, 2_500).mapToObj(i -> renamed(i, "adi", NOW)).toList());

        List<Long> positions = new ArrayList<>();
        for (EventHistory.Slice slice = read(ALL, -1, 700); !slice.events().isEmpty(); slice = read(ALL, slice.through(), 700)) {
            slice.events().forEach(event -> positions.add(event.position()));
        }

        assertThat(positions).containsExactlyElementsOf(LongStream.range(0, 2_500).boxed().toList());
    }

    @Test
    void days_that_follow_each_other_have_no_event_in_common_and_leave_none_out_although_clocks_differ() {
        Instant midnight = Instant.parse("2026-03-03T00:00:00Z");
        store(List.of(renamed(0, "adi", midnight.minusSeconds(5)), renamed(1, "adi", midnight.plusSeconds(1)),
                renamed(2, "adi", midnight.minusSeconds(1)), renamed(3, "adi", midnight.plusSeconds(5))));

        EventHistory.Span before = history.span(Optional.empty(), Optional.of(midnight)).block();
        EventHistory.Span after = history.span(Optional.of(midnight), Optional.of(midnight.plus(Duration.ofDays(1)))).block();

        assertThat(before).isEqualTo(new EventHistory.Span(-1, 0));
        assertThat(after).isEqualTo(new EventHistory.Span(0, 3));
        assertThat(history.span(Optional.of(midnight.plus(Duration.ofDays(2))), Optional.empty()).block())
                .isEqualTo(new EventHistory.Span(3, 3));
    }

    @Test
    void an_event_that_cannot_be_read_is_told_without_what_it_says() {
        NewEvent readable = renamed(0, "adi", NOW);
        NewEvent unknown = new NewEvent("ComplaintAggregate", "stream", 0, "another", NOW, "complaint.teleported", "1",
                "{\"secret\":\"MARK\"}".getBytes(StandardCharsets.US_ASCII), "{}".getBytes(StandardCharsets.US_ASCII));
        NewEvent broken = new NewEvent("OfficeAggregate", office(7).toString(), 0, "broken", NOW, readable.name(),
                readable.revision(), "{\"MARK\":".getBytes(StandardCharsets.US_ASCII), "{}".getBytes(StandardCharsets.US_ASCII));
        store(List.of(readable, unknown, broken));

        List<AuditedEvent> told = read(ALL, -1, 10).events();

        assertThat(told).extracting(AuditedEvent::type).containsExactly(readable.name(), "complaint.teleported", readable.name());
        assertThat(told.get(0).payload()).contains("Dinas 0");
        assertThat(told.get(1).payload()).isNull();
        assertThat(told.get(2).payload()).isNull();
        assertThat(told.get(2).actor()).isEmpty();
    }
}
