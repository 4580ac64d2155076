package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.tanggap.command.OutcomeUnknownException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
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
class GroupCommitTest {

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private TestLog place;

    private WatchedLog log;
    private OpenStore store;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        place = kind.fresh(folder);
        log = new WatchedLog(place.open());
        store = OpenStore.on(log);
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        if (store != null) {
            log.release();
            store.close();
            place.close();
        }
    }

    @Test
    void appends_that_wait_together_share_one_durable_write() throws Exception {
        // given a write that is on its way to the disk, and 50 appends that gather meanwhile
        List<Future<?>> appends = whileTheDiskIsBusy(50);

        // when the disk is free again
        log.release();
        for (Future<?> append : appends) {
            append.get();
        }

        // then one more write was enough
        assertThat(log.writes()).containsExactly(1, 50);
        assertThat(store.meters.get("tanggap.eventstore.batch.events").summary().max()).isEqualTo(50);
        assertThat(store.meters.get("tanggap.eventstore.append").timer().count()).isEqualTo(51);
    }

    @Test
    void a_failed_write_fails_its_whole_group_and_the_next_group_is_tried_afresh() throws Exception {
        // given a group of 10 whose write will fail
        List<Future<?>> appends = whileTheDiskIsBusy(10);
        log.failNextWriteWith(new EventLogException("the disk is full; nothing was written"));
        log.release();

        // then every caller is told, and nothing of the group is there
        appends.getFirst().get();
        for (Future<?> append : appends.subList(1, appends.size())) {
            assertThatThrownBy(append::get).cause()
                    .isInstanceOf(EventStoreException.class).hasMessage("the disk is full; nothing was written");
        }
        assertThat(store.everything()).hasSize(1);

        // and the next append is fine
        store.append(OpenStore.event("later", 0));
        assertThat(store.everything()).hasSize(2);
    }

    @Test
    void a_write_that_nobody_answered_is_not_said_to_have_failed() {
        log.failNextWriteWith(new UnansweredWriteException("no answer", null));

        assertThatThrownBy(() -> store.append(OpenStore.event("a", 0))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void an_interrupted_caller_still_learns_the_outcome_and_the_writer_never_notices() throws Exception {
        // given a caller who waits for a busy disk
        List<Future<?>> before = whileTheDiskIsBusy(0);
        AtomicBoolean interruptedAfterwards = new AtomicBoolean();
        Thread caller = Thread.ofVirtual().start(() -> {
            store.append(OpenStore.event("interrupted", 0));
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        await().until(() -> caller.getState() == Thread.State.WAITING);

        // when it is interrupted, as a client that hangs up may do
        caller.interrupt();
        log.release();
        caller.join();
        before.getFirst().get();

        // then its event is stored, its interrupt flag is kept, and the store goes on
        assertThat(interruptedAfterwards).isTrue();
        assertThat(log.writerWasInterrupted()).isFalse();
        store.append(OpenStore.event("next", 0));
        assertThat(store.everything()).extracting(event -> event.getPayload().toString())
                .containsExactly("busy/0", "interrupted/0", "next/0");
    }

    @Test
    void closing_writes_what_was_asked_for_and_refuses_what_comes_later() throws Exception {
        // given appends that wait
        List<Future<?>> appends = whileTheDiskIsBusy(5);

        // when the store is closed
        Future<?> closing = callers.submit(store::close);
        log.release();
        closing.get();

        // then they are written, and later ones are told plainly
        for (Future<?> append : appends) {
            append.get();
        }
        assertThatThrownBy(() -> store.append(OpenStore.event("late", 0)))
                .isInstanceOf(EventStoreException.class).hasMessage("the event store is closed; nothing was written");
        try (OpenStore again = OpenStore.on(place.open())) {
            assertThat(again.everything()).hasSize(6);
        }
    }

    @Test
    void an_event_that_is_too_large_is_refused_before_it_is_written() {
        assertThatThrownBy(() -> store.append(OpenStore.event("large", 0, "x".repeat(2 << 20))))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("stream [large]").hasMessageContaining("nothing was written");
        assertThat(log.writes()).isEmpty();
    }

    @Test
    void the_writer_survives_a_driver_that_breaks_down_altogether() {
        log.failNextWriteWith(new NoClassDefFoundError("driver"));
        assertThatThrownBy(() -> store.append(OpenStore.event("a", 0))).isInstanceOf(EventStoreException.class);
        store.append(OpenStore.event("a", 0));
        assertThat(store.everything()).hasSize(1);
    }

    /** One append whose write is held up, and more that wait behind it. */
    private List<Future<?>> whileTheDiskIsBusy(int waiting) throws InterruptedException {
        CountDownLatch busy = log.holdWrites();
        List<Future<?>> appends = new ArrayList<>();
        appends.add(callers.submit(() -> store.append(OpenStore.event("busy", 0))));
        busy.await();
        CountDownLatch asked = new CountDownLatch(waiting);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            String stream = "waiting-" + i;
            appends.add(callers.submit(() -> {
                synchronized (threads) {
                    threads.add(Thread.currentThread());
                }
                asked.countDown();
                store.append(OpenStore.event(stream, 0));
            }));
        }
        asked.await();
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return appends;
    }
}
