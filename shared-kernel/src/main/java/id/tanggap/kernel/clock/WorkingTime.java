package id.tanggap.kernel.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts working time in one calendar. Moments are cut to the whole second. What a pause covers does not count; pauses may
 * overlap, touch or be empty, and one that has no end yet covers everything after its beginning.
 */
public final class WorkingTime {

    private WorkingTime() {
    }

    /**
     * The working time from one moment to another, pauses taken out; none if the second is not after the first.
     *
     * @throws CalendarYearMissing if a year in between is not known
     */
    public static WorkingDuration elapsed(WorkingCalendar calendar, Instant from, Instant to, List<Pause> pauses,
                                          WorkingUnit unit) {
        long sum = 0;
        for (Stretch stretch : Stretch.free(from.getEpochSecond(), to.getEpochSecond(), pauses)) {
            sum += elapsed(calendar, stretch.from(), stretch.to(), unit);
        }
        return new WorkingDuration(unit, sum);
    }

    /**
     * When a limit is used up that runs from a moment on: the first moment at which nothing is left.
     *
     * @param start the first moment that counts, see {@link #start}
     */
    public static Due due(WorkingCalendar calendar, Instant start, Limit limit, List<Pause> pauses) {
        return reaching(calendar, start.getEpochSecond(), Long.MAX_VALUE, limit.duration(), pauses)
                .orElseThrow(() -> new IllegalStateException("time without end has an end"));
    }

    /**
     * From when on a limit runs. In working days: from the beginning of the day after the event, for the day of the event
     * is not counted; days off add nothing, so that is the same as the beginning of the next working day. In working
     * hours: from the event itself.
     */
    public static Instant start(WorkingCalendar calendar, Instant event, WorkingUnit unit) {
        return switch (unit) {
            case DAYS -> calendar.beginning(calendar.dayOf(event).plusDays(1));
            case HOURS -> event;
        };
    }

    /**
     * When working time since a moment reaches an amount, if it does so before another moment, or at it.
     *
     * @return empty if it does not reach it by then
     */
    static Optional<Due> reaching(WorkingCalendar calendar, long from, long to, WorkingDuration amount, List<Pause> pauses) {
        long rest = amount.seconds();
        if (rest <= 0) {
            return Optional.of(new Due.At(Instant.ofEpochSecond(from)));
        }
        for (Stretch stretch : Stretch.free(from, to, pauses)) {
            Due due = reaching(calendar, stretch.from(), rest, amount.unit());
            if (due instanceof Due.At(Instant moment) && moment.getEpochSecond() <= stretch.to()) {
                return Optional.of(due);
            }
            if (stretch.to() == Long.MAX_VALUE) {
                return Optional.of(due);
            }
            OptionalInt missing = missing(calendar, stretch.from(), stretch.to());
            if (missing.isPresent()) {
                return Optional.of(new Due.Unknown(missing.getAsInt(), calendar.name()));
            }
            rest -= elapsed(calendar, stretch.from(), stretch.to(), amount.unit());
        }
        return to < Long.MAX_VALUE ? Optional.empty() : Optional.of(new Due.Paused(pauses.stream()
                .filter(pause -> pause.to().isEmpty()).map(Pause::from).min(Comparator.naturalOrder()).orElseThrow()));
    }

    private static long elapsed(WorkingCalendar calendar, long from, long to, WorkingUnit unit) {
        OptionalInt missing = missing(calendar, from, to);
        if (missing.isPresent()) {
            throw new CalendarYearMissing(missing.getAsInt(), calendar.name());
        }
        return upTo(calendar, calendar.dayOf(to - 1), to, unit) - upTo(calendar, calendar.dayOf(from), from, unit);
    }

    private static Due reaching(WorkingCalendar calendar, long from, long amount, WorkingUnit unit) {
        long day = calendar.dayOf(from);
        int year = yearOf(day);
        YearOfWork table = calendar.tableOf(year);
        if (table == null) {
            return new Due.Unknown(year, calendar.name());
        }
        long target = table.upTo(day, from, unit) + amount;
        while (table.upToItsEnd(unit) < target) {
            table = calendar.tableOf(++year);
            if (table == null) {
                return new Due.Unknown(year, calendar.name());
            }
        }
        return new Due.At(Instant.ofEpochSecond(table.reaching(target, unit)));
    }

    /** The first year that is not known among those that a stretch of time goes through. */
    private static OptionalInt missing(WorkingCalendar calendar, long from, long to) {
        int last = yearOf(calendar.dayOf(to - 1));
        for (int year = yearOf(calendar.dayOf(from)); year <= last; year++) {
            if (calendar.tableOf(year) == null) {
                return OptionalInt.of(year);
            }
        }
        return OptionalInt.empty();
    }

    private static long upTo(WorkingCalendar calendar, long day, long second, WorkingUnit unit) {
        return calendar.year(yearOf(day)).upTo(day, second, unit);
    }

    private static int yearOf(long day) {
        return LocalDate.ofEpochDay(day).getYear();
    }

    /** A stretch of time outside all pauses, in seconds; never empty. */
    private record Stretch(long from, long to) {

        static List<Stretch> free(long from, long to, List<Pause> pauses) {
            if (from >= to) {
                return List.of();
            }
            if (pauses.isEmpty()) {
                return List.of(new Stretch(from, to));
            }
            List<Stretch> free = new ArrayList<>();
            long at = from;
            for (Pause pause : pauses.stream().sorted(Comparator.comparing(Pause::from)).toList()) {
                long begins = Math.min(to, pause.from().getEpochSecond());
                if (begins > at) {
                    free.add(new Stretch(at, begins));
                }
                at = Math.max(at, pause.to().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
            }
            if (at < to) {
                free.add(new Stretch(at, to));
            }
            return free;
        }
    }
}
