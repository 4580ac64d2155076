package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.query.projection.Views;
import id.tanggap.query.scorecard.Scorekeeping;
import java.time.ZoneId;

/** Keeps complaints, their timelines and the scorecards that they count on. */
public final class ComplaintProjection {

    private final ZoneId zone;

    /** @param zone for the days of offices that are not known */
    public ComplaintProjection(ZoneId zone) {
        this.zone = zone;
    }

    public void apply(ComplaintEvent event, long position, long sequence, Views views) {
        ComplaintView before = event instanceof ComplaintEvent.Submitted ? null
                : views.complaint(event.complaint()).orElseThrow(() ->
                        new IllegalStateException("no submission came before this event"));
        ComplaintView after = event instanceof ComplaintEvent.Submitted submitted
                ? ComplaintView.begin(position, submitted) : before.evolve(event, sequence);
        views.put(after);
        views.add(TimelineEntry.of(after, event, position));
        if (event instanceof ComplaintEvent.PersonalDataErased) {
            views.eraseTimeline(after.number());
        }
        if (before != null) {
            new Scorekeeping(views, zone).count(before, event, after, position);
        }
    }
}
