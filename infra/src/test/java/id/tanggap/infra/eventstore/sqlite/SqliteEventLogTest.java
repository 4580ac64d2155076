package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import id.tanggap.infra.eventstore.StoredEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteEventLogTest {

    @TempDir
    Path folder;

    private SqliteEventLog log;

    @BeforeEach
    void open() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void an_event_comes_back_byte_for_byte_and_to_the_microsecond() {
        byte[] payload = {0, -1, 127, -128, '\n', 0};
        byte[] metadata = {};
        Instant before1970 = Instant.parse("1969-12-31T23:59:59.999999999Z");
        log.write(List.of(Append.of(
                new NewEvent("Complaint", "ünï\u0000code 🙂", 7, "id", before1970, "complaint.submitted", "2", payload, metadata),
                new NewEvent(null, "loose", 0, "loose", Instant.EPOCH, "imported", null, payload, metadata))));

        StoredEvent event = log.readFrom(-1, 1).getFirst();
        assertThat(event).usingRecursiveComparison().isEqualTo(new StoredEvent(0, "Complaint", "ünï\u0000code 🙂", 7, "id",
                Instant.parse("1969-12-31T23:59:59.999999Z"), "complaint.submitted", "2", payload, metadata));
        assertThat(event.ofAggregate()).isTrue();
        assertThat(log.readFrom(0, 1).getFirst().ofAggregate()).isFalse();
        assertThat(log.readStream("ünï\u0000code 🙂", 0, 10)).hasSize(1);
    }

    @Test
    void ids_come_back_as_they_were_whether_they_are_uuids_or_only_look_like_some() {
        List<String> ids = List.of("01a2283f-ce80-792b-afec-e76aa6e2bd5e", "01A2283F-CE80-792B-AFEC-E76AA6E2BD5E",
                "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "000000001-0000-0000-000-000000000000", "thirty-six characters but not a UUID", "rulebook", "");
        for (String id : ids) {
            assertThat(log.write(List.of(Append.of(named("event of " + id, id, 3)), Append.of(named(id, "of " + id, 0)))))
                    .as(id).allMatch(Outcome.Accepted.class::isInstance);
            // and each is taken by now
            assertThat(log.write(List.of(Append.of(named("another of " + id, id, 3)), Append.of(named(id, "more of " + id, 0)))))
                    .as(id).allMatch(Outcome.Conflict.class::isInstance);
        }

        for (String id : ids) {
            assertThat(log.readStream(id, 0, 10)).as(id).singleElement().satisfies(event -> {
                assertThat(event.stream()).isEqualTo(id);
                assertThat(event.eventId()).isEqualTo("event of " + id);
            });
            assertThat(log.readStream("of " + id, 0, 10)).extracting(StoredEvent::eventId).containsExactly(id);
            assertThat(log.lastSequence(id)).as(id).hasValue(3);
        }
    }

    @Test
    void the_first_event_recorded_at_or_after_a_moment_is_found_although_clocks_disagree() {
        // given 500 events whose times wander
        Random random = new Random(7);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            times.add(Instant.ofEpochMilli(i * 100 + random.nextInt(5_000)));
        }
        log.write(IntStream.range(0, 500).mapToObj(i -> Append.of(event("stream-" + i, 0, times.get(i)))).toList());

        // then the search finds what looking at each of them finds
        for (int moment = -100; moment < 60_000; moment += 97) {
            Instant wanted = Instant.ofEpochMilli(moment);
            OptionalLong expected = IntStream.range(0, 500).filter(i -> !times.get(i).isBefore(wanted)).mapToLong(i -> i).findFirst();
            assertThat(log.firstPositionRecordedAtOrAfter(wanted)).isEqualTo(expected);
        }
    }

    @Test
    void a_refused_append_does_not_disturb_the_search_by_time() {
        Instant future = Instant.parse("2999-01-01T00:00:00Z");
        log.write(List.of(Append.of(event("taken", 0, Instant.EPOCH))));
        List<Outcome> outcomes = log.write(List.of(
                Append.of(event("other", 0, future), event("taken", 0, future)),
                Append.of(event("other", 0, Instant.EPOCH))));

        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Accepted(1));
        assertThat(log.firstPositionRecordedAtOrAfter(future)).isEmpty();
    }

    @Test
    void of_several_snapshots_the_one_with_the_highest_sequence_is_kept_whatever_their_order() {
        log.storeSnapshot(snapshot(10, "ten"));
        log.storeSnapshot(snapshot(30, "thirty"));
        log.storeSnapshot(snapshot(20, "twenty"));
        close();
        open();

        assertThat(log.readSnapshot("stream")).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.sequence()).isEqualTo(30);
            assertThat(snapshot.payload()).asString().isEqualTo("thirty");
        });
        assertThat(log.readSnapshot("other")).isEmpty();
        assertThat(log.head()).isEqualTo(-1);
    }

    @Test
    void a_page_of_large_events_ends_early_but_is_never_empty() {
        byte[] large = new byte[1 << 20];
        log.write(IntStream.range(0, 20).mapToObj(i -> Append.of(new NewEvent("Complaint", "stream", i, "id-" + i, Instant.EPOCH,
                "name", null, large, new byte[0]))).toList());

        assertThat(log.readFrom(-1, 20)).hasSizeBetween(1, 10);
        assertThat(log.readStream("stream", 0, 20)).hasSize(20);
    }

    private static NewEvent snapshot(long sequence, String payload) {
        return new NewEvent("Complaint", "stream", sequence, "snapshot-" + sequence, Instant.EPOCH, "snapshot", null,
                payload.getBytes(), "{}".getBytes());
    }

    private static NewEvent named(String eventId, String stream, long sequence) {
        return new NewEvent("Complaint", stream, sequence, eventId, Instant.EPOCH, "name", null, new byte[0], new byte[0]);
    }

    private static NewEvent event(String stream, long sequence, Instant recordedAt) {
        return new NewEvent("Complaint", stream, sequence, stream + "/" + sequence + "/" + System.nanoTime(), recordedAt, "name", null,
                new byte[0], new byte[0]);
    }
}
