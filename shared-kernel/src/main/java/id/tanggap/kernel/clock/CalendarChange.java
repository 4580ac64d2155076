package id.tanggap.kernel.clock;

import id.tanggap.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A change of a calendar layer. It may only be about days that have not begun yet: a holiday that is proclaimed for
 * yesterday would give back time that was already used, and nobody's left time may ever grow by an edit. The one exception
 * is a year that was not known anywhere: nothing was ever counted through it, so nothing can be given back, and its days
 * may be recorded late, until it is declared complete.
 */
public sealed interface CalendarChange {

    /** A day becomes a holiday, or a weekend day a working day. */
    record NameDay(NamedDay day) implements CalendarChange {
        public NameDay {
            Objects.requireNonNull(day, "day");
        }
    }

    /** Whatever the layer recorded for a day is cancelled, by a decree as well. */
    record CancelDay(LocalDate date, String source) implements CalendarChange {
        public CancelDay {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(source, "source");
        }
    }

    /** All days of the year are recorded: from now on it can be counted through. Cannot be taken back. */
    record DeclareYear(int year, String source) implements CalendarChange {
        public DeclareYear {
            Objects.requireNonNull(source, "source");
        }
    }

    /** Other working days or hours from a day on. */
    record SetWeek(WorkingWeek week) implements CalendarChange {
        public SetWeek {
            Objects.requireNonNull(week, "week");
        }
    }

    /**
     * Why a change may not be made, if so.
     *
     * @param layer   to be changed
     * @param countIn all calendars that the layer is part of, for their zones and for the years that they know: a day has
     *                begun as soon as it has begun in the easternmost of them
     * @param now     the moment of the change
     */
    default Optional<Refusal> refusal(CalendarLayer layer, Collection<WorkingCalendar> countIn, Instant now) {
        return switch (this) {
            case NameDay(NamedDay day) -> begun(day.date(), countIn, now)
                    .or(() -> clash(day, layer.on(day.date())));
            case CancelDay(LocalDate date, String source) -> source.isBlank()
                    ? Optional.of(Refusal.of(CalendarRule.SOURCE_MISSING))
                    : begun(date, countIn, now).or(() -> layer.on(date).isEmpty()
                            ? Optional.of(Refusal.of(CalendarRule.DAY_NOT_NAMED, Map.of("date", date)))
                            : Optional.empty());
            case DeclareYear(int year, String source) -> {
                if (source.isBlank()) {
                    yield Optional.of(Refusal.of(CalendarRule.SOURCE_MISSING));
                }
                if (layer.years().containsKey(year)) {
                    yield Optional.of(Refusal.of(CalendarRule.YEAR_ALREADY_DECLARED, Map.of("year", year)));
                }
                yield layer.weeks().stream().anyMatch(week -> !week.from().isAfter(LocalDate.of(year, 1, 1)))
                        ? Optional.empty() : Optional.of(Refusal.of(CalendarRule.WEEK_MISSING, Map.of("year", year)));
            }
            // holds from its day on, so in every later year that is known
            case SetWeek(WorkingWeek week) -> countIn.stream().anyMatch(calendar -> IntStream
                    .rangeClosed(week.from().getYear(), now.atZone(calendar.zone()).getYear()).anyMatch(calendar::knows))
                    ? notAfter(week.from(), countIn, now) : Optional.empty();
        };
    }

    private static Optional<Refusal> begun(LocalDate date, Collection<WorkingCalendar> countIn, Instant now) {
        return countIn.stream().anyMatch(calendar -> calendar.knows(date.getYear()))
                ? notAfter(date, countIn, now) : Optional.empty();
    }

    private static Optional<Refusal> notAfter(LocalDate date, Collection<WorkingCalendar> countIn, Instant now) {
        LocalDate today = countIn.stream().map(calendar -> now.atZone(calendar.zone()).toLocalDate())
                .max(Comparator.naturalOrder()).orElseThrow();
        return date.isAfter(today) ? Optional.empty()
                : Optional.of(Refusal.of(CalendarRule.DAY_ALREADY_BEGUN, Map.of("date", date, "today", today)));
    }

    private static Optional<Refusal> clash(NamedDay day, List<NamedDay> recorded) {
        if (recorded.stream().anyMatch(other -> other.kind().isHoliday() != day.kind().isHoliday())) {
            return Optional.of(Refusal.of(CalendarRule.DAY_CONTRADICTED, Map.of("date", day.date())));
        }
        return recorded.stream().anyMatch(other -> other.name().equals(day.name()))
                ? Optional.of(Refusal.of(CalendarRule.DAY_ALREADY_NAMED, Map.of("date", day.date())))
                : Optional.empty();
    }
}
