package id.tanggap.infra.access;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.AccessRule;
import id.tanggap.query.access.Integrity;
import id.tanggap.query.access.Look;
import id.tanggap.query.access.RecordedLook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The access record, in whatever database has its rows. */
public final class ChainedAccessRecord implements AccessRecord, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChainedAccessRecord.class);

    /** Rows that are verified in one go, so that other readers need not wait for the whole walk. */
    private static final int STRIDE = 2_000;

    private static final Text MISSING = new Text("Baris ini hilang.", "This row is missing.");

    private final AccessRows rows;
    private final Timer timer;
    private volatile boolean writable = true;
    /** The last row that this node knows of: whatever happens to the rows, it was there. */
    private final AtomicLong known = new AtomicLong();
    private volatile Optional<Integrity.Break> broken = Optional.empty();

    /** Over rows that this one closes. Waits for them. */
    public ChainedAccessRecord(AccessRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.timer = Timer.builder("tanggap.access.record")
                .description("from asking for personal data to its being on record who asked").register(meters);
        known.set(rows.last().join());
    }

    @Override
    public Mono<Void> add(Look look) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start();
            return Mono.fromFuture(rows.add(look).whenComplete(this::note), true)
                    .onErrorMap(_ -> Refusal.of(AccessRule.ACCESS_NOT_RECORDED)).doFinally(_ -> sample.stop(timer));
        }).publishOn(Schedulers.parallel()).then();
    }

    /** Before whoever asked learns of it; those who asked at the same time may be noted in any order. */
    private void note(Long number, Throwable failure) {
        writable = failure == null;
        if (failure == null) {
            known.accumulateAndGet(number, Math::max);
        } else {
            log.error("A look at personal data cannot be recorded and is refused: {}", failure.getMessage());
        }
    }

    @Override
    public Mono<Long> last() {
        return ask(rows::last).map(last -> known.accumulateAndGet(last, Math::max));
    }

    /** The last row that this node knows of. */
    long known() {
        return known.get();
    }

    /** Whether the last look could be recorded. */
    boolean writable() {
        return writable;
    }

    /** The first row that the last walk found changed or missing. */
    Optional<Integrity.Break> broken() {
        return broken;
    }

    @Override
    public Mono<List<RecordedLook>> read(Filter filter, long after, int limit) {
        return ask(() -> rows.read(filter, after, limit)).map(found -> found.stream().map(row ->
                new RecordedLook(row.number(), Moments.instant(row.at()), LookJson.read(row.look()),
                        HexFormat.of().formatHex(row.hash()))).toList());
    }

    private record Walk(Chain reached, Optional<Integrity.Break> broken, boolean done) {
    }

    @Override
    public Mono<Integrity> verify() {
        return last().flatMap(through -> Mono.just(new Walk(Chain.EMPTY, Optional.empty(), false))
                .expand(walk -> walk.done() ? Mono.empty()
                        : ask(() -> rows.walk(walk.reached().number(), STRIDE))
                                .map(next -> walkOn(walk.reached(), through, next)))
                .last().map(walk -> {
                    broken = walk.broken();
                    broken.ifPresent(row -> log.error("The access record is broken at row {}: {}", row.number(),
                            row.what().en()));
                    return new Integrity(walk.reached().number(), walk.reached().hex(), broken);
                }));
    }

    /** Checks the next rows, up to one that should be there and is not as it was recorded. */
    private static Walk walkOn(Chain before, long through, List<AccessRows.Walked> next) {
        Chain reached = before;
        for (AccessRows.Walked walked : next) {
            Optional<Text> wrong = wrong(walked, reached);
            if (wrong.isPresent()) {
                return new Walk(reached, Optional.of(new Integrity.Break(reached.number() + 1, wrong.get())), true);
            }
            reached = new Chain(walked.row().number(), walked.row().at(), walked.row().hash());
        }
        boolean atTheEnd = next.size() < STRIDE;
        return new Walk(reached, atTheEnd && reached.number() < through ? Optional.of(new Integrity.Break(
                reached.number() + 1, MISSING)) : Optional.empty(), atTheEnd);
    }

    private static Optional<Text> wrong(AccessRows.Walked walked, Chain before) {
        AccessRows.Row row = walked.row();
        if (row.number() != before.number() + 1) {
            return Optional.of(MISSING);
        }
        Chain expected = before.next(row.at(), row.look());
        if (expected.at() != row.at() || !Arrays.equals(expected.hash(), row.hash())) {
            return Optional.of(new Text("Baris ini, atau yang sebelumnya, bukan lagi seperti saat dicatat.",
                    "This row, or one before it, is not as it was recorded."));
        }
        return walked.found() ? Optional.empty()
                : Optional.of(new Text("Baris ini tidak dapat lagi ditemukan lewat pelaku atau laporannya.",
                        "This row is no longer found by its actor or its complaints."));
    }

    private static <T> Mono<T> ask(Supplier<CompletableFuture<T>> question) {
        return Mono.fromFuture(question, true).publishOn(Schedulers.parallel());
    }

    /** Records what was asked for before, then closes the rows. */
    @Override
    public void close() {
        rows.close();
    }
}
