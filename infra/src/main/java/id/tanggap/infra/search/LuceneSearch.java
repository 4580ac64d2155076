package id.tanggap.infra.search;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.keys.People;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.query.complaint.ComplaintSearch;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.complaint.SearchRule;
import id.tanggap.query.projection.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Search on this node: an index in a folder, kept from the events, and made anew beside it when that is asked for. The folder
 * may be deleted while the platform is down.
 */
public final class LuceneSearch implements ComplaintSearch, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LuceneSearch.class);

    /** Readers of the index; what waits for them at most, so that nobody waits for long. */
    private static final int THREADS = 2;
    private static final int WAITING = 200;

    /** Waiting for the disk more often would take from those who write events. */
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final Path folder;
    private final Following.Source source;
    private final Progress progress = new Progress();
    private final Timer times;
    private final SecureRandom random = new SecureRandom();

    private volatile ThreadPoolExecutor threads;
    private volatile Following present;
    private volatile Following anew;
    private CompletableFuture<Long> rebuilt;
    private Thread retiring;

    /**
     * @param folder    of the indexes
     * @param readModels which the index lets go first when all have much to catch up with
     */
    public LuceneSearch(Path folder, TotalOrderEventStore events, EventLog log, TotalOrderEventStorageEngine engine, People people,
                        Progress readModels, MeterRegistry meters) {
        this(folder, events, log, engine, people, readModels, meters, COMMIT_EVERY);
    }

    LuceneSearch(Path folder, TotalOrderEventStore events, EventLog log, TotalOrderEventStorageEngine engine, People people,
                 Progress readModels, MeterRegistry meters, Duration commitEvery) {
        this.folder = folder;
        this.source = new Following.Source(events, log, engine, people, new SearchIndex.Wrapping() {
            @Override
            public String wrapped(byte[] secret) {
                return people.wrapped(SearchIndex.PURPOSE, secret);
            }

            @Override
            public Optional<byte[]> unwrapped(String wrapped) {
                return people.unwrapped(SearchIndex.PURPOSE, wrapped);
            }
        }, this::secret, readModels, commitEvery);
        this.times = Timer.builder("tanggap.search.query").description("from asking the search index to its answer")
                .publishPercentiles(0.5, 0.99).register(meters);
        Gauge.builder("tanggap.search.behind", () -> Math.max(0, engine.lastPosition() - progress.position()))
                .description("events that are durable but cannot be found yet").register(meters);
        Gauge.builder("tanggap.search.lag", () -> behind().toMillis() / 1_000.0).baseUnit("seconds")
                .description("for how long it has been behind the events").register(meters);
        Gauge.builder("tanggap.search.size", () -> index().map(SearchIndex::size).orElse(0L)).baseUnit("bytes")
                .description("of the index's files").register(meters);
        Gauge.builder("tanggap.search.complaints", this::complaints).description("that can be found").register(meters);
        Gauge.builder("tanggap.search.failed", this::failures).description("complaints that the index could not take")
                .register(meters);
        // what it needs is loaded here and not on an event loop
        Words.of("pengaduan");
    }

    private byte[] secret() {
        byte[] secret = new byte[IndexKey.LENGTH];
        random.nextBytes(secret);
        return secret;
    }

    @Override
    public synchronized void start() {
        threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("search-", 0).daemon().factory());
        threads.prestartAllCoreThreads();
        List<Path> there = there();
        Path chosen = there.stream().filter(SearchIndex::isComplete).findFirst()
                .or(() -> there.stream().findFirst()).orElseGet(() -> numbered(1));
        there.stream().filter(other -> !other.equals(chosen)).forEach(Following::delete);
        present = new Following(chosen, source, this::presentAdvanced);
        present.start();
    }

    /** The newest first. */
    private List<Path> there() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> folders = Files.list(folder)) {
                return folders.filter(path -> path.getFileName().toString().matches("\\d{1,9}"))
                        .sorted(Comparator.comparing(LuceneSearch::number).reversed()).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path path) {
        return Integer.parseInt(path.getFileName().toString());
    }

    private Path numbered(int number) {
        return folder.resolve(Integer.toString(number));
    }

    @Override
    public void stop() {
        Following first;
        Following second;
        Thread third;
        synchronized (this) {
            third = retiring;
            first = present;
            second = anew;
            present = null;
            anew = null;
            if (rebuilt != null) {
                rebuilt.completeExceptionally(new IllegalStateException("the platform stopped"));
                rebuilt = null;
            }
        }
        if (first != null) {
            first.close();
        }
        if (second != null) {
            second.close();
        }
        // waits for nobody: what is not answered is told that search is not ready
        if (threads != null) {
            threads.shutdown();
        }
        if (third != null) {
            try {
                third.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return present != null;
    }

    /** With the read models, before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }

    /**
     * Makes the index anew from the first event, under a new key, beside the present one, which goes on to serve; takes its
     * place once it has come as far.
     *
     * @return the position that it had then; the same rebuild if one is under way
     */
    public synchronized CompletableFuture<Long> rebuild() {
        if (rebuilt == null) {
            log.info("Making the search index anew from {} events.", source.engine().lastPosition() + 1);
            rebuilt = new CompletableFuture<>();
            anew = new Following(numbered(number(present.folder()) + 1), source, this::anewAdvanced);
            Following.delete(anew.folder());
            anew.start();
        }
        return rebuilt;
    }

    private synchronized void presentAdvanced(Following from, long position) {
        if (from == present) {
            progress.advance(position);
        }
    }

    /** Nobody who has seen a position may be told of a lower one. */
    private synchronized void anewAdvanced(Following from, long position) {
        if (from == present) {
            progress.advance(position);
        } else if (from == anew && position >= progress.position()) {
            Following old = present;
            present = anew;
            anew = null;
            progress.advance(position);
            log.info("The new search index serves from position {}.", position);
            retiring = Thread.ofPlatform().name("search-retiring").start(() -> {
                old.close();
                Following.delete(old.folder());
            });
            rebuilt.complete(position);
            rebuilt = null;
        }
    }

    public boolean rebuilding() {
        return anew != null;
    }

    /** Whether it can answer. */
    public boolean ready() {
        return serving().isPresent();
    }

    /** Whether it follows the events without a fault of its own. */
    public boolean healthy() {
        Following following = present;
        return following != null && following.healthy();
    }

    /** For how long it has been behind the events. */
    public Duration behind() {
        Following following = present;
        return following == null ? Duration.ZERO : following.behind();
    }

    /** Complaints that the index could not take; others went on. */
    public int failures() {
        return index().map(SearchIndex::failures).orElse(0);
    }

    private double complaints() {
        try {
            Optional<SearchIndex> index = index();
            return index.isPresent() ? index.get().complaints() : 0;
        } catch (IOException | AlreadyClosedException _) {
            return 0;
        }
    }

    private Optional<SearchIndex> index() {
        return Optional.ofNullable(present).flatMap(Following::index);
    }

    private Optional<SearchIndex> serving() {
        return Optional.ofNullable(present).flatMap(Following::serving);
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Question question(String text) {
        return Looking.of(text);
    }

    @Override
    public Mono<List<Hit>> find(Question question, Actor reader, Complaints.Filter filter, Optional<Place> after, int limit) {
        Finding finding = new Finding((Looking) question, reader, filter);
        return Mono.defer(() -> {
            if (!ready()) {
                return Mono.error(Refusal.of(SearchRule.SEARCH_NOT_READY));
            }
            Timer.Sample sample = Timer.start();
            CompletableFuture<List<Hit>> answer = new CompletableFuture<>();
            try {
                threads.execute(() -> {
                    try {
                        answer.complete(found(finding, after, limit));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
            } catch (RejectedExecutionException _) {
                return Mono.error(Refusal.of(SearchRule.SEARCH_BUSY));
            }
            return Mono.fromFuture(answer, true).doFinally(_ -> sample.stop(times));
        }).publishOn(Schedulers.parallel());
    }

    private List<Hit> found(Finding finding, Optional<Place> after, int limit) throws IOException {
        Following asked = present;
        SearchIndex index = serving().orElseThrow(() -> Refusal.of(SearchRule.SEARCH_NOT_READY));
        try {
            return index.ask(searcher -> finding.in(searcher, index.key(), after, limit));
        } catch (AlreadyClosedException _) {
            if (asked != present) {
                return found(finding, after, limit);
            }
            throw Refusal.of(SearchRule.SEARCH_NOT_READY);
        } catch (CorruptIndexException e) {
            asked.doubt();
            throw Refusal.of(SearchRule.SEARCH_NOT_READY);
        }
    }
}
