package id.tanggap.kernel.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One known year, laid out for counting: for every day when it begins and how much working time lies before it, counted
 * from the first day of the unbroken run of known years that it belongs to. Working time between two moments is then the
 * difference of two positions.
 *
 * <p>A position within a day is the second that the clock on the wall shows. Where clocks are put forward it leaps, where
 * they are put back the repeated time counts when it is over for good, and where midnight itself is skipped the day still
 * begins at nought: so a position never falls, a day begins with nothing used and every working day adds up to the same.
 */
final class YearOfWork {

    private static final int WHOLE_DAY = 86_400;

    private final ZoneRules rules;
    private final long firstDay;
    private final long[] begins;
    private final boolean[] regular;
    private final int[][] hours;
    private final long[] daysBefore;
    private final long[] hoursBefore;

    /** @param before the year before, null if it is not known */
    YearOfWork(int year, ZoneId zone, Function<LocalDate, List<Hours>> hoursOn, YearOfWork before) {
        this.rules = zone.getRules();
        LocalDate first = LocalDate.of(year, 1, 1);
        this.firstDay = first.toEpochDay();
        int length = first.lengthOfYear();
        this.begins = new long[length + 1];
        for (int i = 0; i <= length; i++) {
            begins[i] = first.plusDays(i).atStartOfDay(zone).toEpochSecond();
        }
        this.regular = new boolean[length];
        this.hours = new int[length][];
        this.daysBefore = new long[length + 1];
        this.hoursBefore = new long[length + 1];
        daysBefore[0] = before == null ? 0 : before.upToItsEnd(WorkingUnit.DAYS);
        hoursBefore[0] = before == null ? 0 : before.upToItsEnd(WorkingUnit.HOURS);
        for (int i = 0; i < length; i++) {
            ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(begins[i] - 1));
            regular[i] = next == null || next.toEpochSecond() >= begins[i + 1];
            hours[i] = begins[i] == begins[i + 1] ? new int[0]
                    : hoursOn.apply(first.plusDays(i)).stream().flatMapToInt(one ->
                            IntStream.of(one.begins(), one.ends())).toArray();
            daysBefore[i + 1] = daysBefore[i] + (hours[i].length > 0 ? WHOLE_DAY : 0);
            hoursBefore[i + 1] = hoursBefore[i] + hoursUpTo(hours[i], WHOLE_DAY);
        }
    }

    boolean isWorkingDay(LocalDate date) {
        return hours[index(date.toEpochDay())].length > 0;
    }

    List<Hours> hoursOn(LocalDate date) {
        int[] bounds = hours[index(date.toEpochDay())];
        return IntStream.range(0, bounds.length / 2).mapToObj(k -> new Hours(LocalTime.ofSecondOfDay(bounds[2 * k]),
                LocalTime.ofSecondOfDay(bounds[2 * k + 1] % WHOLE_DAY))).toList();
    }

    /** Whether the zone's clocks are let alone throughout the day. */
    boolean isRegular(long day) {
        return regular[index(day)];
    }

    /** Working time from the run's beginning up to this year's end. */
    long upToItsEnd(WorkingUnit unit) {
        long[] before = before(unit);
        return before[before.length - 1];
    }

    /** Working time from the run's beginning up to a moment in a day of this year, its end included. */
    long upTo(long day, long second, WorkingUnit unit) {
        int i = index(day);
        return before(unit)[i] + within(i, second, unit);
    }

    /** The first moment in this year up to which there is so much working time, counted from the run's beginning. */
    long reaching(long amount, WorkingUnit unit) {
        long[] before = before(unit);
        int low = 1;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] >= amount) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int i = low - 1;
        long rest = amount - before[i];
        return regular[i] ? begins[i] + (unit == WorkingUnit.DAYS ? rest : afterHours(hours[i], rest))
                : bySearch(i, rest, unit);
    }


    private long bySearch(int i, long rest, WorkingUnit unit) {
        long low = begins[i];
        long high = begins[i + 1];
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (within(i, middle, unit) >= rest) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long within(int i, long second, WorkingUnit unit) {
        if (hours[i].length == 0) {
            return 0;
        }
        if (second >= begins[i + 1]) {
            return before(unit)[i + 1] - before(unit)[i];
        }
        if (regular[i]) {
            return counted(i, (int) (second - begins[i]), unit);
        }
        return counted(i, onTheWall(i, second), unit) - counted(i, onTheWall(i, begins[i]), unit);
    }

    private long counted(int i, int shown, WorkingUnit unit) {
        return switch (unit) {
            case DAYS -> shown;
            case HOURS -> hoursUpTo(hours[i], shown);
        };
    }

    private int onTheWall(int i, long second) {
        long midnight = (firstDay + i) * WHOLE_DAY;
        long shown = second + offset(second) - midnight;
        // a day can have more than one change, though no zone is known for it
        for (ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(second));
                next != null && next.toEpochSecond() < begins[i + 1];
                next = rules.nextTransition(next.getInstant())) {
            shown = Math.min(shown, next.toEpochSecond() + next.getOffsetAfter().getTotalSeconds() - midnight);
        }
        return (int) Math.clamp(shown, 0, WHOLE_DAY);
    }

    private int offset(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private int index(long day) {
        return (int) (day - firstDay);
    }

    private long[] before(WorkingUnit unit) {
        return unit == WorkingUnit.DAYS ? daysBefore : hoursBefore;
    }

    private static int hoursUpTo(int[] hours, int shown) {
        int sum = 0;
        for (int k = 0; k < hours.length && hours[k] < shown; k += 2) {
            sum += Math.min(shown, hours[k + 1]) - hours[k];
        }
        return sum;
    }

    private static long afterHours(int[] hours, long amount) {
        long rest = amount;
        for (int k = 0; k < hours.length; k += 2) {
            int length = hours[k + 1] - hours[k];
            if (rest <= length) {
                return hours[k] + rest;
            }
            rest -= length;
        }
        throw new IllegalStateException("a day has not that many hours");
    }
}
