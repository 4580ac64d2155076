package id.tanggap.infra.pages.charts;

import java.util.Arrays;
import java.util.List;

/**
 * Between which shares those would lie who differ from all together by chance alone, for each number of cases: the control
 * limits of a funnel plot, after D. J. Spiegelhalter, <em>Funnel plots for comparing institutional performance</em>, Statistics
 * in Medicine 24 (2005) 1185-1202. Limits are exact binomial ones, at whole counts and not interpolated: of offices that are all
 * equally good no more than so many lie beyond them, however few their cases are.
 *
 * <p>Offices differ by more than chance for reasons that nobody measured: other people, other matters. If they do so clearly, the
 * limits are widened by the square root of the over-dispersion, estimated from standardised differences of which the outermost
 * tenths are pulled in (winsorised), as that paper proposes; only if there are enough offices to tell, and only if the estimate
 * is greater than chance alone explains.
 */
public final class ControlLimits {

    /** Two-sided 95 % and 99.8 %, as tails. */
    private static final double WARNING = 0.025;
    private static final double ALARM = 0.001;

    private static final double PULLED_IN = 0.1;
    private static final int ENOUGH = 10;

    /** Weights below this change no limit that could be drawn. */
    private static final double NEGLIGIBLE = 1e-17;

    private final double share;
    private final double dispersion;

    /** @param of how many cases, at least 1 @param hits how many of them */
    public record Cases(long of, long hits) {
        public Cases {
            if (of < 1 || hits < 0 || hits > of) {
                throw new IllegalArgumentException(hits + " of " + of);
            }
        }

        public double share() {
            return (double) hits / of;
        }
    }

    /** Beyond which shares somebody with so many cases is not among the 95 %, and 99.8 %, of chance; 0 to 1, rising. */
    public record Band(double lowAlarm, double lowWarning, double highWarning, double highAlarm) {
    }

    /** Where somebody stands. */
    public enum Standing { FAR_BELOW, BELOW, AS_ALL, ABOVE, FAR_ABOVE }

    private ControlLimits(double share, double dispersion) {
        this.share = share;
        this.dispersion = dispersion;
    }

    /** @throws IllegalArgumentException if there are none: nobody can be compared with nobody */
    public static ControlLimits of(List<Cases> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare with");
        }
        double share = (double) all.stream().mapToLong(Cases::hits).sum() / all.stream().mapToLong(Cases::of).sum();
        return new ControlLimits(share, dispersion(all, share));
    }

    private static double dispersion(List<Cases> all, double share) {
        if (all.size() < ENOUGH || share == 0 || share == 1) {
            return 1;
        }
        double[] z = all.stream().mapToDouble(cases ->
                (cases.share() - share) / Math.sqrt(share * (1 - share) / cases.of())).sorted().toArray();
        int outermost = (int) Math.floor(PULLED_IN * z.length);
        double lowest = z[outermost];
        double highest = z[z.length - 1 - outermost];
        double estimate = Arrays.stream(z).map(each -> Math.clamp(each, lowest, highest)).map(each -> each * each).sum()
                / z.length;
        return estimate > 1 + 2 * Math.sqrt(2.0 / z.length) ? estimate : 1;
    }

    /** Of all together. */
    public double share() {
        return share;
    }

    /** By how much more they differ than by chance, as a factor of the variance; 1 if that cannot be said. */
    public double dispersion() {
        return dispersion;
    }

    /** @param n cases, at least 1 */
    public Band at(long n) {
        if (share == 0 || share == 1) {
            return new Band(share, share, share, share);
        }
        int mode = (int) Math.min(n, (long) Math.floor((n + 1) * share));
        double odds = share / (1 - share);
        int reach = (int) Math.min(n, 20 + Math.round(12 * Math.sqrt(n * share * (1 - share))));
        int first = Math.max(0, mode - reach);
        int last = (int) Math.min(n, (long) mode + reach);
        double[] weights = new double[last - first + 1];
        weights[mode - first] = 1;
        for (int k = mode; k < last && weights[k - first] > NEGLIGIBLE; k++) {
            weights[k + 1 - first] = weights[k - first] * (n - k) / (k + 1) * odds;
        }
        for (int k = mode; k > first && weights[k - first] > NEGLIGIBLE; k--) {
            weights[k - 1 - first] = weights[k - first] * k / (n - k + 1) / odds;
        }
        double all = Arrays.stream(weights).sum();
        double[] limits = new double[4];
        double[] tails = {ALARM, WARNING, 1 - WARNING, 1 - ALARM};
        double below = 0;
        int found = 0;
        for (int i = 0; i < weights.length && found < 4; i++) {
            double upTo = below + weights[i] / all;
            while (found < 4 && upTo > tails[found]) {
                limits[found++] = widened((double) (first + i) / n);
            }
            below = upTo;
        }
        while (found < 4) {
            limits[found++] = widened((double) last / n);
        }
        return new Band(limits[0], limits[1], limits[2], limits[3]);
    }

    private double widened(double limit) {
        return dispersion == 1 ? limit : Math.clamp(share + Math.sqrt(dispersion) * (limit - share), 0, 1);
    }

    public Standing standing(Cases cases) {
        Band band = at(cases.of());
        double its = cases.share();
        return its < band.lowAlarm() ? Standing.FAR_BELOW : its < band.lowWarning() ? Standing.BELOW
                : its > band.highAlarm() ? Standing.FAR_ABOVE : its > band.highWarning() ? Standing.ABOVE : Standing.AS_ALL;
    }
}
