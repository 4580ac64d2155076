package id.tanggap.kernel.clock;

import java.util.Objects;

/** How much working time there is: so many working days, or so many working hours. */
public record Limit(WorkingUnit unit, int amount) {

    /** @throws IllegalArgumentException unless the amount is 1 to 10,000 */
    public Limit {
        Objects.requireNonNull(unit, "unit");
        if (amount < 1 || amount > 10_000) {
            throw new IllegalArgumentException("a limit has 1 to 10,000 working days or hours");
        }
    }

    public static Limit workingDays(int days) {
        return new Limit(WorkingUnit.DAYS, days);
    }

    public static Limit workingHours(int hours) {
        return new Limit(WorkingUnit.HOURS, hours);
    }

    public WorkingDuration duration() {
        return new WorkingDuration(unit, (long) amount * unit.seconds());
    }

    /** A share of it, rounded up to the whole second: nothing has reached a share before it is full. */
    public WorkingDuration share(int percent) {
        if (percent < 1) {
            throw new IllegalArgumentException("a share has at least 1 percent");
        }
        return new WorkingDuration(unit, Math.ceilDiv(duration().seconds() * percent, 100L));
    }
}
