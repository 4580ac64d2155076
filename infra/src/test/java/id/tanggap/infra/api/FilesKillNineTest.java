package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.attachments.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientException;
import tools.jackson.databind.JsonNode;

/** Kills the platform again and again while people send it files, always on the same folder, and looks for all of them. */
class FilesKillNineTest {

    private static final int ROUNDS = Integer.getInteger("tanggap.kill.rounds", 2);
    private static final int AT_ONCE = 4;
    private static final int FILES_EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20_261_130);

    private record Acknowledged(String complaint, int number, byte[] file) {
    }

    /** By the path of the complaint, which secret opens it. */
    private final Map<String, String> complaints = new ConcurrentHashMap<>();
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();

    private final AtomicLong head = new AtomicLong();
    private NodeProcess node;

    @AfterEach
    void end() {
        if (node != null) {
            node.close();
        }
    }

    private void start(int round) throws IOException {
        node = NodeProcess.start(folder.resolve("round-" + round + ".log"), "--tanggap.data=" + folder.resolve("data"),
                "--tanggap.scanner=none", "--tanggap.limits.enabled=false", "--tanggap.clock.interval=1h");
    }

    @Test
    void every_file_that_was_acknowledged_before_kill_9_is_given_out_whole_and_none_is_told_of_that_is_not_there()
            throws Exception {
        start(0);
        for (int round = 1; round <= ROUNDS; round++) {
            // when the platform is killed in the middle of several files
            sendUntilKilled(acknowledged.size() + random.nextInt(1, 30));

            // then, on the same folder, it gives out each file that it had said it has
            start(round);
            for (Acknowledged one : acknowledged) {
                await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() ->
                        assertThat(file(one.complaint(), one.number()).is(200).bytes()).isEqualTo(one.file()));
            }
            // and everything that any complaint tells of, whether or not it was acknowledged
            for (String complaint : complaints.keySet()) {
                await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() -> {
                    for (JsonNode told : node.http().get(complaint, reporter(complaint)).is(200).json()
                            .at("/content/attachments")) {
                        file(complaint, told.path("number").asInt()).is(200);
                    }
                });
            }
            // and keeps nothing of those that were cut off
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts()).isEmpty());
        }
    }

    private Who reporter(String complaint) {
        return Who.reporter(complaints.get(complaint)).havingSeen(head.get());
    }

    private Answer file(String complaint, int number) {
        return node.http().get(complaint + "/attachments/" + number, reporter(complaint));
    }

    /** What is half written; there may be some for a moment. */
    private List<Path> parts() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            return all.filter(path -> path.toString().endsWith(".part")).toList();
        }
    }

    private void sendUntilKilled(int most) throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                SplittableRandom own = random.split();
                sending.add(people.submit(() -> sendUntilNobodyAnswers(own)));
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> acknowledged.size() >= most
                    || sending.stream().anyMatch(Future::isDone));
            node.kill();
            for (Future<?> one : sending) {
                one.get();
            }
        }
        assertThat(acknowledged).as("killed after so many, not before").hasSizeGreaterThanOrEqualTo(most);
    }

    private void sendUntilNobodyAnswers(SplittableRandom own) {
        try {
            while (true) {
                Answer submitted = node.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", "Lampu padam", "narrative",
                        "Sudah tiga malam.", "category", "Jalan", "identity", "ANONYMOUS")).is(201);
                String complaint = "/api/v1/complaints/" + submitted.at("/id");
                complaints.put(complaint, submitted.at("/secret"));
                for (int number = 1; number <= FILES_EACH; number++) {
                    byte[] file = Photos.pdf(Long.toHexString(own.nextLong()).repeat(own.nextInt(1, 20_000)));
                    Answer taken = node.http().send(HttpMethod.POST, complaint + "/attachments",
                            Who.reporter(submitted.at("/secret")), "application/octet-stream", file).is(201);
                    head.accumulateAndGet(taken.position(), Math::max);
                    acknowledged.add(new Acknowledged(complaint, number, file));
                }
            }
        } catch (WebClientException killed) {
            // what it was about to say is not known
        }
    }
}
