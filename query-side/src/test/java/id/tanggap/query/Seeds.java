package id.tanggap.query;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a platform records at its first start. */
public final class Seeds {

    private Seeds() {
    }

    public static List<DomainEvent> events(Provenance provenance) {
        List<DomainEvent> events = new ArrayList<>();
        for (CalendarLayer layer : Seed.calendars()) {
            CalendarId calendar = new CalendarId(layer.name());
            events.add(new CalendarEvent.Registered(calendar, Optional.empty(), provenance));
            layer.contents().forEach(change -> events.add(CalendarEvent.of(calendar, change, provenance)));
        }
        Seed.standards().forEach(standard -> events.add(new RulebookEvent.StandardSet(standard, provenance)));
        events.add(new RulebookEvent.ProcedureSet(Seed.procedure(), provenance));
        return events;
    }

    /** The law of a new platform in Jakarta. */
    public static RecordedLaw law() {
        RecordedLaw law = RecordedLaw.nothing(ZoneId.of("Asia/Jakarta"));
        for (DomainEvent event : events(Provenance.now(Actor.SYSTEM, Instant.EPOCH, "seed"))) {
            law = law.with(event);
        }
        return law;
    }
}
