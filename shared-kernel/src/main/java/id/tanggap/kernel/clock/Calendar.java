package id.tanggap.kernel.clock;

import id.tanggap.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A calendar as it is recorded: what it adds to the one that it is laid over. A pure fold of its events.
 *
 * @param over empty for the most general one, which alone declares years
 */
public record Calendar(CalendarId id, Optional<CalendarId> over, CalendarLayer layer) {

    /** Where every day begins first. */
    private static final ZoneId EASTERNMOST = ZoneId.of("Pacific/Kiritimati");

    public static Calendar begin(CalendarEvent.Registered e) {
        return new Calendar(e.calendar(), e.over(), CalendarLayer.empty(e.calendar().value()));
    }

    public Calendar evolve(CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Registered _ -> throw new IllegalStateException("registered twice: " + id);
            case CalendarEvent.DayNamed e -> with(new CalendarChange.NameDay(e.day()));
            case CalendarEvent.DayCancelled e -> with(new CalendarChange.CancelDay(e.date(), e.source()));
            case CalendarEvent.YearDeclared e -> with(new CalendarChange.DeclareYear(e.year(), e.source()));
            case CalendarEvent.WeekSet e -> with(new CalendarChange.SetWeek(e.week()));
        };
    }

    /** Whether a change would change nothing, because just this is recorded already. */
    public boolean has(CalendarChange change) {
        return layer.has(change);
    }

    /**
     * Why a change may not be made, if so.
     *
     * @param known the years that the calendar at the bottom declares; none while nobody can use this one yet
     * @param now   a day counts as begun as soon as it has begun anywhere, whoever uses the calendar
     */
    public Optional<Refusal> refusal(CalendarChange change, Set<Integer> known, Instant now) {
        return change instanceof CalendarChange.DeclareYear && over.isPresent()
                ? Optional.of(Refusal.of(CalendarRule.NOT_FOR_THIS_CALENDAR, Map.of("over", over.get())))
                : change.refusal(layer, known, LocalDate.ofInstant(now, EASTERNMOST));
    }

    /** Says nothing about whether the change is allowed. */
    public Calendar with(CalendarChange change) {
        return new Calendar(id, over, layer.with(change));
    }

    /** The layers of a chain of calendars. */
    static List<CalendarLayer> layers(List<Calendar> chain) {
        return chain.stream().map(Calendar::layer).toList();
    }
}
