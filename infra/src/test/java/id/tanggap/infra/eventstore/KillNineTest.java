package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.sqlite.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the writing process again and again, always on the same log, and looks for what it had acknowledged. Where several
 * processes may write, another one goes on meanwhile, and what it had acknowledged must be there too.
 *
 * <p>20 rounds on SQLite by default, 4 where a server keeps the log. For a longer run:
 * <pre>
 *   ./mvnw -pl infra -am test -Dtest=KillNineTest -Dtanggap.kill.rounds=200 -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 * This shows that a killed process loses nothing. That a power cut loses nothing rests on the flush at every commit, which
 * no test on a running machine can show.
 */
@ParameterizedClass
@MethodSource("id.tanggap.infra.eventstore.TestLog#kinds")
class KillNineTest {

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private final Random random = new Random();
    private long verified = -1;

    @Test
    void every_acknowledged_event_survives_kill_9_at_its_position_and_no_append_is_stored_by_half() throws Exception {
        try (TestLog place = kind.fresh(folder)) {
            int rounds = Integer.getInteger("tanggap.kill.rounds", place.isForSeveralProcesses() ? 4 : 20);
            int acknowledged = 0;
            for (int round = 0; round < rounds; round++) {
                // given a process that appends from several threads while another one reads
                // when it is killed at some moment
                List<Acknowledgement> acknowledgements = place.isForSeveralProcesses()
                        ? appendUntilKilledBesideAnother(place, round) : appendUntilKilled(place, round);

                // then the log opens without any repair, and all that was acknowledged is there
                try (EventLog log = place.open()) {
                    verify(log, acknowledgements, round);
                }
                acknowledged += acknowledgements.size();
            }
            try (EventLog log = place.open()) {
                verified = -1;
                verify(log, List.of(), -1);
            }
            System.out.printf("kill -9, %s: %d rounds, %d acknowledged appends, %d events, all found%n", kind, rounds,
                    acknowledged, verified + 1);
        }
    }

    /** This process has a log of its own on the same place, and goes on while the other one is killed. */
    private List<Acknowledgement> appendUntilKilledBesideAnother(TestLog place, int round) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        try (EventLog log = place.open(); ExecutorService another = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Acknowledgement>> own = another.submit(() -> appendUntil(killed::get, log, "survivor-" + round));
            try {
                acknowledgements.addAll(appendUntilKilled(place, round));
            } finally {
                killed.set(true);
            }
            acknowledgements.addAll(own.get());
        }
        return acknowledgements;
    }

    private static List<Acknowledgement> appendUntil(BooleanSupplier killed, EventLog log, String stream) {
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        for (long sequence = 0; !killed.getAsBoolean() || sequence % 20 != 0; sequence++) {
            NewEvent event = new NewEvent("Complaint", stream, sequence, stream + "/" + sequence, Instant.EPOCH, "bytes", null,
                    AppendingUntilKilled.payload(stream, sequence), "0/1".getBytes(StandardCharsets.US_ASCII));
            Outcome outcome = log.write(List.of(Append.of(event))).getFirst();
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> acknowledgements.add(
                    new Acknowledgement(stream, event.sequence(), 1, accepted.firstPosition())));
        }
        return acknowledgements;
    }

    private record Acknowledgement(String stream, long firstSequence, int events, long firstPosition) {

        static Acknowledgement parse(String line) {
            String[] parts = line.substring(0, line.length() - 1).split(" ");
            return new Acknowledgement(parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
        }
    }

    private List<Acknowledgement> appendUntilKilled(TestLog place, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.command(AppendingUntilKilled.class, place.address(), "round-" + round))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // An acknowledgement that the kill cut in two has no full stop; nothing else is printed after the first.
                if (line.startsWith("acknowledged ") && line.endsWith(".")) {
                    acknowledgements.add(Acknowledgement.parse(line));
                    if (acknowledgements.size() == 1) {
                        killSoon(process);
                    }
                }
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(128 + 9);
        assertThat(acknowledgements).as("there was something to lose").isNotEmpty();
        return acknowledgements;
    }

    private void killSoon(Process process) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(random.nextInt(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // By its handle: Process.destroyForcibly would also throw away the lines that were not read yet.
            process.toHandle().destroyForcibly();
        });
    }

    /** Reads on from where the round before ended; the last reading starts at the beginning again. */
    private void verify(EventLog log, List<Acknowledgement> acknowledgements, int round) {
        Map<Long, StoredEvent> stored = new HashMap<>();
        int appendLeft = 0;
        for (List<StoredEvent> page = log.readFrom(verified, 1_000); !page.isEmpty(); page = log.readFrom(verified, 1_000)) {
            for (StoredEvent event : page) {
                assertThat(event.position()).as("positions are contiguous").isEqualTo(verified + 1);
                assertThat(event.payload()).as("the bytes that were written")
                        .isEqualTo(AppendingUntilKilled.payload(event.stream(), event.sequence()));
                String[] place = new String(event.metadata(), StandardCharsets.US_ASCII).split("/");
                int index = Integer.parseInt(place[0]);
                int size = Integer.parseInt(place[1]);
                assertThat(index).as("appends are whole, at contiguous positions").isEqualTo(appendLeft == 0 ? 0 : size - appendLeft);
                appendLeft = size - index - 1;
                verified = event.position();
                if (round >= 0) {
                    stored.put(event.position(), event);
                }
            }
        }
        assertThat(appendLeft).as("the last append is whole").isZero();
        for (Acknowledgement acknowledgement : acknowledgements) {
            for (int i = 0; i < acknowledgement.events(); i++) {
                StoredEvent event = stored.get(acknowledgement.firstPosition() + i);
                assertThat(event).as("%s is stored", acknowledgement).isNotNull();
                assertThat(event.stream()).isEqualTo(acknowledgement.stream());
                assertThat(event.sequence()).isEqualTo(acknowledgement.firstSequence() + i);
            }
        }
    }
}
