package id.tanggap.infra.attachments;

import id.tanggap.command.Commands;
import id.tanggap.command.Request;
import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.threads.OwnThread;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.query.person.PersonalData;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does with attached files what follows from events: files them, has documents looked through, deletes what was rejected or whose
 * reporter's data was erased, and throws away what arrived and was never recorded. How far it has come is kept with the files, so
 * whatever happens to the platform in between it is done; on several nodes by whichever comes first, and harmlessly by the others.
 */
final class KeepingFiles implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeepingFiles.class);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOKED_AT_TOGETHER = 100_000;

    /** Whoever sends a file has recorded it by then, or never will. */
    static final Duration NOBODYS_AFTER = Duration.ofDays(1);

    /** Looking through this many events again costs little: their positions need not be written more often. */
    private static final long WORTH_KEEPING = 1_000_000;

    /** A document that waits to be looked through. */
    private record Waiting(ComplaintEvent.AttachmentAdded added, long position) {
    }

    /**
     * What it works with.
     *
     * @param scanner empty if documents stay in quarantine
     */
    record Tools(AttachmentStore store, OpeningFiles files, Optional<Scanner> scanner, TotalOrderEventStorageEngine events,
                 Commands commands, PersonalData people, Clock clock) {
    }

    private final Tools tools;
    private final Set<String> names;
    private final Map<AttachmentId, Waiting> waiting = new LinkedHashMap<>();
    private volatile int documentsWaiting;
    private volatile boolean scannerAnswers = true;
    private final OwnThread thread = new OwnThread("attachments", this::run);

    // The thread's own.
    private long seen;
    private long kept;
    private Instant lastSweep = Instant.MIN;
    private Instant scanAgain = Instant.MIN;

    KeepingFiles(Tools tools, EventTypes types, MeterRegistry meters) {
        this.tools = tools;
        this.names = Stream.of(ComplaintEvent.AttachmentAdded.class, ComplaintEvent.AttachmentCleared.class,
                        ComplaintEvent.AttachmentRejected.class, ComplaintEvent.PersonalDataErased.class)
                .flatMap(type -> types.namesOf(type).stream()).collect(Collectors.toUnmodifiableSet());
        Gauge.builder("tanggap.attachments.quarantined", this, its -> its.documentsWaiting)
                .description("documents that wait to be looked through").register(meters);
    }

    boolean hasScanner() {
        return tools.scanner().isPresent();
    }

    /** Whether the last document that was to be looked through was. */
    boolean scannerAnswers() {
        return scannerAnswers;
    }

    @Override
    public void start() {
        if (!hasScanner()) {
            log.info("There is no scanner (tanggap.scanner): attached PDF documents stay in quarantine.");
        }
        thread.start();
    }

    private void run() {
        boolean begun = false;
        while (isRunning()) {
            try {
                if (!begun) {
                    seen = kept = tools.store().doneUpTo();
                    begun = true;
                }
                follow();
                scan();
                sweep();
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                // asked to stop
            } catch (IOException | RuntimeException fault) {
                if (isRunning()) {
                    log.error("Attached files could not be taken care of, it is tried again: {}", fault.toString());
                    OwnThread.pause(AFTER_A_FAULT);
                }
            }
        }
    }

    private void follow() throws IOException {
        for (long head = tools.events().lastPosition(); seen < head && isRunning(); head = tools.events().lastPosition()) {
            long upTo = Math.min(head, seen + LOOKED_AT_TOGETHER);
            List<TrackedEventMessage<?>> events = tools.events().readNamed(names, seen, upTo);
            for (TrackedEventMessage<?> event : events) {
                take((ComplaintEvent) event.getPayload(), event.trackingToken().position().orElseThrow());
            }
            seen = upTo;
            documentsWaiting = waiting.size();
            long done = waiting.values().stream().mapToLong(Waiting::position).min().orElse(seen + 1) - 1;
            if (done > kept && (!events.isEmpty() || done - kept > WORTH_KEEPING)) {
                tools.store().done(done);
                kept = done;
            }
        }
    }

    private void take(ComplaintEvent event, long position) throws IOException {
        switch (event) {
            case ComplaintEvent.AttachmentAdded e -> {
                tools.store().file(e.file(), e.complaint());
                if (!e.type().isPicture()) {
                    waiting.put(e.file(), new Waiting(e, position));
                }
            }
            case ComplaintEvent.AttachmentCleared e -> waiting.values().removeIf(each -> each.added().complaint()
                    .equals(e.complaint()) && each.added().attachment() == e.attachment());
            case ComplaintEvent.AttachmentRejected e -> {
                waiting.remove(e.file());
                tools.store().delete(e.file(), e.complaint());
            }
            case ComplaintEvent.PersonalDataErased e -> {
                waiting.values().removeIf(each -> each.added().complaint().equals(e.complaint()));
                tools.store().deleteAll(e.complaint());
            }
            default -> throw new IllegalStateException("not asked for: " + event.getClass());
        }
    }

    /** What it comes to is an event; it leaves the list when that event is seen. */
    private void scan() {
        Instant now = tools.clock().instant();
        if (!hasScanner() || waiting.isEmpty() || now.isBefore(scanAgain)) {
            return;
        }
        for (Waiting each : List.copyOf(waiting.values())) {
            if (!isRunning()) {
                return;
            }
            try {
                scan(each.added());
                scannerAnswers = true;
            } catch (Refusal refusal) {
                // its reporter's data was erased meanwhile; the event that says so comes next
                waiting.remove(each.added().file());
                log.debug("Document {} needs no look any more: {}", each.added().file(), refusal.getMessage());
            } catch (IOException fault) {
                scannerAnswers = false;
                scanAgain = now.plus(AFTER_A_FAULT);
                log.warn("An attached document could not be looked through, it stays in quarantine and is tried again: {}",
                        fault.getMessage());
            }
        }
    }

    private void scan(ComplaintEvent.AttachmentAdded added) throws IOException {
        Optional<FileKey> key = tools.people().of(Set.of(added.key().subject())).block(PATIENCE)
                .open(added.key(), FileKey.class);
        Optional<InputStream> document = key.isEmpty() ? Optional.empty()
                : tools.files().whole(added.file(), added.complaint(), key.get());
        if (document.isEmpty()) {
            if (key.isPresent()) {
                log.error("The file of attachment {} of complaint {} is gone.", added.attachment(), added.complaint());
            }
            waiting.remove(added.file());
            return;
        }
        try (InputStream in = document.get()) {
            Provenance provenance = Provenance.now(Actor.SYSTEM, tools.clock().instant(), "scan-" + added.file());
            ComplaintCommand command = switch (tools.scanner().orElseThrow().look(in)) {
                case Scanner.Cleared cleared -> new ComplaintCommand.ClearAttachment(added.complaint(), added.attachment(),
                        cleared.clearance(), provenance);
                case Scanner.Harmful harmful -> new ComplaintCommand.RejectAttachment(added.complaint(), added.attachment(),
                        harmful.finding(), provenance);
            };
            tools.commands().send(command, Request.PLAIN).block(PATIENCE);
            waiting.remove(added.file());
        }
    }

    /** Only when all events were looked at: what is recorded by then has been filed. */
    private void sweep() throws IOException {
        Instant now = tools.clock().instant();
        if (now.isBefore(lastSweep.plus(SWEEP_EVERY)) && lastSweep.isAfter(Instant.MIN)) {
            return;
        }
        int swept = tools.store().sweep(now.minus(NOBODYS_AFTER));
        if (swept > 0) {
            log.info("Threw {} files away that had arrived and were never attached.", swept);
        }
        lastSweep = now;
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.goesOn();
    }
}
