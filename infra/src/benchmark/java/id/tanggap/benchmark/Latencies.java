package id.tanggap.benchmark;

import java.util.Arrays;
import java.util.Collection;

/** Durations as they were measured, every one of them. One thread at a time. */
final class Latencies {

    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    static Latencies of(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        all.nanos = new long[parts.stream().mapToInt(part -> part.count).sum()];
        for (Latencies part : parts) {
            System.arraycopy(part.nanos, 0, all.nanos, all.count, part.count);
            all.count += part.count;
        }
        Arrays.sort(all.nanos);
        return all;
    }

    int count() {
        return count;
    }

    /** Of what {@link #of} made: sorted. */
    double millis(double percentile) {
        return count == 0 ? Double.NaN : nanos[(int) Math.min(count - 1L, (long) (count * percentile / 100))] / 1e6;
    }
}
