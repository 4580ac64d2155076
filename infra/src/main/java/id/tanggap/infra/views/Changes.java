package id.tanggap.infra.views;

import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.ScorecardCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a batch of events changes in the read models: written as a whole or not at all. Everything is there as it is to be
 * afterwards, but for the backlog, which says by how much.
 *
 * @param lawBefore    as it is stored; the same object as {@code law} if it does not change
 * @param lawMovedFrom the first moment from which on what is due must be counted anew
 * @param complaints   by their numbers
 * @param timeline     new entries, in the order of events
 * @param erased       numbers of complaints whose timelines so far, the new entries too, are to say nothing any more
 * @param inspections  by their numbers
 * @param counted      in the order of events
 * @param backlog      by how many complaints it grows, or shrinks; never by 0
 * @param deadLetters  new ones
 * @param taken        positions of dead letters that are none any more
 * @param tried        positions of dead letters that were tried once more, in vain
 * @param reached      empty if it stays where it is
 */
public record Changes(LawView lawBefore, LawView law, Optional<Instant> lawMovedFrom, List<Complaint> complaints,
                      List<TimelineEntry> timeline, List<Long> erased, Collection<OfficeView> offices,
                      List<InspectionView> inspections, Collection<ImportView> imports, List<Line> refusedLines,
                      Collection<ScorecardCell> cells, List<Counted> counted, Map<BacklogKey, Integer> backlog,
                      List<DeadLetter> deadLetters, List<Long> taken, List<Long> tried, Optional<Reached> reached) {

    /** A refused line of an import. */
    public record Line(ImportId imported, RefusedLine line) {
    }

    /**
     * How far the read models have come.
     *
     * @param position      everything up to and including it is applied
     * @param lastPosition  of the last event among it
     * @param lastEvent     its id, which tells one history from another
     */
    public record Reached(long position, long lastPosition, String lastEvent) {
    }

    /** A complaint that events of the batch changed. @param then as it is stored; null if it was submitted since */
    public record Complaint(ComplaintView then, ComplaintView now) {

        static final Comparator<Complaint> BY_NUMBER = Comparator.comparingLong(complaint -> complaint.now.number());

        public boolean isNew() {
            return then == null;
        }

        public boolean hasAnotherCourse() {
            return then == null || !then.course().equals(now.course());
        }

        public boolean hasMoved() {
            return !(then.office().equals(now.office()) && then.classification().equals(now.classification()));
        }

        public boolean hasAnotherStatus() {
            return then.status() != now.status();
        }

        /** Whether another officer has it, or another draft waits, or none does. */
        public boolean isInOtherHands() {
            return !then.officer().equals(now.officer()) || hasDraft(then) != hasDraft(now);
        }

        public boolean hasDraft() {
            return hasDraft(now);
        }

        private static boolean hasDraft(ComplaintView complaint) {
            for (ComplaintView.Response response : complaint.responses()) {
                if (response.kind() == ComplaintView.Response.Kind.DRAFT) {
                    return true;
                }
            }
            return false;
        }

        public boolean isWithheldOtherwise() {
            return then.secrecy().withheld() != now.secrecy().withheld();
        }

        /** The one thing that changes what was submitted. */
        public boolean wasErased() {
            return then.secrecy().erased().isEmpty() && now.secrecy().erased().isPresent();
        }
    }

    /**
     * A request about a complaint's reporter that a decision is asked for.
     *
     * @param complaint its number
     * @param position  of the event that asked; of the last one that did, if several
     */
    public record Request(PendingRequests.Kind kind, long complaint, long position) {
    }

    /** Requests that events of the batch asked, in their order; some of them may be decided in the same batch. */
    public List<Request> asked() {
        return asked(timeline);
    }

    static List<Request> asked(List<TimelineEntry> timeline) {
        List<Request> asked = new ArrayList<>();
        for (TimelineEntry entry : timeline) {
            PendingRequests.begunBy(entry)
                    .ifPresent(kind -> asked.add(new Request(kind, entry.complaint(), entry.position())));
        }
        return asked;
    }

    /**
     * Numbers of complaints at which a request of that kind waited, or was just asked, and waits no more.
     *
     * @param asked what {@link #asked()} says
     */
    public List<Long> decided(PendingRequests.Kind kind, List<Request> asked) {
        Set<Long> justAsked = asked.stream().map(Request::complaint).collect(Collectors.toSet());
        return complaints.stream().filter(c -> !PendingRequests.waits(kind, c.now())
                        && (justAsked.contains(c.now().number()) || !c.isNew() && PendingRequests.waits(kind, c.then())))
                .map(c -> c.now().number()).toList();
    }

    /** Nothing but what earlier events changed in some complaints. @param law as it is stored */
    static Changes of(List<Complaint> complaints, LawView law) {
        return only(law, complaints, List.of());
    }

    /** Nothing but that dead letters were tried once more, in vain. */
    static Changes tried(LawView law, List<Long> positions) {
        return only(law, List.of(), positions);
    }

    private static Changes only(LawView law, List<Complaint> complaints, List<Long> tried) {
        return new Changes(law, law, Optional.empty(), complaints, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), tried, Optional.empty());
    }

    /** The same, of which some dead letters became. */
    Changes withDeadLetters(List<DeadLetter> letters, Reached end) {
        return new Changes(lawBefore, law, lawMovedFrom, complaints, timeline, erased, offices, inspections, imports,
                refusedLines, cells, counted, backlog, letters, taken, tried, Optional.of(end));
    }

    /** The same, which is what a dead letter stood for. */
    Changes inPlaceOf(DeadLetter letter) {
        return new Changes(lawBefore, law, lawMovedFrom, complaints, timeline, erased, offices, inspections, imports,
                refusedLines, cells, counted, backlog, deadLetters, List.of(letter.position()), tried, reached);
    }
}
