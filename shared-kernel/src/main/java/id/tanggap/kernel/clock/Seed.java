package id.tanggap.kernel.clock;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.LocalDate;
import java.util.List;

/** What is recorded when a platform starts for the first time. From then on only the events count. */
public final class Seed {

    /** For offices that no legal limit binds, such as those of imports from other countries. */
    public static final CalendarId WEEKENDS_ONLY = new CalendarId("weekends-only");

    /** Entry into force of UU 25/2009 on public services. */
    private static final LocalDate ALWAYS = LocalDate.of(2009, 7, 18);

    private Seed() {
    }

    /** Calendars that are laid over none. */
    public static List<CalendarLayer> calendars() {
        return List.of(CalendarFile.indonesia(), CalendarLayer.weekendsOnly(WEEKENDS_ONLY.value(), 2000, 2030,
                WorkingHours.OF_GOVERNMENT_OFFICES,
                "No legal limit binds these offices: set with the platform, weekends and nothing else"));
    }

    /**
     * The limits that Indonesian offices publish for the classes of SP4N-LAPOR!, for instance in the public information
     * system on services (sippn.menpan.go.id). No regulation was found that sets the numbers for all; no source at all was
     * found for aspirations, which are treated like requests for information.
     */
    public static List<ServiceStandard> standards() {
        return List.of(
                standard(Classification.COMPLAINT, 14, "pengaduan tidak berkadar pengawasan"),
                standard(Classification.OVERSIGHT_COMPLAINT, 60, "pengaduan berkadar pengawasan"),
                standard(Classification.INFORMATION_REQUEST, 5, "permintaan informasi"),
                standard(Classification.ASPIRATION, 5, "aspirasi, disamakan dengan permintaan informasi"));
    }

    private static ServiceStandard standard(Classification classification, int workingDays, String article) {
        return new ServiceStandard(classification, Limit.workingDays(workingDays),
                "SP4N-LAPOR!, batas waktu yang diumumkan instansi", article, ALWAYS);
    }

    /** The check within 3 and the reply within 10 working days are SP4N-LAPOR!'s; the rest is the platform's own. */
    public static Procedure procedure() {
        return new Procedure(ALWAYS, "SP4N-LAPOR! (verifikasi 3, balasan 10 hari kerja); selebihnya ditetapkan platform ini",
                Limit.workingDays(3), Limit.workingDays(10), Limit.workingDays(10), Limit.workingDays(10),
                Limit.workingDays(10), 28, EscalationLadder.GENERAL);
    }
}
