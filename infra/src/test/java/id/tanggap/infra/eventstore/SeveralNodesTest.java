package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes with one log: each has an engine, a writer and a connection of its own, as in one process each. */
@ParameterizedClass(name = "{0}, {1} nodes")
@MethodSource("places")
@Timeout(60)
class SeveralNodesTest {

    private static final int WRITERS = 4;

    static Stream<Arguments> places() {
        return TestLog.kindsForSeveralProcesses().flatMap(kind -> Stream.of(Arguments.of(kind, 2), Arguments.of(kind, 3)));
    }

    @Parameter(0)
    TestLog.Kind kind;

    @Parameter(1)
    int number;

    @TempDir
    Path folder;

    private TestLog place;
    private final List<OpenStore> nodes = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() {
        place = kind.fresh(folder);
        for (int i = 0; i < number; i++) {
            nodes.add(OpenStore.on(place.open()));
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(OpenStore::close);
        if (place != null) {
            place.close();
        }
    }

    @Test
    void every_place_in_a_stream_has_one_winner_on_all_nodes_together_and_losers_leave_nothing_behind() throws Exception {
        // given writers on every node who all want every place of 3 streams, together with one of their own
        Map<String, String> winners = new ConcurrentHashMap<>();
        AtomicInteger lost = new AtomicInteger();
        List<Callable<Void>> writers = new ArrayList<>();
        everyWriter((node, writer) -> writers.add(() -> {
            for (long sequence = 0; sequence < 30; sequence++) {
                for (int s = 0; s < 3; s++) {
                    String stream = "contested-" + s;
                    try {
                        node.append(OpenStore.event(writer + "-" + s + "-" + sequence, 0, writer), OpenStore.event(stream, sequence, writer));
                        assertThat(winners.put(stream + "/" + sequence, writer)).isNull();
                    } catch (ConcurrencyException | AggregateStreamCreationException e) {
                        lost.incrementAndGet();
                    }
                }
            }
            return null;
        }));
        all(writers);

        // then each place has one winner, and exactly the winners' pairs are stored
        assertThat(winners).hasSize(90);
        assertThat(lost).hasValue(number * WRITERS * 90 - 90);
        List<TrackedEventMessage<?>> stored = nodes.getFirst().everything();
        assertThat(stored).hasSize(180);
        for (int i = 0; i < stored.size(); i += 2) {
            DomainEventMessage<?> contested = (DomainEventMessage<?>) stored.get(i + 1);
            assertThat(stored.get(i).getPayload()).isEqualTo(contested.getPayload());
            assertThat(winners.get(contested.getAggregateIdentifier() + "/" + contested.getSequenceNumber()))
                    .isEqualTo(contested.getPayload());
        }
    }

    @Test
    void writers_of_different_streams_never_conflict_and_readers_on_every_node_see_the_same_order_without_a_gap() throws Exception {
        // given two readers on every node, one from the beginning
        int appends = 60;
        int expected = number * WRITERS * (appends / 2 + appends / 2 * 3);
        List<Future<List<String>>> readers = new ArrayList<>();
        for (OpenStore node : nodes) {
            readers.add(threads.submit(() -> follow(node, -1, expected)));
            readers.add(threads.submit(() -> follow(node, 99, expected)));
        }

        // when writers on every node append one and three events in turn, without a single conflict
        List<Callable<Void>> writers = new ArrayList<>();
        everyWriter((node, writer) -> writers.add(() -> {
            long next = 0;
            for (int i = 0; i < appends; i++) {
                if (i % 2 == 0) {
                    node.append(OpenStore.event(writer, next++));
                } else {
                    node.append(OpenStore.event(writer, next++), OpenStore.event(writer, next++), OpenStore.event(writer, next++));
                }
            }
            return null;
        }));
        all(writers);

        // then each reader saw one and the same order, each event once, and what was appended together together
        List<String> order = readers.getFirst().get();
        assertThat(order).hasSize(expected);
        for (Future<List<String>> reader : readers) {
            List<String> seen = reader.get();
            assertThat(seen).isEqualTo(order.subList(order.size() - seen.size(), order.size()));
        }
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
    void a_decision_is_accepted_only_where_what_it_read_still_stood_whichever_node_changed_it() throws Exception {
        // given one node that changes an office, and all others whose decisions rest on it as it is when they look
        OpenStore changing = nodes.getFirst();
        changing.append(OpenStore.event("office", 0));
        AtomicInteger stale = new AtomicInteger();
        CountDownLatch deciding = new CountDownLatch(1);
        EventLog reading = place.open();
        List<Future<Void>> decisions = new ArrayList<>();
        for (int n = 1; n < number; n++) {
            EventLog log = place.open();
            String node = "node-" + n;
            decisions.add(threads.submit(() -> {
                for (int i = 0; i < 150; i++) {
                    long seen = log.lastSequence("office").orElseThrow();
                    Outcome outcome = log.write(List.of(new Append(List.of(decision(node + "-" + i, seen)), Map.of("office", seen)))).getFirst();
                    if (outcome instanceof Outcome.StaleRead) {
                        stale.incrementAndGet();
                    }
                    deciding.countDown();
                }
                return null;
            }));
        }
        deciding.await();
        for (long sequence = 1; decisions.stream().anyMatch(decision -> !decision.isDone()); sequence++) {
            changing.append(OpenStore.event("office", sequence));
        }
        for (Future<Void> decision : decisions) {
            decision.get();
        }

        // then every decision that was accepted stands where the office is as it was when it was looked at
        long office = -1;
        int accepted = 0;
        for (List<StoredEvent> page = reading.readFrom(-1, 500); !page.isEmpty(); page = reading.readFrom(page.getLast().position(), 500)) {
            for (StoredEvent event : page) {
                if (event.stream().equals("office")) {
                    office = event.sequence();
                } else {
                    assertThat(event.name()).isEqualTo("saw-" + office);
                    accepted++;
                }
            }
        }
        assertThat(accepted + stale.get()).isEqualTo((number - 1) * 150);
        assertThat(accepted).isPositive();
        assertThat(stale).as("there were races to lose").hasPositiveValue();
    }

    @Test
    void a_parked_reader_is_woken_by_what_another_node_appends_within_a_second() throws Exception {
        // given a reader that waits at the head of one node
        OpenStore reading = nodes.getLast();
        List<Long> lags = new ArrayList<>();
        try (TrackingEventStream stream = reading.store.openStream(null)) {
            // when another node appends now and then, at rest and in quick succession
            for (int i = 0; i < 30; i++) {
                if (i % 10 == 0) {
                    assertThat(stream.hasNextAvailable(600, TimeUnit.MILLISECONDS)).isFalse();
                }
                nodes.getFirst().append(OpenStore.event("stream", i));
                long acknowledged = System.nanoTime();
                assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
                lags.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - acknowledged));
                stream.nextAvailable();
            }
        }

        // then it is there soon
        lags.sort(Comparator.naturalOrder());
        assertThat(lags.get(15)).as("median in milliseconds").isLessThan(500);
        assertThat(lags.getLast()).as("longest in milliseconds").isLessThan(5_000);
    }

    private static NewEvent decision(String stream, long seen) {
        return new NewEvent("Complaint", stream, 0, stream, Instant.EPOCH, "saw-" + seen, null, new byte[0], new byte[0]);
    }

    private interface Writing {
        void on(OpenStore node, String writer);
    }

    private void everyWriter(Writing writing) {
        IntStream.range(0, number).forEach(n -> IntStream.range(0, WRITERS).forEach(w ->
                writing.on(nodes.get(n), "node-" + n + "-writer-" + w)));
    }

    private void all(List<Callable<Void>> work) throws Exception {
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }

    private static List<String> follow(OpenStore node, long after, int end) throws InterruptedException {
        // a reader may stand only where there is something
        assertThat(node.engine.awaitBeyond(after - 1, () -> true)).isTrue();
        List<String> seen = new ArrayList<>();
        try (TrackingEventStream stream = node.store.openStream(after < 0 ? null : new GlobalSequenceTrackingToken(after))) {
            for (long expected = after + 1; expected < end; expected++) {
                assertThat(stream.hasNextAvailable(30, TimeUnit.SECONDS)).as("event %d arrives", expected).isTrue();
                TrackedEventMessage<?> event = stream.nextAvailable();
                assertThat(OpenStore.position(event)).isEqualTo(expected);
                seen.add((String) event.getPayload());
            }
        }
        return seen;
    }
}
