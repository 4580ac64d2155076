package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.ScorecardCell;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the projections touched lately, so that they need not read it again. Belongs to the thread that applies events. */
record RecentViews(Map<ComplaintId, ComplaintView> complaints, Map<OfficeId, OfficeView> offices,
                   Map<ScorecardCell.Key, ScorecardCell> cells) {

    private static final int COMPLAINTS = 10_000;

    /** A complaint takes some two kilobytes; while a file is being made a tenth of the memory may go into them. */
    private static final int BYTES_PER_COMPLAINT = 20_000;

    static RecentViews none() {
        return of(COMPLAINTS);
    }

    /** For making a file: what is not here has to be read back. */
    static RecentViews noneButManyToCome() {
        return of((int) Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_COMPLAINT, COMPLAINTS, 200_000));
    }

    private static RecentViews of(int complaints) {
        return new RecentViews(bounded(complaints), bounded(2_000), bounded(5_000));
    }

    void forget() {
        complaints.clear();
        offices.clear();
        cells.clear();
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
