package id.tanggap.kernel.clock;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of calendars that one authority keeps: the national days, a region's, one office's. A {@link WorkingCalendar}
 * lays several of them over one another.
 *
 * @param name  short, as it is referred to
 * @param years for which the authority says that all of its days are recorded, with the source; a layer that only adds to
 *              another one need not declare any
 * @param days  in the order of their dates
 * @param weeks in the order of their effective dates
 */
public record CalendarLayer(String name, SortedMap<Integer, String> years, List<NamedDay> days, List<WorkingWeek> weeks) {

    /** @throws IllegalArgumentException if a day is named twice alike, or is a holiday and a working day, or a week twice */
    public CalendarLayer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a layer has a name");
        }
        years = Collections.unmodifiableSortedMap(new TreeMap<>(years));
        years.forEach((year, source) -> {
            if (year < 1900 || year > 2999 || source.isBlank()) {
                throw new IllegalArgumentException("a declared year is of this or a neighbouring age and names its source");
            }
        });
        days = days.stream().sorted(Comparator.comparing(NamedDay::date)).toList();
        for (int i = 1; i < days.size(); i++) {
            NamedDay day = days.get(i);
            for (int j = i - 1; j >= 0 && days.get(j).date().equals(day.date()); j--) {
                if (days.get(j).kind().isHoliday() != day.kind().isHoliday()) {
                    throw new IllegalArgumentException(day.date() + " cannot be a holiday and a working day");
                }
                if (days.get(j).name().equals(day.name())) {
                    throw new IllegalArgumentException(day.date() + " is named twice alike");
                }
            }
        }
        weeks = weeks.stream().sorted(Comparator.comparing(WorkingWeek::from)).toList();
        for (int i = 1; i < weeks.size(); i++) {
            if (weeks.get(i).from().equals(weeks.get(i - 1).from())) {
                throw new IllegalArgumentException("two weeks from " + weeks.get(i).from());
            }
        }
    }

    /** Nothing yet. */
    public static CalendarLayer empty(String name) {
        return new CalendarLayer(name, new TreeMap<>(), List.of(), List.of());
    }

    /**
     * Weekends and nothing else, for the stated years. For offices whose holidays are of no consequence, because no legal
     * limit binds them; somebody must say so explicitly, year by year.
     */
    public static CalendarLayer weekendsOnly(String name, int firstYear, int lastYear, WorkingHours hours, String source) {
        return new CalendarLayer(name,
                IntStream.rangeClosed(firstYear, lastYear).boxed().collect(Collectors.toMap(year -> year, year -> source,
                        (a, b) -> a, TreeMap::new)),
                List.of(), List.of(new WorkingWeek(LocalDate.of(firstYear, 1, 1), hours, source)));
    }

    /** What is recorded for a day. */
    public List<NamedDay> on(LocalDate date) {
        return days.stream().filter(day -> day.date().equals(date)).toList();
    }

    /** Whether just this is recorded already, so that the change would change nothing. */
    boolean has(CalendarChange change) {
        return switch (change) {
            case CalendarChange.NameDay named -> days.contains(named.day());
            case CalendarChange.CancelDay _ -> false;
            case CalendarChange.DeclareYear declared -> declared.source().equals(years.get(declared.year()));
            case CalendarChange.SetWeek set -> weeks.contains(set.week());
        };
    }

    /** What makes this layer from nothing, in an order in which a calendar can take it: years come last, when all is said. */
    public List<CalendarChange> contents() {
        return Stream.of(weeks.stream().map(CalendarChange.SetWeek::new), days.stream().map(CalendarChange.NameDay::new),
                        years.entrySet().stream().map(year ->
                                new CalendarChange.DeclareYear(year.getKey(), year.getValue())))
                .<CalendarChange>flatMap(changes -> changes).toList();
    }

    /**
     * The layer after a change. Says nothing about whether the change is allowed:
     * {@link CalendarChange#refusal} does.
     */
    public CalendarLayer with(CalendarChange change) {
        return switch (change) {
            case CalendarChange.NameDay named -> new CalendarLayer(name, years,
                    Stream.concat(days.stream(), Stream.of(named.day())).toList(), weeks);
            case CalendarChange.CancelDay cancelled -> new CalendarLayer(name, years,
                    days.stream().filter(day -> !day.date().equals(cancelled.date())).toList(), weeks);
            case CalendarChange.DeclareYear declared -> {
                TreeMap<Integer, String> all = new TreeMap<>(years);
                all.put(declared.year(), declared.source());
                yield new CalendarLayer(name, all, days, weeks);
            }
            case CalendarChange.SetWeek set -> new CalendarLayer(name, years, days, Stream.concat(
                    weeks.stream().filter(week -> !week.from().equals(set.week().from())), Stream.of(set.week())).toList());
        };
    }
}
