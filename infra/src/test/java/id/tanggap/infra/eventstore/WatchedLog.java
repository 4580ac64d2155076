package id.tanggap.infra.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** A log that counts what it is asked for, and whose disk can be made busy or broken. */
final class WatchedLog implements EventLog {

    private final EventLog log;
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Integer> writes = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile CountDownLatch busy = new CountDownLatch(0);
    private volatile CountDownLatch free = new CountDownLatch(0);
    private volatile boolean writerWasInterrupted;

    WatchedLog(EventLog log) {
        this.log = log;
    }

    int reads() {
        return reads.get();
    }

    /** How many appends each write had. */
    List<Integer> writes() {
        return writes;
    }

    /** The next write waits until {@link #release}; the result tells when it has begun. */
    CountDownLatch holdWrites() {
        free = new CountDownLatch(1);
        busy = new CountDownLatch(1);
        return busy;
    }

    void release() {
        free.countDown();
    }

    /** The write after the one that is held, or the next one if none is. */
    void failNextWriteWith(Throwable failure) {
        this.failure.set(failure);
    }

    boolean writerWasInterrupted() {
        return writerWasInterrupted;
    }

    @Override
    public List<Outcome> write(List<Append> appends) {
        Throwable broken = failure.getAndSet(null);
        switch (broken) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(broken);
        }
        busy.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            writerWasInterrupted = true;
        }
        writes.add(appends.size());
        return log.write(appends);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long fromSequence, int limit) {
        reads.incrementAndGet();
        return log.readStream(stream, fromSequence, limit);
    }

    @Override
    public List<StoredEvent> readFrom(long afterPosition, int limit) {
        reads.incrementAndGet();
        return log.readFrom(afterPosition, limit);
    }

    @Override
    public List<StoredEvent> readNamed(Set<String> names, long afterPosition, long upTo) {
        reads.incrementAndGet();
        return log.readNamed(names, afterPosition, upTo);
    }

    @Override
    public OptionalLong lastSequence(String stream) {
        reads.incrementAndGet();
        return log.lastSequence(stream);
    }

    @Override
    public long head() {
        reads.incrementAndGet();
        return log.head();
    }

    @Override
    public OptionalLong firstPositionRecordedAtOrAfter(Instant moment) {
        reads.incrementAndGet();
        return log.firstPositionRecordedAtOrAfter(moment);
    }

    @Override
    public void storeSnapshot(NewEvent snapshot) {
        log.storeSnapshot(snapshot);
    }

    @Override
    public Optional<NewEvent> readSnapshot(String stream) {
        reads.incrementAndGet();
        return log.readSnapshot(stream);
    }

    @Override
    public Watch watch(LongConsumer durable) {
        return log.watch(durable);
    }

    @Override
    public void close() {
        log.close();
    }
}
