package id.tanggap.benchmark;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reading an office's scorecard from a small and a large store, rounds of the two taking turns. */
final class Scorecards {

    private static final String PART = "scorecards";
    /** Latency of a read, not of a queue: fewer connections than processors are kept busy. */
    private static final int CONNECTIONS = 1;

    private final Scale scale;
    private final Stores stores;

    Scorecards(Scale scale, Stores stores) {
        this.scale = scale;
        this.stores = stores;
    }

    void run(Report report) throws Exception {
        Application large = stores.of(scale.large).application();
        Application small = stores.of(scale.small).application();
        Duration warmUp = scale.warmUp.dividedBy(4);
        Duration round = scale.round.dividedBy(4);
        for (int days : new int[] {90, 365}) {
            Load.run(large, CONNECTIONS, warmUp, scorecard(days));
            Load.run(small, CONNECTIONS, warmUp, scorecard(days));
            List<Load> atLarge = new ArrayList<>();
            List<Load> atSmall = new ArrayList<>();
            for (int i = 0; i < scale.rounds; i++) {
                atLarge.add(Load.run(large, CONNECTIONS, round, scorecard(days)));
                atSmall.add(Load.run(small, CONNECTIONS, round, scorecard(days)));
            }
            Load many = Load.median(atLarge);
            Load few = Load.median(atSmall);
            report.tell(PART, "%d days at %,d complaints".formatted(days, scale.small), few.toString());
            report.tell(PART, "%d days at %,d complaints".formatted(days, scale.large), many.toString());
            report.atMost(PART, "%d days, p50 at %,d × p50 at %,d".formatted(days, scale.large, scale.small),
                    many.p50() / few.p50(), 1.2, "");
            report.atMost(PART, "%d days, p99 at %,d complaints".formatted(days, scale.large), many.p99(), 10, " ms");
        }
    }

    private static Load.Unit scorecard(int days) {
        List<String> offices = History.offices();
        LocalDate today = LocalDate.now();
        String period = "/scorecard?from=" + today.minusDays(days - 1) + "&to=" + today;
        return client -> client.get("/api/v1/offices/" + offices.get(ThreadLocalRandom.current().nextInt(offices.size()))
                + period).expect(200);
    }
}
