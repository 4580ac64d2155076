package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.sqlite.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a process of its own, which takes staff at their word; to be killed. */
record NodeProcess(Process process, Http http) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    /**
     * Waits until it listens.
     *
     * @param log what it says goes there
     */
    static NodeProcess start(Path log, String... settings) throws IOException {
        List<String> command = Jvm.command(256, NodeAtTheirWord.class, settings);
        command.add("--server.port=0");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int[] port = {0};
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(process.isAlive()).as("%s runs: %s", log.getFileName(), Files.readString(log)).isTrue();
                Matcher started = PORT.matcher(Files.readString(log));
                port[0] = started.find() ? Integer.parseInt(started.group(1)) : 0;
                return port[0] > 0;
            });
        } catch (Throwable failed) {
            process.destroyForcibly();
            throw failed;
        }
        return new NodeProcess(process, new Http(port[0]));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
