package id.tanggap.kernel.clock;

import java.util.Objects;

/**
 * An amount of working time, to the second; negative where more was used than there was. A second of working days and a
 * second of working hours are different things, so the two are never added or compared.
 */
public record WorkingDuration(WorkingUnit unit, long seconds) implements Comparable<WorkingDuration> {

    public WorkingDuration {
        Objects.requireNonNull(unit, "unit");
    }

    public static WorkingDuration none(WorkingUnit unit) {
        return new WorkingDuration(unit, 0);
    }

    /** @throws IllegalArgumentException if the other is counted in another unit */
    public WorkingDuration plus(WorkingDuration other) {
        return new WorkingDuration(unit, Math.addExact(seconds, same(other).seconds));
    }

    /** @throws IllegalArgumentException if the other is counted in another unit */
    public WorkingDuration minus(WorkingDuration other) {
        return new WorkingDuration(unit, Math.subtractExact(seconds, same(other).seconds));
    }

    public boolean isNegative() {
        return seconds < 0;
    }

    /** In its unit, for people to read; the law is applied to the seconds. */
    public double inUnits() {
        return (double) seconds / unit.seconds();
    }

    /** @throws IllegalArgumentException if the other is counted in another unit */
    @Override
    public int compareTo(WorkingDuration other) {
        return Long.compare(seconds, same(other).seconds);
    }

    private WorkingDuration same(WorkingDuration other) {
        if (other.unit != unit) {
            throw new IllegalArgumentException("working days and working hours do not mix");
        }
        return other;
    }
}
