package id.tanggap.kernel.office;

import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The service standards of one office, or the general ones, over all time. */
public record ServiceStandards(List<ServiceStandard> all) {

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

    /** The standard of a class that took effect before all others. */
    public Optional<ServiceStandard> first(Classification classification) {
        return all.stream().filter(s -> s.classification() == classification)
                .min(Comparator.comparing(ServiceStandard::effectiveFrom));
    }
}
