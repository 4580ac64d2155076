package id.tanggap.infra.search;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.threads.Ends;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import id.tanggap.query.projection.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Keeps one index up with the events, on a thread of its own: read models wait for nothing here. What cannot be gone on with
 * is made anew; what fails for another reason is tried again from the last commit.
 */
final class Following implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Following.class);

    private static final String COMPLAINTS = "ComplaintAggregate";
    private static final int BATCH = 1_000;
    private static final int STREAM_PAGE = 200;

    /** A complaint takes some 600 bytes here, of a twentieth of the memory; one that is not here is read back with all its events. */
    private static final int KEPT_IN_MIND = (int) Math.clamp(Runtime.getRuntime().maxMemory() / 12_000, 20_000, 400_000);

    /** Near enough to the last event to serve: events may come faster than anybody ever catches up with. */
    private static final long CLOSE = 1_000;
    private static final long FAR = 20_000;

    private static final long PURGE_EVERY = Duration.ofSeconds(10).toNanos();
    private static final long REFRESH_WHEN_FAR = Duration.ofSeconds(5).toNanos();
    private static final long SAYING_EVERY = Duration.ofMinutes(1).toNanos();
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
    private static final int KEY_FAULTS = 5;

    /** Making things findable costs more the more there is: so many times as long as it took it is let be, but not for long. */
    private static final int REST = 9;
    private static final long LONGEST_REST = Duration.ofMillis(500).toNanos();

    /** The same of a batch, as long as others are busy: a search may wait, they may not. */
    private static final long LONGEST_YIELD = Duration.ofSeconds(5).toNanos();

    /** From so many events a second on writers are busy. A few come in all the time, and must not keep searches waiting. */
    private static final long BUSY_PER_SECOND = 100;

    /**
     * What the index is made from.
     *
     * @param readModels  which the index lets go first
     * @param commitEvery after a crash as much of following has to be done again
     */
    record Source(TotalOrderEventStore events, EventLog log, TotalOrderEventStorageEngine engine, PersonalData people,
                  SearchIndex.Wrapping wrapping, Supplier<byte[]> secrets, Progress readModels, Duration commitEvery) {
    }

    /** Told whenever more can be found; called on the index's thread. */
    interface Advanced {
        void to(Following index, long position);
    }

    private final Path folder;
    private final Source source;
    private final Advanced advanced;
    private final Thread thread;
    private final Map<String, Filed> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Filed> eldest) {
            return size() > KEPT_IN_MIND;
        }
    };

    private volatile SearchIndex index;
    private volatile TrackingEventStream reading;
    private volatile boolean stopped;
    private volatile boolean healthy = true;
    private volatile boolean damaged;
    private volatile long behindSince = System.nanoTime();

    // The thread's own.
    private boolean findable;
    private boolean durable;
    private long refreshFrom;
    private long commitFrom;
    private long purgeFrom;
    private long saidFrom;
    private boolean erasures;
    private int keyFaults;
    private CompletableFuture<Void> purging;
    private final Pace pace = new Pace(BUSY_PER_SECOND);

    Following(Path folder, Source source, Advanced advanced) {
        this.folder = folder;
        this.source = source;
        this.advanced = advanced;
        this.thread = Thread.ofPlatform().name("search-index").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Path folder() {
        return folder;
    }

    /** The index as soon as it can answer: not before it had caught up once. */
    Optional<SearchIndex> serving() {
        return Optional.ofNullable(index).filter(SearchIndex::complete);
    }

    Optional<SearchIndex> index() {
        return Optional.ofNullable(index);
    }

    boolean healthy() {
        return healthy;
    }

    /** For how long it has been behind the events. */
    Duration behind() {
        SearchIndex present = index;
        return present != null && present.position() >= source.engine().lastPosition() ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - behindSince);
    }

    /** Somebody who read from it found it damaged: it is looked at, and made anew if it is. */
    void doubt() {
        damaged = true;
    }

    /** Ends after the batch at hand, and makes it durable. */
    @Override
    public void close() {
        stopped = true;
        // No interrupt: that would close the index's files under its hands.
        TrackingEventStream waiting = reading;
        if (waiting != null) {
            waiting.close();
        }
        Ends.await(thread);
    }

    private void run() {
        while (!stopped) {
            try (SearchIndex opened = open()) {
                known.clear();
                findable = true;
                durable = true;
                purging = null;
                // one that was killed before its purge
                erasures = opened.hasRemains();
                commitFrom = purgeFrom = refreshFrom = saidFrom = System.nanoTime();
                index = opened;
                damaged = false;
                if (opened.complete()) {
                    advanced.to(this, opened.position());
                }
                follow(opened);
            } catch (SearchIndex.Unusable e) {
                log.warn("The search index in {} {}: it is made anew from the events.", folder, e.getMessage());
                delete(folder);
            } catch (IOException | RuntimeException | InterruptedException e) {
                if (!stopped) {
                    healthy = false;
                    // not its message: that may quote what somebody said
                    log.error("The search index could not be kept up; it goes on from its last commit: {}", described(e));
                    pause(AFTER_A_FAULT.toNanos());
                }
            } finally {
                index = null;
            }
        }
    }

    private SearchIndex open() throws IOException, SearchIndex.Unusable {
        SearchIndex opened = SearchIndex.open(folder, source.wrapping(), source.secrets());
        try {
            if (!isOfThisHistory(opened)) {
                throw new SearchIndex.Unusable("belongs to another history than the events that are there");
            }
            return opened;
        } catch (RuntimeException | SearchIndex.Unusable e) {
            opened.close();
            throw e;
        }
    }

    private boolean isOfThisHistory(SearchIndex opened) {
        long position = opened.position();
        return position < 0 || position <= source.engine().lastPosition()
                && source.log().readFrom(position - 1, 1).stream().anyMatch(event -> event.eventId().equals(opened.event()));
    }

    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            log.error("{} cannot be deleted: {}", folder, e.getClass().getName());
        }
    }

    private void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (!stopped && left > 0) {
            LockSupport.parkNanos(Math.min(left, 100_000_000));
            left = until - System.nanoTime();
        }
    }

    static String described(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private void follow(SearchIndex opened) throws IOException, InterruptedException {
        try (TrackingEventStream stream = source.events().openStream(
                opened.position() < 0 ? null : new GlobalSequenceTrackingToken(opened.position()))) {
            reading = stream;
            while (!stopped) {
                if (!opened.complete() && source.engine().lastPosition() - source.readModels().position() > FAR) {
                    // both are being made, of the same events by the same processors: one after the other
                    pause(LONGEST_REST);
                    continue;
                }
                List<TrackedEventMessage<?>> batch = next(stream);
                long begun = System.nanoTime();
                if (damaged) {
                    throw new IOException("somebody found it damaged"); // opening looks at every byte
                }
                if (!batch.isEmpty()) {
                    apply(opened, batch);
                    findable = false;
                    durable = false;
                }
                if (opened.position() >= source.engine().lastPosition()) {
                    behindSince = System.nanoTime();
                }
                keep(opened);
                healthy = true;
                long head = source.engine().lastPosition();
                boolean writersAreBusy = pace.isBusy(head, System.nanoTime());
                // who writes or reads does not wait for searches
                if (head - opened.position() > CLOSE
                        && (writersAreBusy || head - source.readModels().position() > CLOSE)) {
                    pause(Math.min((System.nanoTime() - begun) * REST, LONGEST_YIELD));
                }
            }
        } finally {
            reading = null;
            if (purging != null) {
                purging.exceptionally(_ -> null).join();
            }
        }
        opened.commit();
    }

    /** Those that are there, at most a batch; waits for the first as long as there is nothing else to do. */
    private List<TrackedEventMessage<?>> next(TrackingEventStream stream) throws InterruptedException {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        long patience = findable ? 250 : Math.clamp((refreshFrom - System.nanoTime()) / 1_000_000, 0, 250);
        if (stream.hasNextAvailable((int) patience, TimeUnit.MILLISECONDS)) {
            do {
                batch.add(stream.nextAvailable());
            } while (batch.size() < BATCH && stream.hasNextAvailable());
        }
        return batch;
    }

    /** Makes findable, durable and really gone what is due to be. */
    private void keep(SearchIndex opened) throws IOException {
        long now = System.nanoTime();
        long behind = source.engine().lastPosition() - opened.position();
        boolean caughtUp = behind <= CLOSE;
        if (!findable && now - refreshFrom >= 0 || caughtUp && !opened.complete()) {
            opened.refresh();
            long took = System.nanoTime() - now;
            refreshFrom = now + took + (behind > FAR ? REFRESH_WHEN_FAR : Math.min(took * REST, LONGEST_REST));
            findable = true;
            if (caughtUp && !opened.complete()) {
                opened.completed();
                commit(opened);
            }
            if (opened.complete()) {
                advanced.to(this, opened.position());
            }
        }
        if (!durable && now - commitFrom >= source.commitEvery().toNanos()) {
            commit(opened);
            if (behind > FAR && now - saidFrom >= SAYING_EVERY) {
                saidFrom = now;
                log.info("The search index follows: {} of {} events.", opened.position() + 1, opened.position() + 1 + behind);
            }
        }
        if (purging != null && purging.isDone()) {
            purging.join();
            purging = null;
            commit(opened);
            opened.refresh();
            opened.tidy();
        }
        if (erasures && purging == null && now - purgeFrom >= 0) {
            erasures = false;
            purgeFrom = now + PURGE_EVERY;
            purging = CompletableFuture.runAsync(() -> {
                try {
                    opened.purge();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, task -> Thread.ofPlatform().name("search-purge").daemon().start(task));
        }
    }

    private void commit(SearchIndex opened) throws IOException {
        opened.commit();
        durable = true;
        commitFrom = System.nanoTime();
    }

    /** What became of a complaint in a batch; {@code before} is absent if it was not in the index. */
    private static final class Change {

        private final Filed before;
        private Filed after;
        private ComplaintEvent.Submitted submission;

        private Change(Filed before) {
            this.before = before;
            this.after = before;
        }
    }

    private void apply(SearchIndex opened, List<TrackedEventMessage<?>> batch) throws IOException {
        Map<String, Change> changes = new LinkedHashMap<>();
        Map<String, Long> failures = new LinkedHashMap<>();
        for (TrackedEventMessage<?> message : batch) {
            if (message instanceof DomainEventMessage<?> event && COMPLAINTS.equals(event.getType())) {
                String stream = event.getAggregateIdentifier();
                try {
                    follow(opened, event, position(message), changes);
                } catch (RuntimeException e) {
                    if (!failures.containsKey(stream)) {
                        log.error("The search index cannot take event {} of {}; others go on: {}", position(message), stream,
                                described(e));
                    }
                    failures.putIfAbsent(stream, position(message));
                    changes.remove(stream);
                    known.remove(stream);
                }
            }
        }
        write(opened, changes, failures);
        for (Map.Entry<String, Long> failure : failures.entrySet()) {
            opened.fail(failure.getKey(), failure.getValue());
        }
        opened.reach(position(batch.getLast()), batch.getLast().getIdentifier());
    }

    private static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    private void follow(SearchIndex opened, DomainEventMessage<?> message, long position, Map<String, Change> changes) {
        String stream = message.getAggregateIdentifier();
        ComplaintEvent event = (ComplaintEvent) message.getPayload();
        Change change = changes.get(stream);
        if (event instanceof ComplaintEvent.Submitted submitted) {
            change = new Change(null);
            change.after = Filed.begin(position, submitted);
            change.submission = submitted;
        } else if (opened.hasFailed(stream) && (change == null || change.before != null)) {
            change = new Change(null);
            recall(stream, message.getSequenceNumber(), change);
        } else {
            if (change == null) {
                Filed before = known.get(stream);
                if (before == null) {
                    Change recalled = new Change(null);
                    recall(stream, message.getSequenceNumber() - 1, recalled);
                    before = recalled.after;
                    if (before == null) {
                        throw new IllegalStateException("no submission came before this event");
                    }
                }
                change = new Change(before);
            }
            change.after = change.after.evolve(event);
        }
        changes.put(stream, change);
        known.put(stream, change.after);
    }

    /** From the beginning of its stream up to an event. */
    private void recall(String stream, long through, Change into) {
        long next = 0;
        List<StoredEvent> page;
        do {
            page = source.log().readStream(stream, next, STREAM_PAGE);
            for (StoredEvent stored : page) {
                if (stored.sequence() <= through) {
                    source.engine().payload(stored).map(ComplaintEvent.class::cast).ifPresent(event -> {
                        if (event instanceof ComplaintEvent.Submitted submitted) {
                            into.after = Filed.begin(stored.position(), submitted);
                            into.submission = submitted;
                        } else {
                            into.after = into.after.evolve(event);
                        }
                    });
                }
                next = stored.sequence() + 1;
            }
        } while (page.size() == STREAM_PAGE && next <= through);
    }

    private void write(SearchIndex opened, Map<String, Change> changes, Map<String, Long> failures) throws IOException {
        Set<PersonId> people = changes.values().stream().filter(change -> change.submission != null && !change.after.erased())
                .map(change -> change.submission.title().subject()).collect(Collectors.toCollection(LinkedHashSet::new));
        Keyring keys = keys(people);
        for (Map.Entry<String, Change> entry : changes.entrySet()) {
            Change change = entry.getValue();
            if (change.submission != null) {
                List<String> texts;
                try {
                    texts = change.after.erased() ? List.of() : texts(change.submission, keys == null
                            ? keys(Set.of(change.submission.title().subject())) : keys);
                } catch (RuntimeException e) {
                    log.error("The search index cannot read what complaint {} says; others go on: {}", entry.getKey(),
                            described(e));
                    failures.putIfAbsent(entry.getKey(), change.after.number());
                    known.remove(entry.getKey());
                    continue;
                }
                if (opened.hasFailed(entry.getKey())) {
                    opened.replace(change.after, texts);
                    opened.heal(entry.getKey());
                } else {
                    opened.add(change.after, texts);
                }
            } else if (change.after.erased() && !change.before.erased()) {
                opened.replace(change.after, List.of());
                erasures = true;
            } else {
                opened.change(change.before, change.after);
            }
        }
    }

    /** Null if they cannot be had together, again and again: then it is one of them that is at fault, not all. */
    private Keyring keys(Set<PersonId> people) {
        if (people.isEmpty()) {
            return Keyring.EMPTY;
        }
        try {
            Keyring keys = source.people().of(people).block();
            keyFaults = 0;
            return keys;
        } catch (RuntimeException e) {
            if (people.size() == 1 && keyFaults >= KEY_FAULTS || ++keyFaults < KEY_FAULTS) {
                throw e;
            }
            return null;
        }
    }

    private static List<String> texts(ComplaintEvent.Submitted submission, Keyring keys) {
        List<String> texts = new ArrayList<>();
        for (Shreddable<String> text : List.of(submission.title(), submission.narrative())) {
            keys.open(text, String.class).ifPresent(texts::add);
        }
        submission.location().flatMap(place -> keys.open(place, Location.class)).flatMap(Location::address)
                .ifPresent(texts::add);
        return texts;
    }
}
