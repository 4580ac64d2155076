package id.tanggap.command;

import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.clock.WorkingCalendar;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the platform starts with: Indonesia's calendar in Jakarta for everybody, and the general limits. */
public final class GeneralLaw implements Law {

    private static final LocalDate ALWAYS = LocalDate.of(2009, 7, 18);
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(ZoneId.of("Asia/Jakarta"), CalendarFile.indonesia());
    private static final Limit TEN_DAYS = Limit.workingDays(10);

    @Override
    public List<Turn> turns(OfficeId office, Instant from, Optional<Instant> to) {
        return List.of(new Turn(office, CALENDAR, from));
    }

    @Override
    public WorkingCalendar general() {
        return CALENDAR;
    }

    @Override
    public ServiceStandard standard(OfficeId office, Classification classification, Instant submitted) {
        int days = switch (classification) {
            case INFORMATION_REQUEST, ASPIRATION -> 5;
            case COMPLAINT -> 14;
            case OVERSIGHT_COMPLAINT -> 60;
        };
        return new ServiceStandard(classification, Limit.workingDays(days), "SP4N-LAPOR!", "", ALWAYS);
    }

    @Override
    public Procedure procedure(Instant submitted) {
        return new Procedure(ALWAYS, "SP4N-LAPOR!", Limit.workingDays(3), TEN_DAYS, TEN_DAYS, TEN_DAYS, TEN_DAYS, 28,
                EscalationLadder.GENERAL);
    }
}
