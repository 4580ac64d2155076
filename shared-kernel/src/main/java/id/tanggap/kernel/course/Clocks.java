package id.tanggap.kernel.course;

import id.tanggap.kernel.clock.CalendarYearMissing;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.LegalClock;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.OfficeShares;
import id.tanggap.kernel.clock.Pause;
import id.tanggap.kernel.clock.PauseReason;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clocks of one complaint: what its course means under the law as it is recorded. The one place where it is decided
 * which limit runs from when to when, and what time alone brings about. Pure.
 * <ul>
 * <li>The office's limit is that of the office and class to which the complaint was first forwarded, as in force at its
 * submission, and runs from there; neither a transfer nor another class nor an objection gives time back. Only a review
 * on appeal sets a new one.
 * <li>The reporter's windows are counted in the calendar of whichever office has it at the time, or else in the general
 * one; a transfer recounts nothing.
 * </ul>
 */
public final class Clocks {

    private final Course course;
    private final Law law;

    public Clocks(Course course, Law law) {
        this.course = course;
        this.law = law;
    }

    /** The clock of the office's limit; empty until the complaint is forwarded for the first time. */
    public Optional<LegalClock> response() {
        if (course.order().isPresent()) {
            Course.Order order = course.order().get();
            return Optional.of(clock(order.limit(), order.from(), course.pauses()));
        }
        return standard().map(standard -> clock(standard.limit(), course.submitted(), course.pauses()));
    }

    /**
     * The clock of what staff must do next: check it, or answer it; empty while nobody of them can. An appeal has no limit of its
     * own, and what an office answered is the reporter's to reply to.
     */
    public Optional<LegalClock> duty() {
        return switch (course.status()) {
            case SUBMITTED -> verification();
            case FORWARDED -> response();
            case RETURNED, RESPONDED, APPEALED, CLOSED, REJECTED, WITHDRAWN, MERGED -> Optional.empty();
        };
    }

    /** What the office's limit comes from; empty until it is forwarded, and if a review set the limit. */
    public Optional<ServiceStandard> standard() {
        return course.order().isPresent() ? Optional.empty() : course.bound().map(bound ->
                law.standard(bound.office(), bound.classification(), course.submitted()));
    }

    /**
     * Who had how much of the time that the office's limit counts.
     *
     * @return empty until the complaint is forwarded, and where a year is not known
     */
    public Optional<OfficeShares> shares(Instant now) {
        try {
            return response().map(clock -> clock.shares(upTo(now)));
        } catch (CalendarYearMissing unknown) {
            return Optional.empty();
        }
    }

    /**
     * Working time from the submission on, in working days whatever the limit counts in, by who had the complaint.
     *
     * @param pausesOut whether the times count in which the reporter had to complete it
     * @return empty where a year is not known
     */
    public Optional<OfficeShares> worked(Instant to, boolean pausesOut) {
        List<Pause> out = course.pauses().stream()
                .filter(pause -> pausesOut && pause.reason() == PauseReason.RETURNED_TO_REPORTER).toList();
        try {
            return Optional.of(clock(Limit.workingDays(1), course.submitted(), out).shares(to));
        } catch (CalendarYearMissing unknown) {
            return Optional.empty();
        }
    }

    /** All limits that run, that could still be used, or, for the office's, how it ended. */
    public List<Deadline> deadlines(Instant now) {
        List<Deadline> deadlines = new ArrayList<>();
        verification().ifPresent(clock -> deadlines.add(Deadline.of(Deadline.Kind.VERIFICATION, clock, now)));
        if (owed()) {
            response().ifPresent(clock -> deadlines.add(Deadline.of(Deadline.Kind.RESPONSE, clock, upTo(now))));
        }
        completion().ifPresent(clock -> deadlines.add(Deadline.of(Deadline.Kind.COMPLETION, clock, now)));
        reply().ifPresent(clock -> deadlines.add(Deadline.of(Deadline.Kind.REPLY, clock, now)));
        Stream.of(reversal(now), appeal(now), answer(now)).flatMap(Optional::stream).forEach(deadlines::add);
        return deadlines;
    }

    /** Until when the reporter may take a closing or a lapse back; empty if there is none or the time is over. */
    public Optional<Deadline> reversal(Instant now) {
        boolean byTime = course.closure().filter(why ->
                why == ClosureReason.STOOD_UNANSWERED || why == ClosureReason.LAPSED).isPresent();
        return byTime ? open(Deadline.Kind.REVERSAL, window(procedure().reversal(), course.since()), now) : Optional.empty();
    }

    /**
     * Until when the reporter may appeal: after an objection was answered, or after the office's limit passed, whichever
     * ends later; empty if neither is so or the time is over.
     */
    public Optional<Deadline> appeal(Instant now) {
        boolean appealable = switch (course.status()) {
            case FORWARDED, RESPONDED -> true;
            case CLOSED -> course.closure().equals(Optional.of(ClosureReason.STOOD_UNANSWERED));
            case SUBMITTED, RETURNED, APPEALED, REJECTED, WITHDRAWN, MERGED -> false;
        };
        if (!appealable) {
            return Optional.empty();
        }
        Optional<Instant> answered = course.responded().filter(_ -> course.objected());
        Optional<Instant> passed = response().map(LegalClock::due)
                .flatMap(due -> due instanceof Due.At(Instant at) && !at.isAfter(now) ? Optional.of(at) : Optional.empty());
        return Stream.of(answered, passed).flatMap(Optional::stream).max(Comparator.naturalOrder())
                .flatMap(from -> open(Deadline.Kind.APPEAL, window(procedure().appeal(), from), now));
    }

    /** Until when the reporter may answer whether it is still solved; empty if that is not asked or the time is over. */
    public Optional<Deadline> answer(Instant now) {
        return course.question().filter(question -> !question.answered()).flatMap(question ->
                open(Deadline.Kind.WHETHER_SOLVED, window(procedure().reply(), question.asked()), now));
    }

    /** What time alone brings about next; empty if somebody must act first. */
    public Optional<Step> next() {
        return switch (course.status()) {
            case RETURNED -> completion().map(clock -> new Step.Lapse(clock.due()));
            case FORWARDED -> response().flatMap(clock -> procedure().ladder().after(course.told())
                    .map(level -> new Step.Escalate(level, notBeforeKnown(clock.reaches(level.percent())))));
            case RESPONDED -> reply().map(clock -> new Step.CloseUnanswered(clock.due()));
            case CLOSED -> course.question().isPresent() ? Optional.empty() : course.closure().flatMap(why -> switch (why) {
                case ACCEPTED, STOOD_UNANSWERED, UPHELD_ON_APPEAL -> Optional.of(new Step.AskWhetherSolved(ask()));
                case LAPSED, CLOSED_AT_SOURCE -> Optional.empty();
            });
            case SUBMITTED, APPEALED, REJECTED, WITHDRAWN, MERGED -> Optional.empty();
        };
    }

    private Optional<LegalClock> verification() {
        boolean waits = course.status() == ComplaintStatus.SUBMITTED
                || course.status() == ComplaintStatus.RETURNED && !course.check().equals(course.since());
        List<Pause> pauses = course.pauses().stream()
                .filter(pause -> pause.reason() == PauseReason.RETURNED_TO_REPORTER).toList();
        return waits ? Optional.of(new LegalClock(procedure().verification(), course.check(),
                List.of(new Turn(Optional.empty(), law.general(), course.check())), pauses)) : Optional.empty();
    }

    private Optional<LegalClock> completion() {
        return course.status() == ComplaintStatus.RETURNED
                ? Optional.of(window(procedure().completion(), course.since())) : Optional.empty();
    }

    private Optional<LegalClock> reply() {
        return course.status() == ComplaintStatus.RESPONDED
                ? Optional.of(window(procedure().reply(), course.since())) : Optional.empty();
    }

    /** An office owes an answer, or gave it. */
    private boolean owed() {
        return switch (course.status()) {
            case SUBMITTED, RETURNED, FORWARDED, RESPONDED, APPEALED, CLOSED -> true;
            case REJECTED, WITHDRAWN, MERGED -> false;
        };
    }

    private Procedure procedure() {
        return law.procedure(course.submitted());
    }

    /** Four weeks are four weeks, whatever days are worked on. */
    private Due ask() {
        Instant at = course.since().atZone(law.general().zone()).plusDays(procedure().askAfterDays()).toInstant();
        return new Due.At(at);
    }

    /** Nobody is told before the platform knows: a complaint may come to an office, or be brought in, when it is late. */
    private Due notBeforeKnown(Due due) {
        return due instanceof Due.At(Instant at) && at.isBefore(course.known()) ? new Due.At(course.known()) : due;
    }

    /** The office's clock stands still for good once a complaint has ended. */
    private Instant upTo(Instant now) {
        return course.ended().filter(ended -> ended.isBefore(now)).orElse(now);
    }

    private static Optional<Deadline> open(Deadline.Kind kind, LegalClock clock, Instant now) {
        return Optional.of(Deadline.of(kind, clock, now)).filter(deadline -> deadline.isOpen(now));
    }

    /** A time of the reporter's: it runs without standing still. */
    private LegalClock window(Limit limit, Instant from) {
        return clock(limit, from, List.of());
    }

    private LegalClock clock(Limit limit, Instant event, List<Pause> pauses) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < course.stays().size(); i++) {
            Course.Stay stay = course.stays().get(i);
            Optional<Instant> to = i + 1 < course.stays().size()
                    ? Optional.of(course.stays().get(i + 1).from()) : Optional.empty();
            if (to.isEmpty() || to.get().isAfter(event)) {
                turns.addAll(turns(stay.office(), stay.from().isBefore(event) ? event : stay.from(), to));
            }
        }
        return new LegalClock(limit, event, turns, pauses);
    }

    private List<Turn> turns(Optional<OfficeId> office, Instant from, Optional<Instant> to) {
        return office.map(id -> law.turns(id, from, to))
                .orElseGet(() -> List.of(new Turn(Optional.empty(), law.general(), from)));
    }
}
