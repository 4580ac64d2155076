package id.tanggap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Whole lifecycles over HTTP: create, forward, draft a final response, approve it, read one's own write; on a store that
 * begins empty and on a large one, rounds of the two taking turns.
 */
final class Lifecycles {

    private static final String PART = "lifecycles";
    private static final int CONNECTIONS = 64;

    private final Path jar;
    private final Path folder;
    private final Scale scale;
    private final Stores stores;

    Lifecycles(Path jar, Path folder, Scale scale, Stores stores) {
        this.jar = jar;
        this.folder = folder;
        this.scale = scale;
        this.stores = stores;
    }

    void run(Report report) throws Exception {
        Application large = stores.of(scale.large).application();
        Path data = Files.createDirectories(folder.resolve("lifecycles-empty"));
        try (Application empty = Application.start("lifecycles-empty", jar, folder, data).ready()) {
            Staff newStaff = empty.staff();
            List<String> offices = newStaff.registerOffices(History.OFFICES);
            newStaff.working(offices);
            Staff oldStaff = large.staff().working(History.offices());
            Load.Unit onEmpty = client -> Requests.lifecycle(client, newStaff, offices);
            Load.Unit onLarge = client -> Requests.lifecycle(client, oldStaff, History.offices());
            large.awaitNothingDue();
            Load.run(empty, CONNECTIONS, scale.warmUp, onEmpty);
            Load.run(large, CONNECTIONS, scale.warmUp, onLarge);
            List<Load> atEmpty = new ArrayList<>();
            List<Load> atLarge = new ArrayList<>();
            TreeMap<Double, Double> before = large.lag();
            double asked = large.prometheus(Application.ASKED);
            for (int round = 0; round < scale.rounds; round++) {
                atEmpty.add(round(empty, onEmpty));
                atLarge.add(round(large, onLarge));
            }
            double stepsDue = large.prometheus(Application.ASKED) - asked;
            double lag = Application.p99(before, large.lag());
            Load small = Load.median(atEmpty);
            Load measured = Load.median(atLarge);
            String size = "%,d complaints".formatted(scale.large);
            report.tell(PART, "store that begins empty, " + CONNECTIONS + " connections", small.toString());
            report.tell(PART, size + ", " + CONNECTIONS + " connections", measured.toString());
            report.tell(PART, "processor time for each, empty and " + size,
                    "%.0f and %.0f µs".formatted(small.micros(), measured.micros()));
            report.tell(PART, "complaints of the large store at which something fell due meanwhile",
                    "%,.0f".formatted(stepsDue));
            report.atLeast(PART, size + " × empty", measured.perSecond() / small.perSecond(), 0.95, "");
            report.atLeast(PART, "lifecycles/s at " + size, measured.perSecond(), 400, "");
            report.atMost(PART, "projection lag p99 at " + size, lag, 500, " ms");
        }
        Benchmark.deleteFolder(data);
    }

    private Load round(Application application, Load.Unit unit) throws IOException {
        Load load = Load.run(application, CONNECTIONS, scale.round, unit);
        System.out.println("  " + load);
        application.awaitRest();
        return load;
    }
}
