package id.tanggap.infra.eventstore;

import id.tanggap.infra.threads.Ends;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one writer thread of this node: it takes every append that waits and makes all of them durable in one write.
 *
 * <p>While a write is on its way to the disk the next group gathers by itself, so there is no delay to tune: a single
 * caller waits for one flush, a crowd shares it.
 *
 * <p><b>Promised</b>: an append is acknowledged only after its group is durable; if the group's write fails, every append
 * of it fails and the next group is tried afresh. Appends of one thread keep their order. A caller that is interrupted
 * still learns the outcome, and its interrupt never reaches the writer.
 *
 * <p><b>Not promised</b>: any order between callers that wait at the same time.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    // Bounds that keep one write short; a single append of more events is still written, alone.
    private static final int MOST_APPENDS = 512;
    private static final int MOST_EVENTS = 4096;

    private final EventLog eventLog;
    private final Head head;
    private final WrittenNames written;
    private final Timer latency;
    private final DistributionSummary groupSize;
    private final LinkedBlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final EventLog.Watch others;
    private volatile boolean closed;

    GroupCommit(EventLog eventLog, MeterRegistry meters) {
        this.eventLog = eventLog;
        this.head = new Head(eventLog.head());
        this.written = new WrittenNames(head.position());
        this.latency = Timer.builder("tanggap.eventstore.append")
                .description("from asking for an append to its durable acknowledgement, as the caller sees it")
                .register(meters);
        this.groupSize = DistributionSummary.builder("tanggap.eventstore.batch.events")
                .description("events that shared one durable write")
                .register(meters);
        // A platform thread: native database calls would pin a virtual one to its carrier.
        this.writer = Thread.ofPlatform().name("event-store-writer").daemon().start(this::write);
        this.others = eventLog.watch(head::advanceTo);
    }

    Head head() {
        return head;
    }

    WrittenNames written() {
        return written;
    }

    /**
     * Appends, and waits until the outcome is certain, however often the caller is interrupted meanwhile.
     *
     * @throws EventLogException if nothing of the append was stored because the write failed or the store is closed; if
     *                           that is not known, an {@link UnansweredWriteException}
     */
    Outcome append(Append append) {
        long asked = System.nanoTime();
        try {
            return hand(new Waiting(append, new CompletableFuture<>()));
        } finally {
            latency.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
        }
    }

    void storeSnapshot(NewEvent snapshot) {
        hand(new Snapshot(snapshot, new CompletableFuture<>()));
    }

    private <T> T hand(Task<T> task) {
        tasks.add(task);
        // Looking at `closed` after adding: either the writer still finds the task, or we find that it will not.
        if (closed && tasks.remove(task)) {
            throw new EventLogException("the event store is closed; nothing was written");
        }
        try {
            return task.outcome().join();
        } catch (CompletionException e) {
            // A new exception per caller: the writer's is shared by its whole group.
            throw e.getCause() instanceof UnansweredWriteException unanswered
                    ? new UnansweredWriteException(unanswered.getMessage(), unanswered)
                    : new EventLogException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void write() {
        Task<?> next = null;
        while (true) {
            try {
                if (next == null) {
                    next = tasks.take();
                }
                switch (next) {
                    case Waiting first -> next = writeGroup(first);
                    case Snapshot snapshot -> {
                        next = null;
                        write(snapshot);
                    }
                    case Last _ -> {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                log.warn("Somebody interrupted the event store's writer; it goes on.");
            }
        }
    }

    /** Writes the first append with all that wait behind it, up to a bound, and returns what has to come next. */
    private Task<?> writeGroup(Waiting first) {
        List<Waiting> group = new ArrayList<>();
        List<Append> appends = new ArrayList<>();
        int events = 0;
        long bytes = 0;
        Task<?> next = first;
        while (next instanceof Waiting waiting && appends.size() < MOST_APPENDS && events < MOST_EVENTS
                && (group.isEmpty() || bytes + waiting.append().size() <= EventLog.LARGEST_GROUP)) {
            group.add(waiting);
            appends.add(waiting.append());
            events += waiting.append().events().size();
            bytes += waiting.append().size();
            next = tasks.poll();
        }
        write(group, appends);
        return next;
    }

    private void write(List<Waiting> group, List<Append> appends) {
        List<Outcome> outcomes;
        try {
            outcomes = eventLog.write(appends);
        } catch (Throwable failure) {
            log.error("{} append(s) failed together: {}", group.size(), failure.getMessage(), failure);
            group.forEach(waiting -> waiting.outcome().completeExceptionally(failure));
            return;
        }
        long durable = -1;
        int written = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Accepted accepted) {
                int size = appends.get(i).events().size();
                this.written.add(accepted.firstPosition(), appends.get(i).events());
                durable = accepted.firstPosition() + size - 1;
                written += size;
            }
        }
        if (written > 0) {
            // Before the callers learn of it, so that whoever reads after an acknowledgement finds the event.
            head.advanceTo(durable);
            groupSize.record(written);
        }
        for (int i = 0; i < outcomes.size(); i++) {
            group.get(i).outcome().complete(outcomes.get(i));
        }
    }

    private void write(Snapshot snapshot) {
        try {
            eventLog.storeSnapshot(snapshot.snapshot());
            snapshot.outcome().complete(null);
        } catch (Throwable failure) {
            snapshot.outcome().completeExceptionally(failure);
        }
    }

    /** Writes everything that was asked for before, then ends; later appends are told that the store is closed. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        others.close();
        tasks.add(new Last(new CompletableFuture<>()));
        Ends.await(writer);
    }

    private sealed interface Task<T> {
        CompletableFuture<T> outcome();
    }

    private record Waiting(Append append, CompletableFuture<Outcome> outcome) implements Task<Outcome> {
    }

    private record Snapshot(NewEvent snapshot, CompletableFuture<Void> outcome) implements Task<Void> {
    }

    private record Last(CompletableFuture<Void> outcome) implements Task<Void> {
    }
}
