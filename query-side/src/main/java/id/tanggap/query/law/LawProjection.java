package id.tanggap.query.law;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.projection.Views;
import java.time.LocalDate;
import java.util.Optional;

/** Keeps the law, which all limits are counted by. */
public final class LawProjection {

    public void apply(DomainEvent event, long position, long sequence, Views views) {
        LawView before = views.law();
        LawView after = before.with(event, position, sequence);
        if (after != before) {
            views.put(after, from(event));
        }
    }

    /** The first day that the event says anything about; empty if it moves no moment at which something is due. */
    private static Optional<LocalDate> from(DomainEvent event) {
        return switch (event) {
            case CalendarEvent.DayNamed e -> Optional.of(e.day().date());
            case CalendarEvent.DayCancelled e -> Optional.of(e.date());
            case CalendarEvent.YearDeclared e -> Optional.of(LocalDate.of(e.year(), 1, 1));
            case CalendarEvent.WeekSet e -> Optional.of(e.week().from());
            case OfficeEvent.CalendarChosen e -> Optional.of(e.effectiveFrom());
            case OfficeEvent.ServiceStandardSet e -> Optional.of(e.standard().effectiveFrom());
            case RulebookEvent.StandardSet e -> Optional.of(e.standard().effectiveFrom());
            case RulebookEvent.ProcedureSet e -> Optional.of(e.procedure().effectiveFrom());
            default -> Optional.empty();
        };
    }
}
