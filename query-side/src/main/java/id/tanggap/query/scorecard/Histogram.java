package id.tanggap.query.scorecard;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * How many durations of which length, to three significant digits. Immutable and mergeable: the histogram of a year is
 * the sum of those of its days. Buckets are those of HdrHistogram with three digits (values below 2,048 are exact, above
 * a bucket is at most 1/1,024 of its value wide), kept sparsely because a day at an office fills only few of them.
 */
public final class Histogram {

    public static final Histogram EMPTY = new Histogram(new int[0], new long[0]);

    private static final int HALF = 1024;

    /** An int and a long, seven bits to a byte. */
    private static final int LONGEST_PAIR = 5 + 9;

    private final int[] buckets;
    private final long[] counts;
    /** How many up to and including each bucket; worked out when it is first asked for. */
    private volatile long[] upTo;
    /** As it is stored: most of a cell's histograms stay as they are when the cell is written again. */
    private volatile byte[] encoded;

    private Histogram(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /** @param seconds 0 or more */
    public Histogram plus(long seconds) {
        return changed(seconds, 1);
    }

    /**
     * Takes back a value that was counted before.
     *
     * @throws IllegalArgumentException if none like it was counted
     */
    public Histogram minus(long seconds) {
        return changed(seconds, -1);
    }

    private Histogram changed(long seconds, int by) {
        int bucket = bucket(seconds);
        int at = Arrays.binarySearch(buckets, bucket);
        if (at >= 0 && counts[at] + by > 0) {
            long[] changed = counts.clone();
            changed[at] += by;
            return new Histogram(buckets, changed);
        }
        if (at >= 0) {
            return new Histogram(without(buckets, at), without(counts, at));
        }
        if (by < 0) {
            throw new IllegalArgumentException("no such value was counted");
        }
        int to = -at - 1;
        int[] moreBuckets = new int[buckets.length + 1];
        long[] moreCounts = new long[counts.length + 1];
        System.arraycopy(buckets, 0, moreBuckets, 0, to);
        System.arraycopy(counts, 0, moreCounts, 0, to);
        moreBuckets[to] = bucket;
        moreCounts[to] = by;
        System.arraycopy(buckets, to, moreBuckets, to + 1, buckets.length - to);
        System.arraycopy(counts, to, moreCounts, to + 1, counts.length - to);
        return new Histogram(moreBuckets, moreCounts);
    }

    private static int[] without(int[] from, int at) {
        int[] rest = Arrays.copyOf(from, from.length - 1);
        System.arraycopy(from, at + 1, rest, at, rest.length - at);
        return rest;
    }

    private static long[] without(long[] from, int at) {
        long[] rest = Arrays.copyOf(from, from.length - 1);
        System.arraycopy(from, at + 1, rest, at, rest.length - at);
        return rest;
    }

    public static Histogram sum(Collection<Histogram> parts) {
        int highest = -1;
        for (Histogram part : parts) {
            if (part.buckets.length > 0) {
                highest = Math.max(highest, part.buckets[part.buckets.length - 1]);
            }
        }
        long[] all = new long[highest + 1];
        int filled = 0;
        for (Histogram part : parts) {
            for (int i = 0; i < part.buckets.length; i++) {
                if (all[part.buckets[i]] == 0) {
                    filled++;
                }
                all[part.buckets[i]] += part.counts[i];
            }
        }
        int[] buckets = new int[filled];
        long[] counts = new long[filled];
        for (int bucket = 0, to = 0; to < filled; bucket++) {
            if (all[bucket] != 0) {
                buckets[to] = bucket;
                counts[to++] = all[bucket];
            }
        }
        return new Histogram(buckets, counts);
    }

    /** How many buckets are filled, which is what it takes in memory. */
    public int size() {
        return buckets.length;
    }

    /** How many durations were counted. */
    public long count() {
        return buckets.length == 0 ? 0 : upTo()[buckets.length - 1];
    }

    /**
     * The value at index {@code floor(count * q)} of the sorted values, to three significant digits; empty if nothing was
     * counted.
     *
     * @param q from 0 (the least) to 1 (the greatest)
     */
    public OptionalLong quantile(double q) {
        long n = count();
        if (n == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.min(n - 1, (long) Math.floor(n * q));
        int found = Arrays.binarySearch(upTo(), rank + 1);
        return OptionalLong.of(middle(buckets[found >= 0 ? found : -found - 1]));
    }

    /**
     * Whether a value is among those that {@link #atMost} counts: it is if it lies in the edge's bucket, although it may be
     * greater than the edge by up to 1/1,024 of it. So who asks this of each value finds as many as a histogram counts.
     */
    static boolean isAtMost(long seconds, long edge) {
        return bucket(seconds) <= bucket(edge);
    }

    /** How many values are at most {@code seconds}, to the precision of the buckets. */
    public long atMost(long seconds) {
        int found = Arrays.binarySearch(buckets, bucket(seconds));
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? 0 : upTo()[last];
    }

    /**
     * How many values lie over each edge and up to the next, the first from 0 and the last without end, to the precision of
     * the buckets.
     *
     * @param edges in units, rising
     * @param unit  in seconds
     */
    public long[] between(int[] edges, long unit) {
        long[] between = new long[edges.length + 1];
        long below = 0;
        for (int i = 0; i < between.length; i++) {
            long upTo = i == edges.length ? count() : atMost(edges[i] * unit);
            between[i] = upTo - below;
            below = upTo;
        }
        return between;
    }

    /** Two threads that ask at once work out the same. */
    private long[] upTo() {
        long[] known = upTo;
        if (known == null) {
            known = counts.clone();
            for (int i = 1; i < known.length; i++) {
                known[i] += known[i - 1];
            }
            upTo = known;
        }
        return known;
    }

    private static int bucket(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("a duration is not negative");
        }
        int shift = Math.max(0, 53 - Long.numberOfLeadingZeros(seconds));
        return shift * HALF + (int) (seconds >> shift);
    }

    private static long middle(int bucket) {
        if (bucket < 2 * HALF) {
            return bucket;
        }
        int shift = bucket / HALF - 1;
        return ((long) (bucket % HALF + HALF) << shift) + (1L << shift - 1);
    }

    /** Pairs of variable-length integers: distance to the bucket before, count. Not a copy: leave it as it is. */
    public byte[] encode() {
        byte[] known = encoded;
        if (known == null) {
            known = encoded();
            encoded = known;
        }
        return known;
    }

    private byte[] encoded() {
        byte[] bytes = new byte[buckets.length * LONGEST_PAIR];
        int end = 0;
        int before = 0;
        for (int i = 0; i < buckets.length; i++) {
            end = write(bytes, end, buckets[i] - before);
            end = write(bytes, end, counts[i]);
            before = buckets[i];
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int write(byte[] bytes, int at, long value) {
        int end = at;
        long rest = value;
        while (rest > 127) {
            bytes[end++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[end++] = (byte) rest;
        return end;
    }

    /** The inverse of {@link #encode()}. */
    public static Histogram decode(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        int ends = 0;
        for (byte b : bytes) {
            ends += b >= 0 ? 1 : 0;
        }
        int[] buckets = new int[ends / 2];
        long[] counts = new long[ends / 2];
        int bucket = 0;
        for (int i = 0, at = 0; i < buckets.length; i++) {
            int distance = bytes[at] & 127;
            for (int shift = 7; bytes[at++] < 0; shift += 7) {
                distance |= (bytes[at] & 127) << shift;
            }
            long count = bytes[at] & 127;
            for (int shift = 7; bytes[at++] < 0; shift += 7) {
                count |= (long) (bytes[at] & 127) << shift;
            }
            bucket += distance;
            buckets[i] = bucket;
            counts[i] = count;
        }
        return new Histogram(buckets, counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that && Arrays.equals(buckets, that.buckets)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "n=" + count();
    }
}
