package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.eventstore.TestLog#kinds")
@Timeout(30)
class TailingStreamTest {

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private TestLog place;

    @BeforeEach
    void makePlace() {
        place = kind.fresh(folder);
    }

    @AfterEach
    void leavePlace() {
        if (place != null) {
            place.close();
        }
    }

    @Test
    void a_parked_reader_is_woken_by_the_append_within_milliseconds() throws Exception {
        try (OpenStore store = OpenStore.on(place.open())) {
            // given a reader that waits at the head
            SynchronousQueue<Long> arrivals = new SynchronousQueue<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try (TrackingEventStream stream = store.store.openStream(null)) {
                    for (int i = 0; i < 100; i++) {
                        stream.nextAvailable();
                        arrivals.put(System.nanoTime());
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            // when an event is appended, again and again
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> reader.getState() == Thread.State.TIMED_WAITING);
                store.append(OpenStore.event("stream", i));
                long acknowledged = System.nanoTime();
                waits.add(arrivals.take() - acknowledged);
            }

            // then it usually arrives within a few milliseconds of its acknowledgement
            waits.sort(null);
            assertThat(Duration.ofNanos(waits.get(50))).isLessThan(Duration.ofMillis(10));
        }
    }

    @Test
    void a_reader_at_the_head_makes_no_query_however_long_it_waits_and_however_often_it_asks() throws Exception {
        WatchedLog log = new WatchedLog(place.open());
        try (OpenStore store = OpenStore.on(log); TrackingEventStream stream = store.store.openStream(null)) {
            // given a reader that has read everything
            store.append(OpenStore.event("stream", 0));
            stream.nextAvailable();
            int reads = log.reads();

            // when it asks, and waits
            for (int i = 0; i < 1_000; i++) {
                assertThat(stream.hasNextAvailable()).isFalse();
                assertThat(stream.peek()).isEmpty();
            }
            assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();

            // then nobody asked the database
            assertThat(log.reads()).isEqualTo(reads);
        }
    }

    @Test
    void the_callback_fires_after_a_durable_write_and_at_once_if_events_wait_already() {
        try (OpenStore store = OpenStore.on(place.open()); TrackingEventStream stream = store.store.openStream(null)) {
            // given a reader without anything to read
            AtomicInteger calls = new AtomicInteger();
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            assertThat(calls).hasValue(0);

            // when events come, one after the other
            for (int i = 0; i < 10; i++) {
                store.append(OpenStore.event("stream", i));
                int expected = i + 1;
                await().untilAsserted(() -> assertThat(calls).hasValue(expected));
            }

            // then one that opens later is told at once
            try (TrackingEventStream late = store.store.openStream(null)) {
                AtomicInteger lateCalls = new AtomicInteger();
                late.setOnAvailableCallback(lateCalls::incrementAndGet);
                assertThat(lateCalls).hasValue(1);
            }
        }
    }

    @Test
    void a_callback_that_fails_harms_neither_the_append_nor_other_readers() {
        try (OpenStore store = OpenStore.on(place.open());
             TrackingEventStream broken = store.store.openStream(null);
             TrackingEventStream sound = store.store.openStream(null)) {
            AtomicInteger calls = new AtomicInteger();
            broken.setOnAvailableCallback(() -> { throw new IllegalStateException("shut down"); });
            sound.setOnAvailableCallback(calls::incrementAndGet);

            store.append(OpenStore.event("stream", 0));
            await().untilAsserted(() -> assertThat(calls).hasValue(1));
            store.append(OpenStore.event("stream", 1));
            await().untilAsserted(() -> assertThat(calls).hasValue(2));
        }
    }

    @Test
    void closing_a_stream_releases_its_waiting_reader() throws Exception {
        try (OpenStore store = OpenStore.on(place.open())) {
            TrackingEventStream stream = store.store.openStream(null);
            CompletableFuture<Boolean> found = new CompletableFuture<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    found.complete(stream.hasNextAvailable(25, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    found.completeExceptionally(e);
                }
            });
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

            stream.close();

            assertThat(found.get(5, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void a_reader_that_replays_starts_where_the_replay_stands_and_gets_plain_positions() throws Exception {
        try (OpenStore store = OpenStore.on(place.open())) {
            // given ten events, and a replay from the third on
            for (int i = 0; i < 10; i++) {
                store.append(OpenStore.event("stream", i));
            }
            TrackingToken replay = ReplayToken.createReplayToken(store.store.createHeadToken(), new GlobalSequenceTrackingToken(2));

            // when
            try (TrackingEventStream stream = store.store.openStream(replay)) {
                assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
            }
        }
    }

    @Test
    void a_token_from_beyond_the_end_is_refused_instead_of_skipping_what_is_to_come() {
        try (OpenStore store = OpenStore.on(place.open())) {
            store.append(OpenStore.event("stream", 0));
            assertThatThrownBy(() -> store.store.openStream(new GlobalSequenceTrackingToken(5)))
                    .isInstanceOf(EventStoreException.class).hasMessageContaining("the log ends at 0");
        }
    }

    @Test
    void an_event_that_cannot_be_deserialised_is_passed_on_and_fails_in_its_handler() throws Exception {
        try (EventLog log = place.open()) {
            // given an event whose bytes are no JSON, between two sound ones
            log.write(List.of(
                    Append.of(stored("a", "\"sound\"")), Append.of(stored("b", "{{{")), Append.of(stored("c", "\"sound\""))));
        }
        try (OpenStore store = OpenStore.on(place.open()); TrackingEventStream stream = store.store.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("sound");
            TrackedEventMessage<?> damaged = stream.nextAvailable();
            assertThat(damaged.getIdentifier()).isEqualTo("id-b");
            assertThatThrownBy(damaged::getPayload).isInstanceOf(SerializationException.class);
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("sound");
        }
    }

    @Test
    void events_that_an_upcaster_drops_or_splits_leave_the_position_right() throws Exception {
        // given an upcaster that drops the even events and doubles the odd ones
        EventUpcaster upcaster = events -> events.flatMap(event ->
                event.getSequenceNumber().orElseThrow() % 2 == 0 ? Stream.empty() : Stream.of(event, event));
        try (OpenStore store = OpenStore.with(upcaster, place.open()); TrackingEventStream stream = store.store.openStream(null)) {
            for (int i = 0; i < 5; i++) {
                store.append(OpenStore.event("stream", i));
            }
            List<Long> positions = new ArrayList<>();
            while (stream.hasNextAvailable()) {
                positions.add(OpenStore.position(stream.nextAvailable()));
            }
            assertThat(positions).containsExactly(1L, 1L, 3L, 3L);
        }
    }

    @Test
    void of_threads_that_ask_one_stream_at_once_each_event_is_given_to_one() throws Exception {
        int events = 2_000;
        try (OpenStore store = OpenStore.on(place.open()); TrackingEventStream stream = store.store.openStream(null);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            // given a stream with three threads that look and take, while events arrive
            List<Long> taken = new CopyOnWriteArrayList<>();
            AtomicInteger left = new AtomicInteger(events);
            for (int thread = 0; thread < 3; thread++) {
                threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        stream.hasNextAvailable();
                        taken.add(OpenStore.position(stream.nextAvailable()));
                    }
                    return null;
                });
            }

            // when they arrive one by one
            for (int i = 0; i < events; i++) {
                store.append(OpenStore.event("stream", i));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

            // then none is missing and none came twice
            assertThat(taken).containsExactlyInAnyOrderElementsOf(LongStream.range(0, events).boxed().toList());
        }
    }

    @Test
    void a_pooled_processor_handles_an_event_at_once_instead_of_looking_for_it_every_half_second() {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try (OpenStore store = OpenStore.on(place.open())) {
            // given a processor that has caught up
            List<Object> handled = new CopyOnWriteArrayList<>();
            PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                    .name("projection")
                    .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                            .eventHandlers(new Projection(handled)).build())
                    .messageSource(store.store)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.instance())
                    .coordinatorExecutor(threads).workerExecutor(threads)
                    .initialSegmentCount(1).batchSize(100)
                    .build();
            processor.start();
            store.append(OpenStore.event("stream", 0));
            await().until(() -> handled.size() == 1);

            // when twenty events come one by one, each after the one before was handled
            long started = System.nanoTime();
            for (int i = 1; i <= 20; i++) {
                store.append(OpenStore.event("stream", i));
                int expected = i + 1;
                await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> handled.size() == expected);
            }

            // then together they took less than five of the half seconds that Axon's own store would have waited
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2_500));
            processor.shutDown();
        } finally {
            threads.shutdownNow();
        }
    }

    static final class Projection {

        private final List<Object> handled;

        Projection(List<Object> handled) {
            this.handled = handled;
        }

        @org.axonframework.eventhandling.EventHandler
        void on(String payload, EventMessage<?> message) {
            handled.add(payload);
        }
    }

    private static NewEvent stored(String stream, String payload) {
        return new NewEvent("Complaint", stream, 0, "id-" + stream, Instant.EPOCH, "java.lang.String", null,
                payload.getBytes(), "{}".getBytes());
    }
}
