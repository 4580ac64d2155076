package id.tanggap.benchmark;

import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Durable appends, each of one event that begins a stream, through Tanggap's engine, through Axon's JDBC engine, and as
 * plain inserts of the same rows into the same table by one thread, {@value #ROWS} to a transaction: the ceiling.
 */
final class Appends {

    private static final String PART = "appends";
    private static final int ROWS = 512;

    private final Path folder;
    private final Scale scale;
    private final SubmissionEvents events;
    private final NamedEventSerializer serializer;
    private int files;

    Appends(Path folder, Scale scale) {
        this.folder = folder;
        this.scale = scale;
        this.events = new SubmissionEvents(folder.resolve("appends-keys"));
        this.serializer = events.serializer();
    }

    void run(Report report) throws Exception {
        try (events) {
            measure(report);
        }
    }

    private void measure(Report report) throws Exception {
        // Once unmeasured, so that no engine pays for the others' compilation.
        ours(64);
        jdbc(64);
        plain();
        for (int writers : new int[] {1, 8, 64, 512}) {
            List<Load> ours = new ArrayList<>();
            List<Load> jdbc = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            for (int round = 0; round < scale.rounds; round++) {
                jdbc.add(jdbc(writers));
                ours.add(ours(writers));
                if (writers == 64) {
                    plain.add(plain());
                }
            }
            Load engine = Load.median(ours);
            Load rival = Load.median(jdbc);
            report.tell(PART, "Tanggap's engine, " + writers + " writers", engine.toString());
            report.tell(PART, "Axon's JDBC engine, " + writers + " writers", rival.toString());
            double ratio = engine.perSecond() / rival.perSecond();
            if (writers == 64) {
                report.tell(PART, "plain inserts, " + ROWS + " per transaction", "%,.0f/s".formatted(Load.middle(plain)));
                report.atLeast(PART, "64 writers, × Axon's JDBC engine", ratio, 10, "");
                report.atLeast(PART, "64 writers, × plain batched inserts", engine.perSecond() / Load.middle(plain), 0.5, "");
                report.atLeast(PART, "64 writers, events/s", engine.perSecond(), 15_000, "");
            } else {
                report.tell(PART, writers + " writers, × Axon's JDBC engine", "%.1f".formatted(ratio));
            }
        }
    }

    private Load ours(int writers) throws Exception {
        Path file = fresh();
        try (TotalOrderEventStorageEngine engine = TotalOrderEventStorageEngine.builder()
                .eventLog(SqliteEventLog.open(file)).meterRegistry(new SimpleMeterRegistry())
                .eventSerializer(serializer).snapshotSerializer(serializer).build()) {
            // As commands arrive: each on a virtual thread.
            return measured(engine, writers, Thread.ofVirtual().factory());
        } finally {
            delete(file);
        }
    }

    private Load jdbc(int writers) throws Exception {
        Path file = fresh();
        try (JdbcOnSqlite sqlite = new JdbcOnSqlite(file, serializer)) {
            // SQLite is native code and pins virtual threads: platform threads serve this engine better.
            return measured(sqlite.engine(), writers, Thread.ofPlatform().factory());
        } finally {
            delete(file);
        }
    }

    private Load measured(EventStorageEngine engine, int writers, ThreadFactory threads) {
        closedLoop(engine, events, writers, threads, scale.append.dividedBy(4));
        return closedLoop(engine, events, writers, threads, scale.append);
    }

    static Load closedLoop(EventStorageEngine engine, SubmissionEvents events, int writers, ThreadFactory factory,
                           Duration duration) {
        List<Latencies> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        for (int i = 0; i < writers; i++) {
            Latencies mine = new Latencies();
            latencies.add(mine);
            Thread thread = factory.newThread(() -> {
                while (System.nanoTime() < end) {
                    DomainEventMessage<?> event = events.submission();
                    long asked = System.nanoTime();
                    engine.appendEvents(event);
                    mine.add(System.nanoTime() - asked);
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(Waiting::join);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Latencies all = Latencies.of(latencies);
        return new Load(all.count() / seconds, all.millis(50), all.millis(99), Double.NaN, 0);
    }

    private double plain() throws Exception {
        Path file = fresh();
        SqliteEventLog.open(file).close(); // makes the table with its indexes
        DomainEventMessage<?> event = events.submission();
        byte[] payload = event.serializePayload(serializer, byte[].class).getData();
        byte[] metaData = event.serializeMetaData(serializer, byte[].class).getData();
        try (var connection = JdbcOnSqlite.connect(file); PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event (position, stream, sequence, event_id, recorded_at, latest_recorded_at, aggregate_type,
                  name, revision, payload, metadata) VALUES (?, ?, 0, ?, ?, ?, 'ComplaintAggregate', 'complaint.submitted',
                  '1', ?, ?)""")) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            long end = begin + scale.append.toNanos();
            long position = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < ROWS; i++, position++) {
                    insert.setLong(1, position);
                    insert.setString(2, SubmissionEvents.newId());
                    insert.setString(3, SubmissionEvents.newId());
                    insert.setLong(4, begin);
                    insert.setLong(5, begin);
                    insert.setBytes(6, payload);
                    insert.setBytes(7, metaData);
                    insert.executeUpdate();
                }
                connection.commit();
            }
            return position / ((System.nanoTime() - begin) / 1e9);
        } finally {
            delete(file);
        }
    }

    private Path fresh() throws Exception {
        return Files.createDirectories(folder.resolve("appends-" + files++)).resolve("events.db");
    }

    private static void delete(Path file) throws Exception {
        Benchmark.deleteFolder(file.getParent());
    }
}
