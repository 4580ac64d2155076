package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.command.Commands;
import id.tanggap.infra.TanggapApplication;
import id.tanggap.infra.clock.Timekeeper;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.sqlite.Jvm;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.projection.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several who look at what is due, at the same time and over one store, and some who are killed while they do: every step is
 * recorded once, in order, with the moment at which it was due.
 */
class SeveralTimekeepersTest {

    private static final int COMPLAINTS = 300;
    private static final List<Integer> LADDER = List.of(50, 75, 100, 150);

    @TempDir
    private Path folder;

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2025-02-03T02:00:00Z"));

    private Platform platform() {
        return Platform.start(clock, folder);
    }

    private static Timekeeper timekeeper(Platform platform, SimulatedClock clock) {
        return new Timekeeper(platform.bean(DueList.class), platform.bean(Commands.class),
                platform.bean(Progress.class), clock, Duration.ofMillis(3), new SimpleMeterRegistry());
    }

    private static boolean nothingIsDue(Platform platform, SimulatedClock clock) {
        return platform.bean(Progress.class).position() == platform.head()
                && platform.bean(DueList.class)
                        .upTo(clock.instant(), Optional.empty(), 1).block().isEmpty();
    }

    /** Forwarded and left alone; every third one answered, and its answer left alone. */
    private static void complaints(Platform platform) {
        Office office = platform.office();
        for (int i = 0; i < COMPLAINTS; i++) {
            Case complaint = platform.open().forwardedTo(office);
            if (i % 3 == 0) {
                complaint.answeredBy(office);
            }
        }
    }

    /** What time brought about, by complaint. */
    private Map<String, List<ComplaintEvent>> kept() {
        Map<String, List<ComplaintEvent>> kept = new HashMap<>();
        try (SqliteEventLog log = SqliteEventLog.open(folder.resolve("events.db")); People people = People.in(folder)) {
            NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
            long last = -1;
            for (List<StoredEvent> page = log.readFrom(last, 1_000); !page.isEmpty(); page = log.readFrom(last, 1_000)) {
                for (StoredEvent stored : page) {
                    last = stored.position();
                    if (stored.name().startsWith("complaint.")) {
                        ComplaintEvent event = serializer.deserialize(new SimpleSerializedObject<>(stored.payload(),
                                byte[].class, stored.name(), stored.revision()));
                        List<ComplaintEvent> its = kept.computeIfAbsent(stored.stream(), _ -> new ArrayList<>());
                        if (event.provenance().actor().equals(Actor.SYSTEM)) {
                            its.add(event);
                        }
                    }
                }
            }
        }
        return kept;
    }

    private static void requireEachStepOnce(Map<String, List<ComplaintEvent>> kept) {
        assertThat(kept).hasSize(COMPLAINTS);
        kept.values().forEach(its -> {
            assertThat(its).extracting(event -> event.provenance().occurredAt()).isSorted();
            if (its.getFirst() instanceof ComplaintEvent.Escalated) {
                assertThat(its).extracting(event -> ((ComplaintEvent.Escalated) event).percent()).isEqualTo(LADDER);
            } else {
                assertThat(its).hasExactlyElementsOfTypes(ComplaintEvent.Closed.class, ComplaintEvent.AskedWhetherSolved.class);
            }
        });
        assertThat(kept.values().stream().filter(its -> its.size() == 2)).hasSize(COMPLAINTS / 3);
    }

    @Test
    void however_many_look_at_once_every_step_is_recorded_once() {
        SplittableRandom random = new SplittableRandom(7);
        try (Platform platform = platform()) {
            // given complaints at which much has fallen due, and three who look all the time
            complaints(platform);
            clock.jumpTo(Instant.parse("2025-09-01T02:00:00Z"));
            List<Timekeeper> looking = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                looking.add(timekeeper(platform, clock));
            }
            looking.forEach(Timekeeper::start);

            // when now and then one of them goes and another one comes
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> {
                Timekeeper gone = looking.remove(random.nextInt(looking.size()));
                Timekeeper come = timekeeper(platform, clock);
                come.start();
                looking.add(come);
                gone.stop();
                return nothingIsDue(platform, clock);
            });
            looking.forEach(Timekeeper::stop);
        }

        requireEachStepOnce(kept());
    }

    @Test
    void whoever_is_killed_while_looking_leaves_nothing_undone_and_nothing_done_twice() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        try (Platform platform = platform()) {
            complaints(platform);
        }
        // given a node that starts today, when everything is due, and is killed at some moment after it began
        int wanted = COMPLAINTS / 3 * 2 * LADDER.size() + COMPLAINTS / 3 * 2;
        int killed = 0;
        int before = 0;
        int cutShort = 0;
        while (before < wanted) {
            runUntilKilled(before, random.nextInt(400));
            killed++;

            // then what it had recorded is there, and the next one goes on
            int now = kept().values().stream().mapToInt(List::size).sum();
            assertThat(now).as("steps after kill %d", killed).isGreaterThan(before);
            cutShort += now < wanted ? 1 : 0;
            before = now;
        }

        assertThat(cutShort).as("kills in the middle of the work").isPositive();
        requireEachStepOnce(kept());
    }

    /** @param steps that were recorded before; it is killed so many milliseconds after there are more */
    private void runUntilKilled(int steps, int millis) throws IOException, InterruptedException {
        long before = positions();
        Process node = new ProcessBuilder(Jvm.command(256, TanggapApplication.class, "--server.port=0",
                "--tanggap.data=" + folder, "--tanggap.clock.interval=1ms"))
                .redirectErrorStream(true).redirectOutput(folder.resolve("node-" + steps + ".log").toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() ->
                    !node.isAlive() || positions() > before);
            assertThat(node.isAlive()).as("the node runs").isTrue();
            Thread.sleep(millis);
        } finally {
            node.destroyForcibly();
            assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** How many events there are, looked at from outside. */
    private long positions() {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:file:" + folder.resolve("events.db") + "?mode=ro");
                ResultSet row = file.createStatement().executeQuery("SELECT max(position) FROM event")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
