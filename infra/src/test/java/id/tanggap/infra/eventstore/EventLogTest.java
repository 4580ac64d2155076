package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event log promises, apart from what takes several threads to try. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.eventstore.TestLog#kinds")
class EventLogTest {

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private TestLog place;
    private EventLog log;

    @BeforeEach
    void open() {
        place = kind.fresh(folder);
        log = place.open();
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
            place.close();
        }
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
        log.close();
        log = place.open();

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
        for (int i = 0; i < 20; i++) {
            log.write(List.of(Append.of(new NewEvent("Complaint", "stream", i, "id-" + i, Instant.EPOCH, "name", null, large,
                    new byte[0]))));
        }

        assertThat(log.readFrom(-1, 20)).hasSizeBetween(1, 10);
        assertThat(log.readStream("stream", 0, 20)).hasSize(20);
    }

    @Test
    void the_events_of_a_stream_are_read_by_sequence_wherever_they_stand() {
        log.write(List.of(Append.of(event("stream", 4, Instant.EPOCH), event("other", 0, Instant.EPOCH), event("stream", 2, Instant.EPOCH))));
        log.write(List.of(Append.of(event("stream", 3, Instant.EPOCH)), Append.of(event("third", 9, Instant.EPOCH))));
        log.write(List.of(Append.of(event("stream", 7, Instant.EPOCH))));

        assertThat(log.readStream("stream", 0, 10)).extracting(StoredEvent::sequence).containsExactly(2L, 3L, 4L, 7L);
        assertThat(log.readStream("stream", 3, 2)).extracting(StoredEvent::sequence).containsExactly(3L, 4L);
        assertThat(log.readStream("stream", 5, 10)).extracting(StoredEvent::position).containsExactly(5L);
        assertThat(log.readStream("third", 0, 10)).hasSize(1);
        assertThat(log.readStream("$stream", 0, 10)).isEmpty();
        assertThat(log.readStream("nobody", 0, 10)).isEmpty();
        assertThat(log.lastSequence("stream")).hasValue(7);
        assertThat(log.lastSequence("third")).hasValue(9);
        assertThat(log.lastSequence("nobody")).isEmpty();
        log.write(List.of(Append.of(event("stream", 8, Instant.EPOCH))));
        assertThat(log.lastSequence("stream")).hasValue(8);
    }

    @Test
    void a_reader_at_any_position_reads_the_next_ones_also_from_the_middle_of_what_was_written_together() {
        for (int written = 0; written < 5; written++) {
            int group = written;
            log.write(IntStream.range(0, 4).mapToObj(i -> Append.of(event("stream-" + group, i, Instant.EPOCH))).toList());
        }
        assertThat(log.head()).isEqualTo(19);
        for (int after = -1; after < 19; after++) {
            for (int limit : new int[] {1, 3, 4, 5, 100}) {
                assertThat(log.readFrom(after, limit)).extracting(StoredEvent::position)
                        .isEqualTo(LongStream.rangeClosed(after + 1, Math.min(19, after + limit)).boxed().toList());
            }
        }
        assertThat(log.readFrom(19, 5)).isEmpty();
    }

    @Test
    void named_events_are_read_between_two_positions_in_order() {
        List<String> names = List.of("a", "b", "c", "a", "b", "a");
        for (int i = 0; i < names.size(); i += 2) {
            log.write(List.of(Append.of(named("s" + i, names.get(i))), Append.of(named("t" + i, names.get(i + 1)))));
        }
        assertThat(log.readNamed(Set.of("a"), -1, 100)).extracting(StoredEvent::position).containsExactly(0L, 3L, 5L);
        assertThat(log.readNamed(Set.of("a", "b"), 0, 4)).extracting(StoredEvent::position).containsExactly(1L, 3L, 4L);
        assertThat(log.readNamed(Set.of("$a"), -1, 100)).isEmpty();
    }

    @Test
    void a_condition_is_judged_by_the_last_event_of_its_stream_whatever_was_expected() {
        log.write(List.of(Append.of(event("office", 0, Instant.EPOCH), event("office", 1, Instant.EPOCH))));
        log.write(List.of(Append.of(event("office", 5, Instant.EPOCH))));
        for (long expected : new long[] {-1, 0, 1, 3, 6}) {
            assertThat(log.write(List.of(new Append(List.of(event("complaint", 0, Instant.EPOCH)), Map.of("office", expected)))))
                    .containsExactly(new Outcome.StaleRead("office", expected, 5));
        }
        assertThat(log.write(List.of(
                new Append(List.of(event("late", 0, Instant.EPOCH)), Map.of("office", 5L, "nobody", 0L)),
                new Append(List.of(event("complaint", 0, Instant.EPOCH)), Map.of("office", 5L, "nobody", -1L)))))
                .containsExactly(new Outcome.StaleRead("nobody", 0, -1), new Outcome.Accepted(3));
    }

    @Test
    void places_and_ids_that_are_taken_are_found_among_many() {
        log.write(IntStream.range(0, 300).mapToObj(i -> Append.of(event("stream-" + i, 0, Instant.EPOCH))).toList());
        String id = log.readStream("stream-299", 0, 1).getFirst().eventId();

        // when a group has one append in ten that is in the way of what is there, or of itself
        List<Append> group = IntStream.range(0, 500).mapToObj(i -> switch (i % 50) {
            case 0 -> Append.of(event("new-" + i, 0, Instant.EPOCH), event("stream-" + i / 2, 0, Instant.EPOCH));
            case 1 -> Append.of(new NewEvent("Complaint", "new-" + i, 0, id, Instant.EPOCH, "name", null, new byte[0], new byte[0]));
            case 2 -> Append.of(event("new-" + i, 3, Instant.EPOCH), event("new-" + i, 3, Instant.EPOCH));
            default -> Append.of(event("new-" + i, 0, Instant.EPOCH));
        }).toList();
        List<Outcome> outcomes = log.write(group);

        // then these are refused and the others follow each other without a gap
        long next = 300;
        for (int i = 0; i < 500; i++) {
            if (i % 50 < 3) {
                int event = i % 50 == 1 ? 0 : 1;
                assertThat(outcomes.get(i)).isInstanceOfSatisfying(Outcome.Conflict.class, conflict -> assertThat(conflict.event()).isEqualTo(event));
            } else {
                assertThat(outcomes.get(i)).isEqualTo(new Outcome.Accepted(next++));
            }
        }
        assertThat(log.head()).isEqualTo(next - 1);
    }

    private static NewEvent snapshot(long sequence, String payload) {
        return new NewEvent("Complaint", "stream", sequence, "snapshot-" + sequence, Instant.EPOCH, "snapshot", null,
                payload.getBytes(), "{}".getBytes());
    }

    private static NewEvent event(String stream, long sequence, Instant recordedAt) {
        return new NewEvent("Complaint", stream, sequence, stream + "/" + sequence + "/" + System.nanoTime(), recordedAt, "name", null,
                new byte[0], new byte[0]);
    }

    private static NewEvent named(String eventId, String stream, long sequence) {
        return new NewEvent("Complaint", stream, sequence, eventId, Instant.EPOCH, "name", null, new byte[0], new byte[0]);
    }

    private static NewEvent named(String stream, String name) {
        return new NewEvent("Complaint", stream, 0, stream, Instant.EPOCH, name, null, new byte[0], new byte[0]);
    }
}
