package id.tanggap.command;

import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.office.ServiceStandards;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the platform starts with: Indonesia's calendar in Jakarta for everybody, and the general limits. */
public final class GeneralLaw {

    public static final Law LAW = RecordedLaw.of(ZoneId.of("Asia/Jakarta"), Seed.calendars().stream()
            .map(layer -> new Calendar(new CalendarId(layer.name()), Optional.empty(), layer)).toList(),
            new Rulebook(new ServiceStandards(Seed.standards()), List.of(Seed.procedure())), Map.of());

    private GeneralLaw() {
    }
}
