package id.tanggap.infra.clock;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.projection.Progress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at regular intervals for complaints at which something is due and asks each to keep time. It holds nothing itself:
 * what is due follows from events, and a complaint records each step once, however often and by however many nodes it is
 * asked. So a node may be killed at any moment, several may look at once, and what fell due while none was up is made up for
 * in order.
 */
public final class Timekeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Timekeeper.class);

    private static final int PAGE = 500;

    /** Complaints asked at once: enough to share the store's writes, few enough to leave people their turn. */
    private static final int AT_ONCE = 32;

    private final DueList due;
    private final Commands commands;
    private final Progress progress;
    private final Clock clock;
    private final Duration interval;
    private final Timer scans;
    private final Counter asked;
    private final Counter failed;

    private volatile Duration behind = Duration.ZERO;
    private volatile ScheduledExecutorService thread;

    /** @param interval from the end of one look to the next */
    public Timekeeper(DueList due, Commands commands, Progress progress, Clock clock, Duration interval,
                      MeterRegistry meters) {
        this.due = due;
        this.commands = commands;
        this.progress = progress;
        this.clock = clock;
        this.interval = interval;
        this.scans = Timer.builder("tanggap.clock.scan").description("looking for what is due, and having it recorded")
                .register(meters);
        this.asked = Counter.builder("tanggap.clock.asked").description("complaints that were asked to keep time")
                .register(meters);
        this.failed = Counter.builder("tanggap.clock.failed").description("complaints that could not keep time")
                .register(meters);
        Gauge.builder("tanggap.clock.behind", () -> behind.toMillis() / 1_000.0).baseUnit("seconds")
                .description("how long the oldest step had been due at the last look").register(meters);
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().name("timekeeper").daemon().unstarted(task));
        looking.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        thread = looking;
    }

    /** Ends after the complaints at hand. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService looking = thread;
        thread = null;
        if (looking != null) {
            looking.shutdown();
            try {
                looking.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the read models that it looks at, so that it stops before them. */
    @Override
    public int getPhase() {
        return 1;
    }

    private void look() {
        try {
            scans.record(this::scan);
        } catch (RuntimeException e) {
            log.warn("Could not look for what is due; tries again in {}: {}", interval, e.toString());
        }
    }

    /** Once through all that is due by now. */
    private void scan() {
        Instant now = clock.instant();
        Optional<DueList.Entry> last = Optional.empty();
        long position = -1;
        List<DueList.Entry> page;
        do {
            page = due.upTo(now, last, PAGE).block();
            if (last.isEmpty()) {
                behind = page.isEmpty() ? Duration.ZERO : Duration.between(page.getFirst().due(), now);
            }
            position = Math.max(position, Flux.fromIterable(page).flatMap(entry -> ask(entry, now), AT_ONCE)
                    .reduce(-1L, Math::max).block());
            last = page.isEmpty() ? last : Optional.of(page.getLast());
        } while (page.size() == PAGE && isRunning());
        // otherwise the next look would find the same again
        progress.reached(position, Duration.ofSeconds(30)).block();
    }

    private Mono<Long> ask(DueList.Entry entry, Instant now) {
        Provenance provenance = Provenance.now(Actor.SYSTEM, now, UUID.randomUUID().toString());
        asked.increment();
        return commands.send(new ComplaintCommand.KeepTime(entry.complaint(), provenance), Request.PLAIN)
                .map(Receipt::position)
                .onErrorResume(fault -> {
                    failed.increment();
                    log.warn("Complaint {} could not keep time: {}", entry.complaint(), fault.toString());
                    return Mono.just(-1L);
                });
    }
}
