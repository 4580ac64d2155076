package id.tanggap.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.access.sqlite.SqliteAccessRows;
import id.tanggap.infra.eventstore.sqlite.Jvm;
import id.tanggap.query.access.Integrity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the recording process again and again, always on the same file, and looks for all that it had let out. */
class AccessKillNineTest {

    private static final int ROUNDS = Integer.getInteger("tanggap.kill.rounds", 8);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20_261_124);

    @Test
    void everything_that_was_shown_before_kill_9_is_on_record_and_the_chain_holds() throws Exception {
        Path file = folder.resolve("access.db");
        Set<String> shown = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            // when a process is killed in which several readers are shown personal data
            shown.addAll(shownUntilKilled(file, round));

            // then the file opens without any repair and holds every look that was answered
            try (ChainedAccessRecord accesses = new ChainedAccessRecord(SqliteAccessRows.open(file, Clock.systemUTC()),
                    new SimpleMeterRegistry())) {
                assertThat(Looks.all(accesses).stream().map(look -> look.look().correlationId()).collect(Collectors.toSet()))
                        .containsAll(shown);
                Integrity walked = accesses.verify().block();
                assertThat(walked.broken()).isEmpty();
                assertThat(walked.rows()).isEqualTo(accesses.known()).isGreaterThanOrEqualTo(shown.size());
            }
        }
    }

    private Set<String> shownUntilKilled(Path file, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.command(RecordingUntilKilled.class, file.toString(), "r" + round))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int lines = random.nextInt(1, 2_000);
        Set<String> shown = new HashSet<>();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // a line that the kill cut in two has no full stop
                if (line.startsWith("shown ") && line.endsWith(".")) {
                    shown.add(line.substring("shown ".length(), line.length() - 1));
                    if (shown.size() == lines) {
                        // by its handle: Process.destroyForcibly would also throw away the lines that were not read yet
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(128 + 9);
        return shown;
    }
}
