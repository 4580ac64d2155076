package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.query.api.Reader;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * What helps whoever checks a complaint: to which offices it may belong, and which others may be about the same matter. Hints,
 * for people to decide by: nothing follows from them. Never blocks the caller's thread.
 */
public final class CheckingHints {

    /** Of one category, that is looked at: enough to tell a habit, few enough to be compared at once. */
    private static final int COMPARED = 60;
    private static final int ROUTES = 3;
    private static final int ALIKE = 3;
    private static final Duration LATELY = Duration.ofDays(90);
    private static final double CLOSE = 0.25;

    private final ReadingComplaints complaints;
    private final Offices offices;

    public CheckingHints(ReadingComplaints complaints, Offices offices) {
        this.complaints = complaints;
        this.offices = offices;
    }

    /**
     * An office that a complaint may belong to, and why.
     *
     * @param asked whether its reporter asked for this office
     * @param went  how many of the latest complaints of the category went there
     * @param of    how many of them went to any office
     * @param near  how many of those that went there were from nearby
     * @param words of the office's name that the report has too
     */
    public record Route(OfficeView office, boolean asked, int went, int of, int near, List<String> words) {

        private double weight() {
            return (asked ? 1.5 : 0) + (of == 0 ? 0 : 2.0 * went / of) + Math.min(1.5, near * 0.5)
                    + Math.min(1, words.size() * 0.75);
        }
    }

    /**
     * Another complaint that may be about the same matter.
     *
     * @param said whether the reporter said so
     * @param near whether it is from nearby
     */
    public record Alike(ComplaintAnswer complaint, boolean said, boolean near) {
    }

    /** @param routes the likeliest first; @param alike the closest first */
    public record Hints(List<Route> routes, List<Alike> alike) {

        public static final Hints NONE = new Hints(List.of(), List.of());
    }

    private record Other(ComplaintView complaint, boolean said, boolean near, double closeness) {
    }

    /** For those who check complaints, of one that waits for its check; for everybody else, and of others, there are none. */
    public Mono<Hints> of(ComplaintAnswer complaint, Reader reader) {
        if (complaint.status() != ComplaintStatus.SUBMITTED || complaint.content().isEmpty()
                || !Sight.seesWithheld(reader.actor())) {
            return Mono.just(Hints.NONE);
        }
        Optional<ComplaintId> sameAs = complaint.handling().flatMap(ComplaintAnswer.Handling::sameAs);
        return Mono.zip(complaints.compared(complaint.category(), COMPARED), offices.all(),
                Mono.justOrEmpty(sameAs).flatMap(id -> complaints.known(id, reader)).map(Optional::of)
                        .defaultIfEmpty(Optional.empty())).flatMap(with -> {
            Likeness likeness = Likeness.of(complaint);
            List<ComplaintView> others = with.getT1().stream().filter(other -> !other.id().equals(complaint.id())).toList();
            List<Other> alike = alike(complaint, likeness, others, with.getT3());
            return complaints.shown(alike.stream().map(Other::complaint).toList(), reader).map(shown -> new Hints(
                    routes(complaint, likeness, others, with.getT2()), told(shown, alike)));
        });
    }

    private static List<Alike> told(List<ComplaintAnswer> shown, List<Other> alike) {
        return shown.stream().flatMap(answer -> alike.stream().filter(other -> other.complaint().id().equals(answer.id()))
                .map(other -> new Alike(answer, other.said(), other.near()))).toList();
    }

    private static List<Route> routes(ComplaintAnswer complaint, Likeness likeness, List<ComplaintView> others,
                                      List<OfficeView> offices) {
        List<ComplaintView> sent = others.stream().filter(other -> other.office().isPresent()).toList();
        return offices.stream().filter(office -> office.standing() == OfficeView.Standing.ACTIVE).map(office -> {
            List<ComplaintView> there = sent.stream().filter(other -> other.office().filter(office.id()::equals).isPresent())
                    .toList();
            return new Route(office, complaint.content().flatMap(ComplaintAnswer.Content::requestedOfficeId)
                    .filter(office.id()::equals).isPresent(), there.size(), sent.size(),
                    (int) there.stream().filter(other -> likeness.isNear(Likeness.of(other))).count(),
                    likeness.inNameOf(office.name()));
        }).filter(route -> route.weight() > 0).sorted(Comparator.comparingDouble(Route::weight).reversed()
                .thenComparing(route -> route.office().name())).limit(ROUTES).toList();
    }

    /** What its reporter named comes first, then what says much the same. */
    private static List<Other> alike(ComplaintAnswer complaint, Likeness likeness, List<ComplaintView> others,
                                     Optional<ComplaintView> sameAs) {
        Stream<Other> close = others.stream().filter(other -> !other.status().ended()
                        && sameAs.filter(same -> same.id().equals(other.id())).isEmpty() && isLately(complaint, other))
                .map(other -> {
                    Likeness its = Likeness.of(other);
                    return new Other(other, false, likeness.isNear(its), likeness.closeness(its));
                }).filter(other -> other.closeness() + (other.near() ? CLOSE / 2 : 0) >= CLOSE)
                .sorted(Comparator.comparingDouble(Other::closeness).reversed()
                        .thenComparing(other -> other.complaint().number()));
        return Stream.concat(sameAs.map(same -> new Other(same, true, likeness.isNear(Likeness.of(same)), 1)).stream(), close)
                .limit(ALIKE).toList();
    }

    private static boolean isLately(ComplaintAnswer complaint, ComplaintView other) {
        return complaint.content().flatMap(ComplaintAnswer.Content::submittedAt).map(at ->
                Duration.between(other.course().submitted(), at).abs().compareTo(LATELY) <= 0).orElse(true);
    }
}
