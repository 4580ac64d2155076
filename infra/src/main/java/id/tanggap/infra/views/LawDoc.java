package id.tanggap.infra.views;

import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The law as it is stored, always in the same order. */
record LawDoc(ZoneId zone, List<Calendar> calendars, Rulebook rulebook, List<Terms> offices) {

    record Terms(OfficeId office, OfficeTerms terms) {
    }

    static LawDoc of(RecordedLaw law) {
        return new LawDoc(law.zone(),
                law.calendars().stream().sorted(Comparator.comparing(c -> c.id().value())).toList(), law.rulebook(),
                law.offices().entrySet().stream().sorted(Comparator.comparing(e -> e.getKey().value()))
                        .map(e -> new Terms(e.getKey(), e.getValue())).toList());
    }

    RecordedLaw law() {
        Map<OfficeId, OfficeTerms> terms = offices.stream().collect(Collectors.toMap(Terms::office, Terms::terms));
        return RecordedLaw.of(zone, calendars, rulebook, terms);
    }
}
