package id.tanggap.query.scorecard;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the complaints that were resolved from one day to another would have done under another limit. A question and no more:
 * every complaint keeps the standard that was in force when it was submitted. Judged is the time from submission to the final
 * response that was accepted or stood, pauses taken out, to three significant digits.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Rejudgement(OfficeId officeId, LocalDate from, LocalDate to, Limit limit, Scorecard.WithinLimit total,
                          Map<Classification, Scorecard.WithinLimit> byClass) {

    private static final long SECONDS = 86_400;

    static Rejudgement of(OfficeId office, LocalDate from, LocalDate to, int workingDays, Collection<ScorecardCell> cells) {
        Map<Classification, Scorecard.WithinLimit> byClass = new EnumMap<>(Classification.class);
        for (Classification classification : Classification.values()) {
            List<Histogram> its = cells.stream().filter(cell -> cell.key().classification() == classification)
                    .map(ScorecardCell::resolutionWorking).toList();
            if (!its.isEmpty()) {
                byClass.put(classification, judged(Histogram.sum(its), workingDays));
            }
        }
        return new Rejudgement(office, from, to, Limit.workingDays(workingDays),
                judged(Histogram.sum(cells.stream().map(ScorecardCell::resolutionWorking).toList()), workingDays), byClass);
    }

    private static Scorecard.WithinLimit judged(Histogram working, int workingDays) {
        long within = working.atMost(workingDays * SECONDS);
        return Scorecard.WithinLimit.of(Optional.of(within), Optional.of(working.count() - within));
    }

    /** With every count of 1 to 4 left out, and what they could be worked out from. */
    Rejudgement forThePublic() {
        boolean classesToo = byClass.values().stream().noneMatch(Scorecard.WithinLimit::tellsSmallCount);
        return new Rejudgement(officeId, from, to, limit, total.forThePublic(), classesToo ? byClass : Map.of());
    }
}
