package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Counts what an event means for an office's scorecard, on the day on which it happened in the office's zone. The one
 * place for the definitions: <em>first response</em> is the time from submission to the first interim or final response;
 * <em>resolution</em> the time from submission to the final response that was accepted or stood, pauses taken out, counted
 * when the complaint is closed, so that a response that was objected to resolves nothing. Durations are read off the
 * office's civil clock, as the law counts days: from nine to nine on the next day are 24 hours, also when the clocks were
 * changed that night. (Indonesia's never are; imports from elsewhere may.)
 */
public final class Scorekeeping {

    private final Views views;
    private final ZoneId zone;

    /** @param zone for the days of offices that are not known */
    public Scorekeeping(Views views, ZoneId zone) {
        this.views = views;
        this.zone = zone;
    }

    public void count(ComplaintView before, ComplaintEvent event, ComplaintView after) {
        countOpen(before, -1);
        countOpen(after, 1);
        Instant at = event.provenance().occurredAt();
        switch (event) {
            case ComplaintEvent.Forwarded e -> add(e.office(), after, at, Tally.Measure.RECEIVED);
            case ComplaintEvent.Returned _ ->
                    before.office().ifPresent(office -> add(office, before, at, Tally.Measure.RETURNED));
            case ComplaintEvent.Transferred e -> {
                add(e.from(), after, at, Tally.Measure.TRANSFERRED_OUT);
                add(e.to(), after, at, Tally.Measure.RECEIVED);
            }
            case ComplaintEvent.InterimResponseGiven e -> {
                add(e.office(), after, at, Tally.Measure.INTERIM_RESPONSES);
                countFirstResponse(before, after, e.office(), at);
            }
            case ComplaintEvent.FinalResponseApproved e -> {
                add(e.office(), after, at, Tally.Measure.FINAL_RESPONSES);
                countFirstResponse(before, after, e.office(), at);
            }
            case ComplaintEvent.Closed e -> after.course().responded().ifPresent(responded -> {
                long seconds = seconds(e.office(), after.course().submitted(), responded, after.course().paused());
                change(e.office(), after, at, cell -> cell.resolved(seconds));
            });
            case ComplaintEvent.Objected e -> add(e.office(), after, at, Tally.Measure.REOPENED);
            case ComplaintEvent.Evaluated e -> e.office().ifPresent(office -> countEvaluation(office, e, after, at));
            case ComplaintEvent.Submitted _, ComplaintEvent.Completed _, ComplaintEvent.Rejected _,
                 ComplaintEvent.Assigned _, ComplaintEvent.FinalResponseDrafted _,
                 ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.Withdrawn _, ComplaintEvent.Merged _,
                 ComplaintEvent.MergeUndone _, ComplaintEvent.DuplicateJoined _, ComplaintEvent.DuplicateLeft _,
                 ComplaintEvent.Lapsed _, ComplaintEvent.Escalated _, ComplaintEvent.AskedWhetherSolved _,
                 ComplaintEvent.ConfirmedSolved _, ComplaintEvent.ReportedUnsolved _, ComplaintEvent.Appealed _,
                 ComplaintEvent.SentBackOnAppeal _ -> {
                // nothing that an office is measured by
            }
        }
    }

    private void countFirstResponse(ComplaintView before, ComplaintView after, OfficeId office, Instant at) {
        if (before.firstResponse().isEmpty()) {
            long seconds = seconds(office, after.course().submitted(), at, Duration.ZERO);
            change(office, after, at, cell -> cell.firstResponse(seconds));
        }
    }

    private void countEvaluation(OfficeId office, ComplaintEvent.Evaluated event, ComplaintView after, Instant at) {
        change(office, after, at, cell -> {
            ScorecardCell counted = cell.counted(Tally.Measure.values()[
                    Tally.Measure.SATISFACTION_1.ordinal() + event.evaluation().satisfaction() - 1], 1);
            if (event.evaluation().elements().isEmpty()) {
                return counted;
            }
            counted = counted.counted(Tally.Measure.ELEMENTS_EVALUATED, 1);
            for (ServiceElement element : ServiceElement.values()) {
                counted = counted.counted(Tally.Measure.valueOf(element.name()),
                        event.evaluation().elements().get(element));
            }
            return counted;
        });
    }

    private void countOpen(ComplaintView complaint, int change) {
        if (complaint.status().openAtOffice()) {
            OfficeId office = complaint.office().orElseThrow();
            views.addToBacklog(new BacklogKey(office, classification(complaint),
                    day(office, complaint.course().submitted())), change);
        }
    }

    private void add(OfficeId office, ComplaintView complaint, Instant at, Tally.Measure measure) {
        change(office, complaint, at, cell -> cell.counted(measure, 1));
    }

    private void change(OfficeId office, ComplaintView complaint, Instant at, UnaryOperator<ScorecardCell> change) {
        LocalDate day = day(office, at);
        for (Period period : new Period[] {Period.day(day), Period.month(day)}) {
            views.put(change.apply(views.cell(
                    new ScorecardCell.Key(office, classification(complaint), period))));
        }
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
