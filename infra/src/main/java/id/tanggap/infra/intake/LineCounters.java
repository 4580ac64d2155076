package id.tanggap.infra.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many lines came to what, over all imports of this node. */
final class LineCounters {

    private final Counter imported;
    private final Counter known;
    private final Counter refused;

    LineCounters(MeterRegistry meters) {
        this.imported = counter(meters, "imported");
        this.known = counter(meters, "known");
        this.refused = counter(meters, "refused");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("tanggap.import.lines").description("Lines of import files, by what became of them")
                .tag("result", result).register(meters);
    }

    void count(long imported, long known, long refused) {
        this.imported.increment(imported);
        this.known.increment(known);
        this.refused.increment(refused);
    }
}
