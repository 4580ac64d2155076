package id.tanggap.kernel.clock;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which days and hours count at an office: layers over one another, in the office's time zone. Immutable.
 * <ul>
 * <li>A day is a working day if its weekday has hours in the week that holds then, or if a layer made it a special working
 * day; and if no layer names it a holiday or collective leave. A holiday always wins.
 * <li>The week is that of the last layer that has one in force on the day: an office's own before its region's before the
 * nation's.
 * <li>A year is known if a layer declares it complete. Nothing is ever counted through another year.
 * </ul>
 * A day is the time from its first moment in the zone to the first moment of the next day, daylight saving or not; a day
 * that a zone skipped altogether is none.
 */
public final class WorkingCalendar {

    private final ZoneId zone;
    private final List<CalendarLayer> layers;
    private final String name;
    private final SortedSet<Integer> years;
    private final int firstYear;
    private final YearOfWork[] tables;

    /**
     * @param layers the most general one first
     * @throws IllegalArgumentException if a known year begins before any week is in force
     */
    public WorkingCalendar(ZoneId zone, List<CalendarLayer> layers) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.layers = List.copyOf(layers);
        this.name = layers.stream().map(CalendarLayer::name).collect(Collectors.joining("+"));
        TreeSet<Integer> known = new TreeSet<>();
        this.layers.forEach(layer -> known.addAll(layer.years().keySet()));
        this.years = Collections.unmodifiableSortedSet(known);
        this.firstYear = known.isEmpty() ? 0 : known.first();
        this.tables = new YearOfWork[known.isEmpty() ? 0 : known.last() - firstYear + 1];
        Days days = new Days();
        for (int year : known) {
            YearOfWork before = year > firstYear ? tables[year - 1 - firstYear] : null;
            tables[year - firstYear] = new YearOfWork(year, zone, days::hoursOn, before);
        }
    }

    public WorkingCalendar(ZoneId zone, CalendarLayer... layers) {
        this(zone, List.of(layers));
    }

    public ZoneId zone() {
        return zone;
    }

    public List<CalendarLayer> layers() {
        return layers;
    }

    /** Its layers' names, the most general first. */
    public String name() {
        return name;
    }

    /** The years that can be counted through. */
    public SortedSet<Integer> years() {
        return years;
    }

    public boolean knows(int year) {
        return years.contains(year);
    }

    /** @throws CalendarYearMissing if the day's year is not known */
    public boolean isWorkingDay(LocalDate date) {
        return year(date.getYear()).isWorkingDay(date);
    }

    /**
     * The hours of a day; none if it is not a working day.
     *
     * @throws CalendarYearMissing if the day's year is not known
     */
    public List<Hours> hoursOn(LocalDate date) {
        return year(date.getYear()).hoursOn(date);
    }

    /**
     * The first working day after a day.
     *
     * @throws CalendarYearMissing if it may lie in a year that is not known
     */
    public LocalDate nextWorkingDay(LocalDate after) {
        LocalDate day = after.plusDays(1);
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** What the layers record for a day, the most general first. */
    public List<NamedDay> on(LocalDate date) {
        return layers.stream().flatMap(layer -> layer.on(date).stream()).toList();
    }

    /** The same calendar after a change of one of its layers; this one if it has no layer of that name. */
    public WorkingCalendar with(String layer, CalendarChange change) {
        return new WorkingCalendar(zone, layers.stream()
                .map(one -> one.name().equals(layer) ? one.with(change) : one).toList());
    }

    /** The first moment of a day in the zone. */
    public Instant beginning(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** The day of a moment in the zone. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofEpochDay(dayOf(moment.getEpochSecond()));
    }

    /** Where a zone's clocks are set back over midnight, the day has begun with the first midnight. */
    long dayOf(long second) {
        long day = Math.floorDiv(second + zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds(), 86_400L);
        if (isRegular(day) && isRegular(day + 1)) {
            return day;
        }
        while (second < beginning(day)) {
            day--;
        }
        while (second >= beginning(day + 1)) {
            day++;
        }
        return day;
    }

    private boolean isRegular(long day) {
        YearOfWork table = tableOf(LocalDate.ofEpochDay(day).getYear());
        return table != null && table.isRegular(day);
    }

    private long beginning(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond();
    }

    /** @throws CalendarYearMissing if it is not known */
    YearOfWork year(int year) {
        YearOfWork table = tableOf(year);
        if (table == null) {
            throw new CalendarYearMissing(year, name);
        }
        return table;
    }

    /** Null if it is not known. */
    YearOfWork tableOf(int year) {
        int index = year - firstYear;
        return index < 0 || index >= tables.length ? null : tables[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkingCalendar that && zone.equals(that.zone) && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, layers);
    }

    @Override
    public String toString() {
        return name + " in " + zone;
    }

    /** What the layers say together, day by day. */
    private final class Days {

        private final Set<LocalDate> holidays = named(true);
        private final Set<LocalDate> special = named(false);

        /** The hours of a day; none if it is not a working day. */
        List<Hours> hoursOn(LocalDate date) {
            if (holidays.contains(date)) {
                return List.of();
            }
            WorkingHours week = week(date).orElseThrow(() -> new IllegalArgumentException(
                    "calendar " + name + " has no working week in force on " + date)).hours();
            DayOfWeek weekday = date.getDayOfWeek();
            return week.on(weekday).isEmpty() && special.contains(date) ? week.onSpecialDays() : week.on(weekday);
        }

        private Optional<WorkingWeek> week(LocalDate date) {
            for (CalendarLayer layer : layers.reversed()) {
                for (WorkingWeek week : layer.weeks().reversed()) {
                    if (!week.from().isAfter(date)) {
                        return Optional.of(week);
                    }
                }
            }
            return Optional.empty();
        }

        private Set<LocalDate> named(boolean holiday) {
            return layers.stream().flatMap(layer -> layer.days().stream())
                    .filter(day -> day.kind().isHoliday() == holiday).map(NamedDay::date).collect(Collectors.toSet());
        }
    }
}
