package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What Axon's contract suite does not ask for: many writers at once, and readers that follow them. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.eventstore.TestLog#kinds")
@Timeout(60)
class RacingWritersTest {

    private static final int WRITERS = 16;

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private TestLog place;

    private OpenStore store;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() {
        place = kind.fresh(folder);
        store = OpenStore.on(place.open());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        if (store != null) {
            store.close();
            place.close();
        }
    }

    @Test
    void every_place_in_a_stream_has_exactly_one_winner_and_losers_leave_nothing_behind() throws Exception {
        // given 16 writers who all want every place of 4 streams
        Map<String, String> winners = new ConcurrentHashMap<>();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            String writer = "writer-" + w;
            writers.add(() -> {
                int lost = 0;
                for (long sequence = 0; sequence < 100; sequence++) {
                    for (int s = 0; s < 4; s++) {
                        String stream = "contested-" + s;
                        // when they append two events at a time, of which the second may be the one that is taken
                        DomainEventMessage<?> own = OpenStore.event(writer + "-" + s + "-" + sequence, 0, writer);
                        try {
                            store.append(own, OpenStore.event(stream, sequence, writer));
                            assertThat(winners.put(stream + "/" + sequence, writer)).isNull();
                        } catch (ConcurrencyException | AggregateStreamCreationException e) {
                            lost++;
                        }
                    }
                }
                return lost;
            });
        }
        int lost = sum(threads.invokeAll(writers));

        // then each place has one winner, and exactly the winners' pairs are stored
        assertThat(winners).hasSize(400);
        assertThat(lost).isEqualTo(WRITERS * 400 - 400);
        List<TrackedEventMessage<?>> all = store.everything();
        assertThat(all).hasSize(800);
        for (int i = 0; i < all.size(); i += 2) {
            DomainEventMessage<?> contested = (DomainEventMessage<?>) all.get(i + 1);
            assertThat(all.get(i).getPayload()).isEqualTo(contested.getPayload());
            assertThat(winners.get(contested.getAggregateIdentifier() + "/" + contested.getSequenceNumber()))
                    .isEqualTo(contested.getPayload());
        }
    }

    @Test
    void writers_of_different_streams_never_conflict_and_every_reader_sees_the_same_order_without_a_gap() throws Exception {
        // given readers that start at different places while nothing, little or much is stored
        // fewer on MongoDB, whose double looks at everything where MongoDB has an index
        int appends = place.isForSeveralProcesses() ? 60 : 250;
        int expected = WRITERS * (appends / 2 + appends / 2 * 3);
        List<Future<List<String>>> readers = new ArrayList<>();
        readers.add(threads.submit(() -> follow(-1, expected)));

        // when 16 writers append one and three events in turn
        List<Future<Integer>> writers = IntStream.range(0, WRITERS).mapToObj(w -> threads.submit(() -> {
            String stream = "stream-" + w;
            long next = 0;
            for (int i = 0; i < appends; i++) {
                if (i % 2 == 0) {
                    store.append(OpenStore.event(stream, next++));
                } else {
                    store.append(OpenStore.event(stream, next++), OpenStore.event(stream, next++),
                            OpenStore.event(stream, next++));
                }
                if (i == appends / 5 || i == appends / 2) {
                    long from = store.engine.head().position() - ThreadLocalRandom.current().nextInt(100);
                    synchronized (readers) {
                        readers.add(threads.submit(() -> follow(from, expected)));
                    }
                }
            }
            return 0;
        })).toList();
        sum(writers);

        // then each reader saw its part of one and the same order: contiguous, each event once
        List<String> order = readers.getFirst().get();
        assertThat(order).hasSize(expected);
        assertThat(readers).hasSize(1 + 2 * WRITERS);
        for (Future<List<String>> reader : readers) {
            List<String> seen = reader.get();
            assertThat(seen).isEqualTo(order.subList(order.size() - seen.size(), order.size()));
        }
        // and what was appended together stands together
        Map<String, Long> next = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            String stream = order.get(i).split("/")[0];
            long sequence = Long.parseLong(order.get(i).split("/")[1]);
            assertThat(sequence).isEqualTo(next.merge(stream, 1L, Long::sum) - 1);
            if (sequence % 4 == 1) {
                assertThat(order.subList(i, i + 3))
                        .containsExactly(stream + "/" + sequence, stream + "/" + (sequence + 1), stream + "/" + (sequence + 2));
            }
        }
    }

    @Test
    void an_append_of_many_events_is_all_or_nothing_and_contiguous() {
        // given a stream whose place 3 is taken
        store.append(IntStream.range(0, 4).mapToObj(i -> OpenStore.event("taken", i)).toArray(DomainEventMessage[]::new));

        // when an append runs into it with its last event
        Set<String> refused = new HashSet<>();
        try {
            store.append(OpenStore.event("new", 0), OpenStore.event("new", 1), OpenStore.event("taken", 3));
        } catch (ConcurrencyException e) {
            refused.add(e.getMessage());
        }
        store.append(OpenStore.event("new", 0), OpenStore.event("new", 1));

        // then nothing of it is stored and no position is lost
        assertThat(refused).singleElement().asString().contains("[taken] at sequence [3]");
        assertThat(store.everything().stream().map(OpenStore::position).toList())
                .isEqualTo(LongStream.range(0, 6).boxed().toList());
        assertThat(store.engine.lastSequenceNumberFor("new")).contains(1L);
    }

    private List<String> follow(long after, int end) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        try (TrackingEventStream stream = store.store.openStream(new GlobalSequenceTrackingToken(after))) {
            for (long expected = after + 1; expected < end; expected++) {
                assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).as("event %d arrives", expected).isTrue();
                TrackedEventMessage<?> event = stream.nextAvailable();
                assertThat(OpenStore.position(event)).isEqualTo(expected);
                seen.add((String) event.getPayload());
            }
        }
        return seen;
    }

    private static int sum(List<Future<Integer>> results) throws Exception {
        int sum = 0;
        for (Future<Integer> result : results) {
            sum += result.get();
        }
        return sum;
    }
}
