package id.tanggap.command.complaint;

import id.tanggap.command.complaint.SimulatedLaw.Seat;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.clock.EscalationLadder.Level;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * One complaint as a clerk reads it off its record, with a pencil, from the first line to the last, each time anew. The
 * clerk knows the law by heart and has nothing in common with the kernel's clocks:
 * <ul>
 * <li>the office's time runs while a complaint waits for the check or for the office, and in no other state;
 * <li>the coordinator's time runs while it waits for the check; a check is new after an office had returned the complaint
 * and after a merge was undone;
 * <li>the reporter's time always runs;
 * <li>whoever has the complaint, their calendar counts; the general one, if no office has it.
 * </ul>
 */
final class ComplaintByHand {

    /** What time alone must have brought about. */
    sealed interface Step {

        Instant at();

        record Told(int percent, Addressee addressee, Instant at) implements Step {
        }

        record Ended(ClosureReason reason, Instant at) implements Step {
        }

        record Asked(Instant at) implements Step {
        }
    }

    private static final Set<ComplaintStatus> OFFICE_OWES = Set.of(ComplaintStatus.SUBMITTED, ComplaintStatus.FORWARDED);
    private static final Map<Known, CalendarOnTheWall> WALL = new ConcurrentHashMap<>();

    private record Known(List<String> layers, ZoneId zone, Instant since) {
    }

    private final Instant now;
    private final TreeMap<Instant, ComplaintStatus> states = new TreeMap<>();
    private final TreeMap<Instant, Optional<OfficeId>> holders = new TreeMap<>();
    private final Set<Integer> told = new HashSet<>();
    private Instant submitted;
    private Instant known;
    private Instant check;
    private Instant stands;
    private Instant from;
    private Instant answered;
    private Instant asked;
    private Limit limit;
    private ClosureReason closure;
    private boolean checked;
    private boolean objected;
    private boolean reply;
    private boolean gone;

    private ComplaintByHand(Instant now) {
        this.now = now;
    }

    /** @param now the law is read as it is recorded then */
    static ComplaintByHand read(List<ComplaintEvent> events, Instant now) {
        ComplaintByHand complaint = new ComplaintByHand(now);
        events.forEach(complaint::read);
        return complaint;
    }

    private void read(ComplaintEvent event) {
        Instant at = event.provenance().occurredAt();
        switch (event) {
            case ComplaintEvent.Submitted _ -> {
                submitted = at;
                from = at;
                check = at;
                holders.put(at, Optional.empty());
                becomes(ComplaintStatus.SUBMITTED, event);
            }
            case ComplaintEvent.Forwarded e -> {
                if (limit == null) {
                    limit = SimulatedLaw.limit(e.office(), e.classification(), submitted);
                }
                holders.put(at, Optional.of(e.office()));
                checked = true;
                becomes(ComplaintStatus.FORWARDED, event);
            }
            case ComplaintEvent.Transferred e -> holders.put(at, Optional.of(e.to()));
            case ComplaintEvent.Returned _ -> {
                holders.put(at, Optional.empty());
                stands = at;
                becomes(ComplaintStatus.RETURNED, event);
            }
            case ComplaintEvent.Completed _ -> {
                if (checked) {
                    beginCheck(at);
                }
                becomes(ComplaintStatus.SUBMITTED, event);
            }
            case ComplaintEvent.Lapsed _ -> {
                becomes(ComplaintStatus.CLOSED, event);
                closure = ClosureReason.LAPSED;
            }
            case ComplaintEvent.FinalResponseApproved _ -> {
                stands = at;
                answered = at;
                becomes(ComplaintStatus.RESPONDED, event);
            }
            case ComplaintEvent.Closed e -> {
                if (status() == ComplaintStatus.APPEALED) {
                    stands = at;
                }
                becomes(ComplaintStatus.CLOSED, event);
                closure = e.reason();
            }
            case ComplaintEvent.Objected _ -> {
                objected = true;
                becomes(ComplaintStatus.FORWARDED, event);
            }
            case ComplaintEvent.ReportedUnsolved _ -> becomes(ComplaintStatus.FORWARDED, event);
            case ComplaintEvent.Appealed _ -> {
                stands = at;
                becomes(ComplaintStatus.APPEALED, event);
            }
            case ComplaintEvent.SentBackOnAppeal e -> {
                limit = e.limit();
                from = at;
                told.clear();
                objected = false;
                becomes(ComplaintStatus.FORWARDED, event);
            }
            case ComplaintEvent.AskedWhetherSolved _ -> asked = at;
            case ComplaintEvent.ConfirmedSolved _ -> reply = true;
            case ComplaintEvent.Escalated e -> told.add(e.percent());
            case ComplaintEvent.Rejected _ -> becomes(ComplaintStatus.REJECTED, event);
            case ComplaintEvent.Withdrawn _ -> becomes(ComplaintStatus.WITHDRAWN, event);
            case ComplaintEvent.Merged _ -> {
                stands = at;
                becomes(ComplaintStatus.MERGED, event);
            }
            case ComplaintEvent.MergeUndone _ -> {
                beginCheck(at);
                becomes(ComplaintStatus.SUBMITTED, event);
            }
            case ComplaintEvent.Assigned _, ComplaintEvent.InterimResponseGiven _, ComplaintEvent.FinalResponseDrafted _,
                 ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.DuplicateJoined _, ComplaintEvent.DuplicateLeft _,
                 ComplaintEvent.Evaluated _, ComplaintEvent.ReferredToInspectorate _, ComplaintEvent.MessageSent _,
                 ComplaintEvent.AttachmentAdded _, ComplaintEvent.AttachmentCleared _, ComplaintEvent.AttachmentRejected _,
                 ComplaintEvent.IdentityRevealRequested _, ComplaintEvent.IdentityRevealed _,
                 ComplaintEvent.IdentityRevealRefused _, ComplaintEvent.ErasureRequested _,
                 ComplaintEvent.ErasureRefused _ -> {
            }
            case ComplaintEvent.PersonalDataErased _ -> {
                gone = true;
                reply = true;
            }
        }
    }

    private void becomes(ComplaintStatus status, ComplaintEvent event) {
        states.put(event.provenance().occurredAt(), status);
        known = event.provenance().recordedAt();
        closure = null;
        asked = null;
        reply = false;
        if (OFFICE_OWES.contains(status)) {
            answered = null;
            stands = null;
        }
    }

    private void beginCheck(Instant at) {
        check = at;
        checked = false;
    }

    private ComplaintStatus status() {
        return states.lastEntry().getValue();
    }

    private Instant since() {
        return states.lastKey();
    }

    private Optional<OfficeId> holder() {
        return holders.lastEntry().getValue();
    }

    private Procedure procedure() {
        return SimulatedLaw.procedure(submitted);
    }

    // ---- what is due

    /** All limits that run, or could still be used, in the order of their kinds. */
    List<Deadline> deadlines() {
        List<Deadline> deadlines = new ArrayList<>();
        ComplaintStatus status = status();
        if (status == ComplaintStatus.SUBMITTED || status == ComplaintStatus.RETURNED && !checked) {
            deadlines.add(check().asDeadline(Deadline.Kind.VERIFICATION, now));
        }
        if (limit != null && status != ComplaintStatus.REJECTED && status != ComplaintStatus.WITHDRAWN
                && status != ComplaintStatus.MERGED) {
            deadlines.add(response().asDeadline(Deadline.Kind.RESPONSE, now));
        }
        if (status == ComplaintStatus.RETURNED) {
            deadlines.add(reporters(procedure().completion(), since()).asDeadline(Deadline.Kind.COMPLETION, now));
        }
        if (status == ComplaintStatus.RESPONDED) {
            deadlines.add(reporters(procedure().reply(), since()).asDeadline(Deadline.Kind.REPLY, now));
        }
        if (closure == ClosureReason.LAPSED || closure == ClosureReason.STOOD_UNANSWERED) {
            addIfOpen(deadlines, Deadline.Kind.REVERSAL, procedure().reversal(), since());
        }
        appealFrom().ifPresent(since -> addIfOpen(deadlines, Deadline.Kind.APPEAL, procedure().appeal(), since));
        if (asked != null && !reply) {
            addIfOpen(deadlines, Deadline.Kind.WHETHER_SOLVED, procedure().reply(), asked);
        }
        return deadlines;
    }

    private void addIfOpen(List<Deadline> deadlines, Deadline.Kind kind, Limit window, Instant since) {
        ClockByHand clock = reporters(window, since);
        if (!(clock.due() instanceof Due.At(Instant end)) || end.isAfter(now)) {
            deadlines.add(clock.asDeadline(kind, now));
        }
    }

    private Optional<Instant> appealFrom() {
        if (status() != ComplaintStatus.FORWARDED && status() != ComplaintStatus.RESPONDED
                && closure != ClosureReason.STOOD_UNANSWERED) {
            return Optional.empty();
        }
        TreeSet<Instant> reasons = new TreeSet<>();
        if (objected && answered != null) {
            reasons.add(answered);
        }
        if (response().due() instanceof Due.At(Instant end) && !end.isAfter(now)) {
            reasons.add(end);
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.last());
    }

    /** What each office had of the office's time. */
    Map<Optional<OfficeId>, Long> shares() {
        return limit == null ? Map.of() : response().shares(now);
    }

    /** What time alone must bring about next; empty if somebody must act first, or it is not known when. */
    Optional<Step> next() {
        return switch (status()) {
            case RETURNED -> at(reporters(procedure().completion(), since()).due())
                    .map(at -> new Step.Ended(ClosureReason.LAPSED, at));
            case RESPONDED -> at(reporters(procedure().reply(), since()).due())
                    .map(at -> new Step.Ended(ClosureReason.STOOD_UNANSWERED, at));
            case FORWARDED -> {
                for (Level level : procedure().ladder().levels()) {
                    if (!told.contains(level.percent())) {
                        yield at(response().reaches(level.percent())).map(at -> new Step.Told(level.percent(),
                                level.addressee(), at.isBefore(known) ? known : at));
                    }
                }
                yield Optional.empty();
            }
            case CLOSED -> asked == null && !gone && (closure == ClosureReason.ACCEPTED
                    || closure == ClosureReason.STOOD_UNANSWERED || closure == ClosureReason.UPHELD_ON_APPEAL)
                    ? Optional.of(new Step.Asked(since().plus(Duration.ofHours(24L * procedure().askAfterDays()))))
                    : Optional.empty();
            case SUBMITTED, APPEALED, REJECTED, WITHDRAWN, MERGED -> Optional.empty();
        };
    }

    private static Optional<Instant> at(Due due) {
        return due instanceof Due.At(Instant moment) ? Optional.of(moment) : Optional.empty();
    }

    // ---- whose time it is

    private ClockByHand check() {
        return new ClockByHand(procedure().verification(), check, stretches(check, ComplaintStatus.SUBMITTED::equals, false),
                Optional.ofNullable(stands));
    }

    private ClockByHand response() {
        return new ClockByHand(limit, from, stretches(from, OFFICE_OWES::contains, true), Optional.ofNullable(stands));
    }

    private ClockByHand reporters(Limit window, Instant since) {
        return new ClockByHand(window, since, stretches(since, _ -> true, true), Optional.empty());
    }

    /** Cuts time into pieces wherever anything changes. */
    private List<ClockByHand.Stretch> stretches(Instant from, Predicate<ComplaintStatus> runs, boolean byHolder) {
        TreeSet<Instant> cuts = new TreeSet<>();
        cuts.add(from);
        cuts.addAll(later(states.keySet(), from));
        cuts.addAll(later(holders.keySet(), from));
        holders.values().stream().flatMap(Optional::stream).forEach(office ->
                cuts.addAll(later(SimulatedLaw.bureau(office).seats(now).stream().map(Seat::from).toList(), from)));
        List<ClockByHand.Stretch> stretches = new ArrayList<>();
        for (Instant cut : cuts) {
            Optional<OfficeId> holder = byHolder ? holders.floorEntry(cut).getValue() : Optional.empty();
            Instant next = cuts.higher(cut);
            stretches.add(new ClockByHand.Stretch(calendar(holder, cut), holder, cut.getEpochSecond(),
                    next == null ? ClockByHand.NEVER : next.getEpochSecond(), runs.test(states.floorEntry(cut).getValue())));
        }
        return stretches;
    }

    private static List<Instant> later(Collection<Instant> moments, Instant from) {
        return moments.stream().filter(from::isBefore).toList();
    }

    private CalendarOnTheWall calendar(Optional<OfficeId> holder, Instant at) {
        Instant since = SimulatedLaw.changes().stream().filter(change -> !change.isAfter(now)).reduce((a, b) -> b)
                .orElse(Instant.MIN);
        return holder.map(office -> SimulatedLaw.bureau(office).seats(now).stream().filter(seat -> !seat.from().isAfter(at))
                        .reduce((a, b) -> b).orElseThrow())
                .map(seat -> new Known(seat.layers(), seat.zone(), since))
                .or(() -> Optional.of(new Known(SimulatedLaw.GENERAL_LAYERS, SimulatedLaw.GENERAL_ZONE, since)))
                .map(wanted -> WALL.computeIfAbsent(wanted, w -> new CalendarOnTheWall(w.zone(), w.layers(), w.since())))
                .orElseThrow();
    }
}
