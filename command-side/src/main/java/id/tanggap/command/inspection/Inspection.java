package id.tanggap.command.inspection;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.stream.Stream;

/**
 * An inspection as far as decisions need it.
 *
 * @param subject  under which all its texts are kept
 * @param findings how many there are
 */
record Inspection(InspectionId id, PersonId subject, InspectionStatus status, int findings,
                  List<Recommendation> recommendations) {

    record Recommendation(int number, OfficeId office, boolean sent) {
    }

    Inspection {
        recommendations = List.copyOf(recommendations);
    }

    static Inspection begin(InspectionEvent.Opened e) {
        return new Inspection(e.inspection(), e.reason().subject(), InspectionStatus.OPEN, 0, List.of());
    }

    Inspection evolve(InspectionEvent event) {
        return switch (event) {
            case InspectionEvent.Opened _ -> throw new IllegalStateException("opened twice: " + id);
            case InspectionEvent.FindingRecorded e -> new Inspection(id, subject, status, e.finding(), recommendations);
            case InspectionEvent.RecommendationMade e -> new Inspection(id, subject, status, findings, Stream.concat(
                    recommendations.stream(), Stream.of(new Recommendation(e.recommendation(), e.office(), false))).toList());
            case InspectionEvent.ReportSent e -> new Inspection(id, subject, status, findings, recommendations.stream()
                    .map(r -> new Recommendation(r.number(), r.office(), r.sent() || e.recommendations().contains(r.number())))
                    .toList());
            case InspectionEvent.FollowUpReported _ -> this;
            case InspectionEvent.Closed _ -> new Inspection(id, subject, InspectionStatus.CLOSED, findings, recommendations);
        };
    }

    /** The numbers of the recommendations that no office has seen. */
    List<Integer> unsent() {
        return recommendations.stream().filter(r -> !r.sent()).map(Recommendation::number).toList();
    }

    /** What this head's office was sent; to anybody else the inspection does not exist. */
    List<Integer> sentTo(Actor actor) {
        return actor.role() == Role.OFFICE_HEAD ? recommendations.stream()
                .filter(r -> r.sent() && actor.belongsTo(r.office())).map(Recommendation::number).toList() : List.of();
    }
}
