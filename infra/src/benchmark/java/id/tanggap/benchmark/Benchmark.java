package id.tanggap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures and reports. Settings: {@code benchmark} (parts, separated by commas), {@code benchmark.scale}
 * ({@code full} or {@code quick}), {@code benchmark.jar} (the packaged application), {@code benchmark.folder} (for files
 * of the run, on the disk to be measured), {@code benchmark.report} and {@code benchmark.flags} (more flags for the
 * measured applications' JVMs, for instance to profile them).
 */
final class Benchmark {

    private static final List<String> PARTS =
            List.of("appends", "mongodb", "submissions", "replay", "scorecards", "lifecycles", "timekeeping", "searches",
                    "startup");

    private Benchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        String wanted = System.getProperty("benchmark", "all");
        List<String> parts = "all".equals(wanted) ? PARTS : List.of(wanted.split(","));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("-Dbenchmark takes some of " + PARTS + ", separated by commas");
        }
        Scale scale = Scale.valueOf(System.getProperty("benchmark.scale", "full").toUpperCase(Locale.ROOT));
        Path folder = Path.of(System.getProperty("benchmark.folder", "target/benchmark")).toAbsolutePath();
        deleteFolder(folder);
        Files.createDirectories(folder);
        Path jar = Application.extract(Path.of(System.getProperty("benchmark.jar")), folder);
        Report report = new Report(scale);
        long begun = System.nanoTime();
        try (Stores stores = new Stores(jar, folder)) {
            for (String part : PARTS) {
                if (parts.contains(part)) {
                    System.out.println("== " + part);
                    switch (part) {
                        case "appends" -> new Appends(folder, scale).run(report);
                        case "mongodb" -> new OnMongo(folder, scale).run(report);
                        case "submissions" -> new Submissions(jar, folder, scale).run(report);
                        case "replay" -> replay(stores.of(scale.large), scale, report);
                        case "scorecards" -> new Scorecards(scale, stores).run(report);
                        case "lifecycles" -> new Lifecycles(jar, folder, scale, stores).run(report);
                        case "timekeeping" -> new Timekeeping(jar, folder, scale).run(report);
                        case "searches" -> new Searches(scale, stores).run(report);
                        case "startup" -> new Startup(jar, folder, scale).run(report);
                        default -> throw new IllegalStateException(part);
                    }
                }
            }
        }
        String markdown = report.markdown();
        Path file = Path.of(System.getProperty("benchmark.report", "target/benchmarks.md"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, markdown);
        System.out.printf("%n%s%nIn %s, after %d s.%n", markdown, file, (System.nanoTime() - begun) / 1_000_000_000);
    }

    private static void replay(Stores.Store store, Scale scale, Report report) {
        report.atLeast("replay", "events/s into all projections, %,d events of %,d complaints"
                .formatted(store.replayed(), scale.large), store.perSecond(), 50_000, "");
    }

    /** The benchmark's own classes, for an application that needs some of them. */
    static String classes() throws Exception {
        return Path.of(Benchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
