package id.tanggap.kernel.office;

import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The standards that bind an office: its own where it set one, the general ones for the rest. */
public record ServiceStandards(List<ServiceStandard> all) {

    private static final LocalDate ALWAYS = LocalDate.of(2009, 7, 18);

    /**
     * What binds every office that set no standard of its own. Sources: the limits that Indonesian offices publish for
     * the classes of SP4N-LAPOR!; from the entry into force of UU 25/2009 on public services.
     */
    public static final ServiceStandards GENERAL = new ServiceStandards(List.of(
            new ServiceStandard(Classification.INFORMATION_REQUEST, Limit.workingDays(5), "SP4N-LAPOR!", "permintaan informasi", ALWAYS),
            new ServiceStandard(Classification.ASPIRATION, Limit.workingDays(5), "SP4N-LAPOR!", "aspirasi", ALWAYS),
            new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(14), "SP4N-LAPOR!", "pengaduan tidak berkadar pengawasan", ALWAYS),
            new ServiceStandard(Classification.OVERSIGHT_COMPLAINT, Limit.workingDays(60), "SP4N-LAPOR!", "pengaduan berkadar pengawasan", ALWAYS)));

    public ServiceStandards {
        all = List.copyOf(all);
    }

    public ServiceStandards plus(ServiceStandard standard) {
        return new ServiceStandards(Stream.concat(all.stream()
                .filter(s -> s.classification() != standard.classification()
                        || !s.effectiveFrom().equals(standard.effectiveFrom())), Stream.of(standard)).toList());
    }

    /** The standard that binds a complaint submitted on a day: the latest that had taken effect by then. */
    public Optional<ServiceStandard> inForce(Classification classification, LocalDate on) {
        return all.stream()
                .filter(s -> s.classification() == classification && !s.effectiveFrom().isAfter(on))
                .max(Comparator.comparing(ServiceStandard::effectiveFrom));
    }
}
