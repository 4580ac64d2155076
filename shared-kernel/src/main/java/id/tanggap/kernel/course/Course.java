package id.tanggap.kernel.course;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Pause;
import id.tanggap.kernel.clock.PauseReason;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a complaint has come: its state, who had it when, when its clocks stood still. A pure fold of its events and all
 * of them that the law's clock looks at; both sides keep one, so that they can never count differently.
 *
 * @param submitted what the office's limit runs from, unless a review set a new one
 * @param since     when the present state began; a transfer does not begin one
 * @param known     when the platform knew of that: later than {@code since} for what was brought in from elsewhere, and for
 *                  what time brought about while nobody was looking
 * @param check     from when on the coordinator's limit for the check runs
 * @param stays     who had it from when on, in order; never empty
 * @param pauses    when the office's clock stood still, in order; only the last may still last
 * @param bound     to whom it was first forwarded and as what; the limit hangs on that
 * @param order     what a review on appeal ordered last
 * @param told      the last level of the escalation ladder that was told since the clock began, in percent; 0 for none
 * @param objected  whether an objection was raised since the clock began
 * @param responded when the final response was approved that stands, or stood when it ended
 * @param closure   why it is closed
 * @param question  whether it is still solved: since when that is asked, and whether it was answered
 */
public record Course(ComplaintStatus status, Instant submitted, Instant since, Instant known, Instant check,
                     List<Stay> stays, List<Pause> pauses, Optional<Bound> bound, Optional<Order> order, int told,
                     boolean objected, Optional<Instant> responded, Optional<ClosureReason> closure,
                     Optional<Question> question) {

    /**
     * From a moment on somebody has the complaint.
     *
     * @param office empty for the coordinator
     */
    public record Stay(Optional<OfficeId> office, Instant from) {
    }

    /** Who was first to answer, and a submission of which class. */
    public record Bound(OfficeId office, Classification classification) {
    }

    /** A review set a new limit, from a moment on. */
    public record Order(Limit limit, Instant from) {
    }

    /** Whether it is still solved. */
    public record Question(Instant asked, boolean answered) {
    }

    public Course {
        stays = List.copyOf(stays);
        pauses = List.copyOf(pauses);
    }

    public static Course begin(ComplaintEvent.Submitted e) {
        Instant at = e.provenance().occurredAt();
        return new Course(ComplaintStatus.SUBMITTED, at, at, e.provenance().recordedAt(), at,
                List.of(new Stay(Optional.empty(), at)), List.of(), Optional.empty(), Optional.empty(), 0, false,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Who has it now; empty while it is with the coordinator or its reporter. */
    public Optional<OfficeId> office() {
        return stays.getLast().office();
    }

    /** When it ended, if it has. */
    public Optional<Instant> ended() {
        return status.ended() ? Optional.of(since) : Optional.empty();
    }

    /** Since when the reporter must complete it. */
    public Optional<Instant> pausedSince() {
        return pauses.stream().filter(pause -> pause.reason() == PauseReason.RETURNED_TO_REPORTER && pause.to().isEmpty())
                .map(Pause::from).findFirst();
    }

    /** How long its reporter had to complete it before that, all in all. */
    public Duration paused() {
        return pauses.stream().filter(pause -> pause.reason() == PauseReason.RETURNED_TO_REPORTER)
                .flatMap(pause -> pause.to().map(to -> Duration.between(pause.from(), to)).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    public Course evolve(ComplaintEvent event) {
        Next next = new Next(this, event.provenance());
        switch (event) {
            case ComplaintEvent.Submitted e -> throw new IllegalStateException("submitted twice: " + e.complaint());
            case ComplaintEvent.Forwarded e -> {
                next.with(Optional.of(e.office()));
                next.bound = bound.or(() -> Optional.of(new Bound(e.office(), e.classification())));
                next.begin(ComplaintStatus.FORWARDED);
            }
            case ComplaintEvent.Transferred e -> next.with(Optional.of(e.to()));
            case ComplaintEvent.Returned _ -> {
                if (status == ComplaintStatus.FORWARDED) {
                    next.check = Optional.empty();
                }
                next.with(Optional.empty());
                next.stop(PauseReason.RETURNED_TO_REPORTER);
                next.begin(ComplaintStatus.RETURNED);
            }
            case ComplaintEvent.Lapsed _ -> next.close(ClosureReason.LAPSED);
            case ComplaintEvent.Completed _ -> {
                next.goOn();
                if (pausedSince().equals(Optional.of(check))) {
                    // an office had returned it: a new check begins, which the coordinator did not have to make so far.
                    // The state may have begun later, if it lapsed meanwhile
                    next.check = Optional.empty();
                }
                next.begin(ComplaintStatus.SUBMITTED);
            }
            case ComplaintEvent.Rejected _ -> next.begin(ComplaintStatus.REJECTED);
            case ComplaintEvent.Withdrawn _ -> {
                next.goOn();
                next.begin(ComplaintStatus.WITHDRAWN);
            }
            case ComplaintEvent.FinalResponseApproved _ -> {
                next.stop(PauseReason.RESPONSE_STANDS);
                next.responded = Optional.of(next.at);
                next.begin(ComplaintStatus.RESPONDED);
            }
            case ComplaintEvent.Closed e -> {
                if (status == ComplaintStatus.APPEALED) {
                    next.stop(PauseReason.RESPONSE_STANDS);
                }
                next.close(e.reason());
            }
            case ComplaintEvent.Objected _ -> {
                next.objected = true;
                next.reopen();
            }
            case ComplaintEvent.AskedWhetherSolved _ -> next.question = Optional.of(new Question(next.at, false));
            case ComplaintEvent.ConfirmedSolved _ ->
                    next.question = question.map(asked -> new Question(asked.asked(), true));
            case ComplaintEvent.ReportedUnsolved _ -> next.reopen();
            case ComplaintEvent.Appealed _ -> {
                next.stop(PauseReason.UNDER_REVIEW);
                next.begin(ComplaintStatus.APPEALED);
            }
            case ComplaintEvent.SentBackOnAppeal e -> {
                next.order = Optional.of(new Order(e.limit(), next.at));
                next.told = 0;
                next.objected = false;
                next.reopen();
            }
            case ComplaintEvent.Merged _ -> {
                next.stop(PauseReason.MERGED);
                next.begin(ComplaintStatus.MERGED);
            }
            case ComplaintEvent.MergeUndone _ -> {
                next.goOn();
                next.check = Optional.empty();
                next.begin(ComplaintStatus.SUBMITTED);
            }
            case ComplaintEvent.Escalated e -> next.told = e.percent();
            // nobody is left to be asked
            case ComplaintEvent.PersonalDataErased _ -> next.question = Optional.of(new Question(next.at, true));
            case ComplaintEvent.Assigned _, ComplaintEvent.InterimResponseGiven _,
                 ComplaintEvent.FinalResponseDrafted _, ComplaintEvent.FinalResponseSentBack _,
                 ComplaintEvent.DuplicateJoined _, ComplaintEvent.DuplicateLeft _, ComplaintEvent.Evaluated _,
                 ComplaintEvent.ReferredToInspectorate _, ComplaintEvent.MessageSent _,
                 ComplaintEvent.AttachmentAdded _, ComplaintEvent.AttachmentCleared _, ComplaintEvent.AttachmentRejected _,
                 ComplaintEvent.IdentityRevealRequested _, ComplaintEvent.IdentityRevealed _,
                 ComplaintEvent.IdentityRevealRefused _, ComplaintEvent.ErasureRequested _,
                 ComplaintEvent.ErasureRefused _ -> {
                return this;
            }
        }
        return next.course();
    }

    /** The parts that change, while one event is applied. */
    private static final class Next {

        private final Course before;
        private final Instant at;
        private final Instant recorded;
        private final List<Stay> stays;
        private final List<Pause> pauses;
        private ComplaintStatus status;
        private Instant since;
        private Instant known;
        /** Empty: it begins anew now. */
        private Optional<Instant> check;
        private Optional<Bound> bound;
        private Optional<Order> order;
        private int told;
        private boolean objected;
        private Optional<Instant> responded;
        private Optional<ClosureReason> closure;
        private Optional<Question> question;

        private Next(Course before, Provenance provenance) {
            this.before = before;
            at = latest(provenance.occurredAt(), latest(before.since, before.stays.getLast().from()));
            recorded = provenance.recordedAt();
            stays = new ArrayList<>(before.stays);
            pauses = new ArrayList<>(before.pauses);
            status = before.status;
            since = before.since;
            known = before.known;
            check = Optional.of(before.check);
            bound = before.bound;
            order = before.order;
            told = before.told;
            objected = before.objected;
            responded = before.responded;
            closure = before.closure;
            question = before.question;
        }

        /** Nodes' clocks may differ a little: what comes later in the history never happened earlier. */
        private static Instant latest(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }

        private void begin(ComplaintStatus now) {
            status = now;
            since = at;
            known = recorded;
            closure = Optional.empty();
            question = Optional.empty();
        }

        private void close(ClosureReason why) {
            begin(ComplaintStatus.CLOSED);
            closure = Optional.of(why);
        }

        private void reopen() {
            goOn();
            responded = Optional.empty();
            begin(ComplaintStatus.FORWARDED);
        }

        private void with(Optional<OfficeId> office) {
            stays.add(new Stay(office, at));
        }

        private void stop(PauseReason why) {
            goOn();
            pauses.add(new Pause(why, at, Optional.empty()));
        }

        private void goOn() {
            if (!pauses.isEmpty() && pauses.getLast().to().isEmpty()) {
                Pause last = pauses.removeLast();
                pauses.add(new Pause(last.reason(), last.from(), Optional.of(at)));
            }
        }

        private Course course() {
            return new Course(status, before.submitted, since, known, check.orElse(at), stays, pauses, bound, order, told,
                    objected, responded, closure, question);
        }
    }
}
