package id.tanggap.query.projection;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.ScorecardCell;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The read models while one event is applied. Reads see what was put before, by this event and by earlier ones of the
 * same batch. What an event puts takes effect as a whole or not at all, and becomes durable together with the position
 * of the batch's last event.
 */
public interface Views {

    Optional<ComplaintView> complaint(ComplaintId id);

    void put(ComplaintView complaint);

    void add(TimelineEntry entry);

    /**
     * Takes what people said out of every entry of a complaint's timeline so far, {@link TimelineEntry#erased()}.
     *
     * @param complaint its number
     */
    void eraseTimeline(long complaint);

    Optional<OfficeView> office(OfficeId id);

    void put(OfficeView office);

    /** The law as of all events before this one, and of this one once it is put. */
    LawView law();

    /**
     * @param from the first day about which it says anything new; empty if it moves no moment at which something is due.
     *             What is due later, or could not be counted so far, is counted anew
     */
    void put(LawView law, Optional<LocalDate> from);

    Optional<InspectionView> inspection(InspectionId id);

    void put(InspectionView inspection);

    Optional<ImportView> imported(ImportId id);

    void put(ImportView imported);

    void add(ImportId imported, RefusedLine line);

    /** The cell, empty if nothing was counted in it yet. */
    ScorecardCell cell(ScorecardCell.Key key);

    void put(ScorecardCell cell);

    void add(Counted counted);

    /** Counts complaints in or out of what is open. */
    void addToBacklog(BacklogKey key, int change);
}
