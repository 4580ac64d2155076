package id.tanggap.kernel.inspection;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What can happen to an inspection. All its texts are kept under one subject of its own. */
public sealed interface InspectionEvent extends DomainEvent {

    InspectionId inspection();

    /** The inspectorate looks into something. Moves no complaint and tells nobody. */
    @EventName("inspection.opened")
    record Opened(InspectionId inspection, Matter matter, Shreddable<String> reason, Provenance provenance)
            implements InspectionEvent {
    }

    /** @param finding 1, 2, 3, … within the inspection */
    @EventName("inspection.finding-recorded")
    record FindingRecorded(InspectionId inspection, int finding, Shreddable<String> text, Optional<Severity> severity,
                           Provenance provenance) implements InspectionEvent {
    }

    /**
     * An office should do something; it does not know yet.
     *
     * @param recommendation 1, 2, 3, … within the inspection
     * @param findings       on which it rests, by their numbers
     * @param due            the last day by which it should be done, in the office's zone
     */
    @EventName("inspection.recommendation-made")
    record RecommendationMade(InspectionId inspection, int recommendation, OfficeId office, Shreddable<String> text,
                              List<Integer> findings, Optional<LocalDate> due, Provenance provenance)
            implements InspectionEvent {

        public RecommendationMade {
            findings = List.copyOf(findings);
        }
    }

    /** From now on the offices addressed see these recommendations and the findings on which they rest. */
    @EventName("inspection.report-sent")
    record ReportSent(InspectionId inspection, List<Integer> recommendations, Provenance provenance)
            implements InspectionEvent {

        public ReportSent {
            recommendations = List.copyOf(recommendations);
        }
    }

    /** The office addressed told what it did about a recommendation. */
    @EventName("inspection.follow-up-reported")
    record FollowUpReported(InspectionId inspection, int recommendation, OfficeId office, Shreddable<String> text,
                            Provenance provenance) implements InspectionEvent {
    }

    /** Ended; the offices to which it was sent see the conclusion. */
    @EventName("inspection.closed")
    record Closed(InspectionId inspection, Conclusion conclusion, Shreddable<String> summary, Provenance provenance)
            implements InspectionEvent {
    }
}
