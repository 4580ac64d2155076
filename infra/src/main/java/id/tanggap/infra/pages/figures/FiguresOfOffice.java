package id.tanggap.infra.pages.figures;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What the pages of one office have in common. */
final class FiguresOfOffice {

    private FiguresOfOffice() {
    }

    /** @return fails with a refusal if there is none */
    static Mono<OfficeView> find(OfficeId id, Offices offices) {
        return offices.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND)));
    }

    static LocalDate today(OfficeView office, Clock clock) {
        return LocalDate.ofInstant(clock.instant(), office.zone());
    }

    /** The limits that bind the office on a day, as far as they are working days. */
    static Map<Classification, Limit> limits(OfficeView office, LawView law, LocalDate on) {
        Map<Classification, Limit> limits = new EnumMap<>(Classification.class);
        for (Classification classification : Classification.values()) {
            law.law().standard(Optional.of(office.id()), classification, on).map(standard -> standard.limit())
                    .filter(limit -> limit.unit() == WorkingUnit.DAYS).ifPresent(limit -> limits.put(classification, limit));
        }
        return limits;
    }
}
