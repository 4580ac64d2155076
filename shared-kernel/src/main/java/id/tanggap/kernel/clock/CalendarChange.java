package id.tanggap.kernel.clock;

import id.tanggap.kernel.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
     * @param layer to be changed
     * @param known the years that any calendar with this layer counts through
     * @param today the latest day that has begun anywhere where the layer counts
     */
    default Optional<Refusal> refusal(CalendarLayer layer, Set<Integer> known, LocalDate today) {
        return switch (this) {
            case NameDay(NamedDay day) -> begun(day.date(), known, today)
                    .or(() -> clash(day, layer.on(day.date())));
            case CancelDay(LocalDate date, String source) -> source.isBlank()
                    ? Optional.of(Refusal.of(CalendarRule.SOURCE_MISSING))
                    : begun(date, known, today).or(() -> layer.on(date).isEmpty()
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
            // holds from its day on, so in every later year too
            case SetWeek(WorkingWeek week) -> known.stream().anyMatch(year -> year >= week.from().getYear()
                    && year <= today.getYear()) ? notAfter(week.from(), today) : Optional.empty();
        };
    }

    private static Optional<Refusal> begun(LocalDate date, Set<Integer> known, LocalDate today) {
        return known.contains(date.getYear()) ? notAfter(date, today) : Optional.empty();
    }

    private static Optional<Refusal> notAfter(LocalDate date, LocalDate today) {
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
