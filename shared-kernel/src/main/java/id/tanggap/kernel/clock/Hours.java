package id.tanggap.kernel.clock;

import java.time.LocalTime;
import java.util.Objects;

/** An unbroken stretch of working hours within one day, by the clock on the wall. {@code to} 00:00 is the day's end. */
public record Hours(LocalTime from, LocalTime to) {

    /** @throws IllegalArgumentException if it does not end after it begins, or has parts of seconds */
    public Hours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.getNano() != 0 || to.getNano() != 0 || end(to) <= from.toSecondOfDay()) {
            throw new IllegalArgumentException("hours end after they begin, on whole seconds");
        }
    }

    /** @param text as in {@code 07:30-12:00}; {@code 24:00} is the day's end */
    public static Hours of(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("hours are written as 07:30-12:00");
        }
        String to = text.substring(dash + 1).strip();
        return new Hours(LocalTime.parse(text.substring(0, dash).strip()),
                to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to));
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
    }

    int begins() {
        return from.toSecondOfDay();
    }

    int ends() {
        return end(to);
    }

    private static int end(LocalTime to) {
        return to.equals(LocalTime.MIDNIGHT) ? 86_400 : to.toSecondOfDay();
    }
}
