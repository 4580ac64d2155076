package id.tanggap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From starting the process to the first request served on an empty store, with the JDK's AOT cache, as
 * {@code docs/running.md} tells operators to run it; and the memory it then holds at rest.
 */
final class Startup {

    private static final String PART = "startup";
    private static final String FIRST_REQUEST = "/api/v1/complaints";

    private final Path jar;
    private final Path folder;
    private final Scale scale;

    Startup(Path jar, Path folder, Scale scale) {
        this.jar = jar;
        this.folder = folder;
        this.scale = scale;
    }

    void run(Report report) throws Exception {
        Path cache = folder.resolve("tanggap.aot");
        Path data = fresh(0);
        try (Application training = start("startup-training", data, "-XX:AOTCacheOutput=" + cache)) {
            training.awaitServing(FIRST_REQUEST);
            try (Client client = new Client(training.port())) {
                Requests.submit(client);
            }
        }
        Benchmark.deleteFolder(data);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the training run left no AOT cache; see its log");
        }
        report.tell(PART, "without AOT cache", "%.2f s".formatted(Load.middle(starts("plain", "-Xshare:auto"))));
        List<Double> seconds = starts("aot", "-XX:AOTCache=" + cache);
        report.atMost(PART, "to the first request served", Load.middle(seconds), 4, " s");
        data = fresh(0);
        try (Application resting = start("startup-rest", data, "-XX:AOTCache=" + cache)) {
            resting.awaitServing(FIRST_REQUEST);
            Waiting.sleep(scale.rest);
            report.atMost(PART, "resident memory after " + scale.rest.toSeconds() + " s at rest",
                    resting.residentMebibytes(), 400, " MB");
        }
        Benchmark.deleteFolder(data);
    }

    private List<Double> starts(String name, String flag) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 1; i <= scale.starts; i++) {
            Path data = fresh(i);
            try (Application application = start("startup-" + name + "-" + i, data, flag)) {
                seconds.add(application.awaitServing(FIRST_REQUEST));
            }
            Benchmark.deleteFolder(data);
        }
        System.out.println("  " + name + ": " + seconds);
        return seconds;
    }

    private Path fresh(int number) throws IOException {
        return Files.createDirectories(folder.resolve("startup-" + number));
    }

    private Application start(String name, Path data, String flag) throws IOException {
        return Application.start(name, folder, data, List.of("-XX:+UseSerialGC", flag, "-jar", jar.toString()));
    }
}
