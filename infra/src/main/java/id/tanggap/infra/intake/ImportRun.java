package id.tanggap.infra.intake;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.intake.ImportCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.RefusedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One import being worked through, step by step. A step is recorded only when every one of its lines is answered; a run
 * that ends before leaves it to the next one, which finds what the step had done already. A complaint carries the import
 * and the line that it is from ({@link Provenance#correlationId()}), so the next run counts it as imported, not as known:
 * an interrupted import comes to the same events as one that ran through.
 */
final class ImportRun {

    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

    /** @param firstPause before something is tried again that cannot be done at the moment; doubles up to a limit */
    record Settings(int linesPerStep, int inFlight, Duration firstPause, Duration longestPause) {

        static final Settings DEFAULT =
                new Settings(200, 64, Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    /** What became of a line. */
    private sealed interface Outcome {

        record Imported() implements Outcome {
        }

        record Known() implements Outcome {
        }

        record Refused(RefusedLine line) implements Outcome {
        }
    }

    private static final Outcome IMPORTED = new Outcome.Imported();
    private static final Outcome KNOWN = new Outcome.Known();

    private final ImportEvent.Started started;
    private final long from;
    private final Path file;
    private final Commands commands;
    private final EventStore events;
    private final Clock clock;
    private final LineCounters counters;
    private final Settings settings;
    private final StopSignal stop;
    private final SourceFormat format;
    private final Takeover takeover;
    private final Set<SourceCase.Agency> registered = new HashSet<>();

    ImportRun(Progress progress, Path file, Takeover takeover, SourceFormat format, Commands commands,
              EventStore events, Clock clock, LineCounters counters, Settings settings, StopSignal stop) {
        this.started = progress.started();
        this.from = progress.throughLine();
        this.file = file;
        this.takeover = takeover;
        this.format = format;
        this.commands = commands;
        this.events = events;
        this.clock = clock;
        this.counters = counters;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * Works through the lines that are left. Returns when the import has ended.
     *
     * @throws StopSignal.Stopped if it was told to stop
     */
    void run() throws IOException {
        try (CsvLines lines = new CsvLines(file)) {
            Row.Columns columns = format.columns(lines.header());
            for (List<CsvLines.Line> step = read(lines); !step.isEmpty(); step = read(lines)) {
                stop.check();
                advance(step.getLast().number(), outcomes(step, columns));
            }
            insist(commands.send(new ImportCommand.Finish(started.importId(), provenance()), Request.PLAIN));
        } catch (Refusal refusal) {
            insist(commands.send(new ImportCommand.Fail(started.importId(), refusal.text(), provenance()),
                    Request.PLAIN));
        }
    }

    private List<CsvLines.Line> read(CsvLines lines) throws IOException {
        List<CsvLines.Line> step = new ArrayList<>(settings.linesPerStep());
        while (step.size() < settings.linesPerStep()) {
            Optional<CsvLines.Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            line.filter(l -> l.number() > from).ifPresent(step::add);
        }
        return step;
    }

    private void advance(long throughLine, List<Outcome> outcomes) {
        long imported = outcomes.stream().filter(IMPORTED::equals).count();
        long known = outcomes.stream().filter(KNOWN::equals).count();
        List<RefusedLine> refused = outcomes.stream().flatMap(o ->
                o instanceof Outcome.Refused(RefusedLine line) ? Stream.of(line) : Stream.empty()).toList();
        insist(commands.send(new ImportCommand.Advance(started.importId(), throughLine, imported, known, refused,
                provenance()), Request.PLAIN));
        counters.count(imported, known, refused.size());
    }

    /** What became of each line, in their order. */
    private List<Outcome> outcomes(List<CsvLines.Line> step, Row.Columns columns) {
        Outcome[] outcomes = new Outcome[step.size()];
        // lines about the same case go one after the other, so that the first one counts and not the fastest
        Map<String, List<Runnable>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            int place = i;
            try {
                SourceCase c = switch (step.get(i)) {
                    case CsvLines.Fields fields -> format.read(new Row(columns, fields), started.zone());
                    case CsvLines.Broken broken -> throw broken.fault();
                };
                register(c.agency());
                byKey.computeIfAbsent(c.key(), _ -> new ArrayList<>(1)).add(() -> outcomes[place] = take(c));
            } catch (Refusal refusal) {
                outcomes[i] = refused(step.get(i).number(), refusal);
            }
        }
        inFlight(new ConcurrentLinkedQueue<>(byKey.values()));
        return Arrays.asList(outcomes);
    }

    private void inFlight(Queue<List<Runnable>> work) {
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = Math.min(settings.inFlight(), work.size()); i > 0; i--) {
                workers.add(threads.submit(() -> {
                    for (List<Runnable> lines = work.poll(); lines != null; lines = work.poll()) {
                        lines.forEach(Runnable::run);
                    }
                }));
            }
        }
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException fault) {
                throw fault.getCause() instanceof RuntimeException e ? e : new IllegalStateException(fault.getCause());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new StopSignal.Stopped();
            }
        }
    }

    private void register(SourceCase.Agency agency) {
        if (registered.add(agency)) {
            try {
                insist(commands.send(takeover.register(agency, started.zone(), started.calendar(),
                                provenance(started.provenance().actor())),
                        Request.PLAIN));
            } catch (Commands.AlreadyExists _) {
                // known from before; whether it takes complaints is for each complaint to find out
            }
        }
    }

    private Outcome take(SourceCase c) {
        Provenance provenance = new Provenance(started.provenance().actor(), c.created(), clock.instant(),
                origin(c.line()));
        try {
            insist(commands.send(takeover.takeOver(c, provenance), Request.PLAIN));
            return IMPORTED;
        } catch (Commands.AlreadyExists _) {
            return existing(takeover.complaint(c), c);
        } catch (Refusal refusal) {
            return refused(c.line(), refusal);
        }
    }

    private Outcome existing(ComplaintId id, SourceCase c) {
        Provenance first = submission(id).provenance();
        if (first.correlationId().equals(origin(c.line()))) {
            return IMPORTED;
        }
        boolean fromThisFile = first.correlationId().startsWith(origin());
        if (fromThisFile || first.occurredAt().equals(c.created().truncatedTo(ChronoUnit.MICROS))) {
            return KNOWN;
        }
        return refused(c.line(), Refusal.of(LineRule.KEY_TAKEN));
    }

    private ComplaintEvent.Submitted submission(ComplaintId id) {
        var history = events.readEvents(id.toString());
        if (history.hasNext() && history.next().getPayload() instanceof ComplaintEvent.Submitted submitted) {
            return submitted;
        }
        throw new IllegalStateException("exists, but has no submission: " + id);
    }

    private String origin() {
        return started.importId() + ":";
    }

    private String origin(long line) {
        return origin() + line;
    }

    private Outcome refused(long line, Refusal refusal) {
        return new Outcome.Refused(format.refused(line, refusal));
    }

    private Provenance provenance() {
        return provenance(Actor.SYSTEM);
    }

    private Provenance provenance(Actor actor) {
        return Provenance.now(actor, clock.instant(), started.importId().toString());
    }

    /** Sends a command until it is answered by something other than that it cannot be done at the moment. */
    private void insist(Mono<Receipt> command) {
        for (Duration pause = settings.firstPause();; pause = longer(pause)) {
            stop.check();
            try {
                command.block();
                return;
            } catch (Refusal refusal) {
                if (refusal.rule().kind() != Rule.Kind.NOT_NOW) {
                    throw refusal;
                }
                log.debug("Import {} waits {} ms: {}", started.importId(), pause.toMillis(), refusal.rule().name());
            }
            stop.pause(pause);
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
    }
}
