package id.tanggap.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An inspection as one reader may see it. The inspectorate sees all of it. The head of an office sees the recommendations
 * that were sent to that office, the findings on which they rest and, in the end, the conclusion; not what gave rise to it,
 * and not which complaint it is about: that may be one that the office is not to know of.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record InspectionAnswer(InspectionId id, InspectionStatus status, Text statusText, long sequence,
                        Optional<ComplaintId> complaintId, Optional<OfficeId> officeId, Optional<String> reason,
                        Optional<String> openedBy, Optional<Instant> openedAt, List<FindingAnswer> findings,
                        List<RecommendationAnswer> recommendations, Optional<ClosureAnswer> closure) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FindingAnswer(int number, Optional<String> text, Optional<Severity> severity, String by, Instant at) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record RecommendationAnswer(int number, OfficeId officeId, Optional<String> text, List<Integer> findings,
                                Optional<LocalDate> dueOn, String by, Instant at, Optional<Instant> sentAt,
                                List<FollowUpAnswer> followUps) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FollowUpAnswer(Optional<String> text, String by, Instant at) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ClosureAnswer(Conclusion conclusion, Text conclusionText, Optional<String> summary, String by, Instant at) {
    }

    /** Whether, for this reader, there is such an inspection. */
    static boolean existsFor(Actor actor, InspectionView view) {
        return actor.role() == Role.INSPECTOR
                || actor.role() == Role.OFFICE_HEAD && actor.office().filter(view.sentTo()::contains).isPresent();
    }

    /** @param view one that {@link #existsFor} this reader, opened */
    static InspectionAnswer of(InspectionView view, Actor actor) {
        return actor.role() == Role.INSPECTOR ? whole(view) : sentTo(actor.office().orElseThrow(), view);
    }

    private static InspectionAnswer whole(InspectionView view) {
        return new InspectionAnswer(view.id(), view.status(), view.status().text(), view.sequence(),
                view.matter().complaint(), view.matter().office(), view.reason().value(), Optional.of(view.openedBy()),
                Optional.of(view.openedAt()), findings(view, _ -> true), recommendations(view, _ -> true), closure(view));
    }

    private static InspectionAnswer sentTo(OfficeId office, InspectionView view) {
        Set<Integer> restsOn = view.recommendations().stream().filter(r -> r.isSentTo(office))
                .flatMap(r -> r.findings().stream()).collect(Collectors.toSet());
        return new InspectionAnswer(view.id(), view.status(), view.status().text(), view.sequence(), Optional.empty(),
                view.matter().office().filter(office::equals), Optional.empty(), Optional.empty(), Optional.empty(),
                findings(view, f -> restsOn.contains(f.number())), recommendations(view, r -> r.isSentTo(office)),
                closure(view));
    }

    private static List<FindingAnswer> findings(InspectionView view, Predicate<InspectionView.Finding> told) {
        return view.findings().stream().filter(told)
                .map(f -> new FindingAnswer(f.number(), f.text().value(), f.severity(), f.by(), f.at())).toList();
    }

    private static List<RecommendationAnswer> recommendations(InspectionView view,
                                                              Predicate<InspectionView.Recommendation> told) {
        return view.recommendations().stream().filter(told).map(r -> new RecommendationAnswer(r.number(), r.office(),
                r.text().value(), r.findings(), r.due(), r.by(), r.at(), r.sentAt(), r.followUps().stream()
                        .map(f -> new FollowUpAnswer(f.text().value(), f.by(), f.at())).toList())).toList();
    }

    private static Optional<ClosureAnswer> closure(InspectionView view) {
        return view.closure().map(c -> new ClosureAnswer(c.conclusion(), c.conclusion().text(), c.summary().value(), c.by(),
                c.at()));
    }
}
