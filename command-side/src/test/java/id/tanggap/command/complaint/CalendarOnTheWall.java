package id.tanggap.command.complaint;

import id.tanggap.kernel.clock.WorkingUnit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody counts who has a calendar and a clock on the wall, and crosses off day by day. Reads the calendars' lines in
 * its own way; has nothing in common with the kernel's. Seconds are of the epoch.
 */
final class CalendarOnTheWall {

    private static final int FIRST_YEAR = 2025;
    private static final long DAY = 86_400;

    private final String name;
    private final ZoneId zone;
    private final Set<Integer> years = new HashSet<>();
    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> special = new HashSet<>();
    /** Days on which clocks are put back. */
    private final Set<LocalDate> longer = new HashSet<>();
    /** By layer, the most special one last. */
    private final List<TreeMap<LocalDate, Week>> weeks = new ArrayList<>();
    /** How much working time lies before each day, from the first of January 2025 on. */
    private final Map<WorkingUnit, List<Long>> crossedOff = new EnumMap<>(WorkingUnit.class);

    private record Period(int from, int to) {
    }

    private record Week(Map<DayOfWeek, List<Period>> days, List<Period> special) {
    }

    CalendarOnTheWall(ZoneId zone, List<String> layers, Instant known) {
        this.name = String.join("+", layers);
        this.zone = zone;
        for (String layer : layers) {
            weeks.add(new TreeMap<>());
            SimulatedLaw.lines(layer, known).forEach(this::read);
        }
        for (WorkingUnit unit : WorkingUnit.values()) {
            List<Long> before = new ArrayList<>(List.of(0L));
            for (LocalDate day = LocalDate.of(FIRST_YEAR, 1, 1); years.contains(day.getYear()); day = day.plusDays(1)) {
                before.add(before.getLast() + counted(day, DAY, unit));
                if (midnight(day.plusDays(1)) - midnight(day) > DAY) {
                    longer.add(day);
                }
            }
            crossedOff.put(unit, before);
        }
    }

    ZoneId zone() {
        return zone;
    }

    private void read(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] fields = line.split(",");
        if (fields[0].equals("week")) {
            weeks.getLast().put(LocalDate.parse(fields[1]), week(fields[2]));
        } else if (fields[0].length() == 4) {
            years.add(Integer.valueOf(fields[0]));
        } else {
            (fields[1].equals("WORKING_DAY") ? special : off).add(LocalDate.parse(fields[0]));
        }
    }

    private static Week week(String text) {
        Map<DayOfWeek, List<Period>> days = new EnumMap<>(DayOfWeek.class);
        List<Period> special = new ArrayList<>();
        for (String part : text.split("; ")) {
            String[] words = part.split(" ");
            List<Period> periods = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                periods.add(new Period(seconds(words[i].substring(0, 5)), seconds(words[i].substring(6))));
            }
            for (DayOfWeek day : DayOfWeek.values()) {
                String first = words[0].substring(0, 3);
                String last = words[0].substring(words[0].length() - 3);
                if (!words[0].equals("SPECIAL") && number(first) <= day.getValue() && day.getValue() <= number(last)) {
                    days.put(day, periods);
                }
            }
            if (words[0].equals("SPECIAL")) {
                special = periods;
            }
        }
        return new Week(days, special);
    }

    private static int number(String weekday) {
        return List.of("", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN").indexOf(weekday);
    }

    private static int seconds(String time) {
        return time.equals("24:00") ? (int) DAY : LocalTime.parse(time).toSecondOfDay();
    }

    String name() {
        return name;
    }

    /** The first moment of the day after, on which a limit in days begins. */
    long midnightAfter(long second) {
        return midnight(dayOf(second).plusDays(1));
    }

    /** Working time from one moment to another; none if there is nothing in between. */
    long between(long from, long to, WorkingUnit unit) {
        return from >= to ? 0 : passed(to, unit) - passed(from, unit);
    }

    /** When so much working time has passed since a moment; empty if that is after the years that are known. */
    OptionalLong after(long from, long amount, WorkingUnit unit) {
        List<Long> before = crossedOff.get(unit);
        long target = passed(from, unit) + amount;
        int day = 0;
        while (day < before.size() && before.get(day) < target) {
            day++;
        }
        if (day == before.size()) {
            return OptionalLong.empty();
        }
        long second = Math.max(from, midnight(LocalDate.of(FIRST_YEAR, 1, 1).plusDays(day - 1)));
        for (int step : new int[] {3_600, 600, 60, 10, 1}) {
            while (passed(second + step, unit) < target) {
                second += step;
            }
        }
        return OptionalLong.of(second + 1);
    }

    /** The first year after a moment that is not known. */
    int unknownYearAfter(long from) {
        int year = dayOf(from).getYear();
        while (years.contains(year)) {
            year++;
        }
        return year;
    }

    private long passed(long second, WorkingUnit unit) {
        LocalDate day = dayOf(second);
        int index = (int) (day.toEpochDay() - LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay());
        List<Long> before = crossedOff.get(unit);
        if (index == before.size() - 1) {
            return before.getLast();
        }
        return before.get(index) + counted(day, shown(day, second), unit);
    }

    /** What counts of a day until the clock on the wall shows a time, in seconds after midnight. */
    private long counted(LocalDate day, long shown, WorkingUnit unit) {
        List<Period> periods = periods(day);
        if (periods.isEmpty()) {
            return 0;
        }
        if (unit == WorkingUnit.DAYS) {
            return shown;
        }
        long sum = 0;
        for (Period period : periods) {
            sum += Math.max(0, Math.min(shown, period.to()) - period.from());
        }
        return sum;
    }

    private List<Period> periods(LocalDate day) {
        if (off.contains(day)) {
            return List.of();
        }
        Week week = null;
        for (TreeMap<LocalDate, Week> layer : weeks) {
            if (layer.floorEntry(day) != null) {
                week = layer.floorEntry(day).getValue();
            }
        }
        List<Period> usual = week.days().getOrDefault(day.getDayOfWeek(), List.of());
        return usual.isEmpty() && special.contains(day) ? week.special() : usual;
    }

    /** The time that the wall shows; while it shows one that will be shown once more, that has not passed yet. */
    private long shown(LocalDate day, long second) {
        long shown = wall(second).toLocalTime().toSecondOfDay();
        if (longer.contains(day)) {
            for (long later = (second / 60 + 1) * 60; dayOf(later).equals(day); later += 60) {
                shown = Math.min(shown, wall(later).toLocalTime().toSecondOfDay());
            }
        }
        return shown;
    }

    private LocalDateTime wall(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), zone);
    }

    private LocalDate dayOf(long second) {
        return wall(second).toLocalDate();
    }

    private long midnight(LocalDate day) {
        return day.atStartOfDay(zone).toEpochSecond();
    }
}
