package id.tanggap.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Searching the large store as a coordinator, who may read everything. */
final class Searches {

    private static final String PART = "searches";
    /** Latency of a search, not of a queue. */
    private static final int CONNECTIONS = 1;

    private final Scale scale;
    private final Stores stores;

    Searches(Scale scale, Stores stores) {
        this.scale = scale;
        this.stores = stores;
    }

    void run(Report report) throws Exception {
        Stores.Store store = stores.of(scale.large);
        Application large = store.application();
        report.tell(PART, "events/s into the index of %,d complaints, from when the read models were complete"
                .formatted(scale.large), "%,.0f".formatted(store.indexedPerSecond()));
        report.tell(PART, "size of the index at %,d complaints".formatted(scale.large),
                "%,.0f MB".formatted(large.metric("tanggap.search.size") / 1e6));
        Staff staff = large.staff().working(List.of());
        Duration round = scale.round.dividedBy(4);
        Load.run(large, CONNECTIONS, scale.warmUp.dividedBy(4), search(staff));
        List<Load> rounds = new ArrayList<>();
        for (int i = 0; i < scale.rounds; i++) {
            rounds.add(Load.run(large, CONNECTIONS, round, search(staff)));
        }
        Load median = Load.median(rounds);
        report.tell(PART, "searches at %,d complaints".formatted(scale.large), median.toString());
        report.atMost(PART, "p99 at %,d complaints".formatted(scale.large), median.p99(), 50, " ms");
    }

    private Load.Unit search(Staff staff) {
        List<String> offices = History.offices();
        return client -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            String question = switch (random.nextInt(6)) {
                case 0 -> "jalan";
                case 1 -> "jalan+pasar+lampu";
                case 2 -> "berlobang+pengendara";
                case 3 -> "perbaikan+penerangan";
                case 4 -> Integer.toString(random.nextInt(scale.large));
                default -> "pasar+" + random.nextInt(scale.large);
            };
            String office = random.nextBoolean() ? "" : "&office=" + offices.get(random.nextInt(offices.size()));
            client.get("/api/v1/complaints?limit=20&q=" + question + office, staff.headers("koordinator")).expect(200);
        };
    }
}
