package id.tanggap.query.inspection;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.person.Keyring;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An inspection as people read it. A pure fold of its events.
 *
 * @param number   position of its opening: short, unique, ascending
 * @param sequence of its last event, which is its ETag
 */
public record InspectionView(long number, InspectionId id, long sequence, Matter matter, Shreddable<String> reason,
                             String openedBy, Instant openedAt, List<Finding> findings,
                             List<Recommendation> recommendations, Optional<Closure> closure) {

    public InspectionView {
        findings = List.copyOf(findings);
        recommendations = List.copyOf(recommendations);
    }

    /** Under whose key its texts are kept. */
    PersonId subject() {
        return reason.subject();
    }

    /** With all that it says at hand: to be shown, never to be stored. */
    InspectionView opened(Keyring keys) {
        return new InspectionView(number, id, sequence, matter, keys.opened(reason), openedBy, openedAt,
                findings.stream().map(finding -> finding.opened(keys)).toList(),
                recommendations.stream().map(recommendation -> recommendation.opened(keys)).toList(),
                closure.map(closed -> closed.opened(keys)));
    }

    /** What was found. */
    public record Finding(int number, Shreddable<String> text, Optional<Severity> severity, String by, Instant at) {

        private Finding opened(Keyring keys) {
            return new Finding(number, keys.opened(text), severity, by, at);
        }
    }

    /**
     * What an office should do.
     *
     * @param findings on which it rests
     * @param sentAt   since when the office sees it
     */
    public record Recommendation(int number, OfficeId office, Shreddable<String> text, List<Integer> findings,
                                 Optional<LocalDate> due, String by, Instant at, Optional<Instant> sentAt,
                                 List<FollowUp> followUps) {

        public Recommendation {
            findings = List.copyOf(findings);
            followUps = List.copyOf(followUps);
        }

        /** Whether an office sees it. */
        boolean isSentTo(OfficeId to) {
            return sentAt.isPresent() && office.equals(to);
        }

        private Recommendation opened(Keyring keys) {
            return new Recommendation(number, office, keys.opened(text), findings, due, by, at, sentAt,
                    followUps.stream().map(report -> report.opened(keys)).toList());
        }

        private Recommendation sent(Instant now) {
            return new Recommendation(number, office, text, findings, due, by, at, Optional.of(now), followUps);
        }

        private Recommendation followedUp(FollowUp report) {
            return new Recommendation(number, office, text, findings, due, by, at, sentAt, with(followUps, report));
        }
    }

    /** What the office did about it. */
    public record FollowUp(Shreddable<String> text, String by, Instant at) {

        private FollowUp opened(Keyring keys) {
            return new FollowUp(keys.opened(text), by, at);
        }
    }

    /** What it came to. */
    public record Closure(Conclusion conclusion, Shreddable<String> summary, String by, Instant at) {

        private Closure opened(Keyring keys) {
            return new Closure(conclusion, keys.opened(summary), by, at);
        }
    }

    public InspectionStatus status() {
        return closure.isPresent() ? InspectionStatus.CLOSED : InspectionStatus.OPEN;
    }

    /** The offices that know of it. */
    public List<OfficeId> sentTo() {
        return recommendations.stream().filter(r -> r.sentAt().isPresent()).map(Recommendation::office).distinct().toList();
    }

    public static InspectionView begin(long position, InspectionEvent.Opened e) {
        return new InspectionView(position, e.inspection(), 0, e.matter(), e.reason(), e.provenance().actor().id(),
                e.provenance().occurredAt(), List.of(), List.of(), Optional.empty());
    }

    /** @param sequence of the event in the inspection's stream */
    public InspectionView evolve(InspectionEvent event, long sequence) {
        String by = event.provenance().actor().id();
        Instant at = event.provenance().occurredAt();
        return switch (event) {
            case InspectionEvent.Opened _ -> throw new IllegalStateException("opened twice: " + id);
            case InspectionEvent.FindingRecorded e -> with(sequence,
                    with(findings, new Finding(e.finding(), e.text(), e.severity(), by, at)), recommendations, closure);
            case InspectionEvent.RecommendationMade e -> with(sequence, findings, with(recommendations,
                    new Recommendation(e.recommendation(), e.office(), e.text(), e.findings(), e.due(), by, at,
                            Optional.empty(), List.of())), closure);
            case InspectionEvent.ReportSent e -> with(sequence, findings,
                    each(r -> e.recommendations().contains(r.number()) ? r.sent(at) : r), closure);
            case InspectionEvent.FollowUpReported e -> with(sequence, findings, each(r -> r.number() == e.recommendation()
                    ? r.followedUp(new FollowUp(e.text(), by, at)) : r), closure);
            case InspectionEvent.Closed e -> with(sequence, findings, recommendations,
                    Optional.of(new Closure(e.conclusion(), e.summary(), by, at)));
        };
    }

    private List<Recommendation> each(UnaryOperator<Recommendation> change) {
        return recommendations.stream().map(change).toList();
    }

    private static <T> List<T> with(List<T> before, T last) {
        return Stream.concat(before.stream(), Stream.of(last)).toList();
    }

    private InspectionView with(long now, List<Finding> found, List<Recommendation> recommended, Optional<Closure> closed) {
        return new InspectionView(number, id, now, matter, reason, openedBy, openedAt, found, recommended, closed);
    }
}
