package id.tanggap.infra.views;

import id.tanggap.query.law.LawView;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies events to one set of read models, as its only writer.
 *
 * <p>Events are applied in batches. What a batch changed, the dead letters it left and the position it reached become
 * durable together or not at all, so every event takes effect exactly once, whatever happens in between.
 */
final class Projecting implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Projecting.class);

    private final ViewsStore store;
    private final Projections projections;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Under the lock.
    private final RecentViews recent;
    private final Set<String> waiting = new HashSet<>();
    private Batch batch;
    private CompletableFuture<Void> aside = CompletableFuture.completedFuture(null);
    private int size;
    private Incoming last;
    private long reached;
    private final List<DeadLetter> newLetters = new ArrayList<>();
    private boolean givenUp;
    private long oneByOneThrough = Progress.NOTHING;
    private long version;
    private Optional<Changes.Reached> lastApplied = Optional.empty();

    private volatile int deadLetters;
    private volatile LawView law;
    private volatile long position;

    private Projecting(ViewsStore store, Projections projections, Clock clock, RecentViews recent) {
        this.store = store;
        this.projections = projections;
        this.clock = clock;
        this.recent = recent;
        read();
    }

    /** Goes on with a set of read models; they are closed with this. */
    static Projecting onTo(ViewsStore store, Projections projections, Clock clock) {
        return new Projecting(store, projections, clock, RecentViews.none());
    }

    /** Fills a new set from the first event on. */
    static Projecting making(ViewsStore store, Projections projections, Clock clock) {
        return making(store, projections, clock, RecentViews.noneButManyToCome());
    }

    static Projecting making(ViewsStore store, Projections projections, Clock clock, RecentViews recent) {
        return new Projecting(store, projections, clock, recent);
    }

    ViewsStore store() {
        return store;
    }

    /** Position of the last event that is durably applied; {@link Progress#NOTHING} before the first. */
    long position() {
        return position;
    }

    /** What is durably applied. Asked between batches, or by who has the batch. */
    ViewsStorage.Readable readable() {
        return new ViewsStorage.Readable(position, law, deadLetters);
    }

    /** The last event that was durably applied or dead-lettered when this was opened; tells one history from another. */
    Optional<Changes.Reached> lastApplied() {
        return lastApplied;
    }

    /** Takes the batch at hand, or begins one; to be given back by the same thread: {@link #leave()}, {@link #rollback()}. */
    void begin() {
        lock.lock();
        if (batch == null) {
            batch = new Batch(store, recent, waiting, law);
        }
    }

    /** Gives the batch back as it is: somebody will go on with it. */
    void leave() {
        lock.unlock();
    }

    /** Everything up to and including this position was given to the batch at hand. */
    void reach(long to) {
        reached = to;
    }

    long reached() {
        return reached;
    }

    /** How many events the batch has. */
    int size() {
        return size;
    }

    /**
     * Applies one event. If the projections fail on it, it becomes a dead letter and leaves no other trace; later events
     * of its stream wait behind it, all others go on.
     *
     * @throws ViewsUnavailable if the store is at fault and not the event: then the whole batch must be done again
     */
    void apply(Incoming event) {
        if (givenUp) {
            throw new ViewsUnavailable("an unfinished batch was given up; its events come again");
        }
        size++;
        last = event;
        if (waiting.contains(event.stream())) {
            newLetters.add(new DeadLetter(event.stream(), event.position(), event.sequence(), event.type(),
                    "waits behind an earlier event of its stream", clock.instant(), 0));
            return;
        }
        boolean alone = event.position() <= oneByOneThrough;
        try {
            tryApply(event);
            if (alone) {
                store(event.position());
            }
        } catch (ViewsUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException failure) {
            batch.takeBack();
            String cause = failure instanceof Unwritable ? failure.getMessage() : Faults.describe(failure);
            log.error("The read models cannot take event {} ({}) of {}; it is kept as a dead letter: {}",
                    event.position(), event.type(), event.stream(), cause);
            waiting.add(event.stream());
            newLetters.add(new DeadLetter(event.stream(), event.position(), event.sequence(), event.type(), cause,
                    clock.instant(), 1));
            if (alone) {
                store(event.position());
            }
        }
    }

    private void tryApply(Incoming event) {
        batch.nextEvent();
        projections.apply(event.event().get(), event.position(), event.sequence(), batch);
    }

    /**
     * Makes the batch durable, up to and including what it reached.
     *
     * @throws RuntimeException if nothing was made durable; the batch must be rolled back and done again
     */
    void commit() {
        try {
            store(reached);
        } catch (Unwritable refused) {
            // One of these events cannot be written. Next time each is written by itself, to find out which.
            oneByOneThrough = reached;
            throw refused;
        }
    }

    /**
     * As {@link #commit()}, but another thread writes while this one goes on with the next batch. Whether it could be
     * written is told by the next call of this or of {@link #awaitWritten()}; if not, the set is worth nothing, because
     * what came after was applied already. Only for a set that is {@linkplain #making made at once}.
     *
     * @param writer runs one thing after another
     */
    void commitAside(Executor writer) {
        Batch full = batch;
        writeAside(writing(full, end(reached)), writer);
        full.keep();
        batch = full.next(this::awaitWritten);
        size = 0;
        newLetters.clear();
    }

    /** Has what earlier batches changed and did not write yet written aside. Between batches. */
    void commitPostponed(Executor writer) {
        List<Changes.Complaint> all = recent.postponed();
        for (int from = 0; from < all.size(); from += store.mostEvents()) {
            int to = Math.min(all.size(), from + store.mostEvents());
            writeAside(writing(Changes.of(all.subList(from, to), batch.law())), writer);
        }
    }

    private void writeAside(Runnable writing, Executor writer) {
        awaitWritten();
        aside = CompletableFuture.runAsync(writing, writer);
    }

    /** Waits for what is written aside; until then only the writer uses the store. */
    void awaitWritten() {
        try {
            aside.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private Changes.Reached end(long to) {
        return new Changes.Reached(to, last.position(), last.id());
    }

    private void store(long to) {
        writing(batch, end(to)).run();
        batch.keep();
        batch = new Batch(store, recent, waiting, law);
        size = 0;
        newLetters.clear();
    }

    /** Writes a batch, with the new dead letters, when it is run. */
    private Runnable writing(Batch full, Changes.Reached end) {
        List<DeadLetter> letters = List.copyOf(newLetters);
        Runnable writing = writing(full.changes().withDeadLetters(letters, end));
        return () -> {
            writing.run();
            deadLetters += letters.size();
            position = end.position();
            law = full.law();
        };
    }

    private Runnable writing(Changes changes) {
        Runnable writing = store.writing(changes);
        return () -> {
            writing.run();
            version++;
        };
    }

    /** Forgets the batch, if this thread has one, and gives it back: its events come again. */
    void rollback() {
        if (!lock.isHeldByCurrentThread()) {
            return;
        }
        giveUp();
        lock.unlock();
    }

    private void giveUp() {
        givenUp |= size > 0;
        batch = null;
        size = 0;
        newLetters.clear();
    }

    /**
     * Goes back to what is durable; an unfinished batch is forgotten.
     *
     * @return the position after which events are expected
     */
    long startOver() {
        lock.lock();
        try {
            giveUp();
            read();
            givenUp = false;
            return position;
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        ViewsStore.State state = store.reread();
        if (state.version() != version) {
            // somebody else has written, or nobody knows what of the last write
            recent.forget();
            version = state.version();
        }
        position = state.position();
        lastApplied = state.last();
        law = state.law();
        waiting.clear();
        waiting.addAll(state.waiting());
        deadLetters = state.deadLetters();
    }

    /** Finds the event that a dead letter stands for. */
    interface Events {
        Incoming of(DeadLetter letter);
    }

    /**
     * Tries the dead letters again: all in their order, those of a stream up to the first that still fails.
     *
     * @param told what is readable afterwards, before anybody applies anything else
     * @return how many were taken
     */
    int retry(Events events, Consumer<ViewsStorage.Readable> told) {
        lock.lock();
        try {
            // What the projections have begun goes first; if it cannot be written, its events come to them again.
            if (size > 0) {
                store(last.position());
            }
            int taken = 0;
            Set<String> stuck = new HashSet<>();
            for (DeadLetter letter : store.deadLetters(Integer.MAX_VALUE)) {
                if (!stuck.contains(letter.stream())) {
                    if (retry(letter, events)) {
                        taken++;
                    } else {
                        stuck.add(letter.stream());
                    }
                }
            }
            read();
            told.accept(readable());
            return taken;
        } finally {
            giveUp();
            lock.unlock();
        }
    }

    private boolean retry(DeadLetter letter, Events events) {
        batch = new Batch(store, recent, Set.of(), law);
        try {
            tryApply(events.of(letter));
            writing(batch.changes().inPlaceOf(letter)).run();
            batch.keep();
            law = batch.law();
            return true;
        } catch (ViewsUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException failure) {
            log.error("The read models still cannot take event {} of {}: {}", letter.position(), letter.stream(),
                    failure instanceof Unwritable ? failure.getMessage() : Faults.describe(failure));
            writing(Changes.tried(law, List.of(letter.position()))).run();
            return false;
        }
    }

    /** Waits for the batch at hand, then closes the set, which is complete in itself afterwards. */
    @Override
    public void close() {
        lock.lock();
        try {
            giveUp();
            store.close();
        } finally {
            lock.unlock();
        }
    }
}
