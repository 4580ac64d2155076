package id.tanggap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Submissions over HTTP at {@value #CONNECTIONS} connections, acknowledged when they are durable: the application as it is
 * packaged; and, for the comparison of event stores alone, with its projections idle beside the same on Axon's in-memory
 * engine. Rounds take turns, so that all see the same machine.
 */
final class Submissions {

    private static final String PART = "submissions";
    private static final int CONNECTIONS = 64;

    private final Path jar;
    private final Path folder;
    private final Scale scale;

    Submissions(Path jar, Path folder, Scale scale) {
        this.jar = jar;
        this.folder = folder;
        this.scale = scale;
    }

    void run(Report report) throws Exception {
        try (Application whole = start("submissions", jar.toString(), Application.MAIN);
             Application durable = start("submissions-durable", withBenchmark(), IdleProjectionsApplication.class.getName());
             Application inMemory = start("submissions-in-memory", withBenchmark(), InMemoryApplication.class.getName())) {
            List<Application> applications = List.of(whole, durable, inMemory);
            List<List<Load>> rounds = new ArrayList<>();
            for (Application application : applications) {
                application.ready();
                load(application, scale.warmUp);
                whole.awaitRest();
                rounds.add(new ArrayList<>());
            }
            for (int round = 0; round < scale.rounds; round++) {
                for (int i = 0; i < applications.size(); i++) {
                    rounds.get(i).add(load(applications.get(i), scale.round));
                    // Projections that still run must not share the processors with the next round.
                    whole.awaitRest();
                }
            }
            Load asPackaged = Load.median(rounds.get(0));
            Load measured = Load.median(rounds.get(1));
            Load rival = Load.median(rounds.get(2));
            report.tell(PART, "projections idle, durable", measured.toString());
            report.tell(PART, "projections idle, Axon's in-memory engine", rival.toString());
            report.atLeast(PART, "× Axon's in-memory engine, projections idle in both",
                    measured.perSecond() / rival.perSecond(), 0.8, "");
            report.tell(PART, "processor time for each submission, durable and in memory",
                    "%.1f and %.1f µs".formatted(measured.micros(), rival.micros()));
            report.tell(PART, "as packaged: durable, projections running", asPackaged.toString());
            report.atLeast(PART, "submissions/s as packaged", asPackaged.perSecond(), 2_000, "");
            report.atMost(PART, "p99 as packaged", asPackaged.p99(), 100, " ms");
        }
    }

    private static Load load(Application application, Duration duration) throws IOException {
        Load load = Load.run(application, CONNECTIONS, duration, Requests::submit);
        System.out.println("  " + load);
        return load;
    }

    private String withBenchmark() throws Exception {
        return jar + System.getProperty("path.separator") + Benchmark.classes();
    }

    /** The in-memory engine keeps every event on the heap, over a million of them; all get the same. */
    private Application start(String name, String classPath, String main) throws Exception {
        return Application.start(name, folder, Files.createDirectories(folder.resolve(name)),
                List.of("-XX:+UseSerialGC", "-Xmx6g", "-cp", classPath, main));
    }
}
