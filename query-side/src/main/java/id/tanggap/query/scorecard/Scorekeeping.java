package id.tanggap.query.scorecard;

import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.LegalClock;
import id.tanggap.kernel.clock.OfficeShares;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Course;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Counts what an event means for an office's scorecard, on the day on which it happened in the office's zone. The one
 * place for the definitions: <em>first response</em> is the time from submission to the first interim or final response;
 * <em>resolution</em> the time from submission to the final response that was accepted or stood, pauses taken out, counted
 * when the complaint is closed, so that a response that was objected to resolves nothing. Durations are read off the
 * office's civil clock, as the law counts days: from nine to nine on the next day are 24 hours, also when the clocks were
 * changed that night. (Indonesia's never are; imports from elsewhere may.)
 *
 * <p>The same times are also counted in working days, by the calendars of those who had the complaint. A final response is
 * <em>within the limit</em> or <em>late</em> at the moment at which it was approved, for the office that gave it; who had
 * how much of the time is told beside it. A complaint that is taken up again after it was closed takes its resolution back.
 */
public final class Scorekeeping {

    private final Views views;
    private final ZoneId zone;
    private final List<Entry> entries = new ArrayList<>(2);

    /** What one event changes in the cells of an office's day. */
    private static final class Entry {

        private final OfficeId office;
        private final Classification classification;
        private final LocalDate day;
        private final List<Tally.Count> counts = new ArrayList<>(8);
        private final EnumSet<Figure> figures = EnumSet.noneOf(Figure.class);
        private boolean takesBack;
        private OptionalLong working = OptionalLong.empty();
        private UnaryOperator<ScorecardCell> times = UnaryOperator.identity();

        private Entry(OfficeId office, Classification classification, LocalDate day) {
            this.office = office;
            this.classification = classification;
            this.day = day;
        }

        private Entry count(Tally.Measure measure, long by) {
            counts.add(new Tally.Count(measure, by));
            return this;
        }

        /** One more of a measure behind which somebody can look. */
        private Entry count(Tally.Measure measure) {
            figures.add(Figure.valueOf(measure.name()));
            return count(measure, 1);
        }

        private void write(Views views, ComplaintView complaint, long position) {
            if (takesBack || !figures.isEmpty()) {
                views.add(new Counted(office, day, classification, complaint.number(), position, figures, takesBack,
                        working));
            }
            for (Period period : new Period[] {Period.day(day), Period.month(day)}) {
                views.put(times.apply(views.cell(new ScorecardCell.Key(office, classification, period))).counted(counts));
            }
        }
    }

    /** @param zone for the days of offices that are not known */
    public Scorekeeping(Views views, ZoneId zone) {
        this.views = views;
        this.zone = zone;
    }

    /**
     * Once for each: what an event changes is put together first and written at the end.
     *
     * @param position of the event
     */
    public void count(ComplaintView before, ComplaintEvent event, ComplaintView after, long position) {
        if (before.status() != after.status() || !before.office().equals(after.office())
                || !before.classification().equals(after.classification())) {
            countOpen(before, -1);
            countOpen(after, 1);
        }
        note(before, event, after);
        entries.forEach(entry -> entry.write(views, after, position));
    }

    private void note(ComplaintView before, ComplaintEvent event, ComplaintView after) {
        Instant at = event.provenance().occurredAt();
        if (before.status() == ComplaintStatus.CLOSED && after.status() != ComplaintStatus.CLOSED) {
            resolution(before, -1);
        }
        switch (event) {
            case ComplaintEvent.Forwarded e -> add(e.office(), after, at, Tally.Measure.RECEIVED);
            case ComplaintEvent.Returned _ ->
                    before.office().ifPresent(office -> add(office, before, at, Tally.Measure.RETURNED));
            case ComplaintEvent.Transferred e -> {
                add(e.from(), after, at, Tally.Measure.TRANSFERRED_OUT);
                if (before.course().stays().stream().anyMatch(stay -> stay.office().equals(Optional.of(e.to())))) {
                    add(e.from(), after, at, Tally.Measure.TRANSFERRED_BACK);
                }
                add(e.to(), after, at, Tally.Measure.RECEIVED);
            }
            case ComplaintEvent.InterimResponseGiven e -> {
                add(e.office(), after, at, Tally.Measure.INTERIM_RESPONSES);
                countFirstResponse(before, after, e.office(), at);
            }
            case ComplaintEvent.FinalResponseApproved e -> {
                add(e.office(), after, at, Tally.Measure.FINAL_RESPONSES);
                countFirstResponse(before, after, e.office(), at);
                clocks(before).flatMap(Clocks::response).map(LegalClock::due).ifPresent(due -> {
                    switch (due) {
                        case Due.At(Instant limit) -> add(e.office(), after, at,
                                at.isBefore(limit) ? Tally.Measure.WITHIN_LIMIT : Tally.Measure.LATE);
                        case Due.Unknown _ -> add(e.office(), after, at, Tally.Measure.WITHIN_LIMIT);
                        case Due.Paused _ -> throw new IllegalStateException("nobody answers what was returned");
                    }
                });
            }
            case ComplaintEvent.Closed e -> {
                switch (e.reason()) {
                    case ACCEPTED -> add(e.office(), after, at, Tally.Measure.CLOSED_BY_REPORTER);
                    case STOOD_UNANSWERED -> add(e.office(), after, at, Tally.Measure.CLOSED_WITHOUT_REPLY);
                    case UPHELD_ON_APPEAL -> add(e.office(), after, at, Tally.Measure.CLOSED_ON_APPEAL);
                    case LAPSED, CLOSED_AT_SOURCE -> {
                        // no word of the reporter's was due here
                    }
                }
                resolution(after, 1);
            }
            case ComplaintEvent.Objected e -> add(e.office(), after, at, Tally.Measure.REOPENED);
            case ComplaintEvent.ReportedUnsolved e -> {
                add(e.office(), after, at, Tally.Measure.REPORTED_UNSOLVED);
                add(e.office(), after, at, Tally.Measure.REOPENED);
            }
            case ComplaintEvent.ConfirmedSolved e -> add(e.office(), after, at, Tally.Measure.CONFIRMED_SOLVED);
            case ComplaintEvent.Appealed e -> add(e.office(), after, at, Tally.Measure.APPEALED);
            case ComplaintEvent.SentBackOnAppeal e -> add(e.office(), after, at, Tally.Measure.SENT_BACK_ON_APPEAL);
            case ComplaintEvent.Escalated e -> add(e.office(), after, at, switch (e.addressee()) {
                case OFFICER -> Tally.Measure.ESCALATED_TO_OFFICER;
                case OFFICE_HEAD -> Tally.Measure.ESCALATED_TO_OFFICE_HEAD;
                case SUPERVISING_OFFICE -> Tally.Measure.ESCALATED_TO_SUPERVISING_OFFICE;
                case INSPECTORATE -> Tally.Measure.ESCALATED_TO_INSPECTORATE;
            });
            case ComplaintEvent.Evaluated e -> e.office().ifPresent(office -> countEvaluation(office, e, after, at));
            case ComplaintEvent.Submitted _, ComplaintEvent.Completed _, ComplaintEvent.Rejected _,
                 ComplaintEvent.Assigned _, ComplaintEvent.FinalResponseDrafted _,
                 ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.Withdrawn _, ComplaintEvent.Merged _,
                 ComplaintEvent.MergeUndone _, ComplaintEvent.DuplicateJoined _, ComplaintEvent.DuplicateLeft _,
                 ComplaintEvent.Lapsed _, ComplaintEvent.AskedWhetherSolved _, ComplaintEvent.ReferredToInspectorate _,
                 ComplaintEvent.MessageSent _, ComplaintEvent.AttachmentAdded _, ComplaintEvent.AttachmentCleared _,
                 ComplaintEvent.AttachmentRejected _, ComplaintEvent.IdentityRevealRequested _,
                 ComplaintEvent.IdentityRevealed _, ComplaintEvent.IdentityRevealRefused _,
                 ComplaintEvent.ErasureRequested _, ComplaintEvent.ErasureRefused _,
                 ComplaintEvent.PersonalDataErased _ -> {
                // nothing that an office is measured by
            }
        }
    }

    private void countFirstResponse(ComplaintView before, ComplaintView after, OfficeId office, Instant at) {
        if (before.firstResponse().isEmpty()) {
            long seconds = seconds(office, after.course().submitted(), at, Duration.ZERO);
            OptionalLong working = worked(clocks(before).flatMap(clocks -> clocks.worked(at, false)));
            Entry entry = entry(office, after, at);
            entry.times = cell -> cell.firstResponse(seconds, working);
            entry.working = working;
            entry.figures.add(Figure.FIRST_RESPONSES);
        }
    }

    /**
     * Counts the resolution of a closed complaint on the day on which it was closed; of one that ended without a final
     * response there is none.
     *
     * @param change 1, or -1 to take back what was counted
     */
    private void resolution(ComplaintView closed, int change) {
        closed.course().responded().ifPresent(responded -> {
            OfficeId office = closed.office().orElseThrow();
            Course course = closed.course();
            long seconds = seconds(office, course.submitted(), responded, course.paused());
            Optional<OfficeShares> shares = clocks(closed).flatMap(clocks -> clocks.worked(responded, true));
            Entry entry = entry(office, closed, course.since());
            if (change > 0) {
                OptionalLong working = worked(shares);
                views.put(closed.resolvedIn(working));
                entry.times = cell -> cell.resolved(seconds, working);
                entry.working = working;
                entry.figures.add(Figure.RESOLVED);
            } else {
                entry.times = cell -> cell.unresolved(seconds, closed.resolvedIn());
                entry.takesBack = true;
            }
            entry.count(Tally.Measure.TIME_PAUSED, change * course.paused().toSeconds())
                    .count(Tally.Measure.TIME_ELAPSED,
                            change * Duration.between(course.submitted(), responded).toSeconds());
            shares.ifPresent(all -> all.byOffice().forEach((who, used) -> who.ifPresent(passed ->
                    entry(passed, closed, course.since()).count(Tally.Measure.TIME_HERE, change * used.seconds())
                            .count(Tally.Measure.TIME_EVERYWHERE, change * all.total().seconds()))));
        });
    }

    private Optional<Clocks> clocks(ComplaintView complaint) {
        RecordedLaw law = views.law().law();
        return law.isInForce() ? Optional.of(new Clocks(complaint.course(), law)) : Optional.empty();
    }

    private static OptionalLong worked(Optional<OfficeShares> shares) {
        return shares.map(all -> OptionalLong.of(all.total().seconds())).orElse(OptionalLong.empty());
    }

    private void countEvaluation(OfficeId office, ComplaintEvent.Evaluated event, ComplaintView after, Instant at) {
        Entry entry = entry(office, after, at).count(Tally.Measure.values()[
                Tally.Measure.SATISFACTION_1.ordinal() + event.evaluation().satisfaction() - 1]);
        if (!event.evaluation().elements().isEmpty()) {
            entry.count(Tally.Measure.ELEMENTS_EVALUATED);
            for (ServiceElement element : ServiceElement.values()) {
                entry.count(Tally.Measure.valueOf(element.name()), event.evaluation().elements().get(element));
            }
        }
    }

    private void countOpen(ComplaintView complaint, int change) {
        if (complaint.status().openAtOffice()) {
            OfficeId office = complaint.office().orElseThrow();
            views.addToBacklog(new BacklogKey(office, classification(complaint),
                    day(office, complaint.course().submitted())), change);
        }
    }

    private void add(OfficeId office, ComplaintView complaint, Instant at, Tally.Measure measure) {
        entry(office, complaint, at).count(measure);
    }

    private Entry entry(OfficeId office, ComplaintView complaint, Instant at) {
        Classification classification = classification(complaint);
        LocalDate day = day(office, at);
        for (Entry entry : entries) {
            if (entry.office.equals(office) && entry.classification == classification && entry.day.equals(day)) {
                return entry;
            }
        }
        Entry entry = new Entry(office, classification, day);
        entries.add(entry);
        return entry;
    }

    private LocalDate day(OfficeId office, Instant at) {
        return LocalDate.ofInstant(at, zone(office));
    }

    private ZoneId zone(OfficeId office) {
        return views.office(office).map(OfficeView::zone).orElse(zone);
    }

    /** An office gets a complaint only together with its class. */
    private static Classification classification(ComplaintView complaint) {
        Optional<Classification> classification = complaint.classification();
        return classification.orElseThrow();
    }

    /** From one moment to another on the office's civil clock; see the class for why. */
    private long seconds(OfficeId office, Instant from, Instant to, Duration paused) {
        ZoneId zone = zone(office);
        return Math.max(0, Duration.between(LocalDateTime.ofInstant(from, zone), LocalDateTime.ofInstant(to, zone))
                .minus(paused).toSeconds());
    }
}
