package id.tanggap.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One look at what is due, while nothing is: with very many open complaints it must cost next to nothing. */
final class Timekeeping {

    private static final String PART = "timekeeping";
    private static final String SCANS = "tanggap_clock_scan_seconds";

    private final Path jar;
    private final Path folder;
    private final Scale scale;

    Timekeeping(Path jar, Path folder, Scale scale) {
        this.jar = jar;
        this.folder = folder;
        this.scale = scale;
    }

    void run(Report report) throws Exception {
        Path data = Files.createDirectories(folder.resolve("open"));
        History.writeOpen(data, scale.large);
        List<String> run = new ArrayList<>(Application.FLAGS);
        run.addAll(List.of("-cp", jar.toString(), Application.MAIN, "--tanggap.clock.interval=100ms"));
        try (Application application = Application.start("open", folder, data, run).ready()) {
            application.awaitRest();
            Waiting.sleep(scale.rest);
            double scans = application.prometheus(SCANS + "_count");
            double seconds = application.prometheus(SCANS + "_sum");
            var before = application.within(SCANS, "");
            Waiting.sleep(scale.rest);
            double counted = application.prometheus(SCANS + "_count") - scans;
            report.tell(PART, "looks while nothing is due, %,d open complaints".formatted(scale.large), "%.0f".formatted(counted));
            report.atMost(PART, "one look, mean", (application.prometheus(SCANS + "_sum") - seconds) / counted * 1_000, 50, " ms");
            report.atMost(PART, "one look, p99", Application.p99(before, application.within(SCANS, "")), 50, " ms");
        }
        Benchmark.deleteFolder(data);
    }
}
