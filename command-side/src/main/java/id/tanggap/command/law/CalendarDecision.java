package id.tanggap.command.law;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows from a command about a calendar: events, or a {@link Refusal}. Pure. */
final class CalendarDecision {

    private CalendarDecision() {
    }

    /** Nobody counts by a calendar that is not registered yet, so its contents may be about any day. */
    static List<CalendarEvent> register(CalendarCommand.Register c, Calendars calendars) {
        if (c.provenance().actor().role() != Role.SYSTEM) {
            requireAdministrator(c);
        }
        c.over().filter(below -> calendars.find(below).isEmpty()).ifPresent(_ -> {
            throw Refusal.of(CalendarRule.OVER_NOT_FOUND, "/over", Map.of());
        });
        CalendarEvent.Registered registered = new CalendarEvent.Registered(c.calendar(), c.over(), c.provenance());
        List<CalendarEvent> events = new ArrayList<>(List.of(registered));
        Calendar calendar = Calendar.begin(registered);
        for (CalendarChange change : c.contents()) {
            calendar.refusal(change, Set.of(), c.provenance().recordedAt()).ifPresent(refusal -> {
                throw refusal;
            });
            calendar = calendar.with(change);
            events.add(CalendarEvent.of(c.calendar(), change, c.provenance()));
        }
        return events;
    }

    /** Whether this actor may ask this at all. */
    static void admit(Calendar calendar, CalendarCommand.Change command) {
        if (calendar == null) {
            throw Refusal.of(NotFound.CALENDAR_NOT_FOUND);
        }
        requireAdministrator(command);
    }

    /** @throws CalendarFile.Faulty with every line of a file that cannot be taken */
    static List<CalendarEvent> decide(Calendar calendar, CalendarCommand.Change command, Calendars calendars) {
        admit(calendar, command);
        return switch (command) {
            case CalendarCommand.Make c -> {
                if (calendar.has(c.change())) {
                    yield List.of();
                }
                calendar.refusal(c.change(), known(calendar, calendars), c.provenance().recordedAt())
                        .ifPresent(refusal -> {
                            throw refusal;
                        });
                yield List.of(CalendarEvent.of(c.calendar(), c.change(), c.provenance()));
            }
            case CalendarCommand.TakeFile c -> take(calendar, c, calendars);
            case CalendarCommand.Recall _ -> throw Refusal.of(CalendarRule.CALENDAR_EXISTS);
        };
    }

    private static List<CalendarEvent> take(Calendar before, CalendarCommand.TakeFile c, Calendars calendars) {
        List<CalendarEvent> events = new ArrayList<>();
        List<CalendarFile.Fault> faults = new ArrayList<>();
        Set<Integer> known = known(before, calendars);
        Calendar calendar = before;
        for (CalendarFile.Line line : c.lines()) {
            if (calendar.has(line.change())) {
                continue;
            }
            Optional<Refusal> refusal = calendar.refusal(line.change(), known, c.provenance().recordedAt());
            if (refusal.isPresent()) {
                faults.add(new CalendarFile.Fault(line.number(), refusal.get().rule(), refusal.get().text()));
            } else {
                calendar = calendar.with(line.change());
                events.add(CalendarEvent.of(c.calendar(), line.change(), c.provenance()));
            }
        }
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(CalendarFile.Fault::line));
            throw new CalendarFile.Faulty(faults);
        }
        return events;
    }

    /** The years that the calendar at the bottom declares. */
    private static Set<Integer> known(Calendar calendar, Calendars calendars) {
        Calendar bottom = calendar;
        while (bottom.over().isPresent()) {
            bottom = calendars.find(bottom.over().get()).orElseThrow(() ->
                    new IllegalStateException("is laid over a calendar that is not there"));
        }
        return bottom.layer().years().keySet();
    }

    private static void requireAdministrator(CalendarCommand command) {
        if (command.provenance().actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(CalendarRule.ADMINISTRATORS_ONLY);
        }
    }
}
