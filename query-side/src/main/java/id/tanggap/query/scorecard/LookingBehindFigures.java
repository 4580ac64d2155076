package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.office.OfficeView;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The complaints behind an office's figures, for those who may see the figures in full. A complaint that was counted twice in
 * a figure is behind it twice: it answers for every one that was counted, by the day on which it was.
 *
 * <p>Of each complaint the reader is shown what the reader may see of it now, as in every list; one that is unknown to the
 * reader now is left out. Never blocks the caller's thread.
 */
public final class LookingBehindFigures {

    private final Scorecards scorecards;
    private final ReadingComplaints complaints;

    public LookingBehindFigures(Scorecards scorecards, ReadingComplaints complaints) {
        this.scorecards = scorecards;
        this.complaints = complaints;
    }

    /** @param on the day on which it was counted, in the office's zone */
    public record Case(LocalDate on, ComplaintAnswer complaint) {
    }

    /**
     * A page of a list.
     *
     * @param next where it goes on; empty on its last page
     */
    public record Found(List<Case> cases, Optional<Counted.Place> next) {
    }

    /**
     * What was counted from one day to another, the newest first; at most {@code limit}.
     *
     * @param took only what took so long; empty for figures that are not {@linkplain Figure#isTimed() timed}
     * @throws id.tanggap.kernel.Refusal if the figures in full are not the reader's to see
     */
    public Mono<Found> behind(Figure figure, OfficeView office, LocalDate from, LocalDate to,
                              Optional<Classification> classification, Optional<Counted.Took> took,
                              Optional<Counted.Place> after, int limit, Reader reader) {
        ReadingScorecards.requireInFull(reader.actor(), office);
        Counted.Question question = new Counted.Question(office.id(), from, to, figure, classification, took, after,
                limit + 1);
        return scorecards.counted(question).flatMap(counted -> {
            List<Counted> page = counted.subList(0, Math.min(limit, counted.size()));
            return complaints.numbered(page.stream().map(Counted::complaint).collect(Collectors.toSet()), reader)
                    .map(known -> new Found(cases(page, known), counted.size() > limit
                            ? Optional.of(page.getLast().place()) : Optional.empty()));
        });
    }

    private static List<Case> cases(List<Counted> page, Map<Long, ComplaintAnswer> known) {
        return page.stream().flatMap(counted -> Optional.ofNullable(known.get(counted.complaint())).stream()
                .map(complaint -> new Case(counted.day(), complaint))).toList();
    }

    /**
     * How many complaints of each category the office has, or had when they ended, of those submitted from one day to another.
     *
     * @throws id.tanggap.kernel.Refusal if the figures in full are not the reader's to see
     */
    public Mono<Map<Category, Long>> categories(OfficeView office, LocalDate from, LocalDate to, Reader reader) {
        ReadingScorecards.requireInFull(reader.actor(), office);
        return complaints.categories(office.id(), from, to, reader);
    }

    /**
     * What waits for a final response now, of those submitted from one day to another, the newest first; at most {@code limit}.
     *
     * @throws id.tanggap.kernel.Refusal if the figures in full are not the reader's to see
     */
    public Mono<ReadingComplaints.Listed> open(OfficeView office, Optional<LocalDate> from, Optional<LocalDate> to,
                                               Optional<Complaints.Cursor> after, int limit, Reader reader) {
        ReadingScorecards.requireInFull(reader.actor(), office);
        ZoneId zone = office.zone();
        return complaints.list(new Complaints.Filter(Optional.of(office.id()), Optional.of(ComplaintStatus.FORWARDED),
                Optional.empty(), Optional.empty(), from.map(day -> day.atStartOfDay(zone).toInstant()),
                to.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()), Sight.seesWithheld(reader.actor())),
                after, limit, reader);
    }
}
